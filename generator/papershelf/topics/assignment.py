"""Assignment: each paper on one to four topics, most central first, with the evidence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final, TypeAlias

import numpy as np

from papershelf.catalogue import Catalogue
from papershelf.problems import Problem
from papershelf.topics.account import Account, Judgement
from papershelf.topics.filing import filed
from papershelf.topics.placing import MOST, remarks, subjects_of, used_of
from papershelf.topics.scoring import Points, Rows, find_phrases, likeness_points, phrase_points
from papershelf.topics.texts import Texts, read_texts
from papershelf.topics.topic import Evidence, Placement, Subjects, Topic
from papershelf.topics.vectors import Vectors, make_vectors

_LEAST: Final = 3.25
"""Points from which a paper is on a topic."""
_LEAST_BEST: Final = 2.5
"""Points from which a paper's best topic is one, where no other reaches ``_LEAST``."""
_SHARE: Final = 0.3
"""A further topic has at least this share of the best one's points (the curator's words apart)."""

_Pins: TypeAlias = Mapping[int, list[int]]
"""Row -> the topics that the curator put this paper on."""


def assign(
    catalogue: Catalogue,
    topics: Sequence[Topic],
    texts: Texts | None = None,
    *,
    with_pins: bool = True,
    vectors: Vectors | None = None,
) -> tuple[Subjects, tuple[Problem, ...]]:
    """Return what belongs to what and why; a paper that fits nowhere, and a pin that cannot hold, is a problem.

    ``topics`` are resolved: they name papers by citation key. ``with_pins=False`` judges by rules and wording alone,
    as if no paper were named anywhere in the topics file.
    """
    used = used_of(topics) if with_pins else [*map(_unpinned, used_of(topics))]
    placed: Mapping[str, tuple[Placement, ...]] = {}
    evidence: Mapping[tuple[str, str], tuple[Evidence, ...]] = {}
    if used and catalogue.papers:
        judged, pins = _judged(used, catalogue, vectors or make_vectors(texts or read_texts(catalogue)))
        placed = _placements(judged, pins)
        evidence = Account(judged, placed)
    subjects = subjects_of(topics, {key: placed.get(key, ()) for key in catalogue.papers}, evidence)
    return subjects, remarks(topics, used, catalogue, subjects)


def _unpinned(topic: Topic) -> Topic:
    """Return ``topic`` without the papers that a curator named; a found topic keeps those it was found by."""
    return topic if topic.found else replace(topic, seeds=(), include=(), exclude=(), first=(), start_here=())


def _judged(topics: Sequence[Topic], catalogue: Catalogue, vectors: Vectors) -> tuple[Judgement, _Pins]:
    """Return the points of all papers on all ``topics`` with what they come from, and what the curator settled."""
    rows = {key: row for row, key in enumerate(vectors.texts.keys)}
    hits = [find_phrases(topic, vectors.texts) for topic in topics]
    by_phrases = np.stack([phrase_points(found, len(rows)) for found in hits], axis=1)
    likeness = likeness_points(topics, by_phrases, vectors)
    evidence = filed(topics, catalogue)
    points = by_phrases + likeness.worded
    if likeness.meant is not None:
        points += likeness.meant
    for (key, number), found in evidence.items():
        points[rows[key], number] += sum(row.weight for row in found)
    pins: defaultdict[int, list[int]] = defaultdict(list)
    for row, number in _pin(topics, rows, points, evidence):
        pins[row].append(number)
    return Judgement(tuple(topics), vectors, hits, likeness, evidence, np.round(points, 3)), pins


def _placements(judged: Judgement, pins: _Pins) -> Mapping[str, tuple[Placement, ...]]:
    """Return citation key -> placements, of the papers that have any."""
    points = judged.points
    order = _best(points)
    best = np.take_along_axis(points, order, axis=1)
    least = np.minimum(np.maximum(_LEAST, _SHARE * best[:, 0]), np.maximum(best[:, 0], _LEAST_BEST))
    there = best >= least[:, np.newaxis]
    counts = there.sum(axis=1).tolist()
    slugs = [topic.slug for topic in judged.topics]
    chosen = map(Placement, [slugs[number] for number in order[there].tolist()], best[there].tolist())
    counted = zip(judged.vectors.texts.keys, counts, strict=True)
    placed = {key: tuple(islice(chosen, count)) for key, count in counted if count}
    for row, numbers in pins.items():
        judgements = order[row, : counts[row]].tolist()
        settled = (*numbers, *(number for number in judgements if number not in numbers))[:MOST]
        placed[judged.vectors.texts.keys[row]] = tuple(
            Placement(slugs[number], float(points[row, number]))
            for number in sorted(settled, key=lambda number, row=row: (-points[row, number], number))  # type: ignore[misc]
        )
    return placed


def _best(points: Points) -> Rows:
    """Return the topics on which each paper has most points, of equals the first: papers x ranks."""
    left = points.copy()
    papers = np.arange(len(points))
    best = []
    for _ in range(min(MOST, points.shape[1])):
        best.append(left.argmax(axis=1))
        left[papers, best[-1]] = -np.inf
    return np.stack(best, axis=1)


def _pin(
    topics: Sequence[Topic],
    rows: Mapping[str, int],
    points: Points,
    evidence: dict[tuple[str, int], list[Evidence]],
) -> Iterator[tuple[int, int]]:
    """Change ``points`` and ``evidence`` to what the curator says; yield the places that no rule may take away."""
    for number, topic in enumerate(topics):
        for key in (*topic.include, *(key for key in topic.first if key not in topic.include)):
            points[rows[key], number] += _LEAST
            evidence.setdefault((key, number), []).append(Evidence("include", _speaker(topic), _LEAST))
            yield rows[key], number
        points[[rows[key] for key in topic.exclude], number] = 0
    for number, topic in reversed(list(enumerate(topics))):
        for key in topic.first:
            lead = max(float(np.delete(points[rows[key]], number).max(initial=0)) + 1 - points[rows[key], number], 0.0)
            points[rows[key], number] += lead
            evidence[key, number].append(Evidence("first", _speaker(topic), round(lead, 3)))


def _speaker(topic: Topic) -> str:
    return "found together" if topic.found else "curator"
