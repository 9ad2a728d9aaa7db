"""Advice: what ``papershelf topics`` tells a curator - why, what to change, and a file to start from."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

import numpy as np

from papershelf.catalogue import Catalogue
from papershelf.topics.discovery import find_topics
from papershelf.topics.family import groups_of
from papershelf.topics.naming import paper_names
from papershelf.topics.topic import Evidence, Placement, Subjects, Topic
from papershelf.topics.vectors import Vectors

_CLOSEST: Final = 5
_OVERGROWN: Final = 0.33
"""A topic with more than this share of all papers says little about each of them."""
_LARGE: Final = 40
_OVERLAP: Final = 0.8
"""Topics overlap too much when this share of the smaller one's papers is in the other one, too."""
_FEW: Final = 5
_SHOWN: Final = 10


def suggest(catalogue: Catalogue, vectors: Vectors) -> str:
    """Return a commented ``topics.toml`` to start from: the found topics with phrases and their closest papers."""
    topics = find_topics(catalogue, vectors)
    head = (
        "# Topics to start from, found by papershelf. Keep, rename, merge and drop them as you like; then read\n"
        "# the site and settle single papers with include and exclude.\n"
        "# A phrase of weight 1 counts one point in an abstract and three in a title; below zero it speaks against.\n"
        "# To make a group, add a topic without phrases and name its slug as parent of others.\n"
    )
    if not topics:
        return (
            head + '\n# Too few papers to find topics.\n# [[topic]]\n# slug = "my-topic"\n# phrases = ["my phrase"]\n'
        )
    return head + "".join(_block(topic, catalogue, vectors) for topic in topics)


def _block(topic: Topic, catalogue: Catalogue, vectors: Vectors) -> str:
    closest = "".join(f"# close: {key}  {_line(catalogue, key)}\n" for key in _closest(topic, vectors))
    lists = "".join(
        f"{name} = {json.dumps(values, ensure_ascii=False)}\n"
        for name, values in (("aliases", topic.aliases), ("sources", topic.sources))
        if values
    )
    weights = "".join(
        f"{json.dumps(phrase, ensure_ascii=False)} = {weight:g}\n" for phrase, weight in topic.phrases.items()
    )
    return (
        f"\n[[topic]]\nslug = {json.dumps(topic.slug)}\nname = {json.dumps(topic.name, ensure_ascii=False)}\n"
        f'meaning = ""\n{lists}{closest}\n[topic.phrases]\n{weights}'
    )


def _closest(topic: Topic, vectors: Vectors) -> tuple[str, ...]:
    """Return the papers of a found topic that are nearest to the middle of all its papers."""
    rows = {key: row for row, key in enumerate(vectors.texts.keys)}
    members = [rows[key] for key in topic.seeds]
    if not members:
        return ()
    inside = vectors.matrix[members]
    middle = np.asarray(inside.mean(axis=0)).ravel()
    likeness = np.round(np.asarray(inside @ middle).ravel(), 6)
    order = np.lexsort((np.array(members), -likeness))[:_CLOSEST]
    return tuple(vectors.texts.keys[members[place]] for place in order.tolist())


def _line(catalogue: Catalogue, key: str) -> str:
    title = catalogue.papers[key].title.plain
    return " ".join(title.split())


class UnknownPaperError(ValueError):
    """No paper is called so; the message may name one that is nearly."""


def explain(name: str, catalogue: Catalogue, subjects: Subjects) -> str:
    """Return why the paper called ``name`` (key, DOI, arXiv id or title) is where it is, with all evidence.

    Raises:
        UnknownPaperError: no paper is called so.
    """
    names = paper_names(catalogue)
    found = names.find(name)
    if not found:
        near = names.near(name)
        raise UnknownPaperError(f"No paper is called {name!r}." + (f" Did you mean {near!r}?" if near else ""))
    return "".join(_explained(key, catalogue, subjects) for key in found)


def _explained(key: str, catalogue: Catalogue, subjects: Subjects) -> str:
    placements = subjects.placements.get(key, ())
    lines = [f"{_line(catalogue, key)} ({key})"]
    if not placements:
        lines.append(f'  on no topic: nothing speaks for any. Add it in topics.toml: include = ["{key}"].')
    for placement in placements:
        lines.append(f"  {subjects.topics[placement.topic].name} ({placement.topic}): {placement.score:.1f} points")
        lines += [
            f"    {row.weight:+6.1f}  {row.what or 'nothing shared'!r} ({row.where})"
            for row in subjects.evidence[key, placement.topic]
        ]
    return "\n".join(lines) + "\n"


def assignments(subjects: Subjects) -> str:
    """Return all placements as JSON: a list of objects with ``key`` and ``topics`` (slug, score, evidence).

    Papers stand in catalogue order, topics most central first.
    """
    rows = [
        {"key": key, "topics": [_row(placement, subjects.evidence[key, placement.topic]) for placement in placements]}
        for key, placements in subjects.placements.items()
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _row(placement: Placement, evidence: Sequence[Evidence]) -> Mapping[str, object]:
    told = [{"what": row.what, "where": row.where, "weight": row.weight} for row in evidence]
    return {"slug": placement.topic, "score": placement.score, "evidence": told}


def assignment_lines(subjects: Subjects) -> str:
    """Return all placements as text, a paper a line: key, tab, topics with their points."""
    return "".join(
        f"{key}\t{', '.join(f'{placed.topic} {placed.score:.1f}' for placed in placements) or '-'}\n"
        for key, placements in subjects.placements.items()
    )


def check(catalogue: Catalogue, subjects: Subjects) -> tuple[str, ...]:
    """Return remarks on empty, overgrown and overlapping topics and on papers without any, a sentence each."""
    groups = groups_of(tuple(subjects.topics.values()))
    topics = [topic for slug, topic in subjects.topics.items() if slug not in groups]
    unplaced = [key for key, placed in subjects.placements.items() if not placed]
    remarks = [*_empty(topics, subjects), *_overgrown(topics, subjects, len(catalogue.papers))]
    remarks += _overlapping(topics, subjects)
    if unplaced:
        shown = ", ".join(unplaced[:_SHOWN]) + (" ..." if len(unplaced) > _SHOWN else "")
        remarks.append(f"{len(unplaced)} of {len(catalogue.papers)} papers are on no topic: {shown}.")
    return tuple(remarks)


def _empty(topics: Sequence[Topic], subjects: Subjects) -> Iterator[str]:
    for topic in topics:
        if not subjects.papers[topic.slug]:
            yield f"{topic.slug!r} has no papers: give it phrases that papers use, or drop it."


def _overgrown(topics: Sequence[Topic], subjects: Subjects, papers: int) -> Iterator[str]:
    for topic in topics:
        size = len(subjects.papers[topic.slug])
        if size > max(_OVERGROWN * papers, _LARGE):
            yield f"{topic.slug!r} has {size} of {papers} papers: split it, or weigh its broadest phrases less."


def _overlapping(topics: Sequence[Topic], subjects: Subjects) -> Iterator[str]:
    shared: Counter[tuple[str, str]] = Counter()
    for placements in subjects.placements.values():
        shared.update(combinations(sorted(placement.topic for placement in placements), 2))
    order = {topic.slug: place for place, topic in enumerate(topics)}
    for (one, two), count in sorted(shared.items(), key=lambda pair: (order[pair[0][0]], order[pair[0][1]])):
        smaller = min((one, two), key=lambda slug: (len(subjects.papers[slug]), order[slug]))
        larger = two if smaller == one else one
        size = len(subjects.papers[smaller])
        if size >= _FEW and count >= _OVERLAP * size:
            yield f"{count} of the {size} papers of {smaller!r} are on {larger!r}, too: merge them, or tell them apart."
