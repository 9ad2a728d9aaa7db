"""A pasted list: pairs of lines, a title and its abstract."""

import re
from collections.abc import Iterator
from typing import Final

from papershelf.problems import Location, Problem, Severity
from papershelf.records import Dialect, Field, Reading, Record

_CHROME: Final = re.compile(r"^get trending papers in your (?:e-?mail )?inbox\b.*$|^subscribe$", re.IGNORECASE)
_GLUED: Final = re.compile(r"^Subscribe(?=[A-Z0-9])")
_LONGEST_TITLE: Final = 300
_SHORTEST_ABSTRACT: Final = 120


def read(text: str, path: str) -> Reading:
    """Return a record for each pair of lines; what is not a pair is a problem at its line."""
    problems: list[Problem] = []
    lines = list(_content(text, path, problems))
    records, at = [], 0
    while at < len(lines):
        line, title = lines[at]
        if _is_abstract(title):
            problems.append(_lone(path, line, title, "an abstract where a title should be", "Add the title above it."))
            at += 1
        elif at + 1 == len(lines) or not _follows(lines[at + 1][1], title):
            problems.append(_lone(path, line, title, "a title without an abstract", "Add the abstract below it."))
            records.append(_record(path, (line, title), None))
            at += 1
        else:
            records.append(_record(path, (line, title), lines[at + 1]))
            at += 2
    return Reading(tuple(records), tuple(problems))


def _content(text: str, path: str, problems: list[Problem]) -> Iterator[tuple[int, str]]:
    first = True
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        line = raw.strip()
        if not line:
            continue
        if _CHROME.match(line):
            problems.append(_dropped(path, number, line))
            continue
        if first and _GLUED.match(line):
            problems.append(_dropped(path, number, "Subscribe"))
            line = _GLUED.sub("", line)
        first = False
        yield number, line


def _is_abstract(line: str) -> bool:
    return len(line) > _LONGEST_TITLE or (len(line) > _SHORTEST_ABSTRACT and len(re.findall(r"[.!?] [A-Z]", line)) > 1)


def _follows(line: str, title: str) -> bool:
    """Tell whether ``line`` can be the abstract of ``title``: it is longer, or it ends as a sentence does."""
    return _is_abstract(line) or len(line) > len(title) or line.endswith((".", "!", "?"))


def _record(path: str, title: tuple[int, str], abstract: tuple[int, str] | None) -> Record:
    fields = {"title": Field(title[1], Location(path, title[0]))}
    if abstract:
        fields["abstract"] = Field(abstract[1], Location(path, abstract[0]))
    quote = "\n".join(field.value for field in fields.values())
    return Record(None, "misc", fields, Location(path, title[0]), Dialect.DAMAGED_LATEX, quote)


def _dropped(path: str, line: int, text: str) -> Problem:
    message = f"{text!r} belongs to the page that the list was pasted from."
    return Problem("PS151", Severity.NOTICE, Location(path, line), message, text, "It was dropped.")


def _lone(path: str, line: int, text: str, what: str, remedy: str) -> Problem:
    quote = text if len(text) < _SHORTEST_ABSTRACT else text[:_SHORTEST_ABSTRACT] + " ..."
    done = "The pairs before and after it were kept."
    return Problem("PS152", Severity.WARNING, Location(path, line), f"{quote!r} is {what}.", text, done, remedy)
