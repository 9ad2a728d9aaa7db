"""About this record: where a paper's page comes from, and how to correct it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple
from urllib.parse import quote

from papershelf.codes import CODES
from papershelf.pages.desk import Desk
from papershelf.papers import Paper
from papershelf.problems import Location
from papershelf.publication import SHOWN
from papershelf.topics.topic import Evidence

_PRIVATE: Final = "PS7"
_REASONS: Final = 4
_SAID: Final[Mapping[str, str]] = {
    "title": "\u201c{}\u201d in the title",
    "abstract": "\u201c{}\u201d in the abstract",
    "keywords": "keyword \u201c{}\u201d",
    "source": "filed under \u201c{}\u201d",
    "wording": "words like {}",
}
"""How each kind of evidence is told; what the curator settled is told where nothing else speaks."""


class Place(NamedTuple):
    """A line of a source, with the address where it can be edited ("" where none is known)."""

    name: str
    href: str


class Why(NamedTuple):
    """A topic of the paper, and in words why the paper is on it."""

    name: str
    why: str


class AboutRecord(NamedTuple):
    """What "About this record" says; texts are "" where there is nothing to say."""

    details: tuple[tuple[str, str], ...]
    doi: str
    doi_url: str
    arxiv: str
    arxiv_url: str
    permalink: str
    added: str
    places: tuple[Place, ...]
    topics: tuple[Why, ...]
    remarks: tuple[str, ...]
    correction: str


def about_record(desk: Desk, paper: Paper, address: str) -> AboutRecord:
    """Return what is known of the record behind the page at ``address``."""
    settings = desk.settings
    added = desk.added(paper.key)
    permalink = settings.site_url + address if settings.site_url else ""
    return AboutRecord(
        details=tuple(_details(paper)),
        doi=paper.doi.value if paper.doi else "",
        doi_url=paper.doi.url if paper.doi else "",
        arxiv=paper.arxiv.value if paper.arxiv else "",
        arxiv_url=paper.arxiv.url if paper.arxiv else "",
        permalink=permalink,
        added=added.isoformat() if added else "",
        places=tuple(Place(str(place), _source(settings.repository, place)) for place in paper.entry),
        topics=_topics(desk, paper.key) if desk.is_small else (),
        remarks=_remarks(desk, paper),
        correction=_correction(settings.contact, settings.repository, paper.key, permalink or address),
    )


def _details(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield what the source says of where a paper stands: the name of each field and its text."""
    if paper.edition and paper.edition.printed and paper.edition.printed != paper.edition.name:
        yield "Printed in", paper.edition.printed
    if paper.editors:
        yield ("Editors" if len(paper.editors) > 1 else "Editor"), ", ".join(who.printed for who in paper.editors)
    for name, words in SHOWN.items():
        if name in paper.fields:
            yield words, paper.fields[name].replace("--", "\N{EN DASH}")


def _topics(desk: Desk, key: str) -> tuple[Why, ...]:
    """Return why the paper is on each of its topics: the strongest evidence that a reader can look up."""
    return tuple(
        Why(desk.subjects.topics[placement.topic].name, _why(desk.subjects.evidence.get((key, placement.topic), ())))
        for placement in desk.subjects.placements.get(key, ())
    )


def _why(evidence: Sequence[Evidence]) -> str:
    said = [_SAID[row.where].format(row.what) for row in evidence if row.weight > 0 and row.where in _SAID and row.what]
    return "; ".join(dict.fromkeys(said[:_REASONS])) or "the curator's choice"


def _remarks(desk: Desk, paper: Paper) -> tuple[str, ...]:
    """Return what is wrong with the record, by name and place: what its source says stands in the report alone."""
    found = {place: None for place in (*paper.entry, *paper.said_at.values()) if place in desk.problems_at}
    return tuple(
        f"{problem.code} {CODES[problem.code][1]} ({place})"
        for place in sorted(found)
        for problem in desk.problems_at[place]
        if not problem.code.startswith(_PRIVATE)
    )


def _source(repository: str, place: Location) -> str:
    """Return where a host shows a line, "" unless ``repository`` names a folder: ``.../tree/main/collection``."""
    if "/tree/" not in repository:
        return ""
    line = f"#L{place.line}" if place.line else ""
    return f"{repository.rstrip('/').replace('/tree/', '/blob/', 1)}/{quote(place.path)}{line}"


def _correction(contact: str, repository: str, key: str, address: str) -> str:
    if contact.startswith(("https://", "http://")) or not (contact or repository):
        return contact
    subject = quote(f"Correction: {key}", safe="")
    if "@" in contact:
        return f"mailto:{quote(contact, safe='@.+-_')}?subject={subject}&body={quote(address, safe='')}"
    if repository:
        return f"{repository.partition('/tree/')[0].rstrip('/')}/issues/new?title={subject}"
    return ""
