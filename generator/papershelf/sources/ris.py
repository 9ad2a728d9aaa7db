"""RIS, as reference managers and publishers write it.

Source: https://en.wikipedia.org/wiki/RIS_(file_format)
"""

import re
from collections.abc import Mapping
from typing import Final

from papershelf.records import Reading, Record
from papershelf.sources.conflicts import without_conflicts
from papershelf.sources.drafts import Draft
from papershelf.sources.name_lists import family_first, name_list
from papershelf.sources.tagged import Block, Grammar, Tagged, blocks

_SNIFFED: Final = re.compile(r"^[ \t]*TY[ \t]{1,3}-[ \t]*[A-Z]+", re.MULTILINE)
_TWO_SPACES: Final = Grammar(re.compile(r"[ \t]*([A-Z][A-Z0-9])  -(?=[ \t]|$)(.*)"), "TY", "ER")
_ONE_SPACE: Final = Grammar(re.compile(r"[ \t]*([A-Z][A-Z0-9])[ \t]{0,2}-(?=[ \t]|$)(.*)"), "TY", "ER")
_KINDS: Final[Mapping[str, str]] = {
    "ABST": "article", "AGGR": "dataset", "BLOG": "online", "BOOK": "book", "CHAP": "incollection",
    "COMP": "software", "CONF": "inproceedings", "CPAPER": "inproceedings", "CTLG": "book", "DATA": "dataset",
    "DBASE": "dataset", "DICT": "inreference", "EBOOK": "book", "ECHAP": "incollection", "EDBOOK": "collection",
    "EJOUR": "article", "ELEC": "online", "ENCYC": "inreference", "GOVDOC": "report", "INPR": "article",
    "JFULL": "periodical", "JOUR": "article", "MANSCPT": "unpublished", "MGZN": "article", "NEWS": "article",
    "PAMP": "booklet", "PAT": "patent", "PREPRINT": "preprint", "RPRT": "report", "SER": "book", "THES": "thesis",
    "UNPB": "unpublished", "UNPD": "unpublished", "WEB": "online",
}  # fmt: skip
_FIELDS: Final[Mapping[str, str]] = {
    "TI": "title", "T1": "title", "AB": "abstract", "N2": "abstract", "VL": "volume", "IS": "number", "CP": "number",
    "PB": "publisher", "CY": "location", "PP": "location", "DO": "doi", "DI": "doi", "LA": "language",
    "ET": "edition", "ST": "shorttitle", "C7": "eid", "AN": "accession", "NV": "volumes", "AD": "affiliation",
    "DB": "database", "DP": "library", "SE": "section", "TT": "origtitle", "CN": "callnumber", "CA": "caption",
}  # fmt: skip
_LISTS: Final[Mapping[str, str]] = {
    "KW": "keywords",
    "N1": "note",
    "RN": "note",
    "L1": "file",
    "L2": "file",
    "L4": "file",
}
_PEOPLE: Final[Mapping[str, str]] = {"AU": "author", "A1": "author", "ED": "editor", "A2": "editor", "A4": "translator"}
_JOURNALS: Final = ("JF", "JO", "T2", "BT", "JA", "J2", "J1")
_WHOLE: Final = frozenset({"book", "collection", "thesis", "report", "periodical", "booklet"})
_PART: Final = frozenset({"incollection", "inproceedings", "inreference"})
_DATE: Final = re.compile(r"(\d{4})(?:[/-](\d{0,2})(?:[/-](\d{0,2}))?)?")
_ISBN_LENGTHS: Final = (10, 13)
_TAKEN: Final = frozenset({"TY", "ID", "DA", "PY", "Y1", "Y2", "SN", "UR", "LK", "M1", "SP", "EP", "T3", *_JOURNALS})


def sniff(head: str) -> bool:
    """Tell whether a text holds the first line of a record."""
    return _SNIFFED.search(head) is not None


def read(text: str, path: str) -> Reading:
    """Return a record for each ``TY`` to ``ER``, each field at its line; the ``ID`` is the citation key."""
    marked, problems = without_conflicts(text, path)
    lines = marked.split("\n")
    found, incomplete = blocks(lines, _TWO_SPACES if "TY  -" in text else _ONE_SPACE, path)
    return Reading(tuple(_record(block, lines, path) for block in found), (*problems, *incomplete))


def _record(block: Block, lines: list[str], path: str) -> Record:
    values = list(block.values())
    kind = next((_KINDS.get(value.value.upper(), "misc") for value in values if value.tag == "TY"), "misc")
    draft = Draft(path, block.first)
    people: dict[str, list[Tagged]] = {}
    rest = []
    for value in values:
        if value.tag in _PEOPLE:
            people.setdefault(_PEOPLE[value.tag], []).append(value)
        elif value.tag in _FIELDS:
            draft.state(_FIELDS[value.tag], value.value, value.line)
        elif value.tag == "L1" and value.value.startswith(("https://", "http://")):
            draft.state("pdf", value.value, value.line)
        elif value.tag in _LISTS:
            draft.add(_LISTS[value.tag], value.value, value.line)
        else:
            rest.append(value)
    for name, stated in people.items():
        names = (one for value in stated for one in value.value.split(";"))
        draft.state(name, name_list(map(family_first, names)), stated[0].line)
    _take_venue(draft, kind, rest)
    _take_identity(draft, kind, rest)
    _take_pages(draft, rest)
    _take_unknown(draft, rest, _TAKEN | {"C1", "C3"} if kind == "inproceedings" else _TAKEN)
    quote = "\n".join(lines[block.first - 1 : block.last])
    return draft.record(_key(values), kind, quote)


def _key(values: list[Tagged]) -> str | None:
    """Return the ``ID`` unless it is a number or a sentence, which are no citation keys."""
    stated = next((value.value for value in values if value.tag == "ID"), "")
    return stated if stated and not stated.isdigit() and " " not in stated else None


def _first(values: list[Tagged], tag: str) -> Tagged:
    return next((value for value in values if value.tag == tag and value.value), Tagged(tag, "", 0))


def _take_venue(draft: Draft, kind: str, rest: list[Tagged]) -> None:
    """State the journal, or the book and the event, or the series of a whole; abbreviations stand aside."""
    stated = [value for tag in _JOURNALS if (value := _first(rest, tag)).value]
    proceedings = _first(rest, "C3")
    if proceedings.value and kind == "inproceedings":
        draft.state("booktitle", proceedings.value, proceedings.line)
    name = "booktitle" if kind in _PART else "series" if kind in _WHOLE else "journaltitle"
    for value in stated:
        if value.tag == "BT" and kind in _WHOLE and not draft.text("title"):
            draft.state("title", value.value, value.line)
        elif not draft.text(name):
            draft.state(name, value.value, value.line)
        elif value.value != draft.text(name):
            draft.state("shortjournal" if value.tag.startswith("J") else "eventtitle", value.value, value.line)
    series, place = _first(rest, "T3"), _first(rest, "C1")
    draft.state("series", series.value, series.line)
    if kind == "inproceedings":
        draft.state("location", place.value, place.line)
    if kind in {"thesis", "report"}:
        draft.rename("publisher", "institution")
    _take_type(draft, kind, _first(rest, "M3"))


def _take_type(draft: Draft, kind: str, value: Tagged) -> None:
    if value.value.startswith("10."):
        draft.state("doi", value.value, value.line)
    elif kind in {"thesis", "report"}:
        draft.state("type", value.value, value.line)


def _take_identity(draft: Draft, kind: str, rest: list[Tagged]) -> None:
    """State dates, numbers and addresses."""
    for tag in ("DA", "PY", "Y1"):
        value = _first(rest, tag)
        date = iso_date(value.value)
        if date and (tag != "DA" or not _contradicts(date, rest)):
            draft.state("date", date, value.line)
        else:
            draft.state("year", value.value, value.line)
    accessed = _first(rest, "Y2")
    draft.state("urldate", iso_date(accessed.value) or accessed.value, accessed.line)
    for value in rest:
        digits = sum(character.isalnum() for character in value.value)
        if value.tag == "SN":
            isbn = kind in _WHOLE | _PART and (digits >= min(_ISBN_LENGTHS) or "-" not in value.value)
            draft.state("isbn" if isbn or digits in _ISBN_LENGTHS else "issn", value.value, value.line)
        elif value.tag in {"UR", "LK"}:
            url, *others = re.split(r";\s*(?=https?:)", value.value)
            draft.state("url", url, value.line)
            for other in others if draft.text("url") == url else (value.value,):
                draft.add("urls", other, value.line)
        elif value.tag == "C2" and value.value.startswith("PMC"):
            draft.state("pmcid", value.value, value.line)
    number = _first(rest, "M1")
    draft.state("number", number.value, number.line)


def _contradicts(date: str, rest: list[Tagged]) -> bool:
    """Tell whether the year stated by itself is another than that of the date: the date is that of something else."""
    year = _first(rest, "PY").value or _first(rest, "Y1").value
    return bool(year) and not year.startswith(date[:4])


def iso_date(text: str) -> str:
    """Return ``2019/03/5/`` or ``2019-3`` as an ISO date, "" where there is no year.

    >>> iso_date("2019/03/5/Spring"), iso_date("2019///"), iso_date("March")
    ('2019-03-05', '2019', '')
    """
    found = _DATE.match(text.strip())
    if found is None:
        return ""
    parts = [found[1]]
    for part in (found[2], found[3]):
        if not part or not int(part):
            break
        parts.append(part.zfill(2))
    return "-".join(parts)


def _take_pages(draft: Draft, rest: list[Tagged]) -> None:
    start, end = _first(rest, "SP"), _first(rest, "EP")
    if start.value and end.value and end.value not in {start.value, start.value.split("-")[-1]}:
        draft.state("pages", f"{start.value}--{end.value}", start.line)
    else:
        draft.state("pages", start.value or end.value, start.line or end.line)


def _take_unknown(draft: Draft, rest: list[Tagged], taken: frozenset[str]) -> None:
    """Keep what nobody took under the name of its tag, so that nothing is lost."""
    for value in rest:
        if value.tag not in taken:
            draft.add(value.tag.lower(), value.value, value.line)
