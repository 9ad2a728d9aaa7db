"""Tallies: names with counts, the most frequent first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from papershelf.pages.desk import Desk
from papershelf.pages.yearshelf import YearShelf, count_years, year_shelf
from papershelf.richtext.text import sort_key


@dataclass(frozen=True, slots=True)
class Row:
    """A name that leads somewhere, and how many papers it has here."""

    name: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Rows under one head, for the rail of a page; it shows only where there are rows."""

    name: str
    rows: tuple[Row, ...]


def ranked(counts: Mapping[str, int], limit: int) -> tuple[tuple[str, int], ...]:
    """Return the ``limit`` most frequent keys with their counts; equals in the order of their keys."""
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])


def top_authors(desk: Desk, keys: Sequence[str], root: str, limit: int, but: str = "") -> tuple[Row, ...]:
    """Return the authors with a page who wrote the most of the papers ``keys`` together, except ``but``."""
    counts = Counter(chain.from_iterable(map(desk.known_authors.__getitem__, keys)))
    counts.pop(but, None)
    return tuple(
        Row(desk.catalogue.authors[author].name, f"{root}{desk.addresses.author(author)}", count)
        for author, count in ranked(counts, limit)
    )


def regular_authors(desk: Desk, keys: Sequence[str], root: str, limit: int) -> tuple[Row, ...]:
    """Return the authors who wrote the most of the papers ``keys``, of those who wrote several."""
    return tuple(row for row in top_authors(desk, keys, root, limit) if row.count > 1)


def top_venues(desk: Desk, keys: Sequence[str], root: str, limit: int) -> tuple[Row, ...]:
    """Return the venue series in which most of the papers ``keys`` appeared."""
    counts = Counter(filter(None, map(desk.series.get, keys)))
    return tuple(
        Row(desk.catalogue.venues[series].name, f"{root}{desk.addresses.venue(series)}", count)
        for series, count in ranked(counts, limit)
    )


@dataclass(frozen=True, slots=True)
class TimedRow:
    """A topic with its papers here, and when they appeared: ``said`` tells the bars in words."""

    name: str
    href: str
    count: int
    spine: int
    shelf: YearShelf | None
    said: str


def timed_topics(desk: Desk, keys: Sequence[str], root: str, limit: int) -> tuple[TimedRow, ...]:
    """Return the topics on which most of the papers ``keys`` stand, each with its years on one common span."""
    on: defaultdict[str, list[int]] = defaultdict(list)
    for key in keys:
        for topic in desk.topics_of.get(key, ()):
            on[topic].append(desk.year(key))
    years = set(map(desk.year, keys)) - {0}
    span = (min(years), max(years)) if years else None
    rows = []
    for slug, count in ranked({slug: len(found) for slug, found in on.items()}, limit):
        counts = count_years(on[slug])
        shelf = year_shelf(counts, str, span) if span and span[0] < span[1] else None
        said = ", ".join(f"{year}: {counts[year]}" for year in sorted(counts))
        name, href = desk.subjects.topics[slug].name, f"{root}topics/{slug}/"
        rows.append(TimedRow(name, href, count, desk.colours.get(slug, 0), shelf, said))
    return tuple(rows)


def top_topics(desk: Desk, keys: Iterable[str], root: str, limit: int, but: str = "") -> tuple[Row, ...]:
    """Return the topics on which most of the papers ``keys`` stand, except ``but``."""
    topics_of = desk.topics_of
    counts = Counter([topic for key in keys for topic in topics_of.get(key, ())])
    counts.pop(but, None)
    return tuple(
        Row(desk.subjects.topics[slug].name, f"{root}topics/{slug}/", count) for slug, count in ranked(counts, limit)
    )


def by_letter(names: Iterable[str]) -> Counter[str]:
    """Return how many of ``names`` (as sorted) begin with each letter from a to z, ``other`` for the rest."""
    return Counter(letter_of(name) for name in names)


def letter_of(name: str) -> str:
    """Return the letter under which a sorted name stands."""
    first = sort_key(name)[:1]
    return first if "a" <= first <= "z" else "other"
