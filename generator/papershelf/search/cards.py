"""What a hit shows, the abstracts behind it, and what a citation needs: shards of papers in catalogue order."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

import orjson

from papershelf.collection import Collection
from papershelf.papers import Kind, LinkKind, Paper
from papershelf.search.shards import File, evenly

SHOWN: Final = 3
"""Authors that a hit names when there are more than one more."""
KINDS: Final = tuple(Kind)


def write_cards(collection: Collection, topics: Mapping[str, int], size: int) -> Iterator[File]:
    """Yield ``cards/<i>.json``: for each of ``size`` papers what a hit shows, column by column.

    The columns: title, its HTML (0 where that is the escaped title), slug (0 where ``plain_slug`` makes it of the
    title), authors named, number of the others, year, venue, numbers of topics, number of kind, states, PDF, code, key,
    language.
    """
    papers = tuple(collection.catalogue.papers.values())
    for at, (start, end) in enumerate(evenly(len(papers), size)):
        rows = [_card(collection, topics, paper) for paper in papers[start:end]]
        yield f"cards/{at}.json", orjson.dumps(list(zip(*rows, strict=True)))


def write_texts(collection: Collection, size: int) -> Iterator[File]:
    """Yield ``texts/<i>.json``: the abstracts of ``size`` papers, empty where there is none to show."""
    shown = collection.settings.abstracts == "show"
    texts = [paper.abstract.plain if shown and paper.abstract else "" for paper in collection.catalogue.papers.values()]
    for at, (start, end) in enumerate(evenly(len(texts), size)):
        yield f"texts/{at}.json", orjson.dumps(texts[start:end])


def write_records(collection: Collection, size: int) -> Iterator[File]:
    """Yield ``records/<i>.json``: for each of ``size`` papers what a citation needs and its card lacks."""
    papers = tuple(collection.catalogue.papers.values())
    for at, (start, end) in enumerate(evenly(len(papers), size)):
        yield f"records/{at}.json", orjson.dumps([_record(paper) for paper in papers[start:end]])


def plain_slug(title: str) -> str:
    """Return the slug that the reader makes of a title by itself.

    >>> plain_slug("FreeDoM: Training-Free Diffusion")
    'freedom-training-free-diffusion'
    """
    slug = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
    return slug if len(slug) <= 80 else slug[:81].rpartition("-")[0]  # noqa: PLR2004 - the longest slug


def _card(collection: Collection, topics: Mapping[str, int], paper: Paper) -> tuple[object, ...]:
    title = paper.title
    slug = collection.addresses.papers[paper.key]
    names = [person.printed for person in paper.authors]
    named = names if len(names) <= SHOWN + 1 else names[:SHOWN]
    links = {link.kind: link.url for link in reversed(paper.links)}
    placed = collection.subjects.placements.get(paper.key, ())
    return (
        title.plain,
        0 if title.html == _escaped(title.plain) else title.html,
        0 if slug == plain_slug(title.plain) else slug,
        "\n".join(named),
        len(names) - len(named) if not paper.more_authors else -1 - (len(names) - len(named)),
        paper.year or 0,
        paper.edition.name if paper.edition else 0,
        [topics[place.topic] for place in placed if place.topic in topics],
        KINDS.index(paper.kind),
        [state.value for state in paper.states] or 0,
        links.get(LinkKind.PDF, 0),
        links.get(LinkKind.CODE, 0),
        paper.key,
        paper.language or 0,
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _record(paper: Paper) -> dict[str, object]:
    url = next((link.url for link in paper.links if link.kind in {LinkKind.PUBLISHER, LinkKind.PDF}), None)
    stated: tuple[tuple[str, object], ...] = (
        ("authors", [[person.family, person.given, person.particle, person.suffix] for person in paper.authors]),
        ("others", paper.more_authors),
        ("titleLatex", None if paper.title.latex == paper.title.plain else paper.title.latex),
        ("month", paper.month),
        ("day", paper.day),
        ("doi", paper.doi.value if paper.doi else None),
        ("arxiv", paper.arxiv.value if paper.arxiv else None),
        ("url", url),
        ("fields", dict(paper.fields)),
        ("keywords", list(paper.keywords)),
    )
    return {name: value for name, value in stated if value}
