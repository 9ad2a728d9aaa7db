"""The catalogue: each paper once, with the people and venues that its papers name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from papershelf.identifiers import Orcid
from papershelf.interpretation import interpret
from papershelf.merging import merge
from papershelf.papers import Paper, Person
from papershelf.people import fold_name, initials_form
from papershelf.problems import Problem
from papershelf.records import Reading
from papershelf.richtext.text import sort_key
from papershelf.venues import VenueNames, Venues


@dataclass(frozen=True, slots=True)
class Author:
    """One person or organisation across the catalogue.

    ``key`` is unique; ``name`` is the form printed most often; ``also`` are the other printed forms;
    ``papers`` are citation keys in catalogue order.
    """

    key: str
    name: str
    sort_name: str
    papers: tuple[str, ...]
    also: tuple[str, ...] = ()
    orcid: Orcid | None = None
    similar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Venue:
    """A series with its editions: ``editions`` maps an edition's printed name to citation keys, newest first."""

    key: str
    name: str
    editions: Mapping[str, tuple[str, ...]]
    papers: tuple[str, ...]
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Each paper once.

    ``papers``: citation key -> paper, in catalogue order (``Paper.order``);
    ``authors``: author key -> author, in the order of ``sort_name``;
    ``author_keys``: citation key -> one author key for each of the paper's authors, in their order;
    ``venues``: venue key -> venue, in the order of their names.
    """

    papers: Mapping[str, Paper]
    authors: Mapping[str, Author]
    author_keys: Mapping[str, tuple[str, ...]]
    venues: Mapping[str, Venue]


class Gathered(NamedTuple):
    """The catalogue, what was found on the way, and the counts of the closing line."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]
    records: int
    merged: int
    withheld: Mapping[str, int]


def gather(readings: Iterable[Reading], names: VenueNames, preferred: Mapping[str, str]) -> Gathered:
    """Return the catalogue of what the sources state, in their order; ``preferred`` maps a field to its source."""
    problems: list[Problem] = []
    papers: list[Paper] = []
    withheld: Counter[str] = Counter()
    records = 0
    venues = Venues(names)
    for reading in readings:
        problems += reading.problems
        records += len(reading.records)
        for record in reading.records:
            paper, found, private = interpret(record, venues)
            problems += found
            withheld.update(private)
            if paper is not None:
                papers.append(paper)
    works, clashes = merge(papers, preferred)
    ordered = tuple(sorted(works, key=lambda paper: paper.order))
    authors, author_keys = _authors(ordered)
    catalogue = Catalogue({paper.key: paper for paper in ordered}, authors, author_keys, _venues(ordered, names))
    return Gathered(catalogue, (*problems, *clashes), records, len(papers) - len(works), dict(sorted(withheld.items())))


def _authors(papers: Sequence[Paper]) -> tuple[Mapping[str, Author], Mapping[str, tuple[str, ...]]]:
    printed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    people: dict[str, Person] = {}
    wrote: defaultdict[str, list[str]] = defaultdict(list)
    keys = {}
    for paper in papers:
        keys[paper.key] = tuple(fold_name(person) or person.printed for person in paper.authors)
        for key, person in zip(keys[paper.key], paper.authors, strict=True):
            printed[key][person.printed] += 1
            people.setdefault(key, person)
            if not wrote[key] or wrote[key][-1] != paper.key:
                wrote[key].append(paper.key)
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for key, person in people.items():
        alike[initials_form(person)].append(key)
    found = {
        key: _author(key, person, printed[key], tuple(wrote[key]), alike[initials_form(person)])
        for key, person in people.items()
    }
    order = sorted(found.values(), key=lambda author: (author.sort_name, author.key))
    return {author.key: author for author in order}, keys


def _author(key: str, person: Person, printed: Counter[str], papers: tuple[str, ...], alike: list[str]) -> Author:
    names = sorted(printed, key=lambda name: (-printed[name], name))
    similar = tuple(other for other in sorted(alike) if other != key)[:5]
    return Author(key, names[0], sort_key(person.inverted), papers, tuple(names[1:]), person.orcid, similar)


def _venues(papers: Sequence[Paper], names: VenueNames) -> Mapping[str, Venue]:
    editions: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for paper in papers:
        if paper.edition:
            editions[paper.edition.series][paper.edition.name].append(paper.key)
    return {
        series: Venue(
            series,
            series,
            MappingProxyType({name: tuple(keys) for name, keys in editions[series].items()}),
            tuple(key for keys in editions[series].values() for key in keys),
            names.full.get(series, ""),
        )
        for series in sorted(editions, key=lambda name: (sort_key(name), name))
    }
