"""PubMed's ``.nbib``: the MEDLINE format.

Source: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from papershelf.records import Reading, Record
from papershelf.sources.conflicts import without_conflicts
from papershelf.sources.drafts import Draft
from papershelf.sources.name_lists import family_first, name_list, organisation, person
from papershelf.sources.tagged import Block, Grammar, Tagged, blocks

_SNIFFED: Final = re.compile(r"^PMID- ?\d+", re.MULTILINE)
_GRAMMAR: Final = Grammar(re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(?! )(.*)"), "PMID", "")
_FIELDS: Final[Mapping[str, str]] = {
    "PMID": "pmid", "TI": "title", "AB": "abstract", "JT": "journaltitle", "TA": "shortjournal", "VI": "volume",
    "IP": "number", "PG": "pages", "LA": "language", "PMC": "pmcid", "PB": "publisher", "PL": "location",
    "EN": "edition", "VTI": "booktitle", "TT": "origtitle", "DEP": "epubdate", "ISBN": "isbn", "CTI": "series",
}  # fmt: skip
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE: Final = re.compile(r"(\d{4})(?: ([A-Z][a-z]{2})(?: (\d{1,2})(?!\d|-))?)?")
_INITIALS: Final = re.compile(r"(.+) ([A-Z]{1,4})((?: (?:Jr|Sr|2nd|3rd|II|III|IV))?)")
_NEWS: Final[Mapping[str, str]] = {"RIN": "retracted", "EIN": "erratum"}
_HANDLED: Final = frozenset({"AU", "FAU", "CN", "FCN", "ED", "FED", "DP", "LID", "AID", "IS", "PT", "MH", "OT", "BTI"})


def sniff(head: str) -> bool:
    """Tell whether a text holds the first line of a record."""
    return _SNIFFED.search(head) is not None


def read(text: str, path: str) -> Reading:
    """Return a record for each ``PMID``, each field at its line; there are no citation keys."""
    marked, problems = without_conflicts(text, path)
    lines = marked.split("\n")
    found, incomplete = blocks(lines, _GRAMMAR, path)
    return Reading(tuple(_record(block, lines, path) for block in found), (*problems, *incomplete))


def _record(block: Block, lines: list[str], path: str) -> Record:
    draft = Draft(path, block.first)
    tags: dict[str, list[Tagged]] = {}
    for value in block.values():
        tags.setdefault(value.tag, []).append(value)
    for tag, values in tags.items():
        for value in values:
            if tag in _FIELDS:
                draft.state(_FIELDS[tag], value.value, value.line)
            elif tag in _NEWS:
                draft.state(_NEWS[tag], value.value, value.line)
            elif tag not in _HANDLED:
                draft.add(tag.lower(), value.value, value.line)
    _take_people(draft, tags)
    _take_identity(draft, tags)
    kind = _take_type(draft, tags)
    return draft.record(None, kind, "\n".join(lines[block.first - 1 : block.last]))


def _take_people(draft: Draft, tags: Mapping[str, Sequence[Tagged]]) -> None:
    for name, full, short in (("author", "FAU", "AU"), ("editor", "FED", "ED")):
        stated = tags.get(full, ())
        names = [(value.line, family_first(value.value)) for value in stated]
        if not stated:
            names = [(value.line, _abbreviated(value.value)) for value in tags.get(short, ())]
        if name == "author":
            names += [(value.line, organisation(value.value)) for value in tags.get("CN", ())]
            names.sort()
        if names:
            draft.state(name, name_list(one for _, one in names), names[0][0])


def _abbreviated(text: str) -> str:
    """Return ``Smith JA Jr`` as BibTeX writes it: ``Smith, Jr, J. A.``."""
    found = _INITIALS.fullmatch(text)
    if found is None:
        return family_first(text)
    return person(found[1], " ".join(f"{letter}." for letter in found[2]), suffix=found[3].strip())


def _take_identity(draft: Draft, tags: Mapping[str, Sequence[Tagged]]) -> None:
    for value in tags.get("DP", ()):
        draft.state("date" if _DATE.match(value.value) else "year", _date(value.value), value.line)
    for value in (*tags.get("LID", ()), *tags.get("AID", ())):
        identifier, _, kind = value.value.partition(" [")
        name = {"doi]": "doi", "pii]": "eid"}.get(kind, "aid")
        draft.state(name, identifier, value.line)
    for value in tags.get("IS", ()):
        draft.state("isbn" if "ISBN" in value.value else "issn", value.value.split(" ")[0], value.line)
    if "pages" in draft.fields:
        draft.fields.pop("eid", None)


def _date(text: str) -> str:
    """Return ``2019 Mar 5`` as an ISO date; anything else as it is."""
    found = _DATE.match(text)
    if found is None:
        return text
    if found[2] not in _MONTHS:
        return found[1]
    month = f"{found[1]}-{_MONTHS.index(found[2]) + 1:02d}"
    return f"{month}-{int(found[3]):02d}" if found[3] else month


def _take_type(draft: Draft, tags: Mapping[str, Sequence[Tagged]]) -> str:
    """State keywords and retractions, and return the kind that the publication types tell."""
    types = [value.value for value in tags.get("PT", ())]
    for value in tags.get("PT", ()):
        draft.add("publicationtype", value.value, value.line)
        if value.value == "Retracted Publication":
            draft.state("retracted", "true", value.line)
    for value in (*tags.get("OT", ()), *tags.get("MH", ())):
        draft.add("keywords", value.value.replace("*", ""), value.line)
    for value in tags.get("BTI", ()):
        draft.state("booktitle" if "title" in draft.fields else "title", value.value, value.line)
    if "Preprint" in types:
        return "preprint"
    if "BTI" in tags:
        return "incollection" if "TI" in tags else "book"
    return "dataset" if "Dataset" in types else "article"
