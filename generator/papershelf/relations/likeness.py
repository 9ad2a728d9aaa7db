"""Likeness: what two papers have in common - words, topics, authors - as one product of their rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from papershelf.catalogue import Catalogue
from papershelf.matrices import sparse
from papershelf.topics.topic import Subjects
from papershelf.topics.vectors import Vectors, unit_rows

_TOPICS: Final = 0.35
"""The score of two papers with the same topics and nothing else in common; of the same words it is one."""
_AUTHORS: Final = 0.12
_LATER_TOPIC: Final = 0.7
"""A topic that is not a paper's first counts this much of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """``features``: papers x (words, topics, authors); the product of two rows is their likeness.

    Columns below ``words`` are those of the vectors; those below ``topics`` stand for ``slugs``; the rest for
    ``authors`` with at least two papers.
    """

    features: sparse.csr_matrix
    words: int
    topics: int
    slugs: tuple[str, ...]
    authors: tuple[str, ...]


def likeness(catalogue: Catalogue, subjects: Subjects, vectors: Vectors) -> Likeness:
    """Return what the papers have in common; small topics bind more than large ones, small teams more than large."""
    keys = vectors.texts.keys
    slugs = tuple(subjects.topics)
    authors = tuple(key for key, author in catalogue.authors.items() if len(author.papers) > 1)
    weights = {slug: float(np.log1p(len(keys) / len(on))) if on else 0.0 for slug, on in subjects.papers.items()}
    topical = _rows(
        (
            {placed.topic: weights[placed.topic] * (_LATER_TOPIC if rank else 1.0) for rank, placed in enumerate(row)}
            for row in (subjects.placements.get(key, ()) for key in keys)
        ),
        slugs,
    )
    personal = _rows((dict.fromkeys(catalogue.author_keys.get(key, ()), 1.0) for key in keys), authors)
    parts = [vectors.matrix, topical * np.float32(_TOPICS**0.5), personal * np.float32(_AUTHORS**0.5)]
    words = vectors.matrix.shape[1]
    return Likeness(sparse.hstack(parts, format="csr"), words, words + len(slugs), slugs, authors)


def _rows(stated: Iterable[Mapping[str, float]], names: tuple[str, ...]) -> sparse.csr_matrix:
    """Return one row of length one for each mapping, over the columns ``names``."""
    columns = {name: column for column, name in enumerate(names)}
    indices: list[int] = []
    weights: list[float] = []
    ends = [0]
    for row in stated:
        for name, weight in row.items():
            if name in columns:
                indices.append(columns[name])
                weights.append(weight)
        ends.append(len(indices))
    shape = (len(ends) - 1, len(names))
    matrix = sparse.csr_matrix((np.array(weights, dtype=np.float32), indices, ends), shape=shape)
    matrix.sort_indices()
    return unit_rows(matrix)
