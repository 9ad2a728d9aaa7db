"""Paper pages: what, who, where, when, read it, cite it, what is near it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from papershelf import citations
from papershelf.exports.bibtex import bibtex
from papershelf.pages.crumbs import Crumb, topic_crumbs
from papershelf.pages.desk import Desk
from papershelf.pages.head import paper_head
from papershelf.pages.html import file_address, flat, preformatted, query, shortened, web_address
from papershelf.pages.line import PaperLine
from papershelf.pages.page import Page
from papershelf.pages.record import about_record
from papershelf.papers import Kind, LinkKind, Paper, State

ROOT: Final = "../../"
DESCRIPTION: Final = 155
_MANY: Final = 12
_FIRST: Final = 8
_RELATED: Final = 8
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


def paper_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every paper, in catalogue order."""
    for paper in desk.catalogue.papers.values():
        yield paper_page(desk, paper)


def paper_page(desk: Desk, paper: Paper) -> Page:
    """Return the page of one paper."""
    address = desk.addresses.paper(paper.key)
    abstract = desk.abstract(paper)
    cited = citations.citation(paper)
    body = desk.render(
        "paper.html",
        key=paper.key,
        slug=desk.addresses.papers[paper.key],
        spine=desk.spine(paper.key),
        banners=tuple((words, paper.states[state]) for state, words in _BANNERS.items() if state in paper.states),
        award=paper.states.get(State.AWARD),
        title=flat(paper.title.html),
        buttons=_buttons(paper),
        note=flat(paper.note.html) if paper.note else "",
        abstract=flat(abstract.html) if abstract else "",
        abstracts=desk.settings.abstracts == "show",
        citation=flat(citations.citation_html(paper)),
        record=about_record(desk, paper, address),
        **_about(desk, paper),
        **_bibtex(desk, paper),
        **_around(desk, paper.key),
        versions=_versions(paper),
    )
    said = abstract.plain if abstract and abstract.plain.strip() else cited
    head = paper_head(paper, desk.settings.site_url, address)
    title = " ".join(paper.title.plain.split()) or paper.key
    return Page(address, "paper", title, shortened(said, DESCRIPTION), head, body)


def _about(desk: Desk, paper: Paper) -> dict[str, object]:
    """Return who wrote a paper and where it appeared; of many authors the first stand apart from the rest."""
    known = desk.addresses.author
    authors = [
        desk.fragment("person", name=name, href=ROOT + (known(author) or _author_query(name)))
        for author, name in zip(
            desk.catalogue.author_keys[paper.key], (person.printed for person in paper.authors), strict=True
        )
    ]
    many = len(authors) > _MANY
    return {
        "authors": authors[:_FIRST] if many else authors,
        "more_authors": authors[_FIRST:] if many else (),
        "others": paper.more_authors,
        "place": _place(desk, paper),
    }


def _author_query(name: str) -> str:
    return "search/?q=" + query(f'author:"{name}"')


def _place(desk: Desk, paper: Paper) -> tuple[str, ...]:
    """Return the parts of the line below the authors: the venue or kind, volume and pages, the year if not yet said."""
    said: list[str] = []
    if paper.edition:
        venue = f"{ROOT}{desk.addresses.venue(paper.edition.series)}"
        said.append(desk.fragment("person", name=paper.edition.name, href=venue))
        volume = paper.fields.get("volume", "") + (f"({paper.fields['number']})" if "number" in paper.fields else "")
        pages = paper.fields.get("pages", "").replace("--", "\u2013")
        said += [part for part in (volume, pages and f"pages {pages}") if part]
    elif paper.kind not in {Kind.OTHER, Kind.ARTICLE, Kind.CONFERENCE}:
        said.append(citations.where(paper) or paper.kind.value.capitalize())
    if paper.year and not (paper.edition and paper.edition.year):
        said.append(desk.fragment("person", name=str(paper.year), href=f"{ROOT}years/{paper.year}/"))
    return tuple(said)


def _buttons(paper: Paper) -> tuple[Button, ...]:
    links = {found.kind: found.url for found in reversed(paper.links)}
    if paper.doi:
        links[LinkKind.PUBLISHER] = paper.doi.url
    if paper.arxiv:
        links[LinkKind.ARXIV] = paper.arxiv.url
    first = next((kind for kind in _READ if kind in links), None)
    return tuple(Button(words, links[kind], kind is first) for kind, words in _BUTTONS.items() if kind in links)


def _bibtex(desk: Desk, paper: Paper) -> dict[str, object]:
    entry = bibtex(paper)
    return {
        "bibtex": preformatted(entry),
        "bibtex_address": file_address("text/plain", entry + "\n"),
        "bibtex_name": f"{desk.addresses.papers[paper.key]}.bib",
    }


def _around(desk: Desk, key: str) -> dict[str, object]:
    """Return what stands near a paper: its topics, related papers, and its neighbours on its first topic."""
    topics = tuple(desk.subjects.topics[placed.topic] for placed in desk.subjects.placements.get(key, ()))
    first = topics[0].slug if topics else ""
    before, after = desk.place(first, key)
    crumbs = topic_crumbs(desk, first, ROOT) if topics else (Crumb("Papers", f"{ROOT}papers/"),)
    known = desk.catalogue.papers
    near = [found for found in desk.collection.relations.get(key, ()) if found.key in known][:_RELATED]
    return {
        "breadcrumb": desk.fragment("breadcrumb", crumbs=crumbs),
        "topics": tuple(
            desk.fragment(
                "chip",
                name=topic.name,
                href=f"{ROOT}topics/{quote(topic.slug)}/",
                spine=desk.colours.get(topic.slug, 0),
            )
            for topic in topics
        ),
        "related": tuple(Near(desk.line(found.key, ROOT), found.reason) for found in near),
        "before": _neighbour(desk, before),
        "after": _neighbour(desk, after),
        "within": topics[0].name if topics else "",
    }


def _neighbour(desk: Desk, key: str | None) -> Named | None:
    return Named(desk.paper(key).title.plain, f"{ROOT}{desk.addresses.paper(key)}") if key else None


def _versions(paper: Paper) -> tuple[Named, ...]:
    return tuple(
        Named(", ".join([found.label, *([str(found.year)] if found.year else [])]), web_address(found.url))
        for found in paper.versions
    )
