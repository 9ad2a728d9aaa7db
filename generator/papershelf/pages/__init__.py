"""Pages: what the site shows, kind by kind."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from papershelf.collection import Collection
from papershelf.pages.desk import Desk, Templates
from papershelf.pages.front import home
from papershelf.pages.lists import papers_index, year_pages, years_index
from papershelf.pages.page import Page
from papershelf.pages.paper import paper_pages
from papershelf.pages.people import author_pages, authors_index
from papershelf.pages.report import report
from papershelf.pages.tools import about, search, shelf
from papershelf.pages.topics import topic_pages, topics_index
from papershelf.pages.venues import venue_pages, venues_index

PAGES: Final[Mapping[str, Callable[[Desk], Iterator[Page]]]] = {
    "home": home,
    "paper": paper_pages,
    "papers": papers_index,
    "topics": topics_index,
    "topic": topic_pages,
    "authors": authors_index,
    "author": author_pages,
    "venues": venues_index,
    "venue": venue_pages,
    "years": years_index,
    "year": year_pages,
    "search": search,
    "shelf": shelf,
    "about": about,
}
"""Kind -> what makes its pages."""

FORMS: Final = (
    ("home", ""),
    ("paper", "papers/*/"),
    ("papers", "papers/"),
    ("topics", "topics/"),
    ("topic", "topics/*/"),
    ("topic-year", "topics/*/*/"),
    ("topic-year", "topics/*/*/*/"),
    ("authors", "authors/"),
    ("authors-letter", "authors/by/*/"),
    ("author", "authors/*/"),
    ("venues", "venues/"),
    ("venue", "venues/*/"),
    ("venue-year", "venues/*/*/"),
    ("venue-year", "venues/*/*/*/"),
    ("years", "years/"),
    ("year", "years/*/"),
    ("year", "years/*/*/"),
    ("search", "search/"),
    ("shelf", "shelf/"),
    ("about", "about/"),
    ("report", "report/"),
)
"""Every kind and pattern of addresses: what the theme engine sets once."""


def make_pages(collection: Collection, templates: Templates, *, report_too: bool = False) -> Iterator[Page]:
    """Yield every page of the site, kind by kind; the report where it is published or ``report_too``."""
    desk = Desk(collection, templates)
    for make in PAGES.values():
        yield from make(desk)
    if report_too or collection.settings.publish_report:
        yield from report(desk)
