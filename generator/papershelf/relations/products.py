"""Products: what two papers share, column by column, for many pairs at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from papershelf.embeddings.network import Floats
from papershelf.matrices import sparse

Rows: TypeAlias = npt.NDArray[np.int64]
Scores: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]


class Shared(NamedTuple):
    """The columns that pairs share: ``pairs`` (places in the list of pairs, rising), ``columns``, ``weights``."""

    pairs: Rows
    columns: Rows
    weights: Scores

    def at(self, places: Rows | Flags) -> "Shared":
        """Return what is at these places."""
        return Shared(self.pairs[places], self.columns[places], self.weights[places])


class Products:
    """Multiplies rows of ``features`` pair by pair; the first papers of a call lie within ``span`` rows."""

    def __init__(self, features: sparse.csr_matrix, span: int) -> None:
        self._features = features
        self._spread = np.zeros((span, features.shape[1]), dtype=np.float32)

    def sums(self, rows: Rows, others: Rows) -> Scores:
        """Return the product of the features of each pair; ``rows`` rise."""
        second = self._features[others]
        with self._first(rows) as (spread, at):
            columns = np.repeat(at.astype(second.indices.dtype), np.diff(second.indptr)) + second.indices
            apart = sparse.csr_matrix((second.data, columns, second.indptr), shape=(len(rows), len(spread)))
            sums: Scores = (apart @ spread).astype(np.float64)
        return sums

    def shared(self, rows: Rows, others: Rows) -> Shared:
        """Return the columns that the papers of each pair share, with their part in the product; ``rows`` rise."""
        second = self._features[others]
        counts = np.diff(second.indptr)
        with self._first(rows) as (spread, at):
            weights = spread.take(np.repeat(at, counts) + second.indices) * second.data
        there = np.flatnonzero(weights)
        return Shared(np.repeat(np.arange(len(rows)), counts)[there], second.indices[there], weights[there])

    @contextmanager
    def _first(self, rows: Rows) -> Iterator[tuple[Floats, Rows]]:
        """Give the first papers' rows side by side, each at its full width, and where that of each pair begins."""
        features, spread = self._features, self._spread
        start, end = (int(rows[0]), int(rows[-1]) + 1) if len(rows) else (0, 0)
        part = slice(features.indptr[start], features.indptr[end])
        places = np.repeat(np.arange(end - start), np.diff(features.indptr[start : end + 1])), features.indices[part]
        spread[places] = features.data[part]
        yield spread.ravel(), (rows - start) * spread.shape[1]
        spread[places] = 0


def ranks(rows: Rows) -> Rows:
    """Return the place of each entry among those of its row; ``rows`` rise."""
    first = np.flatnonzero(np.diff(rows, prepend=-1))
    found: Rows = np.arange(len(rows)) - np.repeat(first, np.diff(first, append=len(rows)))
    return found
