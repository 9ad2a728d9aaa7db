"""Curated rows: the tables that a curator writes beside the sources, each with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from papershelf.codes import line_of, not_toml, problem
from papershelf.problems import Location, Problem

_ROW: Final = re.compile(r"^\s*\[\[\s*\"?([\w-]+)\"?\s*\]\]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """One ``[[table]]`` of a curator's file: its texts, its lists of texts, and the line on which it begins."""

    table: str
    location: Location
    texts: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_rows(text: str, file: str, known: Mapping[str, frozenset[str]]) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Return the rows of a curator's TOML, in their order, and what is wrong with the others.

    ``known``: table -> the names that its rows may hold. A text may stand where a list may, and means a list of one.
    """
    try:
        stated: Mapping[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (), (not_toml("PS350", file, text, error, "Nothing of it was used."),)
    lines = [(found[1], text.count("\n", 0, found.start(1)) + 1) for found in _ROW.finditer(text)]
    rows: list[Row] = []
    problems: list[Problem] = []
    for table, value in stated.items():
        if table not in known or not isinstance(value, list):
            problems.append(_unknown(Location(file, line_of(text, table)), table, tuple(known)))
            continue
        places = [Location(file, line) for name, line in lines if name == table]
        for number, row in enumerate(value):
            where = places[number] if number < len(places) else Location(file)
            read, wrong = _read(table, row, where, known[table])
            rows += read
            problems += wrong
    return tuple(sorted(rows, key=lambda row: row.location)), tuple(problems)


def _read(table: str, row: object, where: Location, known: frozenset[str]) -> tuple[list[Row], list[Problem]]:
    if not isinstance(row, dict):
        return [], [problem("PS351", where, f"{table} is not a table.", remedy=f"Write [[{table}]].")]
    problems = [_unknown(where, name, tuple(sorted(known))) for name in row if name not in known]
    texts = {name: value.strip() for name, value in row.items() if name in known and isinstance(value, str)}
    lists = {name: tuple(_listed(value)) for name, value in row.items() if name in known}
    return [Row(table, where, texts, lists)], problems


def _listed(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from (item.strip() for item in value if isinstance(item, str) and item.strip())
    elif isinstance(value, str) and value.strip():
        yield value.strip()


def _unknown(where: Location, name: str, known: tuple[str, ...]) -> Problem:
    remedy = f"The names are {', '.join(known)}."
    return problem("PS351", where, f"there is no {name!r} here.", quote=name, done="It was ignored.", remedy=remedy)
