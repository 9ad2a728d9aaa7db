"""Exports: a collection as files to take away, and as JSON for programs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

import orjson

from papershelf.collection import Collection
from papershelf.exports import bibtex, tables
from papershelf.papers import Paper

EXPORTS: Final[Mapping[str, Callable[[Sequence[Paper]], Iterator[str]]]] = {
    "bib": bibtex.write,
    "ris": tables.ris,
    "json": tables.csl_json,
    "csv": tables.csv_table,
}


def make_exports(collection: Collection) -> Iterator[tuple[str, bytes]]:
    """Yield path -> bytes of every file to take away: the collection in each format, topics as BibTeX, the API."""
    papers = collection.catalogue.papers
    for suffix, write in EXPORTS.items():
        yield f"exports/collection.{suffix}", "".join(write(tuple(papers.values()))).encode()
    for slug, keys in collection.subjects.papers.items():
        yield f"exports/topics/{slug}.bib", "".join(bibtex.write([papers[key] for key in keys])).encode()
    for key in papers if "bib" in collection.settings.sidecars else ():
        yield f"{collection.addresses.paper(key)}paper.bib", (bibtex.bibtex(papers[key]) + "\n").encode()
    yield "api/papers.json", _json([_paper(collection, paper) for paper in papers.values()])
    yield "api/topics.json", _json(_topics(collection))


def _json(value: list[dict[str, object]]) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 if len(value) < 1000 else 0) + b"\n"  # noqa: PLR2004 - to read


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


def _topics(collection: Collection) -> list[dict[str, object]]:
    slugs = collection.addresses.papers
    return [
        {
            "slug": topic.slug,
            "name": topic.name,
            "meaning": topic.meaning,
            "parent": topic.parent,
            "url": f"topics/{topic.slug}/",
            "papers": [slugs[key] for key in collection.subjects.papers.get(topic.slug, ())],
        }
        for topic in collection.subjects.topics.values()
    ]
