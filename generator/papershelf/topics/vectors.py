"""Vectors: each paper as the weights of its words, made once for topics, relations and discovery."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from papershelf.embeddings.space import Space
from papershelf.matrices import sparse
from papershelf.topics.filler import filler
from papershelf.topics.texts import Texts, Where

Floats: TypeAlias = npt.NDArray[np.float32]
_PARTS: Final = {Where.TITLE: 3.0, Where.ABSTRACT: 1.0, Where.KEYWORDS: 1.0}
"""How often a word counts that stands in this part of a paper."""
_RARE: Final = 2
_COMMON: Final = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """TF-IDF with sublinear weights, each row of length one (or empty).

    ``matrix``: paper's row x column, 32-bit, columns sorted in each row; ``columns``: column -> term of the texts;
    ``idf``: column -> weight; ``space``: what the papers' sentences mean, where a model says it.
    """

    texts: Texts
    matrix: sparse.csr_matrix
    columns: npt.NDArray[np.int32]
    idf: Floats
    space: Space | None = None


def make_vectors(texts: Texts) -> Vectors:
    """Return the vectors of all papers, over the words that at least two papers use and that carry meaning."""
    counts = _counts(texts)
    frequency = np.diff(counts.indptr)
    columns = _columns(texts, frequency)
    kept = counts[:, columns].tocsr()
    frequency = frequency[columns]
    idf = (1 + np.log((1 + len(texts.keys)) / (1 + frequency))).astype(np.float32)
    kept.data = (1 + np.log(kept.data)) * idf[kept.indices]
    return Vectors(texts, unit_rows(kept), columns.astype(np.int32), idf)


def unit_rows(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return ``matrix`` with each row that is not empty at length one."""
    rows = np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr))
    lengths = np.sqrt(np.bincount(rows, weights=matrix.data.astype(np.float64) ** 2, minlength=matrix.shape[0]))
    matrix.data = (matrix.data / lengths[rows]).astype(np.float32)
    return matrix


def _counts(texts: Texts) -> sparse.csc_matrix:
    """Return papers x terms; the positions of a term lie together already, and those in a paper."""
    rows = texts.row_at[texts.positions]
    weights = np.array([_PARTS[part] for part in Where], dtype=np.float32)[texts.part_at[texts.positions]]
    begins = np.diff(rows, prepend=-1) != 0
    begins[texts.starts[:-1][np.diff(texts.starts) > 0]] = True
    first = np.flatnonzero(begins)
    counts = np.add.reduceat(weights, first) if len(first) else weights
    shape = (len(texts.keys), len(texts.terms))
    return sparse.csc_matrix((counts, rows[first], np.searchsorted(first, texts.starts)), shape=shape)


def _columns(texts: Texts, frequency: npt.NDArray[np.int32]) -> npt.NDArray[np.int64]:
    empty = filler()
    speaking = np.array([len(t) > 1 and t not in empty and not t[0].isdigit() for t in texts.terms], dtype=bool)
    common = max(_COMMON * len(texts.keys), 10)
    return np.flatnonzero(speaking & (frequency >= _RARE) & (frequency <= common))
