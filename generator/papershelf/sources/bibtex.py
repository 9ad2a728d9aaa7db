"""BibTeX and BibLaTeX: pybtex reads entry by entry, so that damage costs the entry it is in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, UndefinedMacro, month_names
from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from papershelf.problems import Location, Problem, Severity
from papershelf.records import Dialect, Field, Reading, Record

_START: Final = re.compile(r"^[ \t]*@[ \t]*(?=[A-Za-z]+[ \t]*[{(])", re.MULTILINE)
_COMMENT: Final = re.compile(r"\s*@\s*comment\b", re.IGNORECASE)
_CONFLICT: Final = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
_INHERITED: Final = {"title": "booktitle", "booktitle": "booktitle"}
_NOT_INHERITED: Final = {
    "crossref",
    "xref",
    "entryset",
    "keywords",
    "abstract",
    "author",
    "label",
    "note",
    "doi",
    "url",
}
_GLUE: Final = 3


class _Parser(LowLevelParser):  # type: ignore[misc]
    """pybtex's parser, told to note the line of each field and to go on after an undefined macro."""

    def __init__(self, text: str, macros: dict[str, str]) -> None:
        super().__init__(text, macros=macros)
        self.lines: list[int] = []
        self.undefined: list[tuple[str, int]] = []

    def parse_value(self) -> None:
        """Note the line on which the value begins."""
        line = self.lineno
        super().parse_value()
        if self.current_value:
            self.lines.append(line)

    def handle_error(self, error: Exception) -> None:
        """Collect undefined macros, whose value stays empty; raise what else is wrong."""
        if not isinstance(error, UndefinedMacro):
            raise error
        self.undefined.append((str(error), self.lineno))


def read(text: str, path: str) -> Reading:
    """Return the records of a ``.bib`` file, each with the lines of its fields, and what is wrong with the others."""
    problems = [_conflict(path, text, found) for found in _CONFLICT.finditer(text)]
    text = _CONFLICT.sub("", text)
    macros = dict(month_names)
    records: list[Record] = []
    chunks = _chunks(text)
    at = 0
    while at < len(chunks):
        used, record, found = _entry(chunks[at : at + _GLUE], path, macros)
        problems += found
        if record is not None:
            records.append(record)
        at += used
    return Reading(_inherit(records), tuple(problems))


def _chunks(text: str) -> list[tuple[int, str]]:
    """Return the text cut where a line begins an entry, each with its first line; comments whole."""
    starts = [found.start() for found in _START.finditer(text)]
    pieces = [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    line = text.count("\n", 0, starts[0]) + 1 if starts else 1
    chunks: list[tuple[int, str]] = []
    open_comment = 0
    for piece in pieces:
        depth = piece.count("{") - piece.count("}")
        if open_comment > 0:
            open_comment += depth
        elif _COMMENT.match(piece):
            open_comment = depth
        else:
            chunks.append((line, piece))
        line += piece.count("\n")
    return chunks


def _entry(
    chunks: Sequence[tuple[int, str]], path: str, macros: dict[str, str]
) -> tuple[int, Record | None, list[Problem]]:
    """Return how many chunks the first entry takes, its record and its problems."""
    line, text = chunks[0]
    damage: tuple[_Parser, PybtexSyntaxError] | None = None
    for count in range(1, len(chunks) + 1):
        parser = _Parser("".join(piece for _, piece in chunks[:count]), macros)
        try:
            parsed = next(iter(parser), None)
        except PybtexSyntaxError as error:
            damage = damage or (parser, error)
            if isinstance(error, PrematureEOF):
                continue
            break
        except SkipEntry:
            return count, None, []
        record, problems = _record(parser, parsed, (path, line, parser.text))
        return count, record, problems
    if damage is None:
        return 1, None, []
    return _damaged(*damage, (path, line, text))


def _record(
    parser: _Parser, parsed: tuple[str, tuple[str, list[tuple[str, list[str]]]]] | None, place: tuple[str, int, str]
) -> tuple[Record | None, list[Problem]]:
    path, line, text = place
    if parsed is None or parsed[0].lower() in {"string", "preamble", "comment"}:
        return None, []
    command, (key, stated) = parsed
    fields: dict[str, Field] = {}
    problems = [
        Problem("PS104", Severity.NOTICE, Location(path, line + at - 1), f"the entry {key!r}: {message}.",
                done="The macro's value stays empty.", remedy="Define it with @string or put the text in braces.")
        for message, at in parser.undefined
    ]  # fmt: skip
    for (name, parts), at in zip(stated, parser.lines, strict=False):
        field, where = name.lower(), Location(path, line + at - 1)
        if field in fields:
            problems.append(_twice(where, key, field))
        else:
            fields[field] = Field("".join(parts), where)
    record = Record(key, command.lower(), fields, Location(path, line), Dialect.LATEX, text.strip())
    return record, problems


def _damaged(
    parser: _Parser, error: PybtexSyntaxError, place: tuple[str, int, str]
) -> tuple[int, Record | None, list[Problem]]:
    path, line, text = place
    key, stated = parser.current_entry_key, list(parser.current_fields or [])
    record = None
    if key and stated:
        record, _ = _record(parser, ("misc", (key, stated)), place)
        kind = re.match(r"\s*@\s*(\w+)", text)
        record = replace(record, kind=kind[1].lower()) if record and kind else record
    where = Location(path, line + error.lineno - 1 if error.lineno else line)
    kept = f"The {len(stated)} fields before it were kept." if record else "The entry is not on the site."
    last = line + text.rstrip().count("\n")
    if isinstance(error, PrematureEOF):
        problem = Problem("PS101", Severity.ERROR, Location(path, line), f"the entry {key!r} has no closing brace.",
                          text.strip(), kept, f"Add }} before line {last + 1}.")  # fmt: skip
    else:
        problem = Problem("PS102", Severity.ERROR, where, f"the entry {key!r}: {error}.",
                          text.strip(), kept, "A comma, a brace or a quote is missing before this place.")  # fmt: skip
    return 1, record, [problem]


def _inherit(records: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records with the fields that ``crossref`` and ``xdata`` lend them."""
    parents = {record.key.lower(): record for record in reversed(records) if record.key}
    lent = tuple(_with_parents(record, parents) for record in records)
    return tuple(record for record in lent if record.kind != "xdata")


def _with_parents(record: Record, parents: Mapping[str, Record]) -> Record:
    fields = dict(record.fields)
    for parent in _parents(record, parents):
        for name, field in parent.fields.items():
            if "crossref" in record.fields and name not in _NOT_INHERITED:
                fields.setdefault(_INHERITED.get(name, name), field)
            elif "xdata" in record.fields:
                fields.setdefault(name, field)
    return record if len(fields) == len(record.fields) else replace(record, fields=fields)


def _parents(record: Record, parents: Mapping[str, Record]) -> Iterator[Record]:
    for field in ("crossref", "xdata"):
        for key in record.fields[field].value.split(",") if field in record.fields else ():
            parent = parents.get(key.strip().lower())
            if parent is not None and parent is not record:
                yield parent


def _twice(where: Location, key: str, field: str) -> Problem:
    return Problem("PS105", Severity.NOTICE, where, f"the entry {key!r} has {field!r} twice.", done="The first counts.")


def _conflict(path: str, text: str, found: re.Match[str]) -> Problem:
    where = Location(path, text.count("\n", 0, found.start()) + 1)
    return Problem("PS106", Severity.ERROR, where, f"{found.group()!r} is left of a merge.", found.group(),
                   "The line was skipped; both sides were read.", "Choose one side.")  # fmt: skip
