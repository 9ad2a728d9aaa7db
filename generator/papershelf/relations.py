"""Relations: which papers are near a paper, with the reason in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import sparse

from papershelf.catalogue import Catalogue
from papershelf.topics.texts import Ints
from papershelf.topics.topic import Subjects
from papershelf.topics.vectors import Floats, Vectors

_MOST: Final = 6
_CANDIDATES: Final = 24
_TERMS: Final = 24
_POSTINGS: Final = 400
_CHUNK: Final = 1024
_TOPIC: Final = 0.12
_AUTHOR: Final = 0.05
_LEAST: Final = 0.03


@dataclass(frozen=True, slots=True)
class Related:
    """A paper near another one: ``reason`` is a sentence that a reader sees, as in LOOK.md's table of words."""

    key: str
    score: float
    reason: str


def relate(catalogue: Catalogue, subjects: Subjects, vectors: Vectors) -> Mapping[str, tuple[Related, ...]]:
    """Return for each paper its nearest papers, nearest first.

    Candidates share one of the paper's weightiest words; words that more than 400 papers use propose nobody, so that
    the work per paper does not grow with the collection.
    """
    matrix = vectors.matrix
    keys = vectors.texts.keys
    queries = _sharpest(matrix)
    frequency = np.bincount(matrix.indices, minlength=matrix.shape[1])
    rare = sparse.diags((frequency <= max(_POSTINGS, 1)).astype(np.float32))
    proposing = (matrix @ rare).tocsr().T.tocsr()
    related: dict[str, tuple[Related, ...]] = {}
    for start in range(0, len(keys), _CHUNK):
        near = (queries[start : start + _CHUNK] @ proposing).tocsr()
        for offset in range(near.shape[0]):
            row = start + offset
            found = slice(near.indptr[offset], near.indptr[offset + 1])
            nearest = _top(near.indices[found], near.data[found], row)
            related[keys[row]] = _ranked(row, nearest, catalogue, subjects, vectors)
    return related


def _sharpest(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return each row with its weightiest words only."""
    kept = matrix.copy()
    for row in range(matrix.shape[0]):
        part = slice(matrix.indptr[row], matrix.indptr[row + 1])
        if part.stop - part.start > _TERMS:
            least = np.partition(kept.data[part], -_TERMS)[-_TERMS]
            kept.data[part] = np.where(kept.data[part] >= least, kept.data[part], 0)
    kept.eliminate_zeros()
    return kept


def _top(rows: Ints, scores: Floats, own: int) -> list[tuple[int, float]]:
    if len(rows) > _CANDIDATES + 1:
        chosen = np.argpartition(-scores, _CANDIDATES)[: _CANDIDATES + 1]
        rows, scores = rows[chosen], scores[chosen]
    return [(int(row), float(score)) for row, score in zip(rows, scores, strict=True) if row != own]


def _ranked(
    row: int, near: list[tuple[int, float]], catalogue: Catalogue, subjects: Subjects, vectors: Vectors
) -> tuple[Related, ...]:
    keys = vectors.texts.keys
    mine = {placed.topic: placed for placed in subjects.placements.get(keys[row], ())}
    authors = set(catalogue.author_keys[keys[row]])
    scored = []
    for other, cosine in near:
        shared = [placed.topic for placed in subjects.placements.get(keys[other], ()) if placed.topic in mine]
        common = [name for name in catalogue.author_keys[keys[other]] if name in authors]
        score = cosine + _TOPIC * min(len(shared), 2) + (_AUTHOR if common else 0)
        scored.append((round(score, 4), keys[other], other, shared, common, cosine))
    scored.sort(key=lambda found: (-found[0], found[1]))
    return tuple(
        Related(key, score, _reason(row, other, shared, common, catalogue, subjects, vectors))
        for score, key, other, shared, common, cosine in scored[:_MOST]
        if cosine >= _LEAST
    )


def _reason(
    row: int, other: int, shared: list[str], common: list[str],
    catalogue: Catalogue, subjects: Subjects, vectors: Vectors,
) -> str:  # fmt: skip
    said = []
    if shared:
        names = [subjects.topics[slug].name for slug in shared[:2]]
        said.append(
            "Both on " + " and ".join(name if name[:2].isupper() else name[0].lower() + name[1:] for name in names)
        )
    words = _shared_words(row, other, vectors)
    if words:
        quoted = ", ".join(f"\u201c{word}\u201d" for word in words)
        said.append(f"share {quoted}" if said else f"Share {quoted}")
    if common:
        names = [catalogue.authors[name].name for name in common[:2]]
        said.append(("by " if said else "By ") + " and ".join(names) + (" too" if said else ""))
    return "; ".join(said)


def _shared_words(row: int, other: int, vectors: Vectors) -> list[str]:
    matrix = vectors.matrix
    one = slice(matrix.indptr[row], matrix.indptr[row + 1])
    two = slice(matrix.indptr[other], matrix.indptr[other + 1])
    columns, here, there = np.intersect1d(
        matrix.indices[one], matrix.indices[two], assume_unique=True, return_indices=True
    )
    weights = matrix.data[one][here] * matrix.data[two][there]
    order = np.lexsort((columns, -weights))[:3]
    return [vectors.texts.shown[vectors.columns[columns[at]]] for at in order]
