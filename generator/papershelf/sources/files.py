"""Files: which ones are sources, and their bytes once nobody is writing them any more."""

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Final

_HIDDEN: Final = ("_", ".", "readme")
_NEVER: Final = (".toml", ".md", "urls.lock")
_FOLDERS: Final = frozenset({"node_modules", "site", "build", "topics", "docs", "templates", "__pycache__"})
_MADE: Final = "api/papers.json"
_MADE_TOO: Final = ("404.html", "index.md")
"""What lies in each site and tree that we made: none of them holds sources, wherever it stands."""
_FRESH, _PAUSE, _LONGEST_WAIT = 0.1, 0.05, 2.0
"""Seconds: a file this young may still be growing; between two looks at it; until we read it anyway."""


def find(root: Path, globs: Sequence[str], suffixes: Sequence[str]) -> tuple[str, ...]:
    """Return the sources of a collection: paths below ``root`` with forward slashes.

    By default every file with one of ``suffixes``, by path, but none whose name or folder begins with ``_``, ``.`` or
    ``README``. ``globs`` choose instead, in their order, whatever the suffix; ``*.toml``, ``*.md`` and ``urls.lock``
    are never sources, nor is what lies in a site that we made. A ``root`` that is a file is its own only source.
    """
    if root.is_file():
        return (root.name,)
    if not globs:
        known = tuple(suffixes)
        return tuple(sorted(path for path in _below(root, "") if path.lower().endswith(known) and _may_be(path)))
    return tuple(dict.fromkeys(path for glob in globs for path in matches(root, glob)))


def matches(root: Path, glob: str) -> tuple[str, ...]:
    """Return the paths that ``glob`` names, sorted; none where the pattern is not relative or not valid."""
    if PurePath(glob).anchor:
        return ()
    try:
        found = [path for path in root.glob(glob) if path.is_file()]
    except ValueError:
        return ()
    below = {above for path in found for above in path.parents if root in above.parents}
    made = {folder for folder in below if _is_made(folder)}
    paths = (Path(os.path.relpath(path, root)).as_posix() for path in found if made.isdisjoint(path.parents))
    return tuple(sorted(path for path in paths if _may_be(path)))


def _is_made(folder: Path) -> bool:
    return (folder / _MADE).is_file() and any((folder / name).is_file() for name in _MADE_TOO)


def _may_be(path: str) -> bool:
    return not path.lower().endswith(_NEVER)


def _below(folder: Path, prefix: str) -> Iterator[str]:
    """Yield the visible files below ``folder``; links to folders are not followed."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    if prefix and any(entry.name in _MADE_TOO for entry in entries) and _is_made(folder):
        return
    for entry in entries:
        if entry.name.lower().startswith(_HIDDEN):
            continue
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in _FOLDERS:
                yield from _below(folder / entry.name, f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield prefix + entry.name


def read_steady(path: Path) -> tuple[bytes, bool]:
    """Return the bytes of a file and whether they stood still while we read: two looks agree.

    A file that was changed a moment ago is waited for, at most two seconds.

    Raises:
        OSError: the file cannot be opened.
    """
    waited = 0.0
    while True:
        before = path.stat()
        if time.time() - before.st_mtime < _FRESH:
            time.sleep(_PAUSE)
            waited += _PAUSE
        content = path.read_bytes()
        after = path.stat()
        steady = _look(before) == _look(after) and len(content) == after.st_size
        if steady or waited >= _LONGEST_WAIT:
            return content, steady
        time.sleep(_PAUSE)
        waited += _PAUSE


def _look(stat: os.stat_result) -> tuple[int, int]:
    return stat.st_size, stat.st_mtime_ns
