"""CSV, for spreadsheets."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from papershelf.citations import venue_of
from papershelf.meaning.states import with_marks
from papershelf.papers import LinkKind, Paper

COLUMNS: Final = (
    "key", "title", "authors", "year", "venue", "kind", "doi", "arxiv", "url", "pdf", "code", "keywords", "volume",
    "number", "pages", "publisher", "abstract",
)  # fmt: skip
"""The header of the table."""

_FORMULA: Final = frozenset("=+-@\t\r")


def write(papers: Sequence[Paper]) -> Iterator[str]:
    """Yield a CSV table of ``papers`` with a header, row by row (RFC 4180, lines end with CR LF).

    Authors and keywords stand between semicolons. A cell that a spreadsheet would take for a formula begins with "'".

    Source: https://www.rfc-editor.org/rfc/rfc4180
    """
    yield _row(COLUMNS)
    for paper in papers:
        yield _row(_cells(paper))


def _row(cells: Iterable[str]) -> str:
    """Return a row as ``csv`` writes it, which looks at each character of a collection by itself."""
    return ",".join([_shown(cell) if cell else "" for cell in cells]) + "\r\n"


def _shown(cell: str) -> str:
    if cell[0] in _FORMULA:
        cell = safe(cell)
    if '"' in cell:
        cell = cell.replace('"', '""')
    elif not ("," in cell or "\n" in cell or "\r" in cell):
        return cell
    return f'"{cell}"'


def safe(cell: str) -> str:
    """Return ``cell`` as no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def _cells(paper: Paper) -> tuple[str, ...]:
    links = {link.kind: link.url for link in reversed(paper.links)}
    names = [person.inverted for person in paper.authors]
    fields = paper.fields
    return (
        paper.key,
        paper.title.plain,
        "; ".join([*names, "others"] if paper.more_authors else names),
        str(paper.year or ""),
        venue_of(paper) if paper.edition else "",
        paper.kind,
        paper.doi.value if paper.doi else "",
        paper.arxiv.value if paper.arxiv else "",
        links.get(LinkKind.PUBLISHER, ""),
        links.get(LinkKind.PDF, ""),
        links.get(LinkKind.CODE, ""),
        "; ".join(with_marks(paper.keywords, paper.states)),
        fields.get("volume", ""),
        fields.get("number", ""),
        fields.get("pages", ""),
        fields.get("publisher", ""),
        paper.abstract.plain if paper.abstract else "",
    )
