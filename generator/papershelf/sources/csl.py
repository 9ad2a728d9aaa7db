"""CSL-JSON, as Zotero, Mendeley, Crossref and DataCite write it.

Source: https://docs.citationstyles.org/en/stable/specification.html
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

from papershelf.codes import problem
from papershelf.problems import Location, Problem
from papershelf.records import Reading, Record
from papershelf.sources.decoding import cleaned
from papershelf.sources.drafts import Draft
from papershelf.sources.json_items import Item, Member, items
from papershelf.sources.name_lists import in_order, name_list, organisation, person

_SNIFFED: Final = re.compile(r"\"(title|type|authors?|DOI|doi|container-title|issued|year|abstract)\"\s*:")
_KINDS: Final[Mapping[str, str]] = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "review": "article",
    "journal-article": "article", "paper-conference": "inproceedings", "proceedings-article": "inproceedings",
    "chapter": "incollection", "book-chapter": "incollection", "book": "book", "monograph": "book",
    "edited-book": "collection", "proceedings": "proceedings", "collection": "collection", "thesis": "thesis",
    "dissertation": "thesis", "report": "report", "dataset": "dataset", "software": "software", "webpage": "online",
    "post": "online", "post-weblog": "online", "posted-content": "preprint", "article": "misc", "preprint": "preprint",
    "manuscript": "unpublished", "patent": "patent", "entry-encyclopedia": "inreference",
    "entry-dictionary": "inreference", "entry": "inreference", "pamphlet": "booklet", "periodical": "periodical",
}  # fmt: skip
_FIELDS: Final[Mapping[str, str]] = {
    "title": "title", "subtitle": "subtitle", "title-short": "shorttitle", "short-title": "shorttitle",
    "shortTitle": "shorttitle", "container-title-short": "shortjournal", "short-container-title": "shortjournal",
    "journalAbbreviation": "shortjournal", "collection-title": "series", "event": "eventtitle",
    "event-title": "eventtitle", "event-place": "venueplace", "publisher": "publisher", "publisher-place": "location",
    "volume": "volume", "issue": "number", "page": "pages", "edition": "edition", "chapter-number": "chapter",
    "DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "URL": "url", "PMID": "pmid", "PMCID": "pmcid",
    "abstract": "abstract", "language": "language", "note": "note", "annote": "annote", "genre": "type",
    "status": "pubstate", "authority": "institution", "archive": "archive", "version": "version",
    "number-of-pages": "pagetotal", "number-of-volumes": "volumes", "original-title": "origtitle",
    "article-number": "eid", "license": "copyright",
}  # fmt: skip
_DATES: Final[Mapping[str, str]] = {
    "issued": "date", "published": "date", "published-print": "date", "published-online": "epubdate",
    "accessed": "urldate", "event-date": "eventdate", "original-date": "origdate", "submitted": "submitted",
}  # fmt: skip
_PEOPLE: Final[Mapping[str, str]] = {
    "author": "author", "authors": "author", "editor": "editor", "translator": "translator",
    "container-author": "bookauthor", "collection-editor": "serieseditor", "director": "director",
    "reviewed-author": "reviewedauthor",
}  # fmt: skip
_PART: Final = frozenset({"incollection", "inproceedings", "inreference"})
_SKIPPED: Final = frozenset({"type", "id", "citation-key"})
_MOST_PARTS: Final = 3


def sniff(head: str) -> bool:
    """Tell whether a text is JSON that names a title or an identifier."""
    return head.lstrip()[:1] in {"[", "{"} and len({"title", *_SNIFFED.findall(head)}) > 1 and '"title"' in head


def read(text: str, path: str) -> Reading:
    """Return a record for each item, each field at its line; ``citation-key`` or ``id`` is the citation key."""
    records: list[Record] = []
    problems: list[Problem] = []
    for item in items(text):
        if item.damaged:
            problems.append(_damaged(item, path, kept=bool(item.members)))
        if item.members:
            records.append(_record(item, path))
            problems += (_shapeless(member, path) for member in item.members if _says_nothing(member))
    return Reading(tuple(records), tuple(problems))


def _damaged(item: Item, path: str, *, kept: bool) -> Problem:
    many = len(item.members)
    return problem("PS150", Location(path, item.damaged), f"the item that begins on line {item.line} is not JSON here.",
        quote=item.quote, done=f"The {many} fields before it were kept." if kept else "It is not on the site.",
        remedy="Look for a quote, a comma or a brace that is missing before this place.")  # fmt: skip


def _says_nothing(member: Member) -> bool:
    """Tell whether a member that we know holds something, but nothing that can be read."""
    name, value, _ = member
    if name in _PEOPLE:
        return bool(value) and not _people(value)
    if name in _DATES:
        return bool(value) and not isinstance(value, dict) and not _date(value)
    return (
        (name in _FIELDS or name == "container-title")
        and isinstance(value, list | dict)
        and bool(value)
        and (not _text(value))
    )


def _shapeless(member: Member, path: str) -> Problem:
    said = _unknown(member.value)[:80]
    return problem("PS151", Location(path, member.line), f"{member.name} is {said}, which says nothing.", quote=said,
                   done="It was left out.", remedy="Write a text, names or a date, as CSL-JSON does.")  # fmt: skip


def _record(item: Item, path: str) -> Record:
    draft = Draft(path, item.line)
    stated = {member.name: member for member in item.members}
    kind = _KINDS.get(_text(stated["type"].value).lower(), "misc") if "type" in stated else "misc"
    for member in item.members:
        if member.name not in _SKIPPED:
            _take(draft, member, kind)
    if kind in {"thesis", "report"}:
        draft.rename("publisher", "institution")
        draft.rename("numberofreport", "number")
    if "location" not in draft.fields:
        draft.rename("venueplace", "location")
    _take_preprint(draft)
    if kind == "misc" and "preprint" in draft.text("type").lower():
        kind = "preprint"
    return draft.record(_key(stated), kind, item.quote)


def _key(stated: Mapping[str, Member]) -> str | None:
    """Return the citation key; an ``id`` that is a number, an address or a sentence is none."""
    for name in ("citation-key", "id"):
        text = _text(stated[name].value) if name in stated else ""
        if text and not text.isdigit() and not re.search(r"[\s,{}]|://", text):
            return text
    return None


def _take(draft: Draft, member: Member, kind: str) -> None:
    name, value, line = member
    if name in _PEOPLE:
        draft.state(_PEOPLE[name], _people(value), line)
    elif name in _DATES:
        draft.state(_DATES[name], _date(value), line)
    elif name in {"keyword", "keywords", "categories", "subject", "tags"}:
        draft.state("keywords", _words(value), line)
    elif name == "container-title":
        draft.state("booktitle" if kind in _PART else "journaltitle", _text(value), line)
    elif name == "number":
        draft.state("number" if kind not in {"article", "inproceedings"} else "eid", _text(value), line)
    elif name in _FIELDS:
        draft.state(_FIELDS[name], _text(value), line)
    else:
        draft.state(re.sub(r"[^a-z0-9_]+", "-", name.lower()).strip("-") or "unnamed", _unknown(value), line)


def _text(value: object) -> str:
    """Return a value as text; of a list the first element, as Crossref writes titles; objects say nothing."""
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)[:200]
    if isinstance(value, list):
        return next((text for one in value if not isinstance(one, list) and (text := _text(one))), "")
    return ""


def _unknown(value: object) -> str:
    """Return a value of an unknown field as text: what is no plain value stays JSON."""
    if not isinstance(value, list | dict):
        return _text(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(map(_text, value))
    try:
        return cleaned(json.dumps(value, ensure_ascii=False)) if value else ""
    except RecursionError:
        return ""


def _words(value: object) -> str:
    """Return keywords, a string or a list of strings or of Zotero's tags, as one list."""
    if not isinstance(value, list):
        return _text(value)
    texts = (_text(word.get("tag")) if isinstance(word, dict) else _text(word) for word in value)
    return "; ".join(text for text in texts if text)


def _people(value: object) -> str:
    """Return names as a BibTeX name list."""
    if isinstance(value, str):
        return name_list(in_order(name) for name in re.split(r"\s*;\s*|\s+and\s+", cleaned(value)))
    return name_list(_names(value))


def _names(value: object) -> Iterator[str]:
    for name in value if isinstance(value, list) else [value]:
        if isinstance(name, str):
            yield in_order(cleaned(name))
        elif isinstance(name, dict):
            yield _name({str(part): _text(text) for part, text in name.items()})


def _name(parts: Mapping[str, str]) -> str:
    literal = parts.get("literal") or parts.get("name") or ""
    family = parts.get("family") or parts.get("lastName") or ""
    given = parts.get("given") or parts.get("firstName") or ""
    if not family:
        return in_order(given) if given else organisation(literal)
    particle = parts.get("non-dropping-particle", "")
    dropping = parts.get("dropping-particle", "")
    return person(family, given, f"{dropping} {particle}", parts.get("suffix", ""))


def _date(value: object) -> str:
    """Return a date variable as an ISO date or range, else as it is said."""
    if not isinstance(value, dict):
        return _text(value)
    parts = value.get("date-parts")
    if isinstance(parts, list):
        dates = [date for date in map(_parts, parts) if date]
        if dates:
            return "/".join(dates[:2])
    return _text(value.get("raw")) or _text(value.get("literal")) or _text(value.get("date-time"))[:10]


def _parts(value: object) -> str:
    numbers: list[str] = []
    for part in value[:_MOST_PARTS] if isinstance(value, list) else []:
        text = _text(part).strip()
        if not text.isdigit() or not int(text[:9]):
            break
        numbers.append(text if not numbers else text.zfill(2))
    return "-".join(numbers)


def _take_preprint(draft: Draft) -> None:
    """State the arXiv identifier that Zotero writes as a number of the publisher arXiv."""
    for name in ("number", "eid", "archive-location", "archive_location"):
        field = draft.fields.get(name)
        if field and re.match(r"arxiv:\s*\S", field.value, re.IGNORECASE):
            draft.state("eprint", field.value.split(":", 1)[1], field.location.line)
            draft.state("eprinttype", "arXiv", field.location.line)
            del draft.fields[name]
