"""Family: one topic for each slug, and parents that exist."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from papershelf.problems import Location, Problem, Severity
from papershelf.topics import codes
from papershelf.topics.topic import Topic


def join_family(topics: Sequence[Topic]) -> tuple[tuple[Topic, ...], tuple[Problem, ...]]:
    """Return the topics with distinct slugs, in order, each with a parent that is a group or with none."""
    problems: list[Problem] = []
    first: dict[str, Topic] = {}
    for topic in topics:
        if first.setdefault(topic.slug, topic) is not topic:
            message = f"A second topic has the slug {topic.slug!r}."
            place = topic.said_at.get("slug", Location("topics.toml"))
            done = "The first one was used."
            problems.append(Problem(codes.REPEATED_SLUG, Severity.WARNING, place, message, topic.slug, done))
    joined = []
    for topic in first.values():
        parent, problem = _parent(topic, first)
        problems += [problem] if problem else []
        joined.append(replace(topic, parent=parent))
    return tuple(joined), tuple(problems)


def groups_of(topics: Sequence[Topic]) -> tuple[str, ...]:
    """Return the slugs of the topics that other topics name as their parent, in order."""
    named = {topic.parent for topic in topics}
    return tuple(topic.slug for topic in topics if topic.slug in named)


def _parent(topic: Topic, topics: Mapping[str, Topic]) -> tuple[str | None, Problem | None]:
    """Return the group of ``topic``; of a parent that has a parent, the topmost one."""
    if topic.parent is None:
        return None, None
    seen = [topic.slug]
    above = topic.parent
    while above in topics and above not in seen:
        seen.append(above)
        higher = topics[above].parent
        if higher is None:
            return above, _too_deep(topic, above) if above != topic.parent else None
        above = higher
    done = "The topic stands without a group."
    if above in topics:
        message = f"The parents of {topic.slug!r} go round in a circle."
        return None, _wrong_parent(topic, message, done, "A group has no parent.")
    message = f"No topic has the slug {above!r}, the parent of {seen[-1]!r}."
    return None, _wrong_parent(topic, message, done, _meant(above, topics))


def _too_deep(topic: Topic, group: str) -> Problem:
    message = f"The parent of {topic.slug!r} has itself a parent; groups hold topics only."
    done = f"It stands in {group!r}."
    return _wrong_parent(topic, message, done, f'Write parent = "{group}".')


def _meant(slug: str, topics: Mapping[str, Topic]) -> str:
    from rapidfuzz import process

    best = process.extractOne(slug, list(topics), score_cutoff=60)
    return f"Did you mean {best[0]!r}?" if best else f'Add [[topic]] slug = "{slug}".'


def _wrong_parent(topic: Topic, message: str, done: str, remedy: str) -> Problem:
    place = topic.said_at.get("parent", Location("topics.toml"))
    return Problem(codes.UNKNOWN_PARENT, Severity.WARNING, place, message, topic.slug, done, remedy)
