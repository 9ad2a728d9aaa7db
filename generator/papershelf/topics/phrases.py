"""Phrases: the expressions of two or three words that a collection uses, whole and never cut."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from papershelf.matrices import sparse
from papershelf.topics.filler import filler
from papershelf.topics.texts import Texts, Where
from papershelf.topics.words import STOP_WORDS, stem

Numbers = npt.NDArray[np.int64]

_LONGEST: Final = 3
_FEWEST: Final = 3
"""Papers that use a phrase."""
_CUT: Final = 0.5
"""A phrase that stands inside one longer phrase more often than this is a piece of it."""
_HEADS: Final = ("learning", "training", "processing", "system", "problem", "design", "control", "theory", "generation")
"""Words that may end a phrase, though they say nothing alone."""
_TITLED: Final = re.compile(r"[A-Z][a-z]*(?:-[A-Z]?[a-z]+)*")
_NO_NOUN: Final = re.compile(
    r"(?:ed|ly|wise|ous|able|ible|ful|less|est|[^n]ive|(?:ent|ion|ic|[uo]r|er)al|learn|train|process"
    r"|(?:writt|giv|chos|tak|brok|spok|forgott|driv|hidd|froz|prov|prev)en|(?:kn|sh|gr|thr)own|drawn|built|made|done)$"
)
"""Endings of words that are seldom the noun that a name needs at its end."""
_TIED_NOUN: Final = re.compile(r"(?:[^s]s|ing|tion)$")
"""Endings of a last word tied by a hyphen that is a noun all the same: ``pseudo-labels``, not ``vision-language``."""
_WORD, _HEAD, _EMPTY, _END = range(4)
_ENDS: Final = 0.25
"""The least share of uses in which a phrase is followed by a word that ends it; "graph neural" never is."""


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """The phrases of a collection: ``terms[p]`` are the terms of phrase p, ``shown[p]`` its words.

    ``uses``: papers x phrases, one where a paper uses a phrase.
    """

    terms: tuple[tuple[int, ...], ...]
    shown: tuple[str, ...]
    uses: sparse.csr_matrix


def find_phrases(texts: Texts) -> Phrases:
    """Return the phrases that at least three papers use, the short ones first, then by their words' first use."""
    kinds = _kinds(texts)
    found: list[_Found] = []
    longer: dict[tuple[int, ...], int] = {}
    for length in range(_LONGEST, 1, -1):
        found = [*_of_length(texts, kinds, length, longer), *found]
    written = frozenset(texts.forms)
    kept = [(one, shown) for one in found if (shown := _shown(texts, one, written)) is not None]
    rows = [one.rows for one, _ in kept]
    columns = np.repeat(np.arange(len(kept)), [len(row) for row in rows])
    flat = np.concatenate(rows) if rows else np.empty(0, dtype=np.int64)
    shape = (len(texts.keys), len(kept))
    uses = sparse.csr_matrix((np.ones(len(columns), dtype=np.float32), (flat, columns)), shape=shape)
    return Phrases(tuple(one.terms for one, _ in kept), tuple(shown for _, shown in kept), uses)


class _Found(NamedTuple):
    terms: tuple[int, ...]
    begins: Numbers
    rows: Numbers


def is_noun(word: str) -> bool:
    """Tell whether ``word`` by itself may name something: ``retrieval`` does, ``rethinking`` and ``smaller`` do not."""
    return not _NO_NOUN.search(word) and not word.endswith(("ing", "al", "ic"))


def _kinds(texts: Texts) -> Numbers:
    """Return for each term whether it speaks, is filler, or ends a phrase; the last entry is that of gaps."""
    empty, heads = filler(), frozenset(map(stem, _HEADS))
    kinds = []
    for term, form in zip(texts.terms, texts.shown, strict=True):
        if form.casefold() in STOP_WORDS or len(form) == 1 or form.isdigit():
            kinds.append(_END)
        elif term in heads:
            kinds.append(_HEAD)
        else:
            kinds.append(_EMPTY if term in empty else _WORD)
    return np.array([*kinds, _END], dtype=np.int64)


def _of_length(texts: Texts, kinds: Numbers, length: int, longer: dict[tuple[int, ...], int]) -> list[_Found]:
    """Return the phrases of ``length`` words; add what they contain to ``longer``."""
    terms = texts.term_at.astype(np.int64)
    begins = _begins(kinds[terms], length)
    codes = terms[begins]
    for offset in range(1, length):
        codes = codes * len(texts.terms) + terms[begins + offset]
    order = np.argsort(codes, kind="stable")
    _, starts, counts = np.unique(codes[order], return_index=True, return_counts=True)
    ends = kinds[terms[begins + length]][order] != _WORD
    tied = (texts.joined[begins] | texts.joined[begins + length])[order]
    found = []
    for start, count in zip(starts.tolist(), counts.tolist(), strict=True):
        part = slice(start, start + count)
        at = begins[order[part]]
        rows = np.unique(texts.row_at[at]).astype(np.int64) if count >= _FEWEST else at[:0]
        phrase = tuple(terms[at[0] : at[0] + length].tolist()) if len(rows) >= _FEWEST else ()
        cut = max(int(tied[part].sum()), longer.get(phrase, 0), _led(kinds, terms[at - 1])) if phrase else count
        if ends[part].sum() >= _ENDS * count and cut <= _CUT * count:
            found.append(_Found(phrase, at, rows))
            for piece in (phrase[:-1], phrase[1:]):
                longer[piece] = max(longer.get(piece, 0), count)
    return found


def _led(kinds: Numbers, before: Numbers) -> int:
    """Return how often one and the same filler word stands before a phrase: ``common`` before ``sense reasoning``."""
    fillers = before[kinds[before] == _EMPTY]
    return int(np.max(np.unique(fillers, return_counts=True)[1])) if len(fillers) else 0


def _begins(kind_at: Numbers, length: int) -> Numbers:
    """Return the positions at which ``length`` words may be a phrase: begun by a word, ended by one or by a head."""
    size = max(len(kind_at) - length, 0)
    whole = (kind_at[:size] == _WORD) & (kind_at[length - 1 : size + length - 1] <= _HEAD)
    for middle in range(1, length - 1):
        whole &= kind_at[middle : size + middle] != _END
    return np.flatnonzero(whole)


def _shown(texts: Texts, found: _Found, written: frozenset[str]) -> str | None:
    """Return the phrase as most papers write it, None where its last word is no noun or only an abbreviation."""
    spans = texts.form_at[found.begins[:, None] + np.arange(len(found.terms))]
    ways, first, counts = np.unique(spans, axis=0, return_index=True, return_counts=True)
    forms = [[texts.forms[form] for form in span] for span in ways.tolist()]
    lower = [sum(form[1:].islower() or len(form) == 1 for form in span) - sum(map(str.istitle, span)) for span in forms]
    best = forms[int(np.lexsort((first, -np.array(lower), -counts))[0])]
    if sum(map(str.isupper, best[-1])) > 1 or _NO_NOUN.search(best[-1]) or best[-1][0].isdigit():
        return None
    hyphens = texts.joined[found.begins[:, None] + np.arange(len(best))].mean(axis=0) >= _CUT
    if hyphens[-1] and not _TIED_NOUN.search(best[-1]):
        return None
    titles = bool((texts.part_at[found.begins] == Where.TITLE).all())
    shown = [
        form.casefold() if _TITLED.fullmatch(form) and (titles or form.casefold() in written) else form for form in best
    ]
    name: str = shown[0] + "".join(
        ("-" if tied else " ") + word for word, tied in zip(shown[1:], hyphens[1:], strict=True)
    )
    return name
