"""The list of all papers, and the pages of years."""

from collections.abc import Iterator, Sequence
from typing import Final

from papershelf.page import Page
from papershelf.pages.crumbs import Crumb
from papershelf.pages.desk import Desk
from papershelf.pages.head import PLAIN
from papershelf.pages.sections import linked_sections, parts, root_of, whole_sections, year_name, year_slug
from papershelf.pages.tally import Tally, regular_authors, top_topics, top_venues
from papershelf.pages.topics import Around, Whole, list_part
from papershelf.pages.yearshelf import YearShelf, year_shelf

_LATEST: Final = 20
_ENOUGH: Final = 5
_TOP: Final = 8
_FEW: Final = 5


def papers_index(desk: Desk) -> Iterator[Page]:
    """Yield the page of all papers: whole up to five hundred, above that the years with the latest papers."""
    keys = tuple(desk.catalogue.papers)
    whole = desk.is_small
    body = desk.render(
        "papers.html",
        count=len(keys),
        sections=whole_sections(desk, keys, "../") if whole else linked_sections(desk.by_year, "../years/"),
        whole=whole,
        dated=any(desk.added(key) for key in keys),
        latest=() if whole else tuple(desk.line(key, "../") for key in keys[:_LATEST]),
    )
    said = f"All {len(keys)} papers of {desk.settings.title}, newest first"
    yield Page("papers/", "papers", "Papers", said, PLAIN, body)


def years_index(desk: Desk) -> Iterator[Page]:
    """Yield the page of all years."""
    body = desk.render("years.html", shelf=shelf_of_all(desk, ""), sections=linked_sections(desk.by_year, ""))
    said = f"The papers of {desk.settings.title} by year"
    yield Page("years/", "years", "Years", said, PLAIN, body)


def shelf_of_all(desk: Desk, folder: str) -> YearShelf | None:
    """Return the shelf of years of the whole collection; the pages of years lie below ``folder``."""
    return year_shelf({year: len(keys) for year, keys in desk.by_year.items() if year}, lambda year: f"{folder}{year}/")


def year_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page or the numbered pages of every year; the first one says what the year was about, and where."""
    small = desk.is_small
    for year, keys in desk.by_year.items():
        for part in parts({year: keys}, "years/"):
            root = root_of(part.address)
            whole = Whole("Papers", 0, (Crumb("Years", f"{root}years/"),))
            rail = _rail(desk, keys, root) if part.number == 1 and len(keys) >= _ENOUGH else ()
            body = list_part(desk, part, whole, Around(rail, _beside(tuple(desk.by_year), year, root)), abstracts=small)
            said = f"Papers of {desk.settings.title}, {part.name}, page {part.number} of {part.total}"
            yield Page(part.address, "year", f"Papers, {part.name}", said, PLAIN, body)


def _beside(years: Sequence[int], year: int, root: str) -> tuple[Crumb, ...]:
    """Return the steps to the years with papers before and after ``year``."""
    at = years.index(year)
    earlier, later = years[at + 1 : at + 2], years[max(at - 1, 0) : at]
    steps = [(f"Earlier: {year_name(one)}", one) for one in earlier] + [
        (f"Later: {year_name(one)}", one) for one in later
    ]
    return tuple(Crumb(name, f"{root}years/{year_slug(one)}/") for name, one in steps)


def _rail(desk: Desk, keys: Sequence[str], root: str) -> tuple[Tally, ...]:
    return (
        Tally("Topics", top_topics(desk, keys, root, _TOP)),
        Tally("Venues", top_venues(desk, keys, root, _TOP)),
        Tally("Authors", regular_authors(desk, keys, root, _FEW)),
    )
