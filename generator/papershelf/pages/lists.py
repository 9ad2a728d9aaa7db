"""All papers, and the papers of each year."""

from collections.abc import Iterator
from typing import Final

from papershelf.pages.crumbs import Crumb
from papershelf.pages.desk import Desk
from papershelf.pages.head import PLAIN
from papershelf.pages.page import Page
from papershelf.pages.sections import (
    linked_sections,
    parts,
    root_of,
    whole_sections,
    year_name,
)
from papershelf.pages.topics import list_part, year_span
from papershelf.pages.yearshelf import count_years, year_shelf

_WHOLE: Final = 500
_LATEST: Final = 8


def papers_index(desk: Desk) -> Iterator[Page]:
    """Yield the page of all papers: whole up to 500, above that the way to the years."""
    keys = tuple(desk.catalogue.papers)
    split = len(keys) > _WHOLE
    body = desk.render(
        "papers.html",
        count=len(keys),
        span=year_span(desk, keys),
        sections=() if split else whole_sections(desk, keys, "../"),
        links=linked_sections(desk.by_year, "../years/") if split else (),
        latest=tuple(desk.line(key, "../") for key in keys[:_LATEST]) if split else (),
        shelf=year_shelf(
            count_years(desk.catalogue.papers.values()), lambda year: f"../years/{year}/" if split else f"#y{year}"
        ),
    )
    said = f"All {len(keys):,} papers of {desk.settings.title}, by year"
    yield Page("papers/", "papers", "Papers", said, PLAIN, body)


def years_index(desk: Desk) -> Iterator[Page]:
    """Yield the page of all years."""
    body = desk.render(
        "years.html",
        links=linked_sections(desk.by_year, ""),
        shelf=year_shelf(count_years(desk.catalogue.papers.values()), lambda year: f"{year}/"),
    )
    yield Page("years/", "years", "Years", f"The papers of {desk.settings.title} by year", PLAIN, body)


def year_pages(desk: Desk) -> Iterator[Page]:
    """Yield the pages of each year, two hundred papers a page."""
    for year, keys in desk.by_year.items():
        for part in parts({year: keys}, "years/"):
            crumbs = (Crumb("Years", f"{root_of(part.address)}years/"),)
            body = list_part(desk, part, crumbs, 0, "", abstracts=True)
            said = (
                f"{len(keys):,} papers of {desk.settings.title}, {year_name(year)}, page {part.number} of {part.total}"
            )
            yield Page(part.address, "year", year_name(year), said, PLAIN, body)
