"""RIS, CSL-JSON and CSV of papers."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from papershelf.papers import Kind, Paper

_RIS: Final[Mapping[Kind, str]] = {
    Kind.ARTICLE: "JOUR", Kind.CONFERENCE: "CPAPER", Kind.WORKSHOP: "CPAPER", Kind.CHAPTER: "CHAP", Kind.BOOK: "BOOK",
    Kind.THESIS: "THES", Kind.REPORT: "RPRT", Kind.DATASET: "DATA", Kind.SOFTWARE: "COMP",
}  # fmt: skip
_CSL: Final[Mapping[Kind, str]] = {
    Kind.ARTICLE: "article-journal", Kind.CONFERENCE: "paper-conference", Kind.WORKSHOP: "paper-conference",
    Kind.CHAPTER: "chapter", Kind.BOOK: "book", Kind.THESIS: "thesis", Kind.REPORT: "report",
    Kind.DATASET: "dataset", Kind.SOFTWARE: "software",
}  # fmt: skip


def ris(papers: Sequence[Paper]) -> Iterator[str]:
    """Yield a RIS file, paper by paper.

    Source: https://en.wikipedia.org/wiki/RIS_(file_format)
    """
    for paper in papers:
        lines = [("TY", _RIS.get(paper.kind, "GEN")), ("ID", paper.key), ("TI", paper.title.plain)]
        lines += [("AU", person.inverted) for person in paper.authors]
        lines += [("PY", str(paper.year or "")), ("T2", paper.edition.name if paper.edition else "")]
        lines += [("VL", paper.fields.get("volume", "")), ("IS", paper.fields.get("number", ""))]
        lines += [("SP", paper.fields.get("pages", "")), ("DO", paper.doi.value if paper.doi else "")]
        lines += [("UR", _url(paper)), ("AB", paper.abstract.plain if paper.abstract else "")]
        lines += [("KW", word) for word in paper.keywords]
        body = "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in lines if value)
        yield body + "ER  - \n\n"


def csl_json(papers: Sequence[Paper]) -> Iterator[str]:
    """Yield a CSL-JSON list, paper by paper.

    Source: https://docs.citationstyles.org/en/stable/specification.html
    """
    yield "["
    for number, paper in enumerate(papers):
        yield ("," if number else "") + "\n" + json.dumps(_item(paper), ensure_ascii=False)
    yield "\n]\n"


def _item(paper: Paper) -> dict[str, object]:
    item: dict[str, object] = {
        "id": paper.key,
        "type": _CSL.get(paper.kind, "article"),
        "title": paper.title.plain,
        "author": [
            {"family": person.family, "given": person.given} if person.given else {"literal": person.family}
            for person in paper.authors
        ],
        "issued": {"date-parts": [[paper.year]]} if paper.year else None,
        "container-title": paper.edition.name if paper.edition else None,
        "volume": paper.fields.get("volume"),
        "issue": paper.fields.get("number"),
        "page": paper.fields.get("pages"),
        "DOI": paper.doi.value if paper.doi else None,
        "URL": _url(paper) or None,
        "abstract": paper.abstract.plain if paper.abstract else None,
    }
    return {name: value for name, value in item.items() if value}


def csv_table(papers: Sequence[Paper]) -> Iterator[str]:
    """Yield a CSV table with a header, row by row; a cell never begins as a spreadsheet's formula does."""
    yield _row(("key", "title", "authors", "year", "venue", "doi", "arxiv", "url"))
    for paper in papers:
        venue = paper.edition.name if paper.edition else ""
        names = "; ".join(person.printed for person in paper.authors)
        doi, arxiv = paper.doi.value if paper.doi else "", paper.arxiv.value if paper.arxiv else ""
        yield _row((paper.key, paper.title.plain, names, str(paper.year or ""), venue, doi, arxiv, _url(paper)))


def _row(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow([f"'{cell}" if cell[:1] in "=+-@\t" else cell for cell in cells])
    return text.getvalue()


def _url(paper: Paper) -> str:
    if paper.doi:
        return paper.doi.url
    return paper.links[0].url if paper.links else paper.arxiv.url if paper.arxiv else ""
