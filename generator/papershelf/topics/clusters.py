"""Clusters: papers of like wording together, the same for the same papers and nearly so for a few more."""

from collections.abc import Sequence
from dataclasses import replace
from math import log10
from typing import Final, TypeAlias
from zlib import crc32

import numpy as np
import numpy.typing as npt

from papershelf.matrices import sparse
from papershelf.topics.phrases import Phrases
from papershelf.topics.vectors import Vectors, unit_rows

_SIZES: Final = (2, 3, 4, 6, 8, 10, 12, 15, 18, 22, 26, 30, 36, 42, 50, 60)
"""Coarse numbers of clusters, so that a few new papers do not change the number."""
_FEWEST_OF_A_TOPIC: Final = 6
"""Papers that a topic has on average, at least."""
_DIMENSIONS: Final = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Dimensions of the latent spaces for each cluster wanted: papers are seen from afar and from near at once."""
_MOST_DIMENSIONS: Final = 160
_RARER: Final = 0.5
_FEW: Final = 250
"""Among so many papers a rare word is one author's; among ten times as many it tells a topic, and weighs more by half
of the power of its weight."""
_MEANT: Final = 1.5
"""How much the meaning of sentences weighs beside the wording, where a model is installed."""
_NEIGHBOURS: Final = 10
_SAMPLE: Final = 4000
"""The clusters are found among this many papers; further ones join the nearest."""
_STEPS: Final = 30
_CHUNK: Final = 4096
_FEWEST_USERS: Final = 3
_MOST_USERS: Final = 0.3
_MOST_PHRASES: Final = 800
_FEWEST: Final = 8
_FEWEST_WORDS: Final = 2

Points: TypeAlias = npt.NDArray[np.float64]
Labels: TypeAlias = npt.NDArray[np.int64]


def cluster(vectors: Vectors, phrases: Phrases, held: Sequence[int] = ()) -> Labels:
    """Return a cluster for each paper, -1 for papers without words; clusters are numbered from the largest.

    Few papers, or papers of one word, have none.

    Latent semantic analysis at several scales, each paper drawn twice towards its nearest papers, then k-means from the
    phrases whose papers together lie nearest to all papers: nothing is left to chance. The phrases ``held`` (places in
    ``phrases``) come first, so that clusters stay where they were known by these.
    """
    spoken = np.flatnonzero(np.diff(vectors.matrix.indptr))
    labels: Labels = np.full(len(vectors.texts.keys), -1, dtype=np.int64)
    if len(spoken) < _FEWEST or vectors.matrix.shape[1] < _FEWEST_WORDS:
        return labels
    vectors = _sharpened(vectors, len(spoken))
    sample = _sample(vectors.texts.keys, spoken)
    count = number_of_clusters(len(spoken))
    directions = _directions(vectors.matrix[sample], round(max(_DIMENSIONS) * count))
    drawn = _drawn(_drawn(_places(vectors, sample, directions, count)))
    anchors = _anchors(drawn, phrases.uses[sample], held, count)
    means, centres = _means(drawn, anchors)
    for start in range(0, len(spoken), _CHUNK):
        rows = spoken[start : start + _CHUNK]
        labels[rows] = np.argmax(_places(vectors, rows, directions, count) @ centres.T, axis=1)
    labels[sample] = means
    labels[spoken] = _by_size(labels[spoken])
    return labels


def _sharpened(vectors: Vectors, papers: int) -> Vectors:
    """Return the vectors with rare words weighed more, the more papers there are."""
    power = _RARER * min(max(log10(papers / _FEW), 0), 1)
    matrix = vectors.matrix.copy()
    matrix.data = (matrix.data * vectors.idf[matrix.indices] ** power).astype(np.float32)
    return replace(vectors, matrix=unit_rows(matrix))


def number_of_clusters(papers: int) -> int:
    """Return how many topics suit a collection: 18 for 225 papers, 42 for 3,000, 60 from 10,000 on."""
    wanted = min(4 * papers**0.3, papers / _FEWEST_OF_A_TOPIC)
    return max(size for size in _SIZES if size <= max(wanted, _SIZES[0]))


def _sample(keys: tuple[str, ...], spoken: Labels) -> Labels:
    """Return the rows that come first by a hash of their keys: mostly the same ones when papers are added."""
    if len(spoken) <= _SAMPLE:
        return spoken
    order = sorted(spoken.tolist(), key=lambda row: (crc32(keys[row].encode()), keys[row]))
    return np.array(sorted(order[:_SAMPLE]), dtype=np.int64)


def _directions(fitted: sparse.csr_matrix, wanted: int) -> Points:
    """Return the directions in which the papers differ most (dimensions x columns), the widest first."""
    from sklearn.utils.extmath import randomized_svd

    dimensions = min(wanted, _MOST_DIMENSIONS, fitted.shape[0] - 1, fitted.shape[1] - 1)
    _, _, directions = randomized_svd(fitted, dimensions, n_iter=6, random_state=0)
    return np.asarray(directions, dtype=np.float64)


def _places(vectors: Vectors, rows: Labels, directions: Points, count: int) -> Points:
    """Return papers as places by wording and, where a model says it, by what their sentences mean."""
    worded = _latent(vectors.matrix[rows], directions, count)
    if vectors.space is None:
        return worded
    return _unit(np.concatenate((worded, _MEANT * vectors.space.papers[rows]), axis=1))


def _latent(matrix: sparse.csr_matrix, directions: Points, count: int) -> Points:
    """Return papers as places in the latent spaces of all scales, side by side, each paper at length one."""
    whole = np.asarray(matrix @ directions.T, dtype=np.float64)
    sizes = dict.fromkeys(min(max(round(scale * count), 2), whole.shape[1]) for scale in _DIMENSIONS)
    return _unit(np.concatenate([_unit(whole[:, :size]) for size in sizes], axis=1))


def _anchors(drawn: Points, uses: sparse.csr_matrix, held: Sequence[int], count: int) -> Points:
    """Return ``count`` centres of phrases' papers, chosen one by one so that every paper has one near."""
    users = np.asarray(uses.sum(axis=0)).ravel()
    fit = np.flatnonzero((users >= _FEWEST_USERS) & (users <= _MOST_USERS * len(drawn)))
    first = [place for place in held if users[place]][:count]
    fit = np.array([*first, *fit[np.argsort(-users[fit], kind="stable")[:_MOST_PHRASES]]], dtype=np.int64)
    centres = np.concatenate((_unit(np.asarray(uses[:, fit].T @ drawn)), drawn[:: max(len(drawn) // count, 1)]))
    likeness = np.maximum(np.round(drawn @ centres.T, 6), 0).astype(np.float32)
    chosen = list(range(len(first)))
    nearest = likeness[:, chosen].max(axis=1, initial=0)
    while len(chosen) < min(count, len(centres)):
        gains = np.maximum(likeness - nearest[:, None], 0).sum(axis=0, dtype=np.float64).round(4)
        gains[chosen] = -1
        chosen.append(int(np.argmax(gains)))
        nearest = np.maximum(nearest, likeness[:, chosen[-1]])
    return centres[chosen]


def _means(drawn: Points, centres: Points) -> tuple[Labels, Points]:
    """Return the clusters that spherical k-means finds from ``centres``, and their centres."""
    labels: Labels = np.full(len(drawn), -1, dtype=np.int64)
    for _ in range(_STEPS):
        nearest = np.argmax(np.round(drawn @ centres.T, 6), axis=1)
        if np.array_equal(nearest, labels):
            break
        labels = nearest
        members = sparse.csr_matrix(
            (np.ones(len(labels)), (labels, np.arange(len(labels)))), (len(centres), len(labels))
        )
        centres = np.where(members.sum(axis=1) > 0, _unit(np.asarray(members @ drawn)), centres)
    return labels, centres


def _drawn(latent: Points) -> Points:
    """Return each paper in the middle of itself and its nearest papers, each by its likeness."""
    size = len(latent)
    most = min(_NEIGHBOURS + 1, size)
    rows, columns, weights = [], [], []
    for start in range(0, size, _CHUNK // 8):
        likeness = np.round(latent[start : start + _CHUNK // 8] @ latent.T, 6)
        near = np.argpartition(-likeness, most - 1, axis=1)[:, :most]
        rows.append(np.repeat(np.arange(start, start + len(likeness)), most))
        columns.append(near.ravel())
        weights.append(np.maximum(np.take_along_axis(likeness, near, axis=1), 0).ravel())
    places = np.concatenate(rows), np.concatenate(columns)
    links = sparse.csr_matrix((np.concatenate(weights), places), shape=(size, size))
    return _unit(np.asarray(links.maximum(links.T) @ latent))


def _by_size(labels: Labels) -> Labels:
    """Number the clusters from the largest; of equals, that of the first paper."""
    names, first, counts = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -counts))
    places = np.empty(len(names), dtype=np.int64)
    places[order] = np.arange(len(names))
    numbered: Labels = places[np.searchsorted(names, labels)]
    return numbered


def _unit(rows: Points) -> Points:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Points = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit
