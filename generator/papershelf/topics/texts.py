"""Texts: every word of every paper, at its position, so that a phrase is found without reading again."""

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from papershelf.catalogue import Catalogue
from papershelf.papers import Paper
from papershelf.topics.keywords import public_keywords
from papershelf.topics.words import chunks, split, stem, words

Ints: TypeAlias = npt.NDArray[np.int32]
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
    running text: ``term_at`` and ``form_at`` (a place in ``forms``; both -1 between parts), ``row_at`` and ``part_at``
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
    joined: npt.NDArray[np.bool_]
    row_at: Ints
    part_at: Ints
    positions: Ints
    starts: Ints

    def occurrences(self, phrase: str) -> Ints:
        """Return the positions at which ``phrase`` begins, in order; its words match whatever their endings."""
        wanted = [self.numbers.get(stem(word)) for word in words(phrase)]
        terms = [term for term in wanted if term is not None]
        if not terms or len(terms) < len(wanted):
            return np.empty(0, dtype=np.int32)
        counts = [int(self.starts[term + 1] - self.starts[term]) for term in terms]
        rarest = counts.index(min(counts))
        begins = self.positions[self.starts[terms[rarest]] : self.starts[terms[rarest] + 1]] - rarest
        for offset, term in enumerate(terms):
            if offset != rarest:
                begins = begins[self.term_at[begins + offset] == term]
        return begins


class _Numbers(dict[str, int]):
    """Numbers its keys in the order in which they are first asked for."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


def read_texts(catalogue: Catalogue) -> Texts:
    """Return the words of all titles, abstracts and public keywords of ``catalogue``."""
    met = _Numbers()
    chunk_at = array("i")
    ends: list[int] = []
    for paper in catalogue.papers.values():
        for part in _parts(paper):
            chunk_at.extend([met[chunk] for chunk in chunks(part)])
            chunk_at.extend(_MARGIN)
            ends.append(len(chunk_at))
    forms = _Numbers()
    lists = [[forms[word] for word in split(chunk)] for chunk in met]
    form_at, joined, starts = _spread(lists, np.frombuffer(chunk_at, dtype=np.int32))
    return _texts(tuple(catalogue.papers), forms, (form_at, joined), starts[np.array(ends, dtype=np.int64)])


def _spread(
    lists: list[list[int]], chunk_at: npt.NDArray[np.int64]
) -> tuple[Ints, npt.NDArray[np.bool_], npt.NDArray[np.int64]]:
    """Return the forms of all chunks in a row, which are tied, and where each chunk starts (and the last one ends)."""
    flat = np.array([form for forms in lists for form in forms] + [_GAP], dtype=np.int32)
    counts = np.array([len(forms) for forms in lists] + [1], dtype=np.int64)
    first = np.cumsum(counts) - counts
    ends = np.cumsum(counts[chunk_at])
    starts = np.concatenate(([0], ends))
    inside = np.arange(starts[-1]) - np.repeat(starts[:-1], counts[chunk_at])
    return flat[np.repeat(first[chunk_at], counts[chunk_at]) + inside], inside > 0, starts


_LOWER = 3
_MARGIN = [_GAP] * 8
"""Stands after each part, so that no phrase of up to eight words begins in one part and ends in the next."""


def _parts(paper: Paper) -> Iterator[str]:
    yield paper.title.plain
    yield paper.abstract.plain if paper.abstract else ""
    yield " \n".join(public_keywords(paper.keywords))


def _texts(
    keys: tuple[str, ...], forms: dict[str, int], run: tuple[Ints, npt.NDArray[np.bool_]], ends: npt.NDArray[np.int64]
) -> Texts:
    form_at, joined = run
    numbers = _Numbers()
    term_of = np.array([numbers[stem(form)] for form in forms] + [_GAP], dtype=np.int32)
    term_at = term_of[form_at]
    parts = np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))
    order = np.argsort(term_at, kind="stable").astype(np.int32)
    starts = np.searchsorted(term_at[order], np.arange(len(numbers) + 1)).astype(np.int32)
    return Texts(
        keys=keys,
        terms=tuple(numbers),
        shown=_shown(len(numbers), forms, term_of, form_at),
        numbers=dict(numbers),
        forms=tuple(forms),
        term_at=term_at,
        form_at=form_at,
        joined=joined,
        row_at=parts // len(Where),
        part_at=parts % len(Where),
        positions=order,
        starts=starts,
    )


def _shown(size: int, forms: Iterable[str], term_of: Ints, form_at: Ints) -> tuple[str, ...]:
    """Return for each term the form met most often, of equals the first in the alphabet.

    A form in lower case counts threefold: words stand in capitals in titles and at the beginning of sentences,
    but names (``CLIP``) hardly ever in lower case.
    """
    counts = np.bincount(form_at[form_at >= 0], minlength=len(term_of) - 1)
    best: list[tuple[int, str]] = [(0, "")] * size
    for form, term, count in zip(forms, term_of.tolist(), counts.tolist(), strict=False):
        entry = (-count * (_LOWER if form.islower() else 1), form)
        best[term] = min(best[term], entry) if best[term][1] else entry
    return tuple(form for _, form in best)
