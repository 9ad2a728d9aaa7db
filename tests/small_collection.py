"""A small collection made of values alone, for tests of what stands after the sources."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from papershelf.addresses import Addresses
from papershelf.catalogue import Author, Catalogue, Venue
from papershelf.collection import Collection
from papershelf.config import Settings
from papershelf.identifiers import ArxivId, Doi
from papershelf.papers import Edition, Kind, Link, LinkKind, Paper, Person, State, Version
from papershelf.problems import Location, Problem, Severity
from papershelf.relations import Related
from papershelf.richtext import RichText
from papershelf.topics.topic import Pin, Placement, Subjects, Topic

EVIL = "<script>alert(1)</script> \"quoted\" 'single' & --> ]]> {{ 7 * 7 }} *md* `x` &amp; <b onclick=x>\tend\n\n# no"
TOPICS = (
    Topic("evil", EVIL, EVIL),
    Topic("learning", "Learning", "How things are learnt."),
    Topic("evil-topic", EVIL, EVIL, parent="evil", start_here=(Pin("evil", EVIL),)),
    Topic("graphs", "Graphs", "Nodes and edges.", parent="learning"),
)


def text(plain: str) -> RichText:
    """Return a text as a source states it."""
    return RichText.of_plain(plain)


def paper(key: str, title: str = "A title", authors: Iterable[str] = ("Ann Doe",), year: int | None = 2020) -> Paper:
    """Return a paper with an author a name, ``Given Family``."""
    people = tuple(Person(name.rpartition(" ")[2], name.rpartition(" ")[0]) for name in authors)
    return Paper(key, Kind.CONFERENCE, text(title), people, year=year, abstract=text(f"About {title}."))


def evil_paper() -> Paper:
    """Return a paper whose every text tries to break out, and that has all that a paper can have."""
    return replace(
        paper("evil", EVIL, (EVIL, *(f"Author {number}" for number in range(14)))),
        more_authors=True,
        edition=Edition(EVIL, "evil-venue"),
        abstract=text(EVIL),
        doi=Doi("10.1/<evil>"),
        arxiv=ArxivId("2001.00001"),
        links=(Link(LinkKind.PDF, 'https://example.org/"><script>.pdf'), Link(LinkKind.CODE, "https://example.org/x")),
        fields={"volume": EVIL, "number": EVIL, "pages": "1--2", "publisher": EVIL},
        states={State.RETRACTED: EVIL, State.AWARD: EVIL},
        note=text(EVIL),
        versions=(Version(EVIL, 2019, "javascript:alert(1)"), Version("Preprint", None, "https://example.org/v")),
        entry=(Location('a"b.bib', 3),),
    )


def bare_paper() -> Paper:
    """Return a paper that has nothing but a title."""
    return Paper("bare", Kind.OTHER, text("Bare"))


def collection_of(papers: Iterable[Paper], settings: Settings | None = None) -> Collection:
    """Return a collection of ``papers``: topics in turn, a page for each author, the next paper as related."""
    ordered = tuple(sorted(papers, key=lambda own: own.order))
    keys = tuple(own.key for own in ordered)
    catalogue = Catalogue({own.key: own for own in ordered}, *_authors(ordered), _venues(ordered))
    placed = {key: _placed(key, at) for at, key in enumerate(keys) if key != "bare"}
    slugs = {key: "".join(c for c in key if c.isalnum()) or f"p{at}" for at, key in enumerate(keys)}
    return Collection(
        settings or Settings(title="A collection", publish_report=True),
        catalogue,
        Subjects({topic.slug: topic for topic in TOPICS}, placed, _on_topics(placed)),
        {key: (Related(other, 0.5, f"Share {EVIL}"),) for key, other in pairwise(keys)},
        Addresses(
            slugs,
            {key: f"a{at}" for at, key in enumerate(catalogue.authors)},
            {key: f"v{at}" for at, key in enumerate(catalogue.venues)},
            {},
        ),
        problems=(
            Problem("PS101", Severity.ERROR, Location('a"b.bib', 3), EVIL, EVIL, EVIL, EVIL),
            Problem("PS701", Severity.NOTICE, Location('a"b.bib', 3), "my private note", "my private note"),
        ),
        updated=date(2024, 5, 3),
        withheld={"<file>": 3},
    )


def _authors(papers: Iterable[Paper]) -> tuple[Mapping[str, Author], Mapping[str, tuple[str, ...]]]:
    wrote: defaultdict[str, list[str]] = defaultdict(list)
    keys = {}
    for own in papers:
        keys[own.key] = tuple(person.printed for person in own.authors)
        for name in dict.fromkeys(keys[own.key]):
            wrote[name].append(own.key)
    authors = {name: Author(name, name, name.casefold(), tuple(wrote[name])) for name in sorted(wrote)}
    return authors, keys


def _venues(papers: Iterable[Paper]) -> Mapping[str, Venue]:
    held: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for own in papers:
        if own.edition:
            held[own.edition.series][own.edition.name].append(own.key)
    return {
        series: Venue(
            series,
            series,
            {name: tuple(keys) for name, keys in editions.items()},
            tuple(key for keys in editions.values() for key in keys),
        )
        for series, editions in sorted(held.items())
    }


def _placed(key: str, at: int) -> tuple[Placement, ...]:
    first, second = ("evil-topic", "graphs") if key == "evil" or at % 2 else ("graphs", "evil-topic")
    return (Placement(first, 1.0), Placement(second, 0.5)) if at % 3 == 0 else (Placement(first, 1.0),)


def _on_topics(placed: Mapping[str, tuple[Placement, ...]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {topic.slug: [] for topic in TOPICS}
    for key, placements in placed.items():
        for placement in placements:
            found[placement.topic].append(key)
    return {slug: tuple(keys) for slug, keys in found.items()}
