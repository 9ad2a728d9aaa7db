"""Paper pages: what, who, where, when, read it, cite it, what is near it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from papershelf import citations
from papershelf.exports.bibtex import bibtex
from papershelf.pages.crumbs import Crumb, topic_crumbs
from papershelf.pages.desk import Desk
from papershelf.pages.head import link, paper_head
from papershelf.pages.html import Html, file_address, preformatted, query, shortened, web_address
from papershelf.pages.line import PaperLine
from papershelf.pages.page import Page
from papershelf.pages.record import about_record
from papershelf.papers import Kind, LinkKind, Paper, State

ROOT: Final = "../../"
DESCRIPTION: Final = 155
_MANY: Final = 12
_FIRST: Final = 8
_BUTTONS: Final[Mapping[LinkKind, str]] = {
    LinkKind.PDF: "PDF",
    LinkKind.PUBLISHER: "Publisher",
    LinkKind.ARXIV: "arXiv",
    LinkKind.CODE: "Code",
    LinkKind.VIDEO: "Video",
    LinkKind.SLIDES: "Slides",
    LinkKind.DATA: "Data",
}
_READ: Final = (LinkKind.PDF, LinkKind.PUBLISHER, LinkKind.ARXIV)
_BANNERS: Final[Mapping[State, str]] = {
    State.RETRACTED: "This paper was retracted.",
    State.WITHDRAWN: "This paper was withdrawn.",
    State.ERRATUM: "This paper has an erratum.",
}


@dataclass(frozen=True, slots=True)
class Named:
    """Words with the address they lead to, "" for words alone."""

    name: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A link to the paper elsewhere; ``first`` is the one to read it at."""

    words: str
    url: str
    first: bool


@dataclass(frozen=True, slots=True)
class Near:
    """A related paper with the reason in words."""

    line: PaperLine
    reason: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A topic with its group's colour."""

    name: str
    href: str
    spine: int


def paper_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every paper, in catalogue order."""
    for key, paper in desk.catalogue.papers.items():
        yield paper_page(desk, key, paper)


def paper_page(desk: Desk, key: str, paper: Paper) -> Page:
    """Return the page of one paper."""
    address = desk.addresses.paper(key)
    authors = _authors(desk, key, paper)
    placements = desk.subjects.placements.get(key, ())
    before, after = desk.place(placements[0].topic, key) if placements else (None, None)
    abstract = desk.abstract(paper)
    entry = bibtex(paper)
    cited = citations.citation(paper)
    body = desk.render(
        "paper.html",
        key=key,
        slug=desk.addresses.papers[key],
        spine=desk.spine(key),
        crumbs=topic_crumbs(desk, placements[0].topic, ROOT) if placements else (Crumb("Papers", f"{ROOT}papers/"),),
        banners=tuple((words, paper.states[state]) for state, words in _BANNERS.items() if state in paper.states),
        award=paper.states.get(State.AWARD),
        title=_flat(paper.title.html),
        authors=authors[:_FIRST] if len(authors) > _MANY else authors,
        more_authors=authors[_FIRST:] if len(authors) > _MANY else (),
        others=paper.more_authors,
        place=_place(desk, paper),
        buttons=_buttons(paper),
        note=_flat(paper.note.html) if paper.note else "",
        abstract=_flat(abstract.html) if abstract else "",
        abstracts=desk.settings.abstracts == "show",
        citation=cited,
        bibtex=preformatted(entry),
        bibtex_address=file_address("text/plain", entry + "\n"),
        bibtex_name=f"{desk.addresses.papers[key]}.bib",
        topics=_chips(desk, key),
        related=tuple(
            Near(desk.line(near.key, ROOT), near.reason)
            for near in desk.collection.relations.get(key, ())
            if near.key in desk.catalogue.papers
        ),
        versions=tuple(
            Named(", ".join([found.label, *([str(found.year)] if found.year else [])]), web_address(found.url))
            for found in paper.versions
        ),
        record=about_record(desk, paper, address),
        before=_neighbour(desk, before),
        after=_neighbour(desk, after),
        within=desk.subjects.topics[placements[0].topic].name if placements else "",
    )
    said = abstract.plain if abstract and abstract.plain.strip() else cited
    head = paper_head(paper, desk.settings.site_url, address) + _neighbour_links(desk, before, after)
    title = " ".join(paper.title.plain.split()) or key
    return Page(address, "paper", title, shortened(said, DESCRIPTION), head, body)


def _flat(html: str) -> Html:
    return Html(" ".join(html.split()))


def _authors(desk: Desk, key: str, paper: Paper) -> tuple[Named, ...]:
    address = desk.addresses.author
    return tuple(
        Named(person.printed, ROOT + (address(author) or _author_query(person.printed)))
        for person, author in zip(paper.authors, desk.catalogue.author_keys[key], strict=True)
    )


def _author_query(name: str) -> str:
    return "search/?q=" + query(f'author:"{name}"')


def _place(desk: Desk, paper: Paper) -> tuple[Named, ...]:
    """Return the parts of the line below the authors: the venue or kind, volume and pages, the year if not yet said."""
    said: list[Named] = []
    if paper.edition:
        venue = f"{ROOT}{desk.addresses.venue(paper.edition.series)}"
        said.append(Named(paper.edition.name, venue))
        volume = paper.fields.get("volume", "") + (f"({paper.fields['number']})" if "number" in paper.fields else "")
        pages = paper.fields.get("pages", "").replace("--", "\u2013")
        said += [Named(part) for part in (volume, pages and f"pages {pages}") if part]
    elif paper.kind not in {Kind.OTHER, Kind.ARTICLE, Kind.CONFERENCE}:
        said.append(Named(citations.where(paper) or paper.kind.value.capitalize()))
    if paper.year and not (paper.edition and paper.edition.year):
        said.append(Named(str(paper.year), f"{ROOT}years/{paper.year}/"))
    return tuple(said)


def _buttons(paper: Paper) -> tuple[Button, ...]:
    links = {found.kind: found.url for found in reversed(paper.links)}
    if paper.doi:
        links[LinkKind.PUBLISHER] = paper.doi.url
    if paper.arxiv:
        links[LinkKind.ARXIV] = paper.arxiv.url
    first = next((kind for kind in _READ if kind in links), None)
    return tuple(Button(words, links[kind], kind is first) for kind, words in _BUTTONS.items() if kind in links)


def _chips(desk: Desk, key: str) -> tuple[Chip, ...]:
    topics = desk.subjects.topics
    return tuple(
        Chip(topics[slug].name, f"{ROOT}topics/{quote(slug)}/", desk.colours.get(slug, 0))
        for slug in (placement.topic for placement in desk.subjects.placements.get(key, ()))
    )


def _neighbour(desk: Desk, key: str | None) -> Named | None:
    return Named(desk.paper(key).title.plain, f"{ROOT}{desk.addresses.paper(key)}") if key else None


def _neighbour_links(desk: Desk, before: str | None, after: str | None) -> str:
    pairs = (("prev", before), ("next", after))
    return "".join(link(relation, f"{ROOT}{desk.addresses.paper(key)}") for relation, key in pairs if key)
