"""Products: what two papers share, column by column, for many pairs at once."""

from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

Rows: TypeAlias = npt.NDArray[np.int64]
Scores: TypeAlias = npt.NDArray[np.float64]


class Shared(NamedTuple):
    """The columns that pairs share: ``pairs`` (places in the list of pairs, rising), ``columns``, ``weights``."""

    pairs: Rows
    columns: Rows
    weights: Scores


class Products:
    """Multiplies rows of ``features`` pair by pair; the first papers of a call lie within ``span`` rows."""

    def __init__(self, features: sparse.csr_matrix, span: int) -> None:
        self._features = features
        self._spread = np.zeros((span, features.shape[1]), dtype=np.float32)

    def sums(self, rows: Rows, others: Rows) -> Scores:
        """Return the product of the features of each pair; ``rows`` rise."""
        pairs, _, weights = self._multiplied(rows, others)
        sums: Scores = np.bincount(pairs, weights=weights, minlength=len(rows)).astype(np.float64)
        return sums

    def shared(self, rows: Rows, others: Rows) -> Shared:
        """Return the columns that the papers of each pair share, with their part in the product; ``rows`` rise."""
        pairs, columns, weights = self._multiplied(rows, others)
        there = np.flatnonzero(weights)
        return Shared(pairs[there], columns[there], weights[there])

    def _multiplied(self, rows: Rows, others: Rows) -> Shared:
        """Return every column of the second papers, multiplied with the first ones', which lie spread out meanwhile."""
        features, spread = self._features, self._spread
        start, end = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 0)
        part = slice(features.indptr[start], features.indptr[end])
        places = np.repeat(np.arange(end - start), np.diff(features.indptr[start : end + 1])), features.indices[part]
        spread[places] = features.data[part]
        second = features[others]
        counts = np.diff(second.indptr)
        at = np.repeat((rows - start) * spread.shape[1], counts) + second.indices
        weights = spread.ravel().take(at) * second.data
        spread[places] = 0
        return Shared(np.repeat(np.arange(len(rows)), counts), second.indices, weights)
