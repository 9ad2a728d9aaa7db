"""CSL-JSON, which Pandoc, Zotero and citation processors read.

Source: https://docs.citationstyles.org/en/stable/specification.html
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import orjson

from papershelf.meaning.states import with_marks
from papershelf.papers import Kind, LinkKind, Paper, Person

_TYPES: Final[Mapping[Kind, str]] = {
    Kind.ARTICLE: "article-journal", Kind.CONFERENCE: "paper-conference", Kind.WORKSHOP: "paper-conference",
    Kind.CHAPTER: "chapter", Kind.BOOK: "book", Kind.PREPRINT: "article", Kind.THESIS: "thesis", Kind.REPORT: "report",
    Kind.DATASET: "dataset", Kind.SOFTWARE: "software", Kind.OTHER: "document",
}  # fmt: skip
_FIELDS: Final = (
    ("volume", ("volume",)),
    ("issue", ("number", "issue")),
    ("page", ("pages",)),
    ("publisher", ("publisher", "school", "institution", "organization")),
    ("publisher-place", ("address", "location")),
    ("collection-title", ("series",)),
    ("edition", ("edition",)),
    ("ISBN", ("isbn",)),
    ("ISSN", ("issn",)),
    ("status", ("pubstate",)),
)
_THESES: Final = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}


def write(papers: Sequence[Paper]) -> Iterator[str]:
    """Yield a CSL-JSON list of ``papers``, item by item."""
    yield "["
    for number, paper in enumerate(papers):
        yield f"{',' if number else ''}\n{orjson.dumps(_item(paper)).decode()}"
    yield "\n]\n"


def _item(paper: Paper) -> dict[str, object]:
    item: dict[str, object] = {"id": paper.key, "type": _TYPES[paper.kind], "title": paper.title.plain}
    for role, people in (("author", paper.authors), ("editor", paper.editors)):
        if people:
            item[role] = [_name(person) for person in people]
    if paper.year:
        item["issued"] = {"date-parts": [[part for part in (paper.year, paper.month, paper.day) if part]]}
    item.update(_placed(paper))
    item.update(_identified(paper))
    if paper.abstract:
        item["abstract"] = paper.abstract.plain
    if paper.keywords or paper.states:
        item["keyword"] = ", ".join(with_marks(paper.keywords, paper.states))
    if paper.language:
        item["language"] = paper.language
    return item


def _placed(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.edition:
        yield "container-title", paper.edition.printed or paper.edition.name
    for name, stated in _FIELDS if paper.fields else ():
        said = next((paper.fields[field] for field in stated if field in paper.fields), "")
        if said:
            yield name, said
    genre = paper.fields.get("type") or _THESES.get(paper.entry_type, "")
    if genre:
        yield "genre", genre


def _identified(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.doi:
        yield "DOI", paper.doi.value
    if paper.arxiv:
        yield "archive", "arXiv"
        yield "archive_location", f"arXiv:{paper.arxiv.value}"
    links = {link.kind: link.url for link in reversed(paper.links)}
    address = links.get(LinkKind.PUBLISHER) or links.get(LinkKind.ARXIV) or links.get(LinkKind.PDF)
    if address:
        yield "URL", address


def _name(person: Person) -> dict[str, str]:
    if not person.given and not person.particle:
        return {"literal": person.family}
    if not person.particle and not person.suffix:
        return {"family": person.family, "given": person.given}
    parts = (("family", person.family), ("given", person.given), ("non-dropping-particle", person.particle),
             ("suffix", person.suffix))  # fmt: skip
    return {name: part for name, part in parts if part}
