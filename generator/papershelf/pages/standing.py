"""Pages that stand by themselves: search, shelf, about."""

from collections.abc import Iterator
from typing import Final

from papershelf.page import Page
from papershelf.pages.desk import Desk
from papershelf.pages.head import PLAIN
from papershelf.pages.home import counts, in_words, placeholder
from papershelf.pages.html import Html

EXPORTS: Final = (
    ("BibTeX", "collection.bib"),
    ("RIS", "collection.ris"),
    ("CSL-JSON", "collection.json"),
    ("CSV", "collection.csv"),
)


def search_page(desk: Desk) -> Iterator[Page]:
    """Yield the search page; its script fills it."""
    count = len(desk.catalogue.papers)
    body = desk.render("search.html", placeholder=placeholder(count), count=count)
    yield Page("search/", "search", "Search", f"Search {count} papers of {desk.settings.title}", PLAIN, body)


def shelf_page(desk: Desk) -> Iterator[Page]:
    """Yield the reader's shelf; its script fills it."""
    said = f"The papers of {desk.settings.title} that you keep"
    yield Page("shelf/", "shelf", "Your shelf", said, PLAIN, desk.render("shelf.html"))


def about_page(desk: Desk, *, report: bool) -> Iterator[Page]:
    """Yield what the collection says of itself: what it holds, how to cite it, how to take it away."""
    collection, settings = desk.collection, desk.settings
    prose = collection.prose.get("about")
    year = f" ({collection.updated.year})" if collection.updated else ""
    cited = f"{', '.join(settings.curators) or settings.title}{year}. "
    cited += f"{settings.title}. " if settings.curators else ""
    body = desk.render(
        "about.html",
        name=settings.title,
        subtitle=settings.subtitle,
        curators=settings.curators,
        prose=Html(prose.html) if prose else "",
        counts=tuple((words, f"../{href}") for words, href in counts(desk)),
        updated=in_words(collection.updated),
        citation=(cited + settings.site_url).strip(),
        exports=EXPORTS,
        report=report,
        repository=settings.repository,
    )
    yield Page("about/", "about", "About", f"About {settings.title}", PLAIN, body)
