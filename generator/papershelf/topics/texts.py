"""Texts: every word of every paper, at its position, so that a phrase is found without reading again."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from papershelf.catalogue import Catalogue
from papershelf.matrices import sparse
from papershelf.papers import Paper
from papershelf.tokens import Numbers, Tokens
from papershelf.topics.keywords import public_keywords
from papershelf.topics.words import groups, is_prefix, stem, takes_along, words

Ints: TypeAlias = npt.NDArray[np.int32]
Bools: TypeAlias = npt.NDArray[np.bool_]
Entry = TypeVar("Entry", np.int32, np.bool_)
_PIECE = 1 << 16
_GAP = -1


class Where(IntEnum):
    """The part of a paper in which a word stands."""

    TITLE = 0
    ABSTRACT = 1
    KEYWORDS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """The words of a catalogue.

    ``keys``: citation keys, in catalogue order; a paper's row is its place there. ``terms``: term -> stem, and
    ``shown``: term -> the form met most often; a term is its place there. For each position in the catalogue's
    running text: ``term_at`` and ``form_at`` (a place in ``forms``; both -1 in pauses), ``row_at`` and ``part_at``
    (a ``Where``); ``joined`` is true where a hyphen ties the word to the one before.
    ``positions`` holds all positions sorted by term; those of term t start at ``starts[t]``.
    """

    keys: tuple[str, ...]
    terms: tuple[str, ...]
    shown: tuple[str, ...]
    numbers: dict[str, int]
    forms: tuple[str, ...]
    term_at: Ints
    form_at: Ints
    joined: Bools
    row_at: Ints
    part_at: npt.NDArray[np.int8]
    positions: Ints
    starts: Ints

    def occurrences(self, phrase: str) -> Ints:
        """Return the positions at which ``phrase`` begins, in order; its words match whatever their endings."""
        return self.sequences([stem(word) for word in words(phrase)])

    def sequences(self, stems: Sequence[str]) -> Ints:
        """Return the positions at which words with these stems follow each other, in order."""
        wanted = [self.numbers.get(one) for one in stems]
        terms = [term for term in wanted if term is not None]
        if not terms or len(terms) < len(wanted):
            return np.empty(0, dtype=np.int32)
        counts = [int(self.starts[term + 1] - self.starts[term]) for term in terms]
        rarest = counts.index(min(counts))
        begins = self.positions[self.starts[terms[rarest]] : self.starts[terms[rarest] + 1]] - rarest
        begins = begins[(begins >= 0) & (begins <= len(self.term_at) - len(terms))]
        for offset, term in enumerate(terms):
            if offset != rarest:
                begins = begins[self.term_at[begins + offset] == term]
        return begins


def read_texts(catalogue: Catalogue, known: Sequence[Tokens] = ()) -> Texts:
    """Return the words of all titles, abstracts and public keywords of ``catalogue``.

    Each distinct token (what stands between two spaces) is read once, however often it occurs. The tokens of texts
    that are ``known`` are not looked up again; the answer is the same.
    """
    met = Numbers({"": _PAUSE})
    numbers = {text: found for some in known for text, found in _in_terms_of(met, some)}
    tokens = array("i")
    ends: list[int] = []
    for paper in catalogue.papers.values():
        for part in _parts(paper):
            found = numbers.get(part)
            if found is None:
                tokens.extend(map(met.__getitem__, part.split()))
            else:
                tokens.frombytes(found)
            tokens.append(_PAUSE)
            ends.append(len(tokens))
    token_at = np.frombuffer(tokens, dtype=np.int32)
    if known:
        token_at, met = _in_order(token_at, met)
    token_at, left = _tied(token_at, met)
    forms = Numbers()
    lists = [_forms(token, forms) for token in met]
    run, starts = _spread(lists, token_at)
    return _texts(tuple(catalogue.papers), forms, run, starts[left[np.array(ends, dtype=np.int64) - 1]])


def _in_terms_of(met: Numbers, tokens: Tokens) -> Iterator[tuple[str, memoryview]]:
    """Yield each text with its tokens as ``met`` numbers them."""
    table = np.array([met[word] for word in tokens.words], dtype=np.int32)
    numbers = table[np.frombuffer(tokens.numbers, dtype=np.int32)].data.cast("B")
    for text, (start, end) in tokens.places.items():
        yield text, numbers[start * table.itemsize : end * table.itemsize]


def _in_order(token_at: Ints, met: Numbers) -> tuple[Ints, Numbers]:
    """Return the tokens numbered in the order in which they come, as if each had been looked up; unused ones go."""
    first = np.full(len(met), len(token_at), dtype=np.int32)
    first[token_at[::-1]] = np.arange(len(token_at), dtype=np.int32)[::-1]
    first[_PAUSE] = -1
    order = np.argsort(first, kind="stable")
    order = order[first[order] < len(token_at)]
    number = np.zeros(len(met), dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    names = list(met)
    return _looked_up(number, token_at), Numbers({names[old]: new for new, old in enumerate(order.tolist())})


def _parts(paper: Paper) -> Iterator[str]:
    yield paper.title.plain
    yield paper.abstract.plain if paper.abstract else ""
    yield " ; ".join(public_keywords(paper.keywords))


_PAUSE = 0
"""The number of the token that ends each part, so that no phrase begins in one part and ends in the next."""
_UNTIED, _TIED = 0, 1


def _tied(token_at: Ints, met: dict[str, int]) -> tuple[Ints, Ints]:
    """Return the tokens with each prefix that stands alone tied to its word, and how many are left up to each place."""
    names = list(met)
    alone = np.array([is_prefix(name) for name in names], dtype=bool)
    kept = np.ones(len(token_at), dtype=bool)
    for place in np.flatnonzero(_looked_up(alone, token_at)).tolist():
        first, second = names[token_at[place]], names[token_at[place + 1]]
        if kept[place] and takes_along(first, second):
            token_at[place] = met[f"{first}-{second}"]
            kept[place + 1] = False
    return token_at[kept], np.cumsum(kept, dtype=np.int32)


def _forms(token: str, forms: dict[str, int]) -> list[tuple[int, int]]:
    """Return the forms of a token, each with whether a hyphen ties it to the one before; a pause is a gap."""
    return [
        (forms[word] if word else _GAP, _TIED if place else _UNTIED)
        for group in groups(token)
        for place, word in enumerate(group)
    ]


def _spread(lists: list[list[tuple[int, int]]], token_at: Ints) -> tuple[tuple[Ints, Bools], Ints]:
    """Return the forms of all tokens in a row and which are tied; where each token starts, and the last one ends."""
    form_of, tie_of = np.array([pair for pairs in lists for pair in pairs], dtype=np.int32).reshape(-1, 2).T.copy()
    counts = np.array([len(pairs) for pairs in lists], dtype=np.int32)
    spans = _looked_up(counts, token_at)
    starts = np.zeros(len(spans) + 1, dtype=np.int32)
    np.cumsum(spans, out=starts[1:])
    begins = _looked_up(np.cumsum(counts, dtype=np.int32) - counts, token_at)
    begins -= starts[:-1]
    places = np.repeat(begins, spans)
    places += np.arange(len(places), dtype=np.int32)
    return (_looked_up(form_of, places), _looked_up(tie_of == _TIED, places)), starts


def _looked_up(table: npt.NDArray[Entry], places: Ints) -> npt.NDArray[Entry]:
    """Return ``table[places]``, made a piece at a time: numpy widens the places to 64 bits on the way."""
    found = np.empty(len(places), dtype=table.dtype)
    for start in range(0, len(places), _PIECE):
        piece = slice(start, start + _PIECE)
        found[piece] = table[places[piece]]
    return found


def _texts(keys: tuple[str, ...], forms: dict[str, int], run: tuple[Ints, Bools], ends: Ints) -> Texts:
    form_at, joined = run
    numbers = Numbers()
    term_of = np.array([numbers[stem(form)] for form in forms] + [_GAP], dtype=np.int32)
    term_at = _looked_up(term_of, form_at)
    spans = np.diff(ends, prepend=0).reshape(-1, len(Where))
    entries = (np.arange(len(term_at), dtype=np.int32), term_at + 1, [0, len(term_at)])
    by_term = sparse.csr_matrix(entries, shape=(1, len(numbers) + 1)).tocsc()
    return Texts(
        keys=keys,
        terms=tuple(numbers),
        shown=_shown(len(numbers), forms, term_of, form_at),
        numbers=dict(numbers),
        forms=tuple(forms),
        term_at=term_at,
        form_at=form_at,
        joined=joined,
        row_at=np.repeat(np.arange(len(keys), dtype=np.int32), spans.sum(axis=1)),
        part_at=np.repeat(np.tile(np.arange(len(Where), dtype=np.int8), len(keys)), spans.ravel()),
        positions=by_term.data[by_term.indptr[1] :],
        starts=by_term.indptr[1:] - by_term.indptr[1],
    )


_LOWER = 3


def _shown(size: int, forms: Iterable[str], term_of: Ints, form_at: Ints) -> tuple[str, ...]:
    """Return for each term the form met most often, of equals the first in the alphabet.

    A form in lower case counts threefold: words stand in capitals in titles and at the beginning of sentences,
    but names (``CLIP``) hardly ever in lower case.
    """
    counts = np.bincount(form_at - _GAP, minlength=len(term_of))[1:]
    best: list[tuple[int, str]] = [(0, "")] * size
    for form, term, count in zip(forms, term_of.tolist(), counts.tolist(), strict=False):
        entry = (-count * (_LOWER if form.islower() else 1), form)
        best[term] = min(best[term], entry) if best[term][1] else entry
    return tuple(form for _, form in best)
