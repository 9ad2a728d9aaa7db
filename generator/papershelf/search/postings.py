"""Postings: for each term the papers that have it, how well each is about it, and where the term stands."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from papershelf.search.codec import TABLE, Bytes, Numbers, encode
from papershelf.search.tokens import Field, Tokens

LEVELS: Final = 18
"""Steps of a posting's impact; with five kinds of place they fit one character."""
SATURATION: Final = 1.2
"""The ``k1`` of BM25: how soon more of the same word stops to count."""
WEIGHTS: Final = (3.0, 1.0, 2.5, 0.6)
"""What a word counts in title, abstract, authors and elsewhere."""
LENGTH: Final = (0.4, 0.6)
"""The ``b`` of BM25 for title and abstract: how much a longer text dilutes a word."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The encoded postings of terms ``0..len(counts)``: ``counts`` papers each.

    Those of term ``t`` are ``codes[code_at[t]:code_at[t + 1]]`` (for each paper the gap to the one before and one
    character for kind of place and impact), its places ``places[place_at[t]:place_at[t + 1]]`` (for each paper their
    number and gaps). Source: Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields, CIKM 2004.
    """

    counts: Numbers
    codes: Bytes
    code_at: Numbers
    places: Bytes
    place_at: Numbers


def post(tokens: Tokens) -> Postings:
    """Return the postings of all terms."""
    order = np.argsort(tokens.term, kind="stable")
    term, paper, field, place = (column[order] for column in (tokens.term, tokens.paper, tokens.field, tokens.place))
    new = np.ones(len(order), dtype=bool)
    new[1:] = (term[1:] != term[:-1]) | (paper[1:] != paper[:-1])
    starts = np.flatnonzero(new)
    counts = np.bincount(term[starts], minlength=len(tokens.terms))
    firsts = np.cumsum(counts) - counts
    gaps = _gaps(paper[starts], firsts[counts > 0])
    weight = _weights(tokens, paper, field)
    impact = np.add.reduceat(weight, starts) if len(starts) else weight
    codes, code_at = _woven(gaps, _kinds(field, starts) * LEVELS + _levels(impact), counts)
    places, place_at = _placed(place, starts, new, counts)
    return Postings(counts, codes, code_at, places, place_at)


def _gaps(values: Numbers, firsts: Numbers) -> Numbers:
    """Return the differences of ascending runs, each run beginning with its own first value."""
    gaps = np.diff(values, prepend=0)
    gaps[firsts] = values[firsts]
    return gaps


def _weights(tokens: Tokens, paper: Numbers, field: Numbers) -> npt.NDArray[np.float64]:
    """Return what each word counts: its field's weight, diluted by the length of the text."""
    weights = np.asarray(WEIGHTS)[field]
    for which, share in zip((Field.TITLE, Field.ABSTRACT), LENGTH, strict=True):
        length = tokens.lengths[:, which].astype(np.float64)
        mean = max(1.0, float(length[length > 0].mean()) if length.any() else 1.0)
        here = field == which
        weights[here] /= (1 - share + share * length / mean)[paper[here]]
    return weights


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


def _woven(gaps: Numbers, marks: Numbers, counts: Numbers) -> tuple[Bytes, Numbers]:
    """Return gaps, each with the one character of its mark behind it, and where each term begins."""
    codes, at = encode(gaps)
    woven = np.insert(codes, at[1:], TABLE[marks])
    papers = np.concatenate(([0], np.cumsum(counts)))
    return woven, at[papers] + papers


def _placed(place: Numbers, starts: Numbers, new: npt.NDArray[np.bool_], counts: Numbers) -> tuple[Bytes, Numbers]:
    """Return for each posting the number of its places and their gaps as characters, and where each term begins."""
    posting = np.cumsum(new) - 1
    known = place >= 0
    owner, here = posting[known], place[known]
    sizes = np.bincount(owner, minlength=len(starts))
    gaps = _gaps(here, np.flatnonzero(np.diff(owner, prepend=-1)))
    firsts = np.cumsum(sizes) - sizes
    codes, at = encode(np.insert(gaps, firsts, sizes))
    papers = np.concatenate(([0], np.cumsum(counts)))
    return codes, at[np.concatenate((firsts, [len(gaps)]))[papers] + papers]
