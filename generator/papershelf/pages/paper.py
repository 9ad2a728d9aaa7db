"""Paper pages: what, who, where, when, read it, cite it, what is near it."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple
from urllib.parse import quote

from papershelf import citations
from papershelf.page import Page
from papershelf.pages.crumbs import Crumb, topic_crumbs
from papershelf.pages.desk import Desk
from papershelf.pages.head import paper_head
from papershelf.pages.html import NOTHING, Html, file_address, flat, preformatted, query, shortened, web_address
from papershelf.pages.record import about_record
from papershelf.pages.speech import speech
from papershelf.papers import Kind, LinkKind, Paper, State

ROOT: Final = "../../"
DESCRIPTION: Final = 155
_STRIDE: Final = 64
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
_UNSAID: Final = frozenset({Kind.OTHER, Kind.ARTICLE, Kind.CONFERENCE})
_READ: Final = (LinkKind.PDF, LinkKind.PUBLISHER, LinkKind.ARXIV)
_BANNERS: Final[Mapping[State, str]] = {
    State.RETRACTED: "This paper was retracted.",
    State.WITHDRAWN: "This paper was withdrawn.",
    State.ERRATUM: "This paper has an erratum.",
}


class Named(NamedTuple):
    """Words with the address they lead to, "" for words alone."""

    name: str
    href: str = ""


def paper_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every paper, in catalogue order."""
    for paper in desk.catalogue.papers.values():
        yield paper_page(desk, paper)


def make_lines(desk: Desk) -> None:
    """Make what pages have of other papers, so that of several processes none makes it again."""
    for key in desk.catalogue.papers:
        desk.beside(key)


def make_authors(desk: Desk) -> Iterator[None]:
    """Make what pages have of authors too, some papers at a step."""
    for number, (key, paper) in enumerate(desk.catalogue.papers.items()):
        if number % _STRIDE == 0:
            yield
        for person, author in zip(paper.authors, desk.catalogue.author_keys[key], strict=True):
            desk.kept(_author, person.printed, author)


def paper_page(desk: Desk, paper: Paper) -> Page:
    """Return the page of one paper."""
    address = desk.addresses.paper(paper.key)
    abstract = desk.abstract(paper)
    names = [person.printed for person in paper.authors]
    body = desk.render(
        "paper.html",
        key=paper.key,
        slug=desk.addresses.papers[paper.key],
        spine=desk.spine(paper.key),
        banners=tuple((words, paper.states[state]) for state, words in _BANNERS.items() if state in paper.states)
        if paper.states
        else (),
        award=paper.states.get(State.AWARD),
        title=Html(paper.title.html),
        title_speech=speech(paper.title.plain, paper.language),
        abstract_speech=speech(abstract.plain, paper.language) if abstract else "",
        buttons=_buttons(paper),
        note=Html(paper.note.html) if paper.note else "",
        abstract=Html(abstract.html) if abstract else "",
        abstracts=desk.settings.abstracts == "show",
        citation=flat(citations.citation_html(paper)),
        record=about_record(desk, paper, address),
        place=_place(desk, paper),
        versions=_versions(paper),
        **_authors(desk, paper, names),
        **_bibtex(desk, paper),
        **_around(desk, paper.key),
    )
    said = abstract.plain if abstract and abstract.plain.strip() else citations.citation(paper)
    head = paper_head(paper, desk.settings.site_url, address)
    return Page(address, "paper", paper.title.plain or paper.key, shortened(said, DESCRIPTION), head, body)


def _authors(desk: Desk, paper: Paper, names: Sequence[str]) -> dict[str, object]:
    """Return who wrote a paper, or edited what nobody wrote; of many authors the first stand apart from the rest."""
    if not paper.authors:
        named = citations.name_list(paper.editors) + citations.editing(paper)
        return {"authors": Html(escape(named, quote=False)), "more_authors": NOTHING, "more_count": 0, "others": False}
    keys = desk.catalogue.author_keys[paper.key]
    kept = desk.kept
    authors = [kept(_author, name, key) for key, name in zip(keys, names, strict=True)]
    many = len(authors) > _MANY
    return {
        "authors": Html(", ".join(authors[:_FIRST] if many else authors)),
        "more_authors": Html(", ".join(authors[_FIRST:])) if many else NOTHING,
        "more_count": len(authors) - _FIRST if many else 0,
        "others": paper.more_authors,
    }


def _author(desk: Desk, name: str, key: str) -> Html:
    return desk.fragment("person", name=name, href=ROOT + (desk.addresses.author(key) or _author_query(name)))


def _author_query(name: str) -> str:
    return "search/?q=" + query(f'author:"{name}"')


def _place(desk: Desk, paper: Paper) -> Html:
    """Return the line below the authors: the venue or kind, volume and pages, the year if not yet said."""
    said: list[str] = []
    edition, fields = paper.edition, paper.fields
    if edition:
        venue = f"{ROOT}{desk.addresses.venue(edition.series)}"
        said.append(desk.fragment("person", name=edition.name, href=venue))
        if fields:
            volume = fields.get("volume", "") + (f"({fields['number']})" if "number" in fields else "")
            pages = fields.get("pages", "").replace("--", "\u2013")
            said += [escape(part, quote=False) for part in (volume, pages and f"pages {pages}") if part]
    elif paper.kind not in _UNSAID:
        said.append(escape(citations.where(paper) or paper.kind.value.capitalize(), quote=False))
    if paper.year and not (edition and edition.year):
        said.append(desk.fragment("person", name=str(paper.year), href=f"{ROOT}years/{paper.year}/"))
    return Html(", ".join(said))


def _buttons(paper: Paper) -> tuple[tuple[str, str, bool], ...]:
    """Return words and address of each link to the paper elsewhere, and whether it is the one to read it at."""
    links = {found.kind: found.url for found in reversed(paper.links)}
    if paper.doi:
        links[LinkKind.PUBLISHER] = paper.doi.url
    if paper.arxiv:
        links[LinkKind.ARXIV] = paper.arxiv.url
    first = next((kind for kind in _READ if kind in links), None)
    return tuple([(words, links[kind], kind is first) for kind, words in _BUTTONS.items() if kind in links])


def _bibtex(desk: Desk, paper: Paper) -> dict[str, object]:
    entry = desk.entry(paper)
    return {
        "bibtex": preformatted(entry),
        "bibtex_address": file_address("text/plain", entry + "\n"),
        "bibtex_name": f"{desk.addresses.papers[paper.key]}.bib",
    }


def _around(desk: Desk, key: str) -> dict[str, object]:
    """Return what stands near a paper: its topics, related papers, and its neighbours on its first topic."""
    known = desk.catalogue.papers
    placed = [placement.topic for placement in desk.subjects.placements.get(key, ())]
    first = placed[0] if placed else ""
    before, after = desk.place(first, key)
    near = [found for found in desk.relations.get(key, ()) if found.key in known][:_RELATED]
    return {
        "breadcrumb": desk.kept(_breadcrumb, first, ROOT),
        "curating": desk.curating,
        "topics": Html("".join([desk.kept(_chip, topic, ROOT) for topic in placed])),
        "related": tuple([(desk.beside(found.key), found.reason) for found in near]),
        "before": _neighbour(desk, before),
        "after": _neighbour(desk, after),
        "within": desk.subjects.topics[first].name if placed else "",
    }


def _breadcrumb(desk: Desk, topic: str, root: str) -> Html:
    crumbs = topic_crumbs(desk, topic, root) if topic else (Crumb("Papers", f"{root}papers/"),)
    return desk.fragment("breadcrumb", crumbs=crumbs)


def _chip(desk: Desk, topic: str, root: str) -> Html:
    name, href = desk.subjects.topics[topic].name, f"{root}topics/{quote(topic)}/"
    return desk.fragment("chip", name=name, href=href, spine=desk.colours.get(topic, 0))


def _neighbour(desk: Desk, key: str | None) -> Named | None:
    return Named(desk.paper(key).title.plain, f"../{desk.addresses.papers[key]}/") if key else None


def _versions(paper: Paper) -> tuple[Named, ...]:
    return tuple(
        [
            Named(", ".join([found.label, *([str(found.year)] if found.year else [])]), web_address(found.url))
            for found in paper.versions
        ]
    )
