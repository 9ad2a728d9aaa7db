"""The paper line: how a paper stands in every list of the site."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from papershelf.citations import editing
from papershelf.pages.html import NOTHING, Html
from papershelf.pages.speech import speech
from papershelf.papers import Kind, LinkKind, Paper, State
from papershelf.templating import Macro

SHOWN_AUTHORS: Final = 3
_ROOT: Final = "\0"
_WARNED: Final[Mapping[State, str]] = {State.RETRACTED: "Retracted", State.WITHDRAWN: "Withdrawn"}
_MARKED: Final[Mapping[State, str]] = {State.ERRATUM: "Corrected", State.AWARD: "Award"}


@dataclass(frozen=True, slots=True)
class Stand:
    """What a collection adds to a paper: its slug, colour and day."""

    slug: str
    spine: int
    added: date | None


class PaperLine(NamedTuple):
    """A paper in a list: ``html`` begins the list's item, ``abstract`` is what opens in place (may be empty)."""

    key: str
    html: Html
    abstract: Html = NOTHING

    def at(self, root: str, abstract: Html = NOTHING) -> "PaperLine":
        """Return the line for a page whose way to the site's root is ``root``."""
        return PaperLine(self.key, Html(self.html.replace(_ROOT, root)), abstract)

    @property
    def beside(self) -> Html:
        """The line for the page of another paper, whose folder lies beside this one's."""
        return Html(self.html.replace(f"{_ROOT}papers/", "../").replace(_ROOT, "../../"))


def paper_line(paper: Paper, stand: Stand, macro: Macro) -> PaperLine:
    """Return the line of ``paper``, its addresses still without the way to the site's root."""
    made = macro(
        slug=stand.slug,
        spine=stand.spine,
        added=stand.added.isoformat() if stand.added else "",
        address=f"{_ROOT}papers/{stand.slug}/",
        title=Html(paper.title.html),
        warning=_said(paper.states, _WARNED),
        mark=_said(paper.states, _MARKED),
        speech=speech(paper.title.plain, paper.language),
        authors=authors_in_short(paper),
        place=place_in_short(paper),
        links=_links(paper),
    )
    return PaperLine(paper.key, Html(made))


def _said(states: Container[State], words: Mapping[State, str]) -> str:
    """Return the first of ``words`` whose state is among ``states``, "" without one."""
    return next((said for state, said in words.items() if state in states), "") if states else ""


def _links(paper: Paper) -> tuple[tuple[str, str], ...]:
    first = {link.kind: link.url for link in reversed(paper.links)}
    if paper.arxiv:
        first.setdefault(LinkKind.ARXIV, paper.arxiv.url)
    read = ("PDF", LinkKind.PDF) if LinkKind.PDF in first else ("arXiv", LinkKind.ARXIV)
    return tuple((words, first[kind]) for words, kind in (read, ("Code", LinkKind.CODE)) if kind in first)


def authors_in_short(paper: Paper) -> str:
    """Return the authors of a line: all up to four, else three "and 5 more"; never "and 1 more"."""
    people = paper.credited
    if len(people) > SHOWN_AUTHORS + 1:
        first = ", ".join([person.printed for person in people[:SHOWN_AUTHORS]])
        return f"{first} and {len(people) - SHOWN_AUTHORS} more{editing(paper)}"
    names = [person.printed for person in people]
    return ", ".join(names) + (" and others" if names and paper.more_authors else "") + editing(paper)


def place_in_short(paper: Paper) -> str:
    """Return the venue with its year; the year alone where there is no venue, and no year twice."""
    year = str(paper.year) if paper.year else ""
    if paper.edition is None:
        kind = {Kind.PREPRINT: "Preprint", Kind.THESIS: "Thesis", Kind.BOOK: "Book"}.get(paper.kind, "")
        return ", ".join(part for part in (kind, year) if part)
    return paper.edition.name if paper.edition.year or not year else f"{paper.edition.name} {year}"
