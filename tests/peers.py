"""What two other readers of BibTeX find in a text: pybtex, its errors captured, and bibtexparser."""

import logging
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry
from bibtexparser.splitter import Splitter
from pybtex.database.input.bibtex import LowLevelParser, month_names

from papershelf.records import Record
from papershelf.sources.bibtex import read

_NAMED: Final = frozenset({"PS109", "PS111", "PS117", "PS118"})
"""The codes that name an entry which is not published; PS201 names those without a title, later."""

_BEGINNING: Final = 12

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


class Titled(NamedTuple):
    """An entry with a title, as another reader has it; ``line`` is that of its ``@``."""

    reader: str
    key: str
    title: str
    line: int


def titled(text: str) -> Iterator[Titled]:
    """Yield every entry with a title that pybtex or bibtexparser reads."""
    yield from (entry for entry in _of_pybtex(text) if letters(entry.title))
    yield from (entry for entry in _of_bibtexparser(text) if letters(entry.title))


def lost(text: str) -> list[Titled]:
    """Return the entries that another reader reads and that ours neither reads nor names at their line.

    An entry is the same that has the same title, or at the same line the same key, or a title that begins alike: where
    a brace is missing, one reader's title is another's title and half of the entry. (To pybtex an entry may begin with
    an @ alone on the line above.)
    """
    ours = read(text, "a.bib")
    titles = {letters(record.fields["title"].value) for record in ours.records if "title" in record.fields}
    known = {
        (record.location.line - above, said) for record in ours.records for said in _said(record) for above in (0, 1)
    }
    named = {problem.location.line for problem in ours.problems if problem.code in _NAMED}
    named |= {record.location.line for record in ours.records if "title" not in record.fields}
    return [
        entry
        for entry in titled(text)
        if letters(entry.title) not in titles
        and known.isdisjoint((entry.line, said) for said in (letters(entry.key), letters(entry.title)[:_BEGINNING]))
        and entry.line not in named
    ]


def letters(text: str) -> str:
    """Return the letters and digits of ``text`` in lower case."""
    return re.sub(r"[\W_]|textbrace(?:left|right)", "", text).lower()


def _said(record: Record) -> Iterator[str]:
    if "title" in record.fields:
        yield letters(record.fields["title"].value)[:_BEGINNING]
        yield letters(record.key or "")


def _of_pybtex(text: str) -> Iterator[Titled]:
    parser = LowLevelParser(text, macros=dict(month_names), handle_error=lambda _error: None)
    for kind, body in parser:
        if kind.lower() in {"string", "preamble"}:
            continue
        key, fields = body
        title = next(("".join(parts) for name, parts in fields if name.lower() == "title"), "")
        line = text.count("\n", 0, parser.command_start) + 1
        yield Titled("pybtex", key or "", title, line)


def _of_bibtexparser(text: str) -> Iterator[Titled]:
    for block in Splitter(text).split().blocks:
        entry = (
            block.ignore_error_block if isinstance(block, DuplicateFieldKeyBlock | DuplicateBlockKeyBlock) else block
        )
        if isinstance(entry, Entry):
            title = next((field.value for field in entry.fields if field.key.lower() == "title"), "")
            if title[:1] not in {"{", '"'}:
                continue  # a macro, which bibtexparser's splitter does not resolve
            yield Titled("bibtexparser", entry.key, title, (entry.start_line or 0) + 1)
