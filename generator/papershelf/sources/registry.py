"""Formats: what we can read, and which reader a file is for."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from papershelf.records import Reading
from papershelf.sources import arxiv, bibtex, csl, nbib, pasted, ris, table


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: the suffixes of its files, how its content begins, and how a text of a path becomes a reading."""

    suffixes: tuple[str, ...]
    sniff: Callable[[str], bool]
    read: Callable[[str, str], Reading]


READERS: Final[Mapping[str, Reader]] = {
    "bibtex": Reader((".bib", ".bibtex"), bibtex.sniff, bibtex.read),
    "ris": Reader((".ris",), ris.sniff, ris.read),
    "csl-json": Reader((".json", ".jsonl", ".ndjson"), csl.sniff, csl.read),
    "pubmed": Reader((".nbib",), nbib.sniff, nbib.read),
    "arxiv": Reader((".xml", ".atom"), arxiv.sniff, arxiv.read),
    "table": Reader((".csv", ".tsv", ".tab"), table.sniff, table.read),
    "list": Reader((".txt",), pasted.sniff, pasted.read),
}
"""Format -> reader; of two that recognise a content the first reads it."""

_SNIFFED: Final = 65536


def suffixes() -> tuple[str, ...]:
    """Return every suffix that a reader knows."""
    return tuple(suffix for reader in READERS.values() for suffix in reader.suffixes)


def reader_of(path: str, text: str, *, named: bool) -> Reader | None:
    """Return the reader for a file, judged by suffix and content, or None where the content is of no known format.

    A ``.txt`` may hold RIS; a ``.json`` may hold anything, but a list is a ``.txt`` or of unknown suffix. A file that a
    person ``named`` is read as its suffix says when the content tells nothing.
    """
    head = text[:_SNIFFED]
    suffix = PurePosixPath(path).suffix.lower()
    meant = [reader for reader in READERS.values() if suffix in reader.suffixes]
    if suffix == ".txt":
        meant = []
    others = [reader for name, reader in READERS.items() if not meant or name != "list"]
    for reader in (*meant, *others):
        if reader.sniff(head):
            return reader
    fallback = next((reader for reader in READERS.values() if suffix in reader.suffixes), None)
    return fallback if named or not re.search(r"\S", text) or suffix == ".bib" else None
