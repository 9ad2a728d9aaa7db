"""Sources: text of a file -> records or problems, each at its line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from papershelf.problems import Location, Problem, Severity
from papershelf.records import Reading
from papershelf.sources import bibtex, files, pasted

READERS: Final[Mapping[str, Callable[[str, str], Reading]]] = {
    ".bib": bibtex.read,
    ".txt": pasted.read,
}


def read_sources(root: Path, globs: Sequence[str] = (), only: Path | None = None) -> tuple[Reading, ...]:
    """Return what each source below ``root`` (or the single file ``only``) states, in the order of ``globs``."""
    paths = (only.name,) if only else files.find(root, globs, tuple(READERS))
    return tuple(read_source(root, path) for path in paths)


def read_source(root: Path, path: str) -> Reading:
    """Return what the file ``path`` below ``root`` states; a file that cannot be read is a problem."""
    reader = READERS.get(Path(path).suffix.lower())
    if reader is None:
        message = f"there is no reader for {Path(path).suffix or path!r} files."
        remedy = f"The formats are {', '.join(READERS)}."
        return Reading((), (Problem("PS120", Severity.ERROR, Location(path), message, remedy=remedy),))
    try:
        content = (root / path).read_bytes()
    except OSError as error:
        return Reading((), (Problem("PS121", Severity.ERROR, Location(path), f"cannot be read: {error.strerror}."),))
    text, problems = files.decode(content, path)
    reading = reader(text, path)
    grouped = tuple(replace(record, groups=(path, *record.groups)) for record in reading.records)
    return Reading(grouped, (*problems, *reading.problems))
