"""Postings: for each term the papers that have it, how well each is about it, and where the term stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from papershelf.search.codec import TABLE, Bytes, Numbers, encode
from papershelf.search.tokens import Block, Field, Tokens

LEVELS: Final = 18
"""Steps of a posting's impact; with five kinds of place they fit one character."""
SATURATION: Final = 1.2
"""The ``k1`` of BM25: how soon more of the same word stops to count."""
WEIGHTS: Final = (3.0, 1.0, 2.5, 0.6)
"""What a word counts in title, abstract, authors and elsewhere."""
LENGTH: Final = (0.4, 0.6)
"""The ``b`` of BM25 for title and abstract: how much a longer text dilutes a word."""
BEST: Final = 160
"""Papers in the short list of a frequent term."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of terms ``0..len(counts)``, ``counts`` papers each, kept small until they are written.

    Source: Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields, CIKM 2004.
    """

    counts: Numbers
    _blocks: Sequence["_Part"]

    def span(self, start: int, end: int) -> "Span":
        """Return the encoded postings of the terms from ``start`` up to ``end``."""
        pieces = [part.between(start, end) for part in self._blocks]
        term, paper, mark, size, places = (np.concatenate(columns) for columns in zip(*pieces, strict=True))
        order = np.argsort(term, kind="stable")
        counts = self.counts[start:end]
        papers, marks, sizes = paper[order], mark[order], size[order].astype(np.int64)
        at = np.concatenate(([0], np.cumsum(counts)))
        codes, code_at = _woven(_gaps(papers, at[:-1][counts > 0]), marks, at)
        starts = (np.cumsum(size, dtype=np.int64) - size)[order]
        place_at = np.concatenate(([0], np.cumsum(sizes)))
        source = np.arange(place_at[-1]) + np.repeat(starts - place_at[:-1], sizes)
        return Span(papers, marks, at, _text(codes), code_at, _text(places[source]), place_at[at])


@dataclass(frozen=True, slots=True)
class Span:
    """The postings of some terms: those of the first are number 0."""

    _papers: Numbers
    _marks: Bytes
    _at: Numbers
    _codes: str
    _code_at: Numbers
    _places: str
    _place_at: Numbers

    def codes(self) -> list[str]:
        """Return each term's papers: the gap to the paper before, and one character for kind of place and impact."""
        return _cut(self._codes, self._code_at)

    def places(self) -> list[str]:
        """Return each term's places: for each paper their number and gaps."""
        return _cut(self._places, self._place_at)

    def best(self, term: int) -> str:
        """Return the ``BEST`` papers of a term as ``codes`` has all: in the title first, then by impact, the newest."""
        here = slice(self._at[term], self._at[term + 1])
        papers, marks = self._papers[here], self._marks[here].astype(np.int64)
        order = np.lexsort((papers, -(marks % LEVELS)))[:BEST]
        chosen = np.sort(order)
        codes, _ = _woven(np.diff(papers[chosen], prepend=0), self._marks[here][chosen], np.array([0, len(chosen)]))
        return _text(codes)


@dataclass(frozen=True, slots=True)
class _Part:
    """The postings of a block of papers, by term and paper: its ``terms``, and in ``starts`` where each begins."""

    first: int
    terms: npt.NDArray[np.uint32]
    starts: npt.NDArray[np.uint32]
    papers: npt.NDArray[np.uint16]
    marks: Bytes
    sizes: npt.NDArray[np.uint16]
    places: Bytes
    place_at: npt.NDArray[np.uint32]

    @property
    def counts(self) -> Numbers:
        """How many papers of the block have each of its terms."""
        starts = self.starts.astype(np.int64)
        return starts[1:] - starts[:-1]

    def between(self, start: int, end: int) -> tuple[Numbers, Numbers, Bytes, npt.NDArray[np.uint16], Bytes]:
        """Return term (from 0), paper, mark and size of places of each posting of some terms, and the places."""
        low, high = np.searchsorted(self.terms, (start, end))
        rows = slice(self.starts[low], self.starts[high])
        term = np.repeat(self.terms[low:high].astype(np.int64) - start, self.counts[low:high])
        paper = self.papers[rows].astype(np.int64) + self.first
        return term, paper, self.marks[rows], self.sizes[rows], self.places[self.place_at[low] : self.place_at[high]]


def post(tokens: Tokens, *, placed: bool) -> Postings:
    """Return the postings of all terms; without ``placed`` nobody learns where in an abstract a word stands."""
    counts = np.zeros(len(tokens.terms), dtype=np.int64)
    blocks = []
    dilution = _dilution(tokens.lengths)
    for block in tokens.blocks():
        part = _part(block, dilution[block.first :], placed=placed)
        counts[part.terms] += part.counts
        blocks.append(part)
    return Postings(counts, blocks)


def _part(block: Block, dilution: npt.NDArray[np.float64], *, placed: bool) -> _Part:
    order = np.argsort(block.term, kind="stable")
    columns = (block.term, block.paper, block.field, block.place, block.beside)
    term, paper, field, place, beside = (column[order] for column in columns)
    if not placed:
        place = np.where(field == Field.ABSTRACT, -1, place)
    new = np.ones(len(order), dtype=bool)
    new[1:] = (term[1:] != term[:-1]) | (paper[1:] != paper[:-1])
    starts = np.flatnonzero(new)
    weight = np.asarray(WEIGHTS)[field] / dilution[paper, field]
    impact = np.add.reduceat(weight, starts) if len(starts) else weight
    marks = _kinds(field, starts) * LEVELS + _levels(impact)
    terms, first = np.unique(term[starts], return_index=True)
    ends = np.concatenate((first, [len(starts)]))
    places, place_at = _placed(place, beside, starts, new)
    return _Part(
        block.first, terms.astype(np.uint32), ends.astype(np.uint32), paper[starts].astype(np.uint16),
        marks.astype(np.uint8),
        np.diff(place_at).astype(np.uint16), places, place_at[ends].astype(np.uint32),
    )  # fmt: skip


def _gaps(values: Numbers, firsts: Numbers) -> Numbers:
    """Return the differences of ascending runs, each run beginning with its own first value."""
    gaps = np.diff(values, prepend=0)
    gaps[firsts] = values[firsts]
    return gaps


def _dilution(lengths: Numbers) -> npt.NDArray[np.float64]:
    """Return for each paper and field by how much the length of the text dilutes a word."""
    dilution = np.ones((len(lengths), len(Field)))
    for which, share in zip((Field.TITLE, Field.ABSTRACT), LENGTH, strict=True):
        length = lengths[:, which].astype(np.float64)
        mean = max(1.0, float(length[length > 0].mean()) if length.any() else 1.0)
        dilution[:, which] = 1 - share + share * length / mean
    return dilution


def _levels(weight: npt.NDArray[np.float64]) -> Numbers:
    """Return saturated weights in steps: level ``l`` stands for a share of ``(l + 1) / LEVELS``."""
    share = weight / (SATURATION + weight)
    return np.clip(np.round(share * LEVELS - 1), 0, LEVELS - 1).astype(np.int64)


def _kinds(field: Numbers, starts: Numbers) -> Numbers:
    """Return where a term stands in a paper: 0 abstract, 1 title, 2 authors, 3 authors and text, 4 elsewhere only."""
    if not len(starts):
        return np.zeros(0, dtype=np.int64)
    seen = np.bitwise_or.reduceat(1 << field, starts)
    title, text, authors = seen & 1 > 0, seen & 3 > 0, seen & 4 > 0
    return np.select([authors & text, authors, title, text], [3, 2, 1, 0], 4).astype(np.int64)


def _woven(gaps: Numbers, marks: Bytes, at: Numbers) -> tuple[Bytes, Numbers]:
    """Return gaps, each with the character of its mark behind it, and where the postings of ``at`` begin."""
    codes, code_at = encode(gaps)
    return np.insert(codes, code_at[1:], TABLE[marks]), code_at[at] + at


def _placed(place: Numbers, beside: Numbers, starts: Numbers, new: npt.NDArray[np.bool_]) -> tuple[Bytes, Numbers]:
    """Return for each posting the number of its places and their gaps as characters, and where each begins.

    Each gap has one character behind it for the stop words beside that place.
    """
    posting = np.cumsum(new) - 1
    known = place >= 0
    owner, here = posting[known], place[known]
    sizes = np.bincount(owner, minlength=len(starts))
    gaps = _gaps(here, np.flatnonzero(np.diff(owner, prepend=-1)))
    firsts = np.cumsum(sizes) - sizes
    codes, at = encode(np.insert(gaps, firsts, sizes))
    codes = np.insert(codes, at[np.arange(len(here)) + owner + 2], TABLE[beside[known]])
    return codes, at[np.concatenate((firsts + np.arange(len(firsts)), [len(at) - 1]))] + np.append(firsts, len(here))


def _text(codes: Bytes) -> str:
    return codes.tobytes().decode("ascii")


def _cut(text: str, at: Numbers) -> list[str]:
    ends = at.tolist()
    return [text[start:end] for start, end in pairwise(ends)]
