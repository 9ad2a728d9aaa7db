"""A pasted list: pairs of lines, a title and its abstract."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from papershelf.codes import problem
from papershelf.problems import Location, Problem
from papershelf.records import Dialect, Field, Reading, Record

_CHROME: Final = re.compile(
    r"^(?=.{0,160}$)(?:.*\b(?:in|to) your (?:e-?mail )?inbox\b.*|.*\bour newsletter\b.*|subscribe\W*|sign up\W*)$",
    re.IGNORECASE,
)
_GLUED: Final = re.compile(r"^Subscribe(?=[A-Z0-9])")
_SENTENCES: Final = re.compile(r"[.!?][\"')\]]*\s+[\"'(\[]?[A-Z0-9]")
_LONGEST_TITLE: Final = 400
_LONGEST_SURE_TITLE: Final = 200
_SHORT: Final = 80
_SNIFFED: Final = 200


class _Line(NamedTuple):
    number: int
    text: str


def sniff(head: str) -> bool:
    """Tell whether a text begins like pairs of a title and an abstract."""
    lines = [line for line in _content(head)[0] if line.text][:_SNIFFED]
    titles, abstracts = lines[::2], lines[1::2]
    if len(lines) <= 4:  # noqa: PLR2004 - too short to judge
        return len(lines) > 1
    longer = sum(len(line.text) for line in abstracts) > 1.5 * sum(len(line.text) for line in titles)
    return longer or sum(map(_is_abstract, lines)) * 4 > len(lines)


def read(text: str, path: str) -> Reading:
    """Return a record for each pair of lines; what is not a pair is a problem at its line.

    A title that stands alone is a record without an abstract; an abstract that stands alone is in the report only.
    """
    lines, chrome = _content(text)
    problems: list[Problem] = [_dropped(path, chrome)] if chrome else []
    records = list(_records(lines, path, problems))
    return Reading(tuple(records), tuple(problems))


def _content(text: str) -> tuple[list[_Line], list[_Line]]:
    """Return the lines that say something, and those at the head that belong to the page they were copied from."""
    lines: list[_Line] = []
    chrome: list[_Line] = []
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if not lines and line:
            if _CHROME.match(line):
                chrome.append(_Line(number, line))
                continue
            if _GLUED.match(line):
                chrome.append(_Line(number, "Subscribe"))
                line = line.removeprefix("Subscribe")
        if line:
            lines.append(_Line(number, line))
    return lines, chrome


def _is_abstract(line: _Line) -> bool:
    """Tell whether a line cannot be a title: longer than any, or long and of several sentences."""
    length = len(line.text)
    return length > _LONGEST_TITLE or (length > _LONGEST_SURE_TITLE and bool(_SENTENCES.search(line.text)))


def _records(lines: Sequence[_Line], path: str, problems: list[Problem]) -> Iterator[Record]:
    at, end = 0, len(lines)
    while at < end:
        title = lines[at]
        if _is_abstract(title):
            problems.append(_untitled(path, title))
            at += 1
            continue
        abstract, at = _abstract_after(lines, at)
        if abstract is None:
            problems.append(_lone(path, title))
        elif at < end and _continues(lines[at]):
            problems.append(_joined(path, lines[at]))
            abstract = _Line(abstract.number, f"{abstract.text} {lines[at].text}")
            at += 1
        yield _record(path, title, abstract)


def _abstract_after(lines: Sequence[_Line], at: int) -> tuple[_Line | None, int]:
    """Return the abstract of the title ``lines[at]`` and the place after it.

    Two lines that may both be titles are a pair, unless the next two tell that the second has an abstract of its own.
    """
    if at + 1 >= len(lines):
        return None, at + 1
    follower = lines[at + 1]
    if not _is_abstract(follower) and at + 2 < len(lines) and _is_abstract(lines[at + 2]):
        pair_after = at + 3 < len(lines) and _is_abstract(lines[at + 3]) and not _continues(lines[at + 3])
        if not pair_after:
            return None, at + 1
    return follower, at + 2


def _continues(line: _Line) -> bool:
    return _is_abstract(line) and line.text[0].islower()


def _record(path: str, title: _Line, abstract: _Line | None) -> Record:
    fields = {"title": Field(title.text, Location(path, title.number))}
    quote = title.text
    if abstract:
        fields["abstract"] = Field(abstract.text, Location(path, abstract.number))
        quote += "\n" + abstract.text
    return Record(None, "misc", fields, Location(path, title.number), Dialect.DAMAGED_LATEX, quote, (path,))


def _shown(line: _Line) -> str:
    return repr(line.text if len(line.text) <= _SHORT else line.text[:_SHORT] + "...")


def _dropped(path: str, chrome: Sequence[_Line]) -> Problem:
    said = ", ".join(_shown(line) for line in chrome)
    return problem("PS130", Location(path, chrome[0].number), f"{said}: words of the page that was copied.",
                   quote="\n".join(line.text for line in chrome), done="They were dropped.")  # fmt: skip


def _untitled(path: str, line: _Line) -> Problem:
    return problem("PS131", Location(path, line.number), f"{_shown(line)} is an abstract where a title should be.",
                   quote=line.text, done="The pairs before and after it were kept.",
                   remedy="Write its title on the line before it.")  # fmt: skip


def _lone(path: str, line: _Line) -> Problem:
    return problem("PS132", Location(path, line.number), f"{_shown(line)} is a title without an abstract.",
                   quote=line.text, done="It is published without; the pairs before and after it were kept.",
                   remedy="Write the abstract on the line after it, or delete the line.")  # fmt: skip


def _joined(path: str, line: _Line) -> Problem:
    return problem("PS133", Location(path, line.number), f"{_shown(line)} goes on with the abstract before it.",
                   quote=line.text, done="The two lines were joined.", remedy="Write it on one line.")  # fmt: skip
