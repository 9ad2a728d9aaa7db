"""Neighbours: the papers most like a paper, at a cost per paper that hardly grows with the collection."""

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final

import numpy as np

from papershelf.embeddings.network import Floats
from papershelf.matrices import sparse
from papershelf.relations.products import Flags, Products, Rows, Scores, ranks

_LARGE: Final = 10_000
_POSTINGS: Final = 500
"""A word, topic or author proposes at most this many papers at a time, those on which it weighs most; above ``_LARGE``
papers as many more as the square root of their number grows."""
_BUDGET: Final = 2100
"""A paper asks with features that propose this many papers in all; above ``_LARGE`` papers by the fifth root more."""
_CANDIDATES: Final = 40
_EVERY: Final = 16
_SAMPLED: Final = 8
"""Weights below the eighth of every sixteenth one are hardly ever among the ``_CANDIDATES`` largest."""
_MEANT: Final = 0.3
"""What two papers of one meaning gain, where those of one wording have one point."""
FINE: Final = 10**5
"""Scores are below four and have five digits."""
_PARTS: Final = 9
"""An odd number: in a circle of so many parts, each is within half a turn before or behind each other, never both."""
_CHUNK: Final = 64
"""Papers asking at once: few enough that what is made for them stays in the processor's cache."""
_HANDS: Final = 2
"""Threads; the products leave the interpreter free for each other."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Pairs of papers by row, all of one paper together: ``scores`` are their exact likenesses, highest first."""

    rows: Rows
    others: Rows
    scores: Scores


def neighbours(
    features: sparse.csr_matrix, extra: sparse.csr_matrix, twins: Rows, most: int, meanings: Floats | None = None
) -> Neighbours:
    """Return the ``most`` nearest papers of each paper by the product of their rows of ``features``, plus ``extra``.

    ``extra`` (papers x papers, the same both ways) holds what is said of single pairs, as citations; ``twins`` numbers
    the works: papers with one number are never neighbours; ``meanings`` (papers x dimensions, each of length one) bring
    papers nearer that mean alike. Candidates are proposed by the features that tell most for the papers they cost (the
    square of the weight for each posting), then compared in full. A paper asks for those in the half of the circle
    behind it, and whom it finds has found it: no pair is compared twice.
    """
    size = features.shape[0]
    search = _Search(features, extra, twins, meanings)
    parts = np.array_split(np.arange(size), _PARTS)
    circle = [*parts, *parts]
    halves = [np.concatenate(circle[at : at + _PARTS // 2 + 1]) for at in range(_PARTS)]
    with ThreadPoolExecutor(_HANDS) as pool:
        found = [*chain.from_iterable(pool.map(search.among, halves, map(len, parts)))]
    if not found:
        return Neighbours(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    rows, others, scores = (np.concatenate(column) for column in zip(*found, strict=True))
    return _both_ways(Neighbours(rows, others, scores), size, most)


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """All that the threads share; none changes it."""

    features: sparse.csr_matrix
    extra: sparse.csr_matrix
    twins: Rows
    meanings: Floats | None

    def among(self, asked: Rows, asking: int) -> list[tuple[Rows, Rows, Scores]]:
        """Return pairs of the first ``asking`` papers of ``asked`` with those most like them behind, chunk by chunk."""
        growth = max(self.features.shape[0] / _LARGE, 1)
        proposing = _heaviest(self.features[asked].T.tocsr(), int(_POSTINGS * math.sqrt(growth)))
        ask = self.features[asked[:asking]]
        ask = _affordable(ask, np.diff(proposing.indptr), int(_BUDGET * growth**0.2))
        extra = self.extra[asked[:asking]][:, asked]
        products = Products(self.features, _CHUNK)
        found = []
        for start in range(0, asking, _CHUNK):
            part = slice(start, min(start + _CHUNK, asking))
            proposed = ask[part] @ proposing
            if extra.nnz:
                proposed = (proposed + extra[part]).tocsr()
            places, other_places = _strongest(proposed, start)
            rows, others = asked[places], asked[other_places]
            kept = (other_places > places) & (self.twins[rows] != self.twins[others])
            rows, others = rows[kept], others[kept]
            found.append((rows, others, products.sums(rows, others) + self._told(rows, others)))
        return found

    def _told(self, rows: Rows, others: Rows) -> Scores | float:
        return self._said(rows, others) + self._meant(rows, others)

    def _said(self, rows: Rows, others: Rows) -> Scores | float:
        if not self.extra.nnz or not len(rows):  # of no pairs, scipy gives a matrix
            return 0.0
        return np.asarray(self.extra[rows, others], dtype=np.float64).ravel()

    def _meant(self, rows: Rows, others: Rows) -> Scores | float:
        if self.meanings is None:
            return 0.0
        alike = np.einsum("ij,ij->i", self.meanings[rows], self.meanings[others], dtype=np.float64)
        gained: Scores = _MEANT * np.maximum(alike, 0)
        return gained


def _both_ways(found: Neighbours, size: int, most: int) -> Neighbours:
    """Return the pairs from either side, the ``most`` nearest of each paper; whole numbers are sorted soonest."""
    rows, others = found.rows, found.others
    points = np.rint(found.scores * FINE).astype(np.int64)
    least = _least(rows, points, size, most)
    there, back = points >= least[rows], points >= least[others]
    rows, others = np.concatenate((rows[there], others[back])), np.concatenate((others[there], rows[back]))
    highest = points.max(initial=0)
    far = highest - np.concatenate((points[there], points[back]))
    codes = (rows * (highest + 1) + far) * size + others
    codes.sort()
    rows = codes // (size * (highest + 1))
    near = ranks(rows) < most
    rows, codes = rows[near], codes[near]
    far = codes // size - rows * (highest + 1)
    return Neighbours(rows, codes % size, (highest - far) / FINE)


def _least(rows: Rows, points: Rows, size: int, most: int) -> Rows:
    """Return the ``most``-th highest ``points`` of each paper, zero where it has fewer: so many its nearest have."""
    table = np.zeros((size, _CANDIDATES + 1), dtype=np.int64)
    table[rows, ranks(rows)] = points
    table.partition(-most, axis=1)
    return table[:, -most]


def _heaviest(matrix: sparse.csr_matrix, most: int) -> sparse.csr_matrix:
    """Return ``matrix`` with at most ``most`` entries in each row: the largest, of equals the first."""
    kept = np.ones(matrix.nnz, dtype=bool)
    for row in np.flatnonzero(np.diff(matrix.indptr) > most).tolist():
        part = slice(matrix.indptr[row], matrix.indptr[row + 1])
        weights = matrix.data[part]
        least = np.partition(weights, len(weights) - most)[-most]
        kept[part] = weights > least
        equal = np.flatnonzero(weights == least)[: most - int(kept[part].sum())]
        kept[part][equal] = True
    return _only(matrix, kept)


def _affordable(features: sparse.csr_matrix, costs: Rows, budget: int) -> sparse.csr_matrix:
    """Return ``features`` with the entries of each row that tell most for their cost, as many as ``budget`` allows."""
    cost = costs[features.indices]
    rows = np.repeat(np.arange(features.shape[0]), np.diff(features.indptr))
    worth = np.round(features.data / np.sqrt(np.maximum(cost, 1)), 8)
    order = np.argsort(rows * 2 - worth, kind="stable")
    spent = np.cumsum(cost[order])
    before = np.concatenate(([0], spent))[features.indptr[:-1]]
    kept = np.zeros(features.nnz, dtype=bool)
    kept[order] = spent - before[rows] - cost[order] < budget
    return _only(features, kept)


def _only(matrix: sparse.csr_matrix, kept: Flags) -> sparse.csr_matrix:
    ends = np.concatenate(([0], np.cumsum(kept)))[matrix.indptr]
    return sparse.csr_matrix((matrix.data[kept], matrix.indices[kept], ends), shape=matrix.shape)


def _strongest(proposed: sparse.csr_matrix, start: int) -> tuple[Rows, Rows]:
    """Return the pairs of the rows of ``proposed`` (the first is paper ``start``) with their strongest columns."""
    counts, others = [], []
    ends = proposed.indptr.tolist()
    for begin, end in pairwise(ends):
        columns = proposed.indices[begin:end]
        if end - begin > _CANDIDATES:
            columns = columns[_largest(proposed.data[begin:end])]
        counts.append(len(columns))
        others.append(columns)
    return np.repeat(np.arange(start, start + len(counts)), counts), np.concatenate(others).astype(np.int64)


def _largest(weights: Floats) -> Rows:
    """Return the places of the largest ``weights``; a sample tells most of them from the others at little cost."""
    sample = weights[::_EVERY]
    if len(sample) > _SAMPLED:
        near: Rows = (weights >= np.partition(sample, -_SAMPLED)[-_SAMPLED]).nonzero()[0]
        if len(near) > _CANDIDATES:
            strongest: Rows = near[weights[near].argpartition(-_CANDIDATES - 1)[-_CANDIDATES - 1 :]]
            return strongest
    return weights.argpartition(-_CANDIDATES - 1)[-_CANDIDATES - 1 :]
