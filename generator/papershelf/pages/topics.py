"""Topic pages: what a topic means, where to start, and its papers by year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from papershelf.page import Page
from papershelf.pages.crumbs import Crumb, topic_crumbs
from papershelf.pages.desk import Desk
from papershelf.pages.head import PLAIN, link
from papershelf.pages.html import Html, query, shortened
from papershelf.pages.line import PaperLine
from papershelf.pages.sections import (
    WHOLE,
    Part,
    keys_by_year,
    lines,
    linked_sections,
    parts,
    root_of,
    whole_sections,
)
from papershelf.pages.tally import Tally, regular_authors, top_topics, top_venues
from papershelf.pages.yearshelf import YearShelf, count_years, year_shelf
from papershelf.topics.topic import Topic

ROOT: Final = "../../"
_TOP: Final = 5
_LATEST: Final = 8
_ENOUGH: Final = 5


@dataclass(frozen=True, slots=True)
class Start:
    """A paper to start with, and a sentence why."""

    line: PaperLine
    why: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in an index."""

    name: str
    href: str
    count: int
    meaning: str
    spine: int
    shelf: YearShelf | None


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group in an index with its topics; ``name`` is "" for topics without a group."""

    name: str
    href: str
    count: int
    spine: int
    topics: tuple[TopicRow, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A list that was split into parts: its name, its colour, and the steps down to a part's page."""

    name: str
    spine: int
    crumbs: tuple[Crumb, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a part: tallies in its ``rail``, and the steps to the parts ``beside`` it."""

    rail: tuple[Tally, ...] = ()
    beside: tuple[Crumb, ...] = ()


def topics_index(desk: Desk) -> Iterator[Page]:
    """Yield the page of all topics, by group, in the curator's order."""
    groups = group_rows(desk, "../", shelves=True)
    count = sum(len(group.topics) for group in groups)
    unplaced = sum(1 for key in desk.catalogue.papers if not desk.subjects.placements.get(key))
    body = desk.render("topics.html", groups=groups, count=count, unplaced=unplaced)
    said = f"{count} topics of {desk.settings.title}: {', '.join(row.name for group in groups for row in group.topics)}"
    yield Page("topics/", "topics", "Topics", shortened(said, 155), PLAIN, body)


def group_rows(desk: Desk, root: str, *, shelves: bool = False) -> tuple[GroupRow, ...]:
    """Return every group with its topics, for a page whose way to the site's root is ``root``."""
    return tuple(
        GroupRow(
            group.topic.name if group.topic else "",
            f"{root}topics/{quote(group.topic.slug)}/" if group.topic else "",
            len(desk.group_papers.get(group.topic.slug, ())) if group.topic else 0,
            desk.colours[group.topic.slug] if group.topic else 0,
            tuple(_row(desk, topic, root, shelves=shelves) for topic in group.topics),
        )
        for group in desk.groups
    )


def _row(desk: Desk, topic: Topic, root: str, *, shelves: bool) -> TopicRow:
    keys = desk.subjects.papers.get(topic.slug, ())
    href = f"{root}topics/{quote(topic.slug)}/"
    shelf = year_shelf(count_years(map(desk.year, keys)), lambda _: href, desk.span) if shelves else None
    return TopicRow(topic.name, href, len(keys), topic.meaning, desk.colours.get(topic.slug, 0), shelf)


def _shelf(desk: Desk, keys: Sequence[str], folder: str) -> YearShelf | None:
    """Return the shelf of a list that stands in ``folder``: its bars lead to the years' sections or pages."""
    counts = count_years(map(desk.year, keys))
    if len(keys) > WHOLE:
        return year_shelf(counts, lambda year: f"{folder}{year}/")
    return year_shelf(counts, lambda year: f"{folder}#y{year}")


def topic_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every topic and group, and those of the years of a long one."""
    for topic in desk.subjects.topics.values():
        keys = desk.group_papers.get(topic.slug) or desk.subjects.papers.get(topic.slug, ())
        yield _topic_page(desk, topic, keys)
        if len(keys) > WHOLE and topic.slug in desk.subjects.papers and not _children(desk, topic):
            for part in parts(keys_by_year(desk, keys), f"topics/{quote(topic.slug)}/"):
                yield _part_page(desk, topic, part)


def _children(desk: Desk, topic: Topic) -> tuple[Topic, ...]:
    return next((group.topics for group in desk.groups if group.topic and group.topic.slug == topic.slug), ())


def _topic_page(desk: Desk, topic: Topic, keys: Sequence[str]) -> Page:
    children = _children(desk, topic)
    split = len(keys) > WHOLE
    prose = desk.collection.prose.get(f"topics/{topic.slug}")
    slug = quote(topic.slug)
    bib = "" if children or not keys else f"{ROOT}exports/topics/{slug}.bib"
    body = desk.render(
        "topic.html",
        name=topic.name,
        slug=topic.slug,
        spine=desk.colours.get(topic.slug, 0),
        crumbs=topic_crumbs(desk, topic.slug, ROOT, itself=False),
        count=len(keys),
        span=year_span(desk, keys),
        bib=bib,
        compare="compare/" if topic.slug in desk.collection.comparisons else "",
        meaning=topic.meaning,
        prose=Html(prose.html) if prose else "",
        found=topic.found,
        curating=desk.curating,
        shelf=None if split and children else _shelf(desk, keys, ""),
        start=_start(desk, topic),
        subtopics=tuple(_row(desk, child, ROOT, shelves=False) for child in children),
        sections=() if split else whole_sections(desk, keys, ROOT, abstracts=not children),
        links=linked_sections(keys_by_year(desk, keys), "") if split and not children else (),
        latest=tuple(desk.line(key, ROOT) for key in keys[:_LATEST]) if split else (),
        abstracts=not children,
        search=f"{ROOT}search/?topic={query(topic.slug)}",
        together=top_topics(desk, keys, ROOT, _TOP, topic.slug) if not children else (),
        venues=top_venues(desk, keys, ROOT, _TOP) if len(keys) >= _ENOUGH else (),
        authors=regular_authors(desk, keys, ROOT, _TOP) if len(keys) >= _ENOUGH else (),
    )
    head = link("describedby", bib, "application/x-bibtex", f"{topic.name} (BibTeX)") if bib else PLAIN
    said = topic.meaning or f"{len(keys)} papers on {topic.name}"
    return Page(f"topics/{slug}/", "topic", topic.name, shortened(said, 155), head, body)


def _start(desk: Desk, topic: Topic) -> tuple[Start, ...]:
    return tuple(
        Start(desk.line(pin.paper, ROOT), pin.why) for pin in topic.start_here if pin.paper in desk.catalogue.papers
    )


def year_span(desk: Desk, keys: Sequence[str]) -> str:
    """Return the years of papers in words: ``2015 to 2025``, ``2024``, "" where none has a year."""
    years = set(map(desk.year, keys)) - {0}
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first} to {last}"


def _part_page(desk: Desk, topic: Topic, part: Part) -> Page:
    root = root_of(part.address)
    whole = Whole(topic.name, desk.colours.get(topic.slug, 0), topic_crumbs(desk, topic.slug, root))
    body = list_part(desk, part, whole, abstracts=desk.is_small)
    said = f"Papers on {topic.name}, {part.name}, page {part.number} of {part.total}"
    return Page(part.address, "topic-year", f"{topic.name}, {part.name}", said, PLAIN, body)


def list_part(desk: Desk, part: Part, whole: Whole, around: Around = Around(), *, abstracts: bool) -> bytes:
    """Return the body of one page of a list that was split, with what stands around it."""
    root = root_of(part.address)
    first = "" if part.number == 1 else "../"
    return desk.render(
        "part.html",
        crumbs=whole.crumbs,
        spine=whole.spine,
        name=whole.name,
        beside=around.beside,
        rail=tuple(tally for tally in around.rail if tally.rows),
        part=part,
        lines=lines(desk, part.keys, root, abstracts=abstracts),
        abstracts=abstracts,
        pages=tuple(
            (number, "" if number == part.number else (first or "./") + (f"{number}/" if number > 1 else ""))
            for number in range(1, part.total + 1)
        ),
    )
