"""Assignment: each paper on one to four topics, most central first, with the evidence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from papershelf.catalogue import Catalogue
from papershelf.problems import Location, Problem, Severity
from papershelf.topics import codes
from papershelf.topics.family import groups_of
from papershelf.topics.filing import filed
from papershelf.topics.scoring import Hits, Points, find_phrases, likeness_points, phrase_points
from papershelf.topics.texts import Texts, Where, read_texts
from papershelf.topics.topic import Evidence, Placement, Subjects, Topic
from papershelf.topics.vectors import Vectors, make_vectors

_LEAST: Final = 3.25
"""Points from which a paper is on a topic."""
_LEAST_BEST: Final = 2.5
"""Points from which a paper's best topic is one, where no other reaches ``_LEAST``."""
_SHARE: Final = 0.2
"""A further topic has at least this share of the best one's points (the curator's words apart)."""
_MOST: Final = 4
_WORDS_SHOWN: Final = 3
_PARTS: Final = tuple(part.name.lower() for part in Where)


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
    groups = groups_of(topics)
    used = [topic if with_pins else _unpinned(topic) for topic in topics if topic.slug not in groups]
    placed: Mapping[str, tuple[Placement, ...]] = {}
    if used and catalogue.papers:
        placed = _Judgement.of(used, catalogue, vectors or make_vectors(texts or read_texts(catalogue))).placements()
    placements = {key: placed.get(key, ()) for key in catalogue.papers}
    subjects = Subjects({topic.slug: topic for topic in _groups_first(topics)}, placements, _listed(topics, placements))
    problems = (*_misplaced(topics, groups), *_overfull(used, catalogue), *_unplaced(catalogue, placements, topics))
    return subjects, problems


def _unpinned(topic: Topic) -> Topic:
    """Return ``topic`` without the papers that a curator named; a found topic keeps those it was found by."""
    return topic if topic.found else replace(topic, seeds=(), include=(), exclude=(), first=(), start_here=())


@dataclass(frozen=True, slots=True, eq=False)
class _Judgement:
    """All points, by row (paper) and column (topic), and what they come from."""

    topics: Sequence[Topic]
    vectors: Vectors
    hits: Sequence[Sequence[Hits]]
    likeness: Points
    wordings: Points
    filed: Mapping[tuple[str, int], list[Evidence]]
    pinned: frozenset[tuple[int, int]]
    points: Points

    @classmethod
    def of(cls, topics: Sequence[Topic], catalogue: Catalogue, vectors: Vectors) -> "_Judgement":
        rows = {key: row for row, key in enumerate(vectors.texts.keys)}
        hits = [find_phrases(topic, vectors.texts) for topic in topics]
        by_phrases = np.stack([phrase_points(found, len(rows)) for found in hits], axis=1)
        likeness, wordings = likeness_points(topics, by_phrases, vectors)
        evidence = filed(topics, catalogue)
        points = by_phrases + likeness
        for (key, number), found in evidence.items():
            points[rows[key], number] += sum(row.weight for row in found)
        pins = _pin(topics, rows, points, evidence)
        return cls(topics, vectors, hits, likeness, wordings, evidence, frozenset(pins), np.round(points, 3))

    def placements(self) -> Mapping[str, tuple[Placement, ...]]:
        """Return citation key -> placements, of the papers that have any."""
        chosen = {row: self._chosen(row) for row in range(len(self.points))}
        evidence = self._evidence({(row, number) for row, numbers in chosen.items() for number in numbers})
        return {
            self.vectors.texts.keys[row]: tuple(
                Placement(self.topics[number].slug, float(self.points[row, number]), evidence[row, number])
                for number in numbers
            )
            for row, numbers in chosen.items()
            if numbers
        }

    def _chosen(self, row: int) -> list[int]:
        points = self.points[row]
        order = np.argsort(-points, kind="stable").tolist()
        least = min(max(_LEAST, _SHARE * points[order[0]]), max(points[order[0]], _LEAST_BEST))
        pinned = [number for number in order if (row, number) in self.pinned]
        judged = [number for number in order[:_MOST] if points[number] >= least and number not in pinned]
        return sorted((*pinned, *judged)[:_MOST], key=order.index)

    def _evidence(self, placed: set[tuple[int, int]]) -> Mapping[tuple[int, int], tuple[Evidence, ...]]:
        found: defaultdict[tuple[int, int], list[Evidence]] = defaultdict(list)
        for row, number in sorted(placed):
            found[row, number] += self.filed.get((self.vectors.texts.keys[row], number), ())
        there = np.zeros(self.points.shape, dtype=bool)
        there[tuple(np.array(sorted(placed), dtype=np.int64).reshape(-1, 2).T)] = True
        for number, hits in enumerate(self.hits):
            for hit in hits:
                used = there[hit.rows, number]
                for row, points in zip(hit.rows[used].tolist(), hit.points[used].tolist(), strict=True):
                    found[row, number] += _said(hit.phrase, points)
        for row, number in sorted(placed):
            found[row, number].append(self._alike(row, number))
        return {place: tuple(sorted(rows, key=_by_weight)) for place, rows in found.items()}

    def _alike(self, row: int, number: int) -> Evidence:
        """Return the likeness of wording, by the words that weigh most in it."""
        matrix, texts = self.vectors.matrix, self.vectors.texts
        part = slice(matrix.indptr[row], matrix.indptr[row + 1])
        columns = matrix.indices[part]
        weights = np.round(matrix.data[part] * self.wordings[number, columns], 6)
        order = np.lexsort((columns, -weights))[:_WORDS_SHOWN]
        words = [texts.shown[self.vectors.columns[columns[at]]] for at in order if weights[at] > 0]
        return Evidence(", ".join(words), "wording", round(float(self.likeness[row, number]), 3))


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


def _said(phrase: str, points: Sequence[float]) -> Iterator[Evidence]:
    for part, weight in zip(_PARTS, points, strict=True):
        if weight:
            yield Evidence(phrase, part, round(weight, 3))


def _by_weight(evidence: Evidence) -> tuple[float, str, str]:
    return (-evidence.weight, evidence.what, evidence.where)


def _groups_first(topics: Sequence[Topic]) -> Iterator[Topic]:
    """Yield each group, then its topics; a topic without either where it stands."""
    for topic in topics:
        if topic.parent is None:
            yield topic
            yield from (child for child in topics if child.parent == topic.slug)


def _listed(topics: Sequence[Topic], placements: Mapping[str, tuple[Placement, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Return topic -> citation keys in catalogue order; a group has its topics' papers, each once."""
    parents = {topic.slug: topic.parent for topic in topics}
    listed: dict[str, list[str]] = {topic.slug: [] for topic in topics}
    for key, placed in placements.items():
        slugs = [placement.topic for placement in placed]
        above = [parent for slug in slugs if (parent := parents[slug]) is not None]
        for slug in dict.fromkeys((*slugs, *above)):
            listed[slug].append(key)
    return {slug: tuple(keys) for slug, keys in listed.items()}


def _misplaced(topics: Sequence[Topic], groups: Sequence[str]) -> Iterator[Problem]:
    for topic in topics:
        for key in (*topic.include, *topic.first) if topic.slug in groups else ():
            message = f"{topic.slug!r} is a group; {key!r} cannot be put there directly."
            place = topic.said_at.get(key, topic.said_at.get("slug", Location("topics.toml")))
            remedy = "Include it in one of the group's topics."
            yield Problem(codes.PINNED_TO_GROUP, Severity.WARNING, place, message, key, "It was left out.", remedy)


def _overfull(topics: Sequence[Topic], catalogue: Catalogue) -> Iterator[Problem]:
    """Yield the papers that more topics include than a paper may have."""
    including: defaultdict[str, list[str]] = defaultdict(list)
    for topic in topics:
        for key in dict.fromkeys((*topic.first, *topic.include)):
            including[key].append(topic.slug)
    for key in (key for key in catalogue.papers if len(including.get(key, ())) > _MOST):
        message = f"{key!r} is included in {len(including[key])} topics: {', '.join(including[key])}."
        done, remedy = f"It stands in {_MOST} of them.", "Keep the most central ones."
        place = Location("topics.toml")
        yield Problem(codes.TOO_MANY_TOPICS, Severity.NOTICE, place, message, key, done, remedy)


def _unplaced(
    catalogue: Catalogue, placements: Mapping[str, tuple[Placement, ...]], topics: Sequence[Topic]
) -> Iterator[Problem]:
    for key, placed in placements.items() if topics else ():
        if not placed:
            paper = catalogue.papers[key]
            place = paper.entry[0] if paper.entry else Location("topics.toml")
            message = f"{paper.title.plain!r} is on no topic page."
            remedy = f'Add it in topics.toml: include = ["{key}"].'
            yield Problem(codes.UNPLACED, Severity.NOTICE, place, message, key, "", remedy)
