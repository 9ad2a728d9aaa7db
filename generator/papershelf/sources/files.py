"""Files: which ones are sources, and their bytes as text."""

import codecs
import fnmatch
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from papershelf.problems import Location, Problem, Severity

_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FOLDERS: Final = frozenset({"node_modules", "site", "build", "topics", "docs", "templates"})
_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def find(root: Path, globs: Sequence[str], suffixes: Sequence[str]) -> tuple[str, ...]:
    """Return the sources below ``root``, relative to it: in the order of ``globs``, else by path."""
    every = sorted(_below(root, suffixes))
    if not globs:
        return tuple(every)
    matched = (path for glob in globs for path in every if fnmatch.fnmatchcase(path, glob))
    return tuple(dict.fromkeys(matched))


def _below(root: Path, suffixes: Sequence[str]) -> Iterator[str]:
    for at, folders, names in os.walk(root):
        folders[:] = [folder for folder in folders if not folder.startswith((".", "_")) and folder not in _FOLDERS]
        for name in names:
            if name.lower().endswith(tuple(suffixes)) and not name.startswith(("_", ".", "README")):
                yield (Path(at) / name).relative_to(root).as_posix()


def decode(content: bytes, path: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a source, whatever its encoding, without control characters, and what that took."""
    problems = []
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        text = content.decode("cp1252", errors="replace")
        problems.append(Problem("PS110", Severity.NOTICE, Location(path, line), "the file is not UTF-8.",
                                done="It was read as Windows-1252.", remedy="Save it as UTF-8."))  # fmt: skip
    found = _CONTROLS.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        problems.append(Problem("PS111", Severity.NOTICE, Location(path, line), f"there is a {found.group()!r}.",
                                done="Control characters were dropped.", remedy="Delete it."))  # fmt: skip
        text = _CONTROLS.sub("", text)
    return text, tuple(problems)
