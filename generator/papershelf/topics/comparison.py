"""Comparison: the papers of a topic side by side, by columns that the curator names."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from papershelf.catalogue import Catalogue
from papershelf.citations import venue_of
from papershelf.papers import Paper
from papershelf.problems import Location, Problem, Severity
from papershelf.topics import codes
from papershelf.topics.naming import PaperNames, paper_names
from papershelf.topics.topic import Subjects

PAPER: Final = "paper"
"""The column that names the paper; the others are what is compared."""
_MOST_COLUMNS: Final = 12


@dataclass(frozen=True, slots=True)
class Comparison:
    """A table: ``columns`` are names as the curator writes them; ``rows``: citation key -> a cell for each column.

    Rows stand in catalogue order; an empty cell is "".
    """

    columns: tuple[str, ...]
    rows: Mapping[str, tuple[str, ...]]


def compare(
    files: Mapping[str, str], catalogue: Catalogue, subjects: Subjects
) -> tuple[Mapping[str, Comparison], tuple[Problem, ...]]:
    """Return topic slug -> its comparison, and what is wrong with them.

    ``files``: topic slug -> CSV with a column ``paper`` (citation key, DOI, arXiv id or title); a table has the
    columns that the topic's ``compare`` lists, else those of its file. A cell is that of the file, else the paper's
    field of that name. Papers without any cell are left out.

    Source: https://www.rfc-editor.org/rfc/rfc4180
    """
    tables: dict[str, Comparison] = {}
    problems: list[Problem] = []
    names = paper_names(catalogue) if files else None
    for slug in files:
        if slug not in subjects.topics:
            place, message = Location(_path(slug)), f"No topic has the slug {slug!r}."
            done = "The table is shown nowhere."
            problems.append(Problem(codes.TABLE_WITHOUT_TOPIC, Severity.WARNING, place, message, slug, done))
    for slug, topic in subjects.topics.items():
        reader = _Reader(_path(slug), catalogue, names)
        header, stated = reader.read(files.get(slug, ""))
        columns = (topic.compare or header)[:_MOST_COLUMNS]
        problems += reader.problems
        keys = dict.fromkeys((*subjects.papers.get(slug, ()), *stated)) if columns else ()
        rows = {key: tuple(_cell(catalogue.papers[key], name, stated.get(key, {})) for name in columns) for key in keys}
        kept = {key: rows[key] for key in catalogue.papers if any(rows.get(key, ()))} if rows else {}
        if kept:
            tables[slug] = Comparison(columns, kept)
    return tables, tuple(problems)


def _delimiter(text: str) -> str:
    """Return what stands between the cells of the header: spreadsheets of some countries write semicolons."""
    said, _, rest = text.partition("\n")
    header = rest.partition("\n")[0] if said.startswith("sep=") else said
    for sign in ",;\t":
        cells = next(csv.reader([header], delimiter=sign), [])
        if PAPER in {cell.strip().casefold() for cell in cells}:
            return sign
    return ","


def _path(slug: str) -> str:
    return f"topics/_{slug}.csv"


def _cell(paper: Paper, name: str, stated: Mapping[str, str]) -> str:
    """Return what stands in a cell: the curator's words, else the paper's field."""
    folded = name.casefold()
    own = {"venue": venue_of(paper) if paper.edition else "", "year": str(paper.year or "")}
    return stated.get(folded, "") or own.get(folded, "") or paper.fields.get(folded, "")


@dataclass(slots=True)
class _Reader:
    """Reads one table and collects what is wrong with it."""

    path: str
    catalogue: Catalogue
    names: PaperNames | None
    problems: list[Problem] = field(default_factory=list)

    def read(self, text: str) -> tuple[tuple[str, ...], Mapping[str, Mapping[str, str]]]:
        """Return the names of the columns, and citation key -> folded name -> cell."""
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        if text.startswith("sep="):  # what Excel writes for itself
            next(lines)
        header = [" ".join(name.split()) for name in next(lines, [])]
        if not header:
            return (), {}
        folded = [name.casefold() for name in header]
        if PAPER not in folded:
            self._report(1, f"The table has no column {PAPER!r}.", header[0], "Name a column paper.")
            return (), {}
        stated: dict[str, Mapping[str, str]] = {}
        try:
            for row in lines:
                cells = [" ".join(cell.split()) for cell in row]
                if any(cells) and (key := self._paper(cells, folded, lines.line_num)) is not None:
                    if key in stated:
                        message = f"The table has a row for {key!r} already."
                        self._report(lines.line_num, message, ",".join(cells), "Put both rows into one.")
                    stated.setdefault(key, dict(zip(folded, cells, strict=True)))
        except csv.Error as error:
            self._report(lines.line_num, f"The table cannot be read on: {error}.", "", "")
        return tuple(name for name in header if name and name.casefold() != PAPER), stated

    def _paper(self, cells: Sequence[str], folded: Sequence[str], line: int) -> str | None:
        """Return the paper that a row is about, None where it is about none."""
        if len(cells) != len(folded):
            message = f"The row has {len(cells)} cells, the header {len(folded)}."
            self._report(line, message, ",".join(cells), "Put a cell that holds the sign between cells in quotes.")
            return None
        return self._key(cells[folded.index(PAPER)], line)

    def _key(self, name: str, number: int) -> str | None:
        found: Sequence[str] = self.names.find(name) if self.names else ()
        if len(found) == 1:
            return found[0]
        near = self.names.near(name) if self.names and not found and name else None
        message = f"{name!r} names {len(found)} papers." if found else f"No paper is called {name!r}."
        remedy = "Write a citation key, DOI, arXiv id or title."
        if near is not None:
            remedy = f"Did you mean {near!r}, {self.catalogue.papers[near].title.plain!r}?"
        self._report(number, message, name, remedy)
        return None

    def _report(self, line: int, message: str, quote: str, remedy: str) -> None:
        place, done = Location(self.path, line), "It was left out of the table."
        self.problems.append(Problem(codes.WRONG_TABLE, Severity.WARNING, place, message, quote, done, remedy))
