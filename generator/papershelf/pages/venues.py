"""Venue pages: a series with its editions, and the index of series."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from papershelf.catalogue import Venue
from papershelf.page import Page
from papershelf.pages.crumbs import Crumb
from papershelf.pages.desk import Desk
from papershelf.pages.head import PLAIN
from papershelf.pages.sections import WHOLE, Section, keys_by_year, linked_sections, parts, root_of, whole_sections
from papershelf.pages.tally import regular_authors, timed_topics
from papershelf.pages.topics import Whole, list_part, year_span
from papershelf.pages.yearshelf import count_years, year_shelf

ROOT: Final = "../../"
_TOP: Final = 5
_ENOUGH: Final = 5
_LATEST: Final = 8


@dataclass(frozen=True, slots=True)
class VenueRow:
    """A series in the index."""

    name: str
    full_name: str
    href: str
    span: str
    count: int


def venues_index(desk: Desk) -> Iterator[Page]:
    """Yield the index of venue series."""
    rows = tuple(
        VenueRow(
            venue.name,
            venue.full_name if venue.full_name != venue.name else "",
            f"../{desk.addresses.venue(venue.key)}",
            year_span(desk, venue.papers),
            len(venue.papers),
        )
        for venue in desk.catalogue.venues.values()
    )
    without = sum(1 for paper in desk.catalogue.papers.values() if paper.edition is None)
    body = desk.render("venues.html", rows=rows, without=without)
    said = f"The {len(rows)} venues of {desk.settings.title} with their papers"
    yield Page("venues/", "venues", "Venues", said, PLAIN, body)


def venue_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every venue series, and those of the years of a long one."""
    for venue in desk.catalogue.venues.values():
        address = desk.addresses.venue(venue.key)
        yield _venue_page(desk, venue, address)
        if len(venue.papers) > WHOLE:
            for part in parts(keys_by_year(desk, venue.papers), address):
                root = root_of(part.address)
                crumbs = (Crumb("Venues", f"{root}venues/"), Crumb(venue.name, root + address))
                body = list_part(desk, part, Whole(venue.name, 0, crumbs), abstracts=False)
                said = f"Papers of {venue.name}, {part.name}, page {part.number} of {part.total}"
                yield Page(part.address, "venue-year", f"{venue.name}, {part.name}", said, PLAIN, body)


def _venue_page(desk: Desk, venue: Venue, address: str) -> Page:
    keys = venue.papers
    split = len(keys) > WHOLE
    enough = len(keys) >= _ENOUGH
    sections = () if split else _sections(desk, venue)
    body = desk.render(
        "venue.html",
        name=venue.name,
        full_name=venue.full_name if venue.full_name != venue.name else "",
        count=len(keys),
        span=year_span(desk, keys),
        shelf=year_shelf(
            count_years(map(desk.year, keys)),
            (lambda year: f"{year}/") if split else _place_of_year(desk, sections),
        )
        if enough
        else None,
        sections=sections,
        links=linked_sections(keys_by_year(desk, keys), "") if split else (),
        latest=tuple(desk.line(key, ROOT) for key in keys[:_LATEST]) if split else (),
        timed=timed_topics(desk, keys, ROOT, _TOP) if enough else (),
        authors=regular_authors(desk, keys, ROOT, _TOP) if enough else (),
    )
    papers = "paper" if len(keys) == 1 else "papers"
    said = f"{len(keys)} {papers} of {venue.full_name or venue.name} in {desk.settings.title}"
    return Page(address, "venue", venue.name, said, PLAIN, body)


def _sections(desk: Desk, venue: Venue) -> tuple[Section, ...]:
    """Return the editions, newest first; a journal, whose name holds no year, by year."""
    if len(venue.editions) == 1:
        return whole_sections(desk, venue.papers, ROOT)
    return tuple(
        Section(name, f"e{at}", len(keys), tuple(desk.line(key, ROOT) for key in keys))
        for at, (name, keys) in enumerate(venue.editions.items(), 1)
    )


def _place_of_year(desk: Desk, sections: tuple[Section, ...]) -> Callable[[int], str]:
    """Return where the papers of a year begin on the page."""
    places: dict[int, str] = {}
    for section in sections:
        for line in section.lines:
            places.setdefault(desk.year(line.key), f"#{section.anchor}")
    return lambda year: places.get(year, "#title")
