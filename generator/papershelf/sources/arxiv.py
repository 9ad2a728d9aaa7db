"""Answers of the arXiv API: an Atom feed, entry by entry, so that damage costs the entry it is in.

Source: https://info.arxiv.org/help/api/user-manual.html
"""

import html
import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from papershelf.codes import problem
from papershelf.problems import Location, Problem
from papershelf.records import Reading, Record
from papershelf.sources.drafts import Draft
from papershelf.sources.name_lists import in_order, name_list

_ATOM: Final = "{http://www.w3.org/2005/Atom}"
_ARXIV: Final = "{http://arxiv.org/schemas/atom}"
_BEGIN: Final = re.compile(r"<entry\b[^<>]*>")
_END: Final = "</entry>"
_SNIFFED: Final = re.compile(r"<feed\b[^>]*http://www\.w3\.org/2005/Atom|<entry\b[^>]*>\s*<id>\s*https?://arxiv\.org/")
_ID: Final = re.compile(r"https?://arxiv\.org/abs/(\S+)")
_LEAF: Final = re.compile(r"<(?:arxiv:)?(title|id|summary|doi|journal_ref|comment)\b[^<>]*>([^<]*)</")
_WITHDRAWN: Final = re.compile(r"\bwithdrawn\b", re.IGNORECASE)
_FEED: Final = re.compile(r"<feed\b[^<>]*[^/<>]>")
_ROOT: Final = '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">'


def sniff(head: str) -> bool:
    """Tell whether a text is an Atom feed that speaks of arXiv."""
    return "arxiv" in head.lower() and _SNIFFED.search(head) is not None


def read(text: str, path: str) -> Reading:
    """Return a record for each entry of the feed, its fields at the lines of their elements."""
    records: list[Record] = []
    problems: list[Problem] = []
    feed = _FEED.search(text)
    root = feed.group() if feed else _ROOT
    for source, line in _entries(text):
        try:
            entry = fromstring(f"{root}{source}</feed>", forbid_dtd=True).find(f"{_ATOM}entry")
        except (ParseError, DefusedXmlException, ValueError) as error:
            problems.append(_damaged(Location(path, line), str(error), source))
            entry = _rescued(source)
        if entry is not None and len(entry):
            records.append(_record(entry, source, path, line))
    return Reading(tuple(records), tuple(problems))


def _entries(text: str) -> Iterator[tuple[str, int]]:
    """Yield the text of each entry with its line; one without its end goes up to the next."""
    line, counted = 1, 0
    begins = [found.start() for found in _BEGIN.finditer(text)]
    for start, following in zip(begins, [*begins[1:], len(text)], strict=False):
        line += text.count("\n", counted, start)
        counted = start
        end = text.find(_END, start, following)
        yield text[start : end + len(_END) if end >= 0 else following], line


def _rescued(source: str) -> Element | None:
    """Return an entry made of those elements of a damaged one that are whole and hold text alone."""
    entry = Element(f"{_ATOM}entry")
    for name, text in _LEAF.findall(source):
        space = _ATOM if name in {"title", "id", "summary"} else _ARXIV
        leaf = Element(f"{space}{name}")
        leaf.text = html.unescape(text)
        entry.append(leaf)
    for name in re.findall(r"<name>([^<]*)</name>", source):
        author = Element(f"{_ATOM}author")
        leaf = Element(f"{_ATOM}name")
        leaf.text = html.unescape(name)
        author.append(leaf)
        entry.append(author)
    return entry if entry.find(f"{_ATOM}title") is not None else None


def _record(entry: Element, source: str, path: str, line: int) -> Record:
    draft = Draft(path, line)
    lines = _lines(source, line)
    for element, name in (("title", "title"), ("summary", "abstract"), ("published", "date"), ("updated", "updated")):
        text = _text(entry.find(_ATOM + element))
        draft.state(name, text[:10] if name in {"date", "updated"} else text, lines.get(element, line))
    for element, name in (("doi", "doi"), ("journal_ref", "journalref"), ("comment", "comment")):
        draft.state(name, _text(entry.find(_ARXIV + element)), lines.get(element, line))
    _take_identity(draft, entry, lines.get("id", line))
    names = [_text(name) for name in entry.iterfind(f"{_ATOM}author/{_ATOM}name")]
    draft.state("author", name_list(map(in_order, names)), lines.get("author", line))
    for category in entry.iterfind(f"{_ATOM}category"):
        draft.add("keywords", category.get("term", ""), lines.get("category", line))
    if _WITHDRAWN.search(draft.text("comment")):
        draft.state("withdrawn", draft.text("comment"), lines.get("comment", line))
    return draft.record(None, "online", source)


def _take_identity(draft: Draft, entry: Element, line: int) -> None:
    address = _text(entry.find(f"{_ATOM}id"))
    found = _ID.match(address)
    if found:
        draft.state("eprint", found[1], line)
        draft.state("eprinttype", "arXiv", line)
    draft.state("url", address, line)
    primary = entry.find(f"{_ARXIV}primary_category")
    draft.state("eprintclass", "" if primary is None else primary.get("term", ""), line)


def _text(element: Element | None) -> str:
    return "" if element is None else "".join(element.itertext())


def _lines(source: str, first: int) -> dict[str, int]:
    """Return element -> the line of its first occurrence."""
    lines: dict[str, int] = {}
    line, counted = first, 0
    for found in re.finditer(r"<(?:\w+:)?(\w+)", source):
        line += source.count("\n", counted, found.start())
        counted = found.start()
        lines.setdefault(found[1], line)
    return lines


def _damaged(where: Location, error: str, source: str) -> Problem:
    return problem("PS170", where, f"the entry is not XML: {error}.", quote=source,
                   done="What is whole in it was read.", remedy="Download the feed again.")  # fmt: skip
