"""BibTeX, as a paper page shows it and as a collection hands it out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from papershelf.papers import Kind, LinkKind, Paper

_TYPES: Final[Mapping[Kind, str]] = {
    Kind.ARTICLE: "article", Kind.CONFERENCE: "inproceedings", Kind.WORKSHOP: "inproceedings",
    Kind.CHAPTER: "incollection", Kind.BOOK: "book", Kind.THESIS: "phdthesis", Kind.REPORT: "techreport",
}  # fmt: skip
_PLACE: Final[Mapping[str, str]] = {"article": "journal", "inproceedings": "booktitle", "incollection": "booktitle"}
_SPECIAL: Final = re.compile(r"([\\{}$&%#_~^])")
_ESCAPED: Final[Mapping[str, str]] = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_KEY: Final = re.compile(r"[\s,{}()\"'#%\\=~]+")


def bibtex(paper: Paper) -> str:
    """Return the entry of one paper: public fields only, the text as LaTeX."""
    kind = _TYPES.get(paper.kind, "misc")
    fields = dict(_fields(paper, kind))
    width = max(map(len, fields))
    lines = [f"  {name.ljust(width)} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@{kind}{{{_KEY.sub('_', paper.key)},", *lines, "}"])


def write(papers: Sequence[Paper]) -> Iterator[str]:
    """Yield a BibTeX file of ``papers`` piece by piece."""
    for paper in papers:
        yield bibtex(paper) + "\n\n"


def escape(text: str) -> str:
    """Return ``text`` with the characters that LaTeX reads otherwise escaped."""
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[1], f"\\{found[1]}"), text)


def _fields(paper: Paper, kind: str) -> Iterator[tuple[str, str]]:
    yield "title", _balanced(paper.title.latex)
    names = [_name(person.inverted, organisation=not person.given) for person in paper.authors]
    if names:
        yield "author", " and ".join([*names, *(["others"] if paper.more_authors else [])])
    if paper.year:
        yield "year", str(paper.year)
    if paper.edition:
        yield _PLACE.get(kind, "howpublished"), escape(paper.edition.name)
    for name, value in paper.fields.items():
        yield name, escape(value)
    if paper.doi:
        yield "doi", paper.doi.value
    if paper.arxiv:
        yield "eprint", paper.arxiv.value
        yield "archiveprefix", "arXiv"
    url = next((link.url for link in paper.links if link.kind in {LinkKind.PUBLISHER, LinkKind.PDF}), None)
    if url:
        yield "url", url


def _name(inverted: str, *, organisation: bool) -> str:
    escaped = escape(inverted)
    return f"{{{escaped}}}" if organisation or re.search(r"\band\b", inverted, re.IGNORECASE) else escaped


def _balanced(text: str) -> str:
    depth = 0
    for at, char in enumerate(text):
        if char in "{}" and (at == 0 or text[at - 1] != "\\"):
            depth += 1 if char == "{" else -1
            if depth < 0:
                return escape(text)
    return text if depth == 0 else escape(text)
