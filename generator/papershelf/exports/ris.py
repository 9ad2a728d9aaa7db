"""RIS, which every reference manager reads.

Source: https://en.wikipedia.org/wiki/RIS_(file_format)
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from papershelf.meaning.hyperlinks import is_implied
from papershelf.meaning.states import with_marks
from papershelf.papers import Kind, LinkKind, Paper, Person

_TYPES: Final[Mapping[Kind, str]] = {
    Kind.ARTICLE: "JOUR", Kind.CONFERENCE: "CPAPER", Kind.WORKSHOP: "CPAPER", Kind.CHAPTER: "CHAP", Kind.BOOK: "BOOK",
    Kind.PREPRINT: "UNPB", Kind.THESIS: "THES", Kind.REPORT: "RPRT", Kind.DATASET: "DATA", Kind.SOFTWARE: "COMP",
    Kind.OTHER: "GEN",
}  # fmt: skip
_FIELDS: Final = (
    ("VL", ("volume",)),
    ("IS", ("number", "issue")),
    ("PB", ("publisher", "school", "institution", "organization")),
    ("CY", ("address", "location")),
    ("SN", ("isbn", "issn")),
    ("ET", ("edition",)),
    ("T3", ("series",)),
)
_PAGES: Final = re.compile(r"\s*(?:-{1,3}|\u2013|\u2014)\s*")
_CLEAN: Final = frozenset({"TI", "AB"})
"""Rich texts: they hold no controls, so that only other alphabets need a look at each character."""
_THESES: Final = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}


def write(papers: Sequence[Paper]) -> Iterator[str]:
    """Yield a RIS file of ``papers``, record by record."""
    for paper in papers:
        lines = [f"{tag}  - {_line(tag, value)}\n" for tag, value in _tags(paper) if value and not value.isspace()]
        yield "".join((*lines, "ER  - \n\n"))


def _line(tag: str, value: str) -> str:
    return value if (tag in _CLEAN and value.isascii()) or value.isprintable() else " ".join(value.split())


def _tags(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES[paper.kind]
    yield "ID", paper.key
    yield "TI", paper.title.plain
    for tag, people in (("AU", paper.authors), ("A2", paper.editors)):
        for person in people:
            yield tag, _name(person)
    if paper.year:
        yield "PY", str(paper.year)
        yield "DA", f"{paper.year}/{paper.month:02}/{f'{paper.day:02}' if paper.day else ''}/" if paper.month else ""
    yield "T2", (paper.edition.printed or paper.edition.name) if paper.edition else ""
    if paper.fields:
        for tag, names in _FIELDS:
            yield tag, next((paper.fields[name] for name in names if name in paper.fields), "")
        first, _, last = _PAGES.sub("\n", paper.fields.get("pages", ""), count=1).partition("\n")
        yield "SP", first
        yield "EP", last
    yield "M3", paper.fields.get("type") or _THESES.get(paper.entry_type, "")
    yield "DO", paper.doi.value if paper.doi else ""
    yield from _links(paper)
    yield "AB", paper.abstract.plain if paper.abstract else ""
    for word in with_marks(paper.keywords, paper.states):
        yield "KW", word
    yield "LA", paper.language or ""


def _links(paper: Paper) -> Iterator[tuple[str, str]]:
    for link in paper.links:
        if link.kind is LinkKind.PDF:
            yield "L1", link.url
        elif link.kind is LinkKind.PUBLISHER and not is_implied(link.url, paper.doi, paper.arxiv):
            yield "UR", link.url
    if paper.arxiv:
        yield "UR", paper.arxiv.url


def _name(person: Person) -> str:
    """Return the name as RIS orders it: ``van Beethoven, Ludwig, Jr.``."""
    if not person.suffix:
        return person.inverted
    family = " ".join(filter(None, (person.particle, person.family)))
    return ", ".join((family, person.given or " ", person.suffix))
