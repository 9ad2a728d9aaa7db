"""BibTeX, as a paper page shows it and as a collection hands it out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from papershelf.languages import babel_of
from papershelf.meaning.dates import MONTH_MACROS
from papershelf.meaning.hyperlinks import is_implied
from papershelf.papers import Link, LinkKind, Paper, Person
from papershelf.people import write_names
from papershelf.richtext import RichText
from papershelf.richtext.escapes import latex_of

_NO_KEY: Final = re.compile(r"[\s,{}\\%#~\"@\x00-\x1f\x7f]+")
_TYPE: Final = re.compile(r"[a-z]+")
_NAME: Final = re.compile(r"[a-z][a-z0-9+:._-]*")
_BIDI_AND_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_WORD: Final = r"(?!And\b|Others\b)[A-Z][a-z\u00df-\u00f6\u00f8-\u00ff]+(?:-[A-Z]?[a-z]+)?"
_PLAIN_NAME: Final = re.compile(rf"{_WORD}(?: {_WORD})?, (?:{_WORD}|[A-Z]\.)(?: (?:{_WORD}|[A-Z]\.))*")
_LINK_FIELDS: Final = {
    LinkKind.PUBLISHER: "url",
    LinkKind.PDF: "pdf",
    LinkKind.CODE: "code",
    LinkKind.VIDEO: "video",
    LinkKind.SLIDES: "slides",
    LinkKind.DATA: "data",
}


def bibtex(paper: Paper) -> str:
    """Return the entry to cite: public fields only, texts as LaTeX, the key as in the source, no abstract."""
    return _entry(paper, dict(_fields(paper)))


def write(papers: Sequence[Paper]) -> Iterator[str]:
    """Yield a BibTeX file of ``papers``, entry by entry, with abstracts, keywords and notes.

    Reading it gives the same papers.
    """
    for paper in papers:
        yield both(paper)[1]


def both(paper: Paper) -> tuple[str, str]:
    """Return the entry to cite, as ``bibtex`` does, and the one of a file, as ``write`` does."""
    fields, beside = dict(_fields(paper)), dict(_beside(paper))
    cited = _entry(paper, fields)
    if not beside.keys().isdisjoint(fields):
        return cited, f"{_entry(paper, {**fields, **beside})}\n\n"
    return cited, f"{cited[:-1]}{''.join(_lines(beside))}}}\n\n"


def _entry(paper: Paper, fields: Mapping[str, str]) -> str:
    kind = paper.entry_type if _TYPE.fullmatch(paper.entry_type) else "misc"
    key = paper.key if paper.key.isalnum() else _NO_KEY.sub("-", paper.key)
    return f"@{kind}{{{key},\n{''.join(_lines(fields))}}}"


def _lines(fields: Mapping[str, str]) -> list[str]:
    return [f"  {name} = {value},\n" for name, value in fields.items()]


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "title", _text(paper.title)
    if paper.authors:
        yield "author", _braced(_names(paper.authors, more=paper.more_authors))
    if paper.editors:
        yield "editor", _braced(_names(paper.editors, more=False))
    for name, value in paper.exported.items():
        if _NAME.fullmatch(name):
            yield name, _braced(value)
    yield from _date(paper)
    if paper.doi:
        yield "doi", _braced(paper.doi.value)
    if paper.arxiv and "eprint" not in paper.exported:
        yield "eprint", _braced(paper.arxiv.value)
        yield "archiveprefix", "{arXiv}"
    for link in paper.links:
        if _is_stated(link, paper):
            yield _LINK_FIELDS[link.kind], _braced(link.url)
    for state, reason in paper.states.items():
        yield state.value, _braced(latex_of(reason) or "true")


def _date(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.year:
        yield "year", f"{{{paper.year}}}"
    if paper.month:
        yield "month", MONTH_MACROS[paper.month - 1]
    if paper.day:
        yield "day", f"{{{paper.day}}}"


def _beside(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield what a reader's library has no use for beside the citation, but who takes the collection away may."""
    if paper.keywords:
        yield "keywords", _braced(latex_of(", ".join(paper.keywords)))
    if paper.language:
        babel = babel_of(paper.language)
        yield ("langid", _braced(babel)) if babel else ("language", _braced(paper.language))
    if paper.cites:
        yield "cites", _braced(", ".join(paper.cites))
    if paper.abstract:
        yield "abstract", _text(paper.abstract)
    if paper.note:
        yield "curator_note", _text(paper.note)
    if paper.added:
        yield "date-added", f"{{{paper.added.isoformat()}}}"


def _names(people: Sequence[Person], *, more: bool) -> str:
    """Return the name list; names that only have plain words take a short cut."""
    inverted = [person.inverted for person in people]
    if all(person.given for person in people) and all(map(_PLAIN_NAME.fullmatch, inverted)):
        return " and ".join([*inverted, "others"] if more else inverted)
    return write_names(people, more=more)


def _is_stated(link: Link, paper: Paper) -> bool:
    """Tell whether a link says more than the identifiers do."""
    return link.kind in _LINK_FIELDS and not is_implied(link.url, paper.doi, paper.arxiv)


def _text(text: RichText) -> str:
    return _braced(text.latex, clean=True)


def _braced(value: str, *, clean: bool = False) -> str:
    """Return ``value`` in braces, as a BibTeX file can hold it: one line, its own braces in pairs.

    ``clean`` texts hold no controls, so that only other alphabets need a look at each character.
    """
    if not (clean and value.isascii()) and not value.isprintable():
        value = _BIDI_AND_CONTROLS.sub(" ", value)
    if "{" in value or "}" in value:
        value = _paired(value)
    return f"{{{value}}}"


def _paired(value: str) -> str:
    """Return ``value`` with every brace paired: BibTeX counts those behind a backslash too."""
    if _is_paired(value):
        return value
    named = value.replace("\\{", "\\textbraceleft{}").replace("\\}", "\\textbraceright{}")
    if _is_paired(named):
        return named
    return named.replace("{}", "").replace("{", "").replace("}", "")


def _is_paired(value: str) -> bool:
    depth = -1
    for part in value.split("{"):
        depth += 1 - part.count("}")
        if depth < 0:
            return False
    return depth == 0
