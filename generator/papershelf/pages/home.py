"""Home: search first, then topics by group, what came last, and the years."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from papershelf.page import Page
from papershelf.pages.desk import Desk
from papershelf.pages.head import link
from papershelf.pages.html import Html, query, shortened
from papershelf.pages.lists import shelf_of_all
from papershelf.pages.topics import group_rows

_LINES: Final = 8
_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Example:
    """A query to try."""

    words: str
    href: str


def home_page(desk: Desk) -> Iterator[Page]:
    """Yield the first page."""
    settings, catalogue = desk.settings, desk.catalogue
    latest, head = _latest(desk)
    prose = desk.collection.prose.get("home")
    body = desk.render(
        "home.html",
        name=settings.title,
        subtitle=settings.subtitle,
        prose=Html(prose.html) if prose else "",
        placeholder=placeholder(len(catalogue.papers)),
        examples=_examples(desk),
        counts=counts(desk),
        updated=desk.collection.updated,
        updated_words=in_words(desk.collection.updated),
        groups=group_rows(desk, ""),
        latest=tuple(desk.line(key, "") for key in latest),
        latest_head=head,
        shelf=shelf_of_all(desk, "years/"),
    )
    export = link("describedby", "exports/collection.bib", "application/x-bibtex", f"{settings.title} (BibTeX)")
    said = settings.subtitle or f"{len(catalogue.papers)} papers, by topic, author, venue and year"
    yield Page("", "home", settings.title, shortened(said, 155), export, body)


def placeholder(count: int) -> str:
    """Return what the box says before anything is typed."""
    return f"Search {count:,} papers: title, author, words, DOI"


def counts(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return how much there is of each kind in words, with the address of its index from home."""
    topics = sum(len(group.topics) for group in desk.groups)
    found = (
        ("paper", len(desk.catalogue.papers), "papers/"),
        ("topic", topics, "topics/"),
        ("author", len(desk.catalogue.authors), "authors/"),
        ("venue", len(desk.catalogue.venues), "venues/"),
    )
    return tuple((f"{count:,} {name}{'' if count == 1 else 's'}", href) for name, count, href in found if count)


def in_words(day: date | None) -> str:
    """Return a date as readers write it: ``3 May 2024``."""
    return f"{day.day} {day:%B} {day.year}" if day else ""


def _examples(desk: Desk) -> tuple[Example, ...]:
    """Return three queries to try: the curator's, else names of large topics."""
    papers = desk.subjects.papers
    large = sorted(desk.subjects.topics.values(), key=lambda topic: (-len(papers.get(topic.slug, ())), topic.slug))
    words = desk.settings.example_queries or tuple(topic.name.lower() for topic in large if papers.get(topic.slug))
    return tuple(Example(said, f"search/?q={query(said)}") for said in words[:_EXAMPLES])


def _latest(desk: Desk) -> tuple[tuple[str, ...], str]:
    """Return the papers that came last and the words above them."""
    dated = [(added, key) for key in desk.catalogue.papers if (added := desk.added(key))]
    if dated:
        places = {key: at for at, key in enumerate(desk.catalogue.papers)}
        dated.sort(key=lambda pair: (-pair[0].toordinal(), places[pair[1]]))
        return tuple(key for _, key in dated[:_LINES]), "Recently added"
    return tuple(desk.catalogue.papers)[:_LINES], "Latest published"
