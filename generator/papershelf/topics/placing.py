"""Placing: what follows from the placements of papers: the lists of topics, and what a curator should know."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from papershelf.catalogue import Catalogue
from papershelf.problems import Location, Problem, Severity
from papershelf.topics import codes
from papershelf.topics.family import groups_of
from papershelf.topics.topic import Evidence, Placement, Subjects, Topic

MOST: Final = 4
"""The topics that a paper may have."""


def used_of(topics: Sequence[Topic]) -> list[Topic]:
    """Return the topics on which papers can be: all but the groups."""
    groups = groups_of(topics)
    return [topic for topic in topics if topic.slug not in groups]


def subjects_of(
    topics: Sequence[Topic],
    placements: Mapping[str, tuple[Placement, ...]],
    evidence: Mapping[tuple[str, str], tuple[Evidence, ...]],
) -> Subjects:
    """Return the subjects of a collection whose papers, in catalogue order, have these ``placements``."""
    topics_by_slug = {topic.slug: topic for topic in _groups_first(topics)}
    return Subjects(topics_by_slug, placements, _listed(topics, placements), evidence)


def remarks(
    topics: Sequence[Topic], used: Sequence[Topic], catalogue: Catalogue, subjects: Subjects
) -> tuple[Problem, ...]:
    """Return the papers that fit nowhere, and the pins that cannot hold; ``used`` are the topics with their pins."""
    return (*_misplaced(topics), *_overfull(used, catalogue), *_unplaced(catalogue, subjects.placements, topics))


def _groups_first(topics: Sequence[Topic]) -> Iterator[Topic]:
    """Yield each group, then its topics; a topic without either where it stands."""
    for topic in topics:
        if topic.parent is None:
            yield topic
            yield from (child for child in topics if child.parent == topic.slug)


def _listed(topics: Sequence[Topic], placements: Mapping[str, tuple[Placement, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Return topic -> citation keys in catalogue order; a group has its topics' papers, each once."""
    listed: dict[str, dict[str, None]] = {topic.slug: {} for topic in topics}
    lists = {topic.slug: [listed[slug] for slug in (topic.slug, topic.parent) if slug is not None] for topic in topics}
    for key, placed in placements.items():
        for placement in placed:
            for keys in lists[placement.topic]:
                keys[key] = None
    return {slug: tuple(keys) for slug, keys in listed.items()}


def _misplaced(topics: Sequence[Topic]) -> Iterator[Problem]:
    groups = groups_of(topics)
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
    for key in (key for key in catalogue.papers if len(including.get(key, ())) > MOST):
        message = f"{key!r} is included in {len(including[key])} topics: {', '.join(including[key])}."
        done, remedy = f"It stands in {MOST} of them.", "Keep the most central ones."
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
