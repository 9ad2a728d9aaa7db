"""The first page: search, topics by group, what came last, and the years."""

from collections.abc import Iterator
from typing import Final

from papershelf.pages.desk import Desk
from papershelf.pages.head import PLAIN, link
from papershelf.pages.html import Html, query, shortened
from papershelf.pages.page import Page
from papershelf.pages.topics import group_rows
from papershelf.pages.yearshelf import count_years, year_shelf

_RECENT: Final = 8


def home(desk: Desk) -> Iterator[Page]:
    """Yield the first page."""
    catalogue, settings = desk.catalogue, desk.settings
    added = desk.collection.added
    recent = sorted(
        catalogue.papers.values(),
        key=lambda paper: (-(paper.added or added[paper.key]).toordinal() if paper.added or paper.key in added else 0,
                           paper.order),
    )[:_RECENT]  # fmt: skip
    prose = desk.collection.prose.get("home")
    updated = desk.collection.updated
    body = desk.render(
        "home.html",
        title=settings.title,
        subtitle=settings.subtitle,
        prose=Html(prose.html) if prose else "",
        placeholder=placeholder(desk),
        queries=tuple((text, f"search/?q={query(text)}") for text in settings.example_queries),
        counts=_counts(desk),
        updated=f"{updated.day} {updated:%B %Y}" if updated else "",
        groups=group_rows(desk, ""),
        recent_head="Recently added" if updated else "Latest published",
        recent=tuple(desk.line(paper.key, "") for paper in recent),
        shelf=year_shelf(count_years(catalogue.papers.values()), lambda year: f"years/{year}/"),
    )
    said = settings.subtitle or f"{len(catalogue.papers)} papers by topic, author, venue and year"
    head = link("describedby", "exports/collection.bib", "application/x-bibtex", "All papers (BibTeX)")
    yield Page("", "home", settings.title, shortened(said, 155), head or PLAIN, body)


def placeholder(desk: Desk) -> str:
    """Return the words in the empty search box."""
    return f"Search {len(desk.catalogue.papers):,} papers: title, author, words, DOI"


def _counts(desk: Desk) -> tuple[tuple[str, str], ...]:
    topics = sum(len(group.topics) for group in desk.groups)
    counted = (
        ("paper", len(desk.catalogue.papers), "papers/"),
        ("topic", topics, "topics/"),
        ("author", len(desk.catalogue.authors), "authors/"),
        ("venue", len(desk.catalogue.venues), "venues/"),
    )
    return tuple((f"{count:,} {name}{'' if count == 1 else 's'}", href) for name, count, href in counted if count)
