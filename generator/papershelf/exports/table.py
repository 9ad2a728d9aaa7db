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
        yield _row(map(safe, _cells(paper)))


def _row(cells: Iterable[str]) -> str:
    """Return a row as ``csv`` writes it, which looks at each character of a collection by itself."""
    return ",".join([_quoted(c) if "," in c or '"' in c or "\n" in c or "\r" in c else c for c in cells]) + "\r\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def safe(cell: str) -> str:
    """Return ``cell`` as no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell[:1] in _FORMULA else cell


def _cells(paper: Paper) -> Iterator[str]:
    links = {link.kind: link.url for link in reversed(paper.links)}
    yield paper.key
    yield paper.title.plain
    yield "; ".join([*(person.inverted for person in paper.authors), *(["others"] if paper.more_authors else [])])
    yield str(paper.year or "")
    yield venue_of(paper) if paper.edition else ""
    yield paper.kind.value
    yield paper.doi.value if paper.doi else ""
    yield paper.arxiv.value if paper.arxiv else ""
    yield links.get(LinkKind.PUBLISHER, "")
    yield links.get(LinkKind.PDF, "")
    yield links.get(LinkKind.CODE, "")
    yield "; ".join(with_marks(paper.keywords, paper.states))
    yield from (paper.fields.get(name, "") for name in ("volume", "number", "pages", "publisher"))
    yield paper.abstract.plain if paper.abstract else ""
