"""The API: a collection as JSON for programs."""

from typing import Final

import orjson

from papershelf.collection import Collection
from papershelf.papers import Paper
from papershelf.topics.topic import Topic

_READABLE: Final = 1000


def papers_json(collection: Collection) -> bytes:
    """Return ``/api/papers.json``: the papers in catalogue order, each with its topics, most central first."""
    return _json([_paper(collection, paper) for paper in collection.catalogue.papers.values()])


def topics_json(collection: Collection) -> bytes:
    """Return ``/api/topics.json``: the topics in the curator's order, each with the slugs of its papers."""
    return _json([_topic(collection, topic) for topic in collection.subjects.topics.values()])


def _json(rows: list[dict[str, object]]) -> bytes:
    return orjson.dumps(rows, option=orjson.OPT_INDENT_2 if len(rows) < _READABLE else None) + b"\n"


def _paper(collection: Collection, paper: Paper) -> dict[str, object]:
    return {
        "key": paper.key,
        "slug": collection.addresses.papers[paper.key],
        "url": collection.addresses.paper(paper.key),
        "title": paper.title.plain,
        "authors": [person.printed for person in paper.authors],
        "year": paper.year,
        "venue": paper.edition.name if paper.edition else None,
        "doi": paper.doi.value if paper.doi else None,
        "arxiv": paper.arxiv.value if paper.arxiv else None,
        "topics": [placement.topic for placement in collection.subjects.placements.get(paper.key, ())],
    }


def _topic(collection: Collection, topic: Topic) -> dict[str, object]:
    slugs = collection.addresses.papers
    return {
        "slug": topic.slug,
        "name": topic.name,
        "meaning": topic.meaning,
        "parent": topic.parent,
        "url": f"topics/{topic.slug}/",
        "papers": [slugs[key] for key in collection.subjects.papers.get(topic.slug, ())],
    }
