"""Facets: the papers of each topic, author, venue, year and kind, and the same as columns to count by."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import orjson

from papershelf.collection import Collection
from papershelf.papers import LinkKind, Paper
from papershelf.search.cards import KINDS, plain_slug
from papershelf.search.codec import encode, front_coded, numbers
from papershelf.search.shards import File, Shards, cut, evenly, files

COLUMN: Final = 8192
"""Papers in one file of a column."""


@dataclass(frozen=True, slots=True)
class Named:
    """Things with a slug and a name, the most frequent first: a column states them by number, from 1.

    Authors of as many papers stand together with those they write with: few files tell the names of a paper's.
    """

    slugs: tuple[str, ...]
    names: tuple[str, ...]
    number: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Facets:
    """What each paper has: numbers in the order of the catalogue."""

    topics: tuple[str, ...]
    authors: Named
    venues: Named
    rows: Mapping[str, Sequence[Sequence[int]]]


def read_facets(collection: Collection) -> Facets:
    """Return the facets of every paper: topics, year, author, venue, kind, code, and its place by title."""
    catalogue, subjects = collection.catalogue, collection.subjects
    papers = tuple(catalogue.papers.values())
    topics = tuple(slug for slug, topic in subjects.topics.items() if topic.parent or slug in subjects.papers)
    topic_number = {slug: at for at, slug in enumerate(topics, 1)}
    authors = _authors(collection)
    venues = _venues(collection)
    by_title = sorted(range(len(papers)), key=lambda at: (papers[at].title.sort_key, papers[at].key))
    rank = np.argsort(np.asarray(by_title, dtype=np.int64))
    placed = [[place.topic for place in subjects.placements.get(key, ())] for key in catalogue.papers]
    written = [catalogue.author_keys.get(key, ()) for key in catalogue.papers]
    return Facets(topics, authors, venues, {
        "topic": [[topic_number[slug] for slug in slugs if slug in topic_number] for slugs in placed],
        "year": [[max(0, paper.year or 0)] for paper in papers],
        "author": [[authors.number[author] for author in keys] for keys in written],
        "venue": [[venues.number.get(paper.edition.series, 0) if paper.edition else 0] for paper in papers],
        "kind": [[1 + KINDS.index(paper.kind)] for paper in papers],
        "code": [[int(_has_code(paper))] for paper in papers],
        "title": [[place] for place in rank.tolist()],
    })  # fmt: skip


def _has_code(paper: Paper) -> bool:
    return any(link.kind is LinkKind.CODE for link in paper.links)


def _authors(collection: Collection) -> Named:
    people = collection.catalogue.authors.values()
    place = {key: at for at, key in enumerate(collection.catalogue.papers)}
    ranked = sorted(people, key=lambda own: (-len(own.papers), place[own.papers[0]], own.sort_name, own.key))
    slugs = tuple(collection.addresses.authors.get(author.key, author.key) for author in ranked)
    return Named(
        slugs, tuple(author.name for author in ranked), {author.key: at for at, author in enumerate(ranked, 1)}
    )


def _venues(collection: Collection) -> Named:
    series = collection.catalogue.venues.values()
    ranked = sorted(series, key=lambda venue: (-len(venue.papers), venue.name, venue.key))
    slugs = tuple(collection.addresses.venues.get(venue.key, venue.key) for venue in ranked)
    return Named(slugs, tuple(venue.name for venue in ranked), {venue.key: at for at, venue in enumerate(ranked, 1)})


MANY: Final = frozenset({"topic", "author"})
"""Facets of which a paper may have several: their column states how many before each paper's."""


def write_columns(facets: Facets, names: int) -> Iterator[File]:
    """Yield ``columns/<facet>-<i>.json``, a text of numbers for so many papers, and the tables of so many ``names``.

    ``names/authors-<i>.json`` and ``names/venues-<i>.json`` are lists of slugs (0: plain slug of the name) and names.
    """
    for facet, rows in facets.rows.items():
        for at, (start, end) in enumerate(evenly(len(rows), COLUMN)):
            many = facet in MANY
            values = [value for row in rows[start:end] for value in ([len(row), *row] if many else row)]
            yield f"columns/{facet}-{at}.json", orjson.dumps(_text(values))
    for kind, named in (("authors", facets.authors), ("venues", facets.venues)):
        slugs = [0 if slug == plain_slug(name) else slug for slug, name in zip(named.slugs, named.names, strict=True)]
        for at, (start, end) in enumerate(evenly(len(slugs), names)):
            yield f"names/{kind}-{at}.json", orjson.dumps([slugs[start:end], named.names[start:end]])


def write_facets(facets: Facets, target: int) -> tuple[Shards, Iterator[File]]:
    """Return ``facets/<i>.json``: sorted ``<facet>/<slug>``, front-coded, and the gaps of each one's papers."""
    papers: defaultdict[str, list[int]] = defaultdict(list)
    for at, topics in enumerate(facets.rows["topic"]):
        for topic in topics:
            papers[f"topic/{facets.topics[topic - 1]}"].append(at)
    for at, authors in enumerate(facets.rows["author"]):
        for author in dict.fromkeys(authors):
            papers[f"author/{facets.authors.slugs[author - 1]}"].append(at)
    for at, (venue,) in enumerate(facets.rows["venue"]):
        if venue:
            papers[f"venue/{facets.venues.slugs[venue - 1]}"].append(at)
    for facet in ("year", "kind", "code"):
        for at, (value,) in enumerate(facets.rows[facet]):
            papers[f"{facet}/{value}"].append(at)
    keys = sorted(papers)
    texts = [numbers(second - first for first, second in pairwise([0, *papers[key]])) for key in keys]
    shards = cut("facets", keys, [len(key) // 2 + len(text) + 3 for key, text in zip(keys, texts, strict=True)], target)
    return shards, files(shards, lambda start, end: [front_coded(keys[start:end]), " ".join(texts[start:end])])


def _text(values: Iterable[int]) -> str:
    return encode(np.asarray(values, dtype=np.int64))[0].tobytes().decode("ascii")
