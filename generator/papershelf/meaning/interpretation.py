"""Interpretation: what one record means."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from papershelf.codes import problem
from papershelf.identifiers import ArxivId, Doi
from papershelf.languages import code_of
from papershelf.meaning import dates, hyperlinks
from papershelf.meaning.ahead import Read, Told
from papershelf.meaning.entry import Entry
from papershelf.meaning.identification import find_arxiv, find_doi
from papershelf.meaning.placing import find_place
from papershelf.meaning.states import FIELDS as STATE_FIELDS
from papershelf.meaning.states import is_mark, states_of
from papershelf.papers import Edition, Link, Paper, Person
from papershelf.people import read_names
from papershelf.problems import Problem
from papershelf.publication import SHOWN, gives_away, is_private_tag
from papershelf.records import Dialect, Field, Record
from papershelf.richtext import RichText
from papershelf.richtext.escapes import latex_of
from papershelf.richtext.reading import read_text
from papershelf.venues import Venues

_NAMED_FIELDS: Final = frozenset(hyperlinks.FIELDS) | frozenset(STATE_FIELDS) | {
    "title", "subtitle", "author", "editor", "year", "month", "day", "date", "doi", "eprint", "archiveprefix",
    "eprinttype", "arxiv", "arxivid", "abstract", "keywords", "keyword", "curator_note", "annotation_public", "langid",
    "language", "hyphenation", "crossref", "xdata", "cites", "references", "urls",
}  # fmt: skip
_EPRINT: Final = frozenset({"eprint", "archiveprefix", "eprinttype"})
_STATUS: Final = "pubstate"
_DAY: Final = re.compile(r"[0-9]{1,2}")
_OF_DBLP: Final = frozenset({"biburl", "bibsource"})
_LANGUAGE_CODE: Final = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_BIDI_AND_CONTROLS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BETWEEN_TAGS: Final = re.compile(r"[;,\n]|\s[\u00b7\u2022|]\s")
_LONGEST_TAG: Final = 120


class Interpreted(NamedTuple):
    """The paper of one record (None without a title), its problems, the names of withheld fields, printed venues."""

    paper: Paper | None
    problems: tuple[Problem, ...]
    withheld: tuple[str, ...]
    places: tuple[str, ...] = ()


def interpret(record: Record, venues: Venues, read: Read | None = None) -> Interpreted:
    """Return what ``record`` means; ``read`` is what of it was read ahead."""
    entry = Entry(record)
    title = _title(entry, read.title if read else None)
    if title is None:
        entry.problems.append(_untitled(record))
        return Interpreted(None, tuple(entry.problems), tuple(entry.withheld))
    authors, more = _people(entry, "author")
    doi, arxiv = find_doi(entry), find_arxiv(entry)
    kind, edition = find_place(entry, venues, doi, arxiv)
    abstract, keywords = entry.text("abstract", read.abstract if read else None), _keywords(entry)
    code = read.code if read else hyperlinks.code_in(abstract.plain) if abstract else None
    year, month, day = _date(entry, edition)
    states = {name: entry.short(name) for name in STATE_FIELDS if name in record.fields}
    paper = Paper(
        key=record.key or "", kind=kind, title=title, authors=authors, more_authors=more,
        editors=_people(entry, "editor")[0], year=year, month=month, day=day, edition=edition, abstract=abstract,
        doi=doi, arxiv=arxiv, links=hyperlinks.completed(_links(entry, code, doi, arxiv), doi, arxiv),
        keywords=tuple([word for word in keywords if not is_mark(word)]), groups=record.groups,
        fields=dict(_shown(entry)),
        states=dict(states_of(title.plain, states, keywords)),
        note=entry.text("curator_note") or entry.text("annotation_public"), added=_added(record),
        language=_language(entry), cites=_cites(entry), entry_type=record.kind, exported=dict(_exported(entry, day)),
        entry=(record.location,), said_at={name: field.location for name, field in entry.fields.items()},
    )  # fmt: skip
    return Interpreted(paper, tuple(entry.problems), tuple(entry.withheld), entry.places)


def _title(entry: Entry, read: Told | None) -> RichText | None:
    field, subtitle = entry.fields.get("title"), entry.fields.get("subtitle")
    if field is None or subtitle is None or subtitle.value in field.value:
        return entry.text("title", read)
    stop = " " if field.value.rstrip().endswith(("?", "!", ".", ":")) else ": "
    joined = f"{field.value.rstrip()}{stop}{subtitle.value.strip()}"
    return read_text(joined, entry.dialect)[0]


def _untitled(record: Record) -> Problem:
    name = f"the entry {record.key!r}" if record.key else "the entry"
    done, remedy = "It is not on the site.", "Add title = {...}."
    return problem("PS201", record.location, f"{name} has no title.", quote=record.quote, done=done, remedy=remedy)


def _people(entry: Entry, name: str) -> tuple[tuple[Person, ...], bool]:
    field = entry.fields.get(name)
    if field is None:
        return (), False
    people, more, remarks = read_names(field.value, entry.dialect)
    for remark in remarks:
        entry.report("PS220", field, remark)
    return people, more


def _date(entry: Entry, edition: Edition | None) -> tuple[int | None, int | None, int | None]:
    stated = [entry.fields[name] for name in ("year", "date", "eventdate") if name in entry.fields]
    years = ((field, dates.read_year(field.value)) for field in stated)
    said, year = next(((field, found) for field, found in years if found), (None, None))
    if said is None and stated:
        _not_a_year(entry, stated[0], edition)
    dated = entry.fields.get("date", said)
    year = year or (edition.year if edition else None)
    month = _month(entry, dated if dated and dates.read_year(dated.value) == year else None)
    return year, month, _day(entry, dated, year, month) if year and month else None


def _not_a_year(entry: Entry, field: Field, edition: Edition | None) -> None:
    if dates.promises_a_year(field.value):
        return
    known = f"The year of its venue was used, {edition.year}." if edition and edition.year else "The paper has no year."
    message = f"{'year' if 'year' in entry.fields else 'date'} is {field.value!r}, not a number."
    entry.report("PS202", field, message, done=known, remedy="Write four digits.")


def _month(entry: Entry, dated: Field | None) -> int | None:
    field = entry.fields.get("month")
    if field is None:
        return dates.month_of_date(dated.value) if dated else None
    month = dates.read_month(entry.short("month"))
    if month is None and any(map(str.isalnum, field.value)) and not dates.names_a_season(field.value):
        message, remedy = f"month is {field.value!r}.", "Write a number or a name such as March."
        entry.report("PS205", field, message, done="It was left out.", remedy=remedy)
    return month


def _day(entry: Entry, dated: Field | None, year: int, month: int) -> int | None:
    """Return the day that an entry states in this month of this year."""
    said = entry.short("day")
    if said:
        return int(said) if _DAY.fullmatch(said) and dates.day_in(year, month, int(said)) else None
    known = dates.day_of_date(dated.value) if dated else None
    return known.day if known and (known.year, known.month) == (year, month) else None


def _links(entry: Entry, code: str | None, doi: Doi | None, arxiv: ArxivId | None) -> Iterator[Link]:
    linking = {} if hyperlinks.FIELDS.keys().isdisjoint(entry.fields) else hyperlinks.FIELDS
    for name, kind in linking.items():
        field = entry.fields.get(name)
        if field is None:
            continue
        url = hyperlinks.web_address(field.value)
        if url is None:
            message = f"{name} is {field.value!r}, not an address on the web."
            entry.report("PS206", field, message, done="There is no link.", remedy="An address begins with https://.")
        elif not hyperlinks.is_implied(url, doi, arxiv):
            yield Link(hyperlinks.kind_of(url, kind), url)
    for name in ("howpublished", "urls"):
        for url in hyperlinks.web_addresses(entry.fields[name].value) if name in entry.fields else ():
            if not hyperlinks.is_implied(url, doi, arxiv):
                yield Link(hyperlinks.kind_of(url, hyperlinks.FIELDS["url"]), url)
    if code:
        yield Link(hyperlinks.FIELDS["code"], code)


def _keywords(entry: Entry) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for name in ("keywords", "keyword"):
        stated = entry.plain(name) if name in entry.fields else ""
        for tag in _BETWEEN_TAGS.split(stated):
            folded, word = _keyword(tag)
            if word:
                found.setdefault(folded, word)
    return tuple(found.values())


@lru_cache(maxsize=65536)
def _keyword(tag: str) -> tuple[str, str]:
    """Return the folding of a keyword and the keyword, "" where it is none or the reader's own."""
    word = " ".join(tag.split()).strip(" .")
    if not word or len(word) > _LONGEST_TAG or is_private_tag(word) or gives_away(word):
        return "", ""
    return word.casefold(), word


def _language(entry: Entry) -> str | None:
    said = next((said for name in ("langid", "language", "hyphenation") if (said := entry.short(name))), "")
    if not said:
        return None
    code = code_of(said)
    return code.lower() if _LANGUAGE_CODE.fullmatch(code) and len(code.partition("-")[0]) < 4 else None  # noqa: PLR2004 - BCP 47


def _cites(entry: Entry) -> tuple[str, ...]:
    field = entry.first("cites", "references")
    return tuple(dict.fromkeys(re.split(r"[\s,;]+", field.value.strip(" ,;{}\n\t")))) if field else ()


def _added(record: Record) -> date | None:
    """Return the day on which the curator took the record in; DBLP's stamp tells when it changed its own."""
    for name in ("date-added", "dateadded", "creationdate", "timestamp"):
        field = record.fields.get(name)
        if name == "timestamp" and not record.fields.keys().isdisjoint(_OF_DBLP):
            continue
        day = dates.read_day(field.value) if field else None
        if day:
            return day
    return None


def _shown(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the fields that a page shows as they stand; pages have one dash in every format."""
    for name in entry.fields:
        said = entry.short(name) if name in SHOWN and name != _STATUS else ""
        if said:
            yield name, said.replace("--", "\N{EN DASH}") if name == "pages" else said
    if status := _status(entry):
        yield _STATUS, status


def _status(entry: Entry) -> str:
    """Return what an entry says of a paper that is yet to appear: ``in press``; "" where it says nothing."""
    said = entry.short(_STATUS)
    if said and not is_mark(said):
        return dates.to_appear(said) or said
    year = entry.fields.get("year")
    return dates.to_appear(year.value) if year and not year.value.isdecimal() else ""


def _exported(entry: Entry, day: int | None) -> Iterator[tuple[str, str]]:
    """Yield the fields that the paper's BibTeX holds beside what has a place of its own, as LaTeX.

    So does a ``day`` that was not understood.
    """
    archive = entry.first("archiveprefix", "eprinttype")
    elsewhere = archive is not None and "arxiv" not in archive.value.lower()
    for name, field in entry.fields.items():
        if name not in _NAMED_FIELDS or (elsewhere and name in _EPRINT) or (name == "day" and day is None):
            value = _BIDI_AND_CONTROLS.sub("", " ".join(field.value.split()))
            latex = value if entry.dialect is Dialect.LATEX else read_text(value, entry.dialect)[0].latex
            yield name, latex.replace("-{}-", "--") if name == "pages" else latex
    if status := _status(entry):
        yield _STATUS, latex_of(status)
