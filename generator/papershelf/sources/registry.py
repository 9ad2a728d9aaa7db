"""Formats: what we can read, and which reader a file is for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from typing import Final, Protocol, cast

from papershelf.records import Reading


class _Format(Protocol):
    """The module of a format."""

    def sniff(self, head: str) -> bool:
        """Tell whether a content begins as this format does."""

    def read(self, text: str, path: str) -> Reading:
        """Return what a text states."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: the suffixes of its files, and the name of its module, which is loaded when it is asked."""

    suffixes: tuple[str, ...]
    name: str

    @property
    def _format(self) -> _Format:
        return cast("_Format", import_module(f"papershelf.sources.{self.name}"))

    def sniff(self, head: str) -> bool:
        """Tell whether a content begins as this format does."""
        return self._format.sniff(head)

    def read(self, text: str, path: str) -> Reading:
        """Return what the text of the file ``path`` states."""
        return self._format.read(text, path)


READERS: Final[Mapping[str, Reader]] = {
    "bibtex": Reader((".bib", ".bibtex"), "bibtex"),
    "ris": Reader((".ris",), "ris"),
    "csl-json": Reader((".json", ".jsonl", ".ndjson"), "csl"),
    "pubmed": Reader((".nbib",), "nbib"),
    "arxiv": Reader((".xml", ".atom"), "arxiv"),
    "table": Reader((".csv", ".tsv", ".tab"), "table"),
    "list": Reader((".txt",), "pasted"),
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
