"""Interpretation: what one record means."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from papershelf.identifiers import ArxivId, Doi
from papershelf.papers import Edition, Kind, Link, LinkKind, Paper, Person, State
from papershelf.people import read_names
from papershelf.problems import Location, Problem, Severity
from papershelf.publication import PUBLIC, SHOWN, is_private_tag
from papershelf.records import Field, Record
from papershelf.richtext import RichText
from papershelf.richtext.reading import links_in, read_text
from papershelf.venues import Venues

_KINDS: Final[Mapping[str, Kind]] = {
    "article": Kind.ARTICLE, "inproceedings": Kind.CONFERENCE, "conference": Kind.CONFERENCE,
    "incollection": Kind.CHAPTER, "inbook": Kind.CHAPTER, "book": Kind.BOOK, "proceedings": Kind.BOOK,
    "phdthesis": Kind.THESIS, "mastersthesis": Kind.THESIS, "thesis": Kind.THESIS, "techreport": Kind.REPORT,
    "report": Kind.REPORT, "dataset": Kind.DATASET, "software": Kind.SOFTWARE, "unpublished": Kind.PREPRINT,
}  # fmt: skip
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR: Final = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_CODE_HOSTS: Final = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)/[^/\s]+/", re.I
)
_LINK_FIELDS: Final[Mapping[str, LinkKind]] = {
    "pdf": LinkKind.PDF, "code": LinkKind.CODE, "code_url": LinkKind.CODE, "video": LinkKind.VIDEO,
    "slides": LinkKind.SLIDES, "data": LinkKind.DATA,
}  # fmt: skip
_PREPRINT: Final = re.compile(r"\b(?:arxiv|biorxiv|medrxiv|preprint|corr)\b", re.IGNORECASE)


class Interpreted(NamedTuple):
    """The paper of one record (None without a title), its problems, and the names of withheld fields."""

    paper: Paper | None
    problems: tuple[Problem, ...]
    withheld: tuple[str, ...]


@dataclass(slots=True)
class _Reader:
    """One record while it is read: public fields, and the problems so far."""

    record: Record
    problems: list[Problem]

    def field(self, *names: str) -> Field | None:
        """Return the first of the fields that says something."""
        stated = (self.record.fields.get(name) for name in names if name in PUBLIC)
        return next((field for field in stated if field and field.value.strip()), None)

    def text(self, *names: str) -> RichText | None:
        """Return the first of the fields as text; what could not be read is a notice."""
        field = self.field(*names)
        if field is None:
            return None
        text, remarks = read_text(field.value, self.record.dialect)
        for remark in remarks:
            self.problems.append(Problem("PS210", Severity.NOTICE, field.location, remark, field.value[:200]))
        return text if text.plain.strip() else None

    def plain(self, *names: str) -> str:
        """Return the first of the fields as plain text, "" where there is none."""
        text = self.text(*names)
        return text.plain.strip() if text else ""


def interpret(record: Record, venues: Venues) -> Interpreted:
    """Return what ``record`` means."""
    reader = _Reader(record, [])
    withheld = tuple(name for name in record.fields if name not in PUBLIC)
    title = reader.text("title")
    if title is None:
        reader.problems.append(_untitled(record))
        return Interpreted(None, tuple(reader.problems), withheld)
    authors, more = _people(reader, "author")
    editors, _ = _people(reader, "editor")
    doi, arxiv = _doi(reader), _arxiv(reader)
    edition = _edition(reader, venues)
    abstract = reader.text("abstract")
    year, month = _date(reader)
    paper = Paper(
        key=record.key or "", kind=_kind(record, edition, arxiv), title=title, authors=authors, more_authors=more,
        editors=editors, year=year, month=month, edition=edition, abstract=abstract, doi=doi, arxiv=arxiv,
        links=tuple(_links(reader, abstract, doi)), keywords=_keywords(reader), groups=record.groups,
        fields={name: said for name in SHOWN if (said := reader.plain(name))}, states=dict(_states(reader, title)),
        note=reader.text("curator_note"), added=_added(record), language=reader.plain("langid", "language") or None,
        entry=(record.location,), said_at={name: field.location for name, field in record.fields.items()},
    )  # fmt: skip
    return Interpreted(paper, tuple(reader.problems), withheld)


def _untitled(record: Record) -> Problem:
    name = f"the entry {record.key!r}" if record.key else "the entry"
    return Problem("PS201", Severity.ERROR, record.location, f"{name} has no title.", record.quote,
                   "It is not on the site.", "Add title = {...}.")  # fmt: skip


def _people(reader: _Reader, name: str) -> tuple[tuple[Person, ...], bool]:
    field = reader.field(name)
    if field is None:
        return (), False
    people, more, remarks = read_names(field.value, reader.record.dialect)
    for remark in remarks:
        reader.problems.append(Problem("PS220", Severity.NOTICE, field.location, remark, field.value[:200]))
    return people, more


def _date(reader: _Reader) -> tuple[int | None, int | None]:
    field = reader.field("year", "date", "eventdate")
    if field is None:
        return None, None
    found = _YEAR.search(field.value)
    if found is None:
        name = "year" if "year" in reader.record.fields else "date"
        reader.problems.append(Problem("PS202", Severity.WARNING, field.location,
            f"{name} is {field.value!r}, not a number;", field.value, "The paper has no year.",
            "write four digits."))  # fmt: skip
        return None, None
    month = re.match(r"-(\d\d)", field.value[found.end() :])
    named = reader.field("month")
    return int(found[1]), _month(month[1] if month else named.value if named else "")


def _month(text: str) -> int | None:
    text = text.strip().lower()
    if text.isdigit():
        return int(text) if 1 <= int(text) <= len(_MONTHS) else None
    return _MONTHS.index(text[:3]) + 1 if text[:3] in _MONTHS else None


def _doi(reader: _Reader) -> Doi | None:
    field = reader.field("doi")
    if field is not None:
        doi = Doi.parse(field.value)
        if doi is None:
            reader.problems.append(Problem("PS203", Severity.NOTICE, field.location, f"doi is {field.value!r}.",
                field.value, "It was left out.", "A DOI begins with 10. and holds a slash."))  # fmt: skip
        return doi
    url = reader.field("url")
    return Doi.parse(url.value) if url and "doi.org/" in url.value else None


def _arxiv(reader: _Reader) -> ArxivId | None:
    field, archive = reader.field("eprint"), reader.field("archiveprefix", "eprinttype")
    if field and (archive is None or archive.value.lower() == "arxiv"):
        return ArxivId.parse(field.value)
    url = reader.field("url")
    if url and "arxiv.org/" in url.value.lower():
        return ArxivId.parse(url.value)
    journal = reader.field("journal", "journaltitle")
    return ArxivId.parse(journal.value) if journal and "arxiv:" in journal.value.lower() else None


def _edition(reader: _Reader, venues: Venues) -> Edition | None:
    if _KINDS.get(reader.record.kind) in {Kind.THESIS, Kind.BOOK, Kind.REPORT}:
        return None
    printed = reader.plain("venue", "eventtitle", "booktitle", "journal", "journaltitle")
    return venues.edition(printed) if printed and not _PREPRINT.search(printed) else None


def _kind(record: Record, edition: Edition | None, arxiv: ArxivId | None) -> Kind:
    kind = _KINDS.get(record.kind, Kind.OTHER)
    if kind is Kind.CONFERENCE and edition and "workshop" in edition.name.lower():
        return Kind.WORKSHOP
    if kind in {Kind.OTHER, Kind.ARTICLE, Kind.REPORT} and edition is None and arxiv:
        return Kind.PREPRINT
    return kind


def _links(reader: _Reader, abstract: RichText | None, doi: Doi | None) -> Iterator[Link]:
    for name, kind in _LINK_FIELDS.items():
        field = reader.field(name)
        for url in links_in(field.value)[:1] if field else ():
            yield Link(kind, url)
    field = reader.field("url")
    for url in links_in(field.value)[:1] if field else ():
        if "arxiv.org/" not in url and not (doi and "doi.org/" in url):
            yield Link(LinkKind.PDF if url.lower().endswith(".pdf") else LinkKind.PUBLISHER, url)
    for url in links_in(abstract.plain) if abstract else ():
        if _CODE_HOSTS.match(url):
            yield Link(LinkKind.CODE, url)
            return


def _keywords(reader: _Reader) -> tuple[str, ...]:
    stated = re.split(r"[;,]", reader.plain("keywords"))
    return tuple(dict.fromkeys(tag.strip() for tag in stated if tag.strip() and not is_private_tag(tag.strip())))


def _states(reader: _Reader, title: RichText) -> Iterator[tuple[State, str]]:
    marks = {tag.casefold() for tag in _keywords(reader)} | {reader.plain("pubstate").casefold()}
    for state in State:
        field = reader.plain(state.value)
        named = title.plain.casefold().startswith((f"{state.value}:", f"{state.value} article:", f"[{state.value}]"))
        if field or state.value in marks or named:
            yield state, "" if field.casefold() in {"", "true", "yes"} else field


def _added(record: Record) -> date | None:
    for name in ("date-added", "dateadded", "timestamp", "creationdate"):
        found = re.match(r"\s*(\d{4})-(\d\d)-(\d\d)", record.fields[name].value) if name in record.fields else None
        if found:
            try:
                return date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError:
                return None
    return None


def place_of(paper: Paper, field: str) -> Location:
    """Return where the winning ``field`` of a paper stands, else where the paper begins."""
    return paper.said_at.get(field) or paper.entry[0]
