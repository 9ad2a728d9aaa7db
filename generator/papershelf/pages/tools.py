"""The pages that do something: search, the reader's shelf, and what the collection says of itself."""

from collections.abc import Iterator

from papershelf.pages.desk import Desk
from papershelf.pages.front import placeholder
from papershelf.pages.head import PLAIN
from papershelf.pages.html import Html
from papershelf.pages.page import Page


def search(desk: Desk) -> Iterator[Page]:
    """Yield the search page, which a script fills."""
    body = desk.render("search.html", placeholder=placeholder(desk))
    yield Page("search/", "search", "Search", f"Search the papers of {desk.settings.title}", PLAIN, body)


def shelf(desk: Desk) -> Iterator[Page]:
    """Yield the page of the papers that a reader kept, which a script fills."""
    body = desk.render("shelf.html", empty=True)
    yield Page("shelf/", "shelf", "On your shelf", "The papers that you kept, in this browser alone", PLAIN, body)


def about(desk: Desk) -> Iterator[Page]:
    """Yield what the collection is, who keeps it, and how to cite and take it away."""
    settings, prose = desk.settings, desk.collection.prose.get("about")
    updated = desk.collection.updated
    curators = ", ".join(settings.curators)
    year = f" ({updated.year})" if updated else ""
    cite = f"{curators or settings.title}{year}. {settings.title if curators else ''}".strip().rstrip(".") + "."
    body = desk.render(
        "about.html",
        title=settings.title,
        subtitle=settings.subtitle,
        curators=curators,
        prose=Html(prose.html) if prose else "",
        cite=f"{cite} {settings.site_url}".strip(),
        papers=len(desk.catalogue.papers),
        repository=settings.repository,
        contact=settings.contact,
        report=settings.publish_report,
    )
    yield Page("about/", "about", "About", f"What {settings.title} holds and how to cite it", PLAIN, body)
