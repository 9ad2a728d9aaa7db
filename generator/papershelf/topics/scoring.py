"""Scoring: how many points each paper has on each topic, by the curator's phrases and by likeness of wording."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from papershelf.matrices import sparse
from papershelf.topics.texts import Ints, Texts, Where
from papershelf.topics.topic import Topic
from papershelf.topics.vectors import Vectors
from papershelf.topics.words import stem, words

Points: TypeAlias = npt.NDArray[np.float64]
Rows: TypeAlias = npt.NDArray[np.int64]

IN_TITLE: Final = 3.0
"""What a phrase of weight one counts in a title; in an abstract its mentions count 1, 1.7, 2.1 ..."""
_BY_NAME: Final = 1.5
"""The weight of a topic's name and aliases as phrases, where it has no phrases of its own."""
_LIKENESS: Final = 8.0
"""Points of a paper whose wording is exactly the topic's."""
_WORDED: Final = 0.75
"""The share of those points that is left to the wording where a model says what sentences mean."""
_MEANT: Final = 2.0
"""Points of a paper that means exactly what the topic does, beside those for its wording."""
_SURE: Final = 3.0
_SURE_MOST: Final = 6.0
_OWN_WORDS: Final = 0.5
"""The share of a topic's name and meaning in its wording; the rest is that of its seeds or surest papers."""


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Where one phrase of one topic stands: ``points`` by row for each part of a paper (shape: rows x parts)."""

    phrase: str
    rows: Rows
    points: Points


def find_phrases(topic: Topic, texts: Texts) -> tuple[Hits, ...]:
    """Return the hits of the topic's phrases, in its order; of its name and aliases where it has none.

    Of phrases that differ only in the endings of words, the first counts.
    """
    phrases = topic.phrases or dict.fromkeys((topic.name, *topic.aliases), _BY_NAME)
    distinct: dict[tuple[str, ...], str] = {}
    for phrase in phrases:
        distinct.setdefault(tuple(map(stem, words(phrase))), phrase)
    found = [texts.sequences(stems) for stems in distinct]
    lengths = [*map(len, found)]
    weights = np.repeat([float(phrases[phrase]) for phrase in distinct.values()], lengths)
    rows, points = _counted(np.repeat(np.arange(len(found)), lengths), np.concatenate(found), weights, texts)
    size = len(texts.keys)
    ends = np.searchsorted(rows, np.arange(len(found) + 1) * size).tolist()
    hits = zip(distinct.values(), ends[:-1], ends[1:], strict=True)
    return tuple(Hits(phrase, rows[start:end] % size, points[start:end]) for phrase, start, end in hits if start < end)


def _counted(phrases: Rows, at: Ints, weights: Points, texts: Texts) -> tuple[Rows, Points]:
    """Return the papers in which phrases stand ``at`` positions, numbered anew for each phrase, and their points."""
    places = (phrases * len(texts.keys) + texts.row_at[at]) * len(Where) + texts.part_at[at]
    first = np.flatnonzero(np.diff(places, prepend=-1))
    times, places, weights = np.diff(first, append=len(places)), places[first], weights[first]
    rows, parts = np.divmod(places, len(Where))
    begins = np.diff(rows, prepend=-1) > 0
    points = np.zeros((int(begins.sum()), len(Where)))
    points[np.cumsum(begins) - 1, parts] = np.where(
        parts == Where.TITLE, weights * IN_TITLE, weights * (1 + np.log(times))
    )
    return rows[begins], points


def phrase_points(hits: Sequence[Hits], papers: int) -> Points:
    """Return the points of all ``papers`` on the topic with these hits."""
    points = np.zeros(papers)
    for hit in hits:
        points[hit.rows] += hit.points.sum(axis=1)
    return points


@dataclass(frozen=True, slots=True, eq=False)
class Likenesses:
    """Points for the likeness of wording and of meaning (papers x topics), the latter where a model tells it.

    ``wordings``: topics x columns of the vectors.
    """

    worded: Points
    meant: Points | None
    wordings: Points


def likeness_points(topics: Sequence[Topic], points: Points, vectors: Vectors) -> Likenesses:
    """Return how many points each paper has for being like each topic.

    A topic's wording is that of its name, aliases and meaning, and of its seeds; without seeds, of the papers that
    the curator's phrases put there most surely, so that nothing is learnt from any list but the collection itself.
    """
    wordings = np.stack([_own_words(topic, vectors) for topic in topics])
    rows = {key: row for row, key in enumerate(vectors.texts.keys)}
    examples = np.where(points >= _SURE, np.minimum(points, _SURE_MOST), 0.0)
    for number, topic in enumerate(topics):
        if seeds := [rows[key] for key in topic.seeds if key in rows]:
            examples[:, number] = 0
            examples[seeds, number] = 1
    theirs = _unit((sparse.csr_matrix(examples.T) @ vectors.matrix).toarray())
    wordings = _unit(_OWN_WORDS * wordings + (1 - _OWN_WORDS) * theirs)
    worded: Points = _LIKENESS * (vectors.matrix @ wordings.T.astype(np.float32)).astype(np.float64)
    if vectors.space is None:
        return Likenesses(worded, None, wordings)
    papers = vectors.space.papers.astype(np.float64)
    own = vectors.space.of([f"{topic.name}: {topic.meaning}" for topic in topics]).astype(np.float64)
    meanings = _unit(_OWN_WORDS * own + (1 - _OWN_WORDS) * _unit(examples.T @ papers))
    return Likenesses(_WORDED * worded, _MEANT * papers @ meanings.T, wordings)


def _own_words(topic: Topic, vectors: Vectors) -> Points:
    texts = vectors.texts
    counts = np.zeros(len(texts.terms))
    for text, times in ((topic.name, 3), (topic.meaning, 1), *((alias, 1) for alias in topic.aliases)):
        for word in words(text):
            number = texts.numbers.get(stem(word))
            if number is not None:
                counts[number] += times
    kept: Points = counts[vectors.columns]
    there = kept > 0
    kept[there] = (1 + np.log(kept[there])) * vectors.idf[there]
    unit: Points = _unit(kept[np.newaxis])[0]
    return unit


def _unit(rows: Points) -> Points:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Points = np.divide(rows, lengths, out=np.zeros_like(rows, dtype=np.float64), where=lengths > 0)
    return unit
