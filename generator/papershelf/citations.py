"""Citations: a paper in one line, as a reader cites it and as a list shows it."""

import html
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from papershelf.papers import Kind, LinkKind, Paper, Person, State

_MOST_NAMES: Final = 20
_THESES: Final = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis", "thesis": "Thesis"}
_IN: Final = frozenset({Kind.CONFERENCE, Kind.WORKSHOP, Kind.CHAPTER})
_STOPS: Final = frozenset(".?!")


class _Part(NamedTuple):
    text: str
    html: str


def citation(paper: Paper) -> str:
    """Return the citation as plain text: authors, year, title, where it appeared, the address that does not change.

    >>> from papershelf.richtext import RichText
    >>> person = Person("Turing", "Alan M.")
    >>> citation(Paper("t", Kind.OTHER, RichText.of_plain("On Computable Numbers"), (person,), year=1937))
    'Alan M. Turing. 1937. On Computable Numbers.'
    """
    return " ".join(part.text for part in _parts(paper))


def citation_html(paper: Paper) -> str:
    """Return the citation as finished, escaped HTML: mathematics as MathML, the place slanted, the address a link."""
    return " ".join(part.html for part in _parts(paper))


def short(paper: Paper) -> str:
    """Return how prose names a paper: ``Chen et al. (2020)``."""
    names = short_names(paper) or paper.title.plain
    return f"{names} ({paper.year})" if paper.year else names


def short_names(paper: Paper) -> str:
    """Return the families who wrote a paper: ``Chen and Li``, ``Chen et al.``, "" where nobody is named."""
    families = [" ".join(filter(None, (person.particle, person.family))) for person in paper.credited[:3]]
    if len(families) > 2 or (families and paper.more_authors):  # noqa: PLR2004 - a pair is named in full
        return f"{families[0]} et al."
    return " and ".join(families)


def editing(paper: Paper) -> str:
    """Return what follows the names of a work that has editors and no authors: `` (eds.)``, else ""."""
    return "" if paper.authors or not paper.editors else f" (ed{'s' if len(paper.editors) > 1 else ''}.)"


def where(paper: Paper) -> str:
    """Return where a paper appeared: venue, volume, number and pages; a thesis or preprint says so."""
    place = _place(paper)
    return place.text.removeprefix("In ") if place else ""


def name_list(people: Sequence[Person], *, more: bool = False) -> str:
    """Return the names in one line: ``A``, ``A and B``, ``A, B, and C``; beyond 20 names ``et al.``."""
    names = [person.printed for person in people]
    if more or len(names) > _MOST_NAMES:
        return ", ".join(names[:_MOST_NAMES]) + " et al." if names else ""
    if len(names) < 3:  # noqa: PLR2004 - two names need no comma
        return " and ".join(names)
    return f"{', '.join(names[:-1])}, and {names[-1]}"


def venue_and_year(paper: Paper) -> str:
    """Return where and when a paper appeared, its year once: ``ICLR 2024``, ``JMLR, 2020``, ``arXiv, 2021``."""
    place = venue_of(paper)
    if not place:
        return str(paper.year or "")
    if not paper.year or (paper.edition and paper.edition.year):
        return place
    return f"{place}, {paper.year}"


def venue_of(paper: Paper) -> str:
    """Return the place of a paper in a word or two: edition, kind of thesis with its school, arXiv; "" without one."""
    if paper.edition:
        return paper.edition.name
    if paper.kind is Kind.THESIS:
        thesis = paper.fields.get("type") or _THESES.get(paper.entry_type, "Thesis")
        return ", ".join(filter(None, (thesis, paper.fields.get("school") or paper.fields.get("institution"))))
    if paper.kind is Kind.PREPRINT:
        return "arXiv" if paper.arxiv else "Preprint"
    return ""


def _parts(paper: Paper) -> Iterator[_Part]:
    named = name_list(paper.credited, more=paper.more_authors)
    if named:
        yield _plain(_stopped(f"{named}{editing(paper)}"))
    if paper.year:
        year = f"{paper.year}."
        yield _Part(year, year)
    yield _Part(_stopped(paper.title.plain), _stopped(paper.title.html, paper.title.plain))
    place = _place(paper)
    if place:
        yield _Part(_stopped(place.text), _stopped(place.html, place.text))
    address = _address(paper)
    if address:
        shown = html.escape(address)
        yield _Part(address, f'<a href="{shown}" rel="noopener">{shown}</a>')
    if State.RETRACTED in paper.states:
        yield _plain("[Retracted]")


def _place(paper: Paper) -> _Part | None:
    """Return the place with volume, number and pages: ``In <i>ICML 2020</i>, pages 1-9``."""
    place, detail = venue_of(paper), _detail(paper)
    if paper.kind is Kind.PREPRINT and paper.arxiv:
        return _plain(f"arXiv:{paper.arxiv.value}")
    if not place:
        publisher = paper.fields.get("publisher") or paper.fields.get("institution") or ""
        return _plain(publisher + detail) if publisher else None
    lead = "In " if paper.kind in _IN else ""
    shown = html.escape(place, quote=False)
    slanted = shown if paper.kind is Kind.THESIS else f"<i>{shown}</i>"
    return _Part(f"{lead}{place}{detail}", f"{lead}{slanted}{html.escape(detail, quote=False)}")


def _detail(paper: Paper) -> str:
    volume, number = paper.fields.get("volume", ""), paper.fields.get("number") or paper.fields.get("issue", "")
    pages = paper.fields.get("pages", "").replace("--", "\N{EN DASH}") or paper.fields.get("eid", "")
    if paper.kind is Kind.ARTICLE:
        issue = f"{volume}({number})" if volume and number else volume or number
        return (f" {issue}" if issue else "") + (f":{pages}" if issue and pages else f", {pages}" if pages else "")
    series = f", volume {volume}" if volume else ""
    return series + (f", pages {pages}" if pages else "")


def _address(paper: Paper) -> str:
    if paper.doi:
        return paper.doi.url
    if paper.arxiv and paper.kind is Kind.PREPRINT:
        return paper.arxiv.url
    found = (link.url for kind in (LinkKind.PUBLISHER, LinkKind.ARXIV) for link in paper.links if link.kind is kind)
    return next(found, paper.arxiv.url if paper.arxiv else "")


def _stopped(text: str, seen: str = "") -> str:
    """Return ``text`` with a full stop, unless what a reader sees of it ends a sentence already."""
    return text if (seen or text)[-1:] in _STOPS else text + "."


def _plain(text: str) -> _Part:
    return _Part(text, html.escape(text, quote=False))
