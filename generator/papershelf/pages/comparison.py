"""Comparison pages: the papers of a topic side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from papershelf.citations import short_names
from papershelf.page import Page
from papershelf.pages.crumbs import Crumb, topic_crumbs
from papershelf.pages.desk import Desk
from papershelf.pages.head import PLAIN
from papershelf.pages.html import Html, shortened

ROOT: Final = "../../../"


@dataclass(frozen=True, slots=True)
class Compared:
    """A row: a paper and its cells, in the order of the columns."""

    href: str
    title: Html
    names: str
    year: int | None
    cells: tuple[str, ...]


def comparison_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every comparison, at ``compare/`` below its topic."""
    for slug, table in desk.collection.comparisons.items():
        topic = desk.subjects.topics[slug]
        rows = tuple(_row(desk, key, cells) for key, cells in table.rows.items())
        body = desk.render(
            "comparison.html",
            name=topic.name,
            spine=desk.colours.get(slug, 0),
            crumbs=(*topic_crumbs(desk, slug, ROOT, itself=False), Crumb(topic.name, "../")),
            columns=table.columns,
            rows=rows,
            files=f"{ROOT}exports/topics/{quote(slug)}.compare",
        )
        columns = ", ".join(table.columns)
        said = f"{len(rows)} papers on {topic.name} side by side: {columns}"
        address, title = f"topics/{quote(slug)}/compare/", f"{topic.name}, compared"
        yield Page(address, "comparison", title, shortened(said, 155), PLAIN, body)


def _row(desk: Desk, key: str, cells: tuple[str, ...]) -> Compared:
    paper = desk.catalogue.papers[key]
    href = f"{ROOT}{desk.addresses.paper(key)}"
    return Compared(href, Html(paper.title.html), short_names(paper), paper.year, cells)
