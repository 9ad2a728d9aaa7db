"""Neighbours: the papers most like a paper, at a cost per paper that does not grow with the collection."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

Rows: TypeAlias = npt.NDArray[np.int64]
Scores: TypeAlias = npt.NDArray[np.float64]

_POSTINGS: Final = 600
"""A word, topic or author proposes at most this many papers: those on which it weighs most."""
_SHARPEST: Final = 24
"""A paper asks with at most this many of its features: those that weigh most."""
_CANDIDATES: Final = 32
_CHUNK: Final = 512


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Pairs of papers by row, all of one paper together: ``scores`` are their exact likenesses, highest first."""

    rows: Rows
    others: Rows
    scores: Scores


def neighbours(features: sparse.csr_matrix, extra: sparse.csr_matrix, twins: Rows) -> Neighbours:
    """Return the nearest papers of each paper by the product of their rows of ``features``, plus ``extra``.

    ``extra`` (papers x papers) holds what is said of single pairs, as citations; ``twins`` numbers the works:
    papers with one number are never neighbours.
    """
    asking = _heaviest(features, _SHARPEST)
    proposing = _heaviest(features.T.tocsr(), _POSTINGS)
    found = []
    for start in range(0, features.shape[0], _CHUNK):
        part = slice(start, start + _CHUNK)
        proposed = (asking[part] @ proposing).tocsr()
        if extra.nnz:
            proposed = (proposed + extra[part]).tocsr()
        rows, others = _strongest(proposed, start)
        apart = twins[rows] != twins[others]
        rows, others = rows[apart], others[apart]
        said = np.asarray(extra[rows, others], dtype=np.float64).ravel() if extra.nnz else np.zeros(len(rows))
        scores = np.round(products(features, rows, others) + said, 5)
        order = np.lexsort((others, -scores, rows))
        found.append((rows[order], others[order], scores[order]))
    if not found:
        return Neighbours(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0))
    return Neighbours(*(np.concatenate(column) for column in zip(*found, strict=True)))


def products(features: sparse.csr_matrix, rows: Rows, others: Rows) -> Scores:
    """Return the product of the features of each pair of papers."""
    shared = features[rows].multiply(features[others])
    return np.asarray(shared.sum(axis=1), dtype=np.float64).ravel()


def _heaviest(matrix: sparse.csr_matrix, most: int) -> sparse.csr_matrix:
    """Return ``matrix`` with at most ``most`` entries in each row: the largest, of equals the first."""
    counts = np.diff(matrix.indptr)
    if not len(counts) or counts.max() <= most:
        return matrix
    kept = np.ones(matrix.nnz, dtype=bool)
    for row in np.flatnonzero(counts > most).tolist():
        part = slice(matrix.indptr[row], matrix.indptr[row + 1])
        order = np.argsort(-matrix.data[part], kind="stable")
        kept[part][order[most:]] = False
    ends = np.concatenate(([0], np.cumsum(kept)))[matrix.indptr]
    return sparse.csr_matrix((matrix.data[kept], matrix.indices[kept], ends), shape=matrix.shape)


def _strongest(proposed: sparse.csr_matrix, start: int) -> tuple[Rows, Rows]:
    """Return the pairs of the rows of ``proposed`` (the first is paper ``start``) with their strongest columns."""
    rows, others = [], []
    for row in range(proposed.shape[0]):
        part = slice(proposed.indptr[row], proposed.indptr[row + 1])
        columns, weights = proposed.indices[part], proposed.data[part]
        if len(columns) > _CANDIDATES:
            columns = columns[np.argpartition(-weights, _CANDIDATES)[: _CANDIDATES + 1]]
        rows.append(np.full(len(columns), start + row, dtype=np.int64))
        others.append(columns.astype(np.int64))
    return np.concatenate(rows), np.concatenate(others)
