"""Tables with a header, CSV and TSV: a paper is a row."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from papershelf.codes import problem
from papershelf.problems import Location, Problem
from papershelf.records import Field, Reading, Record
from papershelf.sources.drafts import Draft
from papershelf.sources.name_lists import family_first, in_order, name_list
from papershelf.sources.table_columns import field_of, kind_of

_DELIMITERS: Final = (",", "\t", ";", "|")
_SEPARATOR_LINE: Final = re.compile(r"sep=(.)", re.IGNORECASE)
_KEY: Final = re.compile(r"(?![A-Z0-9]{8}$)(?=.*[A-Za-z])[^\s,{}\"]+")
_FORMULA: Final = re.compile(r"'(?=[=+\-@\t])")
_LOOKED_AT: Final = 10
_LONGEST_ROW: Final = 300
"""Lines: a quote that is open for longer has lost its partner."""


class _Row(NamedTuple):
    cells: list[str]
    line: int
    quote: str


class _Table(NamedTuple):
    """A header: its line, its field names, its delimiter."""

    line: int
    names: tuple[str, ...]
    delimiter: str


def sniff(head: str) -> bool:
    """Tell whether a text begins with a header that names titles."""
    return _header(head.split("\n")) is not None


def read(text: str, path: str) -> Reading:
    """Return a record for each row that says something; its fields are at the first line of the row.

    The first row with a column of titles is the header; columns are known by many names, and one that is not known is
    a field of its own name.
    """
    lines = text.split("\n")
    table = _header(lines)
    if table is None:
        return Reading((), (_no_titles(lines, path),))
    problems: list[Problem] = []
    records = tuple(_record(row, table, path) for row in _rows(lines, table, path, problems) if any(row.cells))
    return Reading(records, tuple(problems))


def _header(lines: Sequence[str]) -> _Table | None:
    said = _SEPARATOR_LINE.fullmatch(lines[0].strip()) if lines else None
    for number, line in enumerate(lines[:_LOOKED_AT], 1):
        for delimiter in (said[1],) if said else _DELIMITERS:
            cells = _cells(line, delimiter)
            names = tuple(field_of(cell) for cell in cells)
            if "title" in names and (len(cells) > 1 or cells[0].strip().lower() == "title"):
                return _Table(number, names, delimiter)
    return None


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return _parsed([line], delimiter)[0]
    except csv.Error:
        return line.split(delimiter)


def _parsed(lines: Iterable[str], delimiter: str) -> tuple[list[str], int]:
    """Return the cells of the first row in ``lines`` and how many lines it takes."""
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, skipinitialspace=delimiter != "\t")
    return next(reader, []), reader.line_num


def _rows(lines: list[str], table: _Table, path: str, problems: list[Problem]) -> Iterator[_Row]:
    """Yield the rows after the header; a quote without a partner costs its row."""
    at, open_quotes = table.line, 0
    while at < len(lines):
        cells, used = _row(lines, at, table, max(1, _LONGEST_ROW // (1 + open_quotes)))
        quote = "\n".join(lines[at : at + used])
        if used == 0:
            cells, used, quote = _split(lines[at], table), 1, lines[at]
            open_quotes += 1
            problems.append(_open_quote(Location(path, at + 1), quote))
        elif len(cells) != len(table.names) and any(cells):
            problems.append(_wrong_length(Location(path, at + 1), len(cells), len(table.names), quote))
        yield _Row(cells, at + 1, quote)
        at += used


def _row(lines: list[str], at: int, table: _Table, longest: int) -> tuple[list[str], int]:
    """Return the cells of the row that begins at ``at`` and how many lines it takes: 0 where a quote stays open.

    A quote that lost its partner ends at the next one: then the lines are whole rows by themselves.
    """
    try:
        cells, used = _parsed(lines[at : at + longest], table.delimiter)
    except csv.Error:
        return [], 0
    many = len(table.names)
    if used > 1 and (len(cells) != many or all(_is_whole(line, table) for line in lines[at : at + 2])):
        return [], 0
    return cells, used


def _split(line: str, table: _Table) -> list[str]:
    """Return the cells of a line whose quotes tell nothing."""
    cells = line.split(table.delimiter)
    return [cell.strip(' "') for cell in cells] if len(cells) >= len(table.names) else _cells(line, table.delimiter)


def _is_whole(line: str, table: _Table) -> bool:
    return len(table.names) > 1 and len(line.split(table.delimiter)) == len(table.names)


def _record(row: _Row, table: _Table, path: str) -> Record:
    draft = Draft(path, row.line)
    for name, cell in zip(table.names, row.cells, strict=False):
        if name:
            state = draft.add if name == "keywords" else draft.state
            state(name, _FORMULA.sub("", cell, count=1), row.line)
    for cell in row.cells[len(table.names) :]:
        draft.add("unnamed", cell, row.line)
    for name in ("author", "editor"):
        if name in draft.fields:
            draft.fields[name] = Field(_names(draft.text(name)), draft.fields[name].location)
    _join_pages(draft, row.line)
    kind = _kind(draft)
    if kind in {"inproceedings", "incollection"} and "booktitle" not in draft.fields:
        draft.rename("journaltitle", "booktitle")
    return draft.record(_key(draft), kind, row.quote)


def _names(text: str) -> str:
    """Return a cell of names as a BibTeX name list; one that is separated by commas is left to who reads names."""
    if ";" in text or "|" in text:
        return name_list(family_first(name) for name in re.split(r"[;|]", text))
    if "," in text or re.search(r"\band\b", text):
        return text
    return in_order(text)


def _join_pages(draft: Draft, line: int) -> None:
    start, end = draft.text("pagestart"), draft.text("pageend")
    if start and "pages" not in draft.fields:
        draft.state("pages", f"{start}--{end}" if end and end != start else start, line)
        draft.fields.pop("pagestart")
        draft.fields.pop("pageend", None)


def _kind(draft: Draft) -> str:
    """Return the kind that the row states, else the one that its columns tell."""
    stated = kind_of(draft.text("type"))
    if stated != "misc":
        draft.fields.pop("type", None)
        return stated
    return "article" if "journaltitle" in draft.fields else "inproceedings" if "booktitle" in draft.fields else "misc"


def _key(draft: Draft) -> str | None:
    """Return the citation key; Zotero's eight characters and plain numbers are none."""
    stated = draft.fields.pop("key", None)
    if stated and not _KEY.fullmatch(stated.value):
        draft.fields["id"] = stated
        return None
    return stated.value if stated else None


def _no_titles(lines: Sequence[str], path: str) -> Problem:
    first = lines[0] if lines else ""
    return problem("PS160", Location(path, 1), "the table has no column of titles.", quote=first,
                   done="Nothing of it is on the site.", remedy="Name one column of the first row title.")  # fmt: skip


def _open_quote(where: Location, quote: str) -> Problem:
    return problem("PS161", where, "a quote of this row has no partner.", quote=quote,
                   done="The row was taken to end with its line.", remedy="Double quotes inside of cells.")  # fmt: skip


def _wrong_length(where: Location, many: int, due: int, quote: str) -> Problem:
    return problem("PS161", where, f"the row has {many} cells where the header has {due}.", quote=quote,
                   done="The cells were taken in their order.", remedy="Quote cells that hold commas.")  # fmt: skip
