"""Pages: what the site shows, kind by kind."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from papershelf.collection import Collection
from papershelf.page import Page
from papershelf.pages.comparison import comparison_pages
from papershelf.pages.desk import Desk
from papershelf.pages.home import home_page
from papershelf.pages.lists import papers_index, year_pages, years_index
from papershelf.pages.paper import paper_pages
from papershelf.pages.people import author_pages, authors_index
from papershelf.pages.report import report_page
from papershelf.pages.standing import about_page, search_page, shelf_page
from papershelf.pages.topics import topic_pages, topics_index
from papershelf.pages.venues import venue_pages, venues_index
from papershelf.templating import Templates

PAGES: Final[Mapping[str, Callable[[Desk], Iterator[Page]]]] = {
    "home": home_page,
    "search": search_page,
    "shelf": shelf_page,
    "papers": papers_index,
    "paper": paper_pages,
    "topics": topics_index,
    "topic": topic_pages,
    "comparison": comparison_pages,
    "authors": authors_index,
    "author": author_pages,
    "venues": venues_index,
    "venue": venue_pages,
    "years": years_index,
    "year": year_pages,
}
"""Kind -> the function that makes its pages; a long list also yields the pages that it was split into."""


def make_pages(collection: Collection, templates: Templates, *, report: bool = False) -> Iterator[Page]:
    """Yield every page of the site; ``report`` asks for what the curator alone sees, the report among it."""
    desk = Desk(collection, templates, curating=report)
    yield from paper_pages(desk)
    yield from other_pages(desk)


def other_pages(desk: Desk) -> Iterator[Page]:
    """Yield every page of the site but those of the papers; the report where it is published or the curator looks."""
    for kind, make in PAGES.items():
        if kind != "paper":
            yield from make(desk)
    published = desk.curating or desk.settings.publish_report
    yield from about_page(desk, report=published)
    if published:
        yield from report_page(desk)


__all__ = ["PAGES", "Page", "make_pages", "other_pages"]
