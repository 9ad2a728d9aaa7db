"""Neighbours: the papers most like a paper, at a cost per paper that hardly grows with the collection."""

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

from papershelf.embeddings.network import Floats
from papershelf.relations.products import Products, Rows, Scores

_Flags: TypeAlias = npt.NDArray[np.bool_]

_LARGE: Final = 10_000
_POSTINGS: Final = 800
"""A word, topic or author proposes at most this many papers, those on which it weighs most; above ``_LARGE`` papers
as many more as the square root of their number grows."""
_BUDGET: Final = 4800
"""A paper asks with features that propose this many papers in all; above ``_LARGE`` papers by the fifth root more."""
_CANDIDATES: Final = 32
_EVERY: Final = 16
_SAMPLED: Final = 8
"""Weights below the eighth of every sixteenth one are hardly ever among the ``_CANDIDATES`` largest."""
_MEANT: Final = 0.3
"""What two papers of one meaning gain, where those of one wording have one point."""
_CHUNK: Final = 256
_HANDS: Final = 2
"""Threads; the products leave the interpreter free for each other."""


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Pairs of papers by row, all of one paper together: ``scores`` are their exact likenesses, highest first."""

    rows: Rows
    others: Rows
    scores: Scores


def neighbours(
    features: sparse.csr_matrix, extra: sparse.csr_matrix, twins: Rows, meanings: Floats | None = None
) -> Neighbours:
    """Return the nearest papers of each paper by the product of their rows of ``features``, plus ``extra``.

    ``extra`` (papers x papers) holds what is said of single pairs, as citations; ``twins`` numbers the works:
    papers with one number are never neighbours; ``meanings`` (papers x dimensions, each of length one) bring papers
    nearer that mean alike. Candidates are proposed by the features that tell most for the papers
    they cost (the square of the weight for each posting), then compared in full.
    """
    growth = max(features.shape[0] / _LARGE, 1)
    proposing = _heaviest(features.T.tocsr(), int(_POSTINGS * math.sqrt(growth)))
    asking = _affordable(features, np.diff(proposing.indptr), int(_BUDGET * growth**0.2))
    search = _Search(features, extra, twins, meanings, asking, proposing)
    halves = np.linspace(0, features.shape[0], _HANDS + 1).astype(np.int64).tolist()
    with ThreadPoolExecutor(_HANDS) as pool:
        found = [*chain.from_iterable(pool.map(search.between, halves[:-1], halves[1:]))]
    if not found:
        return Neighbours(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    return Neighbours(*(np.concatenate(column) for column in zip(*found, strict=True)))


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """All that the threads share; none changes it."""

    features: sparse.csr_matrix
    extra: sparse.csr_matrix
    twins: Rows
    meanings: Floats | None
    asking: sparse.csr_matrix
    proposing: sparse.csr_matrix

    def between(self, first: int, last: int) -> list[tuple[Rows, Rows, Scores]]:
        """Return the neighbours of the papers from ``first`` to before ``last``, chunk by chunk."""
        products = Products(self.features, _CHUNK)
        found = []
        for start in range(first, last, _CHUNK):
            part = slice(start, min(start + _CHUNK, last))
            proposed = self.asking[part] @ self.proposing
            if self.extra.nnz:
                proposed = (proposed + self.extra[part]).tocsr()
            rows, others = _strongest(proposed, start)
            apart = self.twins[rows] != self.twins[others]
            rows, others = rows[apart], others[apart]
            said = self._said(rows, others)
            scores = np.round(products.sums(rows, others) + said + self._meant(rows, others), 5)
            order = np.lexsort((others, -scores, rows))
            found.append((rows[order], others[order], scores[order]))
        return found

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


def _only(matrix: sparse.csr_matrix, kept: _Flags) -> sparse.csr_matrix:
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
