"""Sources: text of a file -> records or problems, each at its line."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from papershelf.codes import problem
from papershelf.memory import Memory
from papershelf.problems import Location, Problem
from papershelf.records import Reading
from papershelf.sources import bibtex, files
from papershelf.sources.bibtex_inheritance import inherit_across
from papershelf.sources.bibtex_memory import EntryMemory
from papershelf.sources.decoding import decode
from papershelf.sources.managers import hinted, manager_of
from papershelf.sources.registry import READERS, Reader, reader_of, suffixes

__all__ = ["READERS", "Reader", "SourceMemory", "find", "read_source", "read_sources", "without_files"]


class SourceMemory:
    """What one reading of the sources leaves for the next: whole files, and the entries of those that changed."""

    def __init__(self) -> None:
        self.files = Memory[tuple[object, ...], Reading]()
        self._entries = Memory[tuple[str, bool], EntryMemory]()

    def turn(self) -> None:
        """Begin another reading."""
        self.files.turn()
        self._entries.turn()

    def entries(self, path: str, *, lent: bool) -> EntryMemory:
        """Return the memory of a file's entries, with macros ``lent`` by others or without; it lasts as the file."""
        known = self._entries.get((path, lent))
        if known is None:
            known = EntryMemory()
            self._entries.keep((path, lent), known)
        return known


def find(root: Path, globs: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the sources below ``root``, relative to it, in the order of ``globs``, else by path."""
    return files.find(root, globs, suffixes())


def without_files(root: Path, globs: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``globs`` that name no file below ``root``."""
    return tuple(glob for glob in globs if not files.matches(root, glob))


def read_sources(
    root: Path, globs: Sequence[str] = (), only: Path | None = None, memory: SourceMemory | None = None
) -> tuple[Reading, ...]:
    """Return what each source below ``root`` (or the single file ``only``) states, in the order of ``globs``.

    The path of the file is the first group of each of its records. A folder without sources is a problem. With a
    ``memory`` a file is read again only where its bytes have changed, and of a ``.bib`` only the entries that have.
    """
    if memory is not None:
        memory.turn()
    if only is not None:
        return (read_source(only.parent, only.name, memory=memory),)
    paths = find(root, globs)
    readings = tuple(read_source(root, path, named=bool(globs), memory=memory) for path in paths)
    return share(root, paths, readings, memory) if paths or globs else (Reading((), (_nothing(),)),)


def read_source(
    root: Path,
    path: str,
    *,
    named: bool = True,
    macros: Mapping[str, str] | None = None,
    memory: SourceMemory | None = None,
) -> Reading:
    """Return what the file ``path`` below ``root`` states; a file that cannot be read is a problem.

    A file that nobody ``named`` may be of no known format; ``macros`` are those that other ``.bib`` files define.
    """
    try:
        content, steady = files.read_steady(root / path)
    except OSError as error:
        message = f"the file cannot be opened: {error.strerror}."
        return Reading((), (problem("PS122", Location(path), message, done="Nothing of it is on the site."),))
    digest = hashlib.blake2b(content).digest() if memory is not None else b""
    cause = (path, digest, steady, named, *sorted((macros or {}).items()))
    reading = memory.files.get(cause) if memory is not None else None
    entries = memory.entries(path, lent=bool(macros)) if memory is not None else None
    if reading is None:
        text, notices = decode(content, path)
        del content
        if not steady:
            done = "It was read as it stood after two seconds."
            notices = (*notices, problem("PS125", Location(path), "the file is still being written.", done=done))
        reading = _read(text, path, notices, named=named, macros=macros, memory=entries)
        if memory is not None:
            memory.files.keep(cause, reading)
    return reading


def share(
    root: Path, paths: Sequence[str], readings: tuple[Reading, ...], memory: SourceMemory | None = None
) -> tuple[Reading, ...]:
    """Return the readings of ``paths`` with what one ``.bib`` lends another: macros, and fields by ``crossref``."""
    undefined = [any(said.code == "PS106" for said in reading.problems) for reading in readings]
    if len(paths) > 1 and any(undefined):
        macros = _macros(root, paths)
        pairs = zip(paths, readings, undefined, strict=True)
        readings = tuple(
            read_source(root, path, macros=macros, memory=memory) if lacks else reading
            for path, reading, lacks in pairs
        )
    return inherit_across(readings)


def _macros(root: Path, paths: Sequence[str]) -> dict[str, str]:
    """Return the macros of all ``.bib`` files; of two with one name the first counts."""
    macros: dict[str, str] = {}
    for path in reversed(paths):
        if path.lower().endswith(READERS["bibtex"].suffixes):
            content, _ = files.read_steady(root / path)
            macros.update(bibtex.definitions(decode(content, path)[0]))
    return macros


def _read(  # noqa: PLR0913 - all that an answer depends on
    text: str,
    path: str,
    notices: tuple[Problem, ...],
    *,
    named: bool,
    macros: Mapping[str, str] | None,
    memory: EntryMemory | None,
) -> Reading:
    reader = reader_of(path, text, named=named)
    if reader is None:
        return Reading((), (*notices, _unknown(path)))
    of_bibtex = reader is READERS["bibtex"]
    reading = bibtex.read(text, path, macros, memory) if of_bibtex else reader.read(text, path)
    if not reading.records and not reading.problems and "@string" not in text.lower():
        done = "Nothing of it is on the site."
        notices = (*notices, problem("PS124", Location(path), "the file holds no entry.", done=done))
    problems = (*notices, *reading.problems)
    manager = manager_of(text)
    return Reading(reading.records, tuple(hinted(said, manager) for said in problems), manager)


def _unknown(path: str) -> Problem:
    formats = ", ".join(READERS)
    return problem("PS123", Location(path), "the file is in none of the formats that we read.",
                   done="It was skipped.",
                   remedy=f"The formats are {formats}; name the sources in collection.toml.")  # fmt: skip


def _nothing() -> Problem:
    names = ", ".join(suffix for reader in READERS.values() for suffix in reader.suffixes)
    return problem("PS127", Location("."), "the folder holds no source.", done="The site has no papers.",
                   remedy=f"Put a file into it that ends with {names}.")  # fmt: skip
