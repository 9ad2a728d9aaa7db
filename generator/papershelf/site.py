"""The site on disk: staged beside the old one, swapped in at once, untouched where no byte changed."""

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_EXCHANGE: Final = 2
_AT_FDCWD: Final = -100 if sys.platform.startswith("linux") else -2


@dataclass(frozen=True, slots=True)
class Changes:
    """What a publication did: counts of files."""

    added: int
    changed: int
    removed: int
    kept: int

    @property
    def total(self) -> int:
        """The files of the site now."""
        return self.added + self.changed + self.kept


def publish(files: Iterable[tuple[str, bytes]], output: Path) -> Changes:
    """Make the folder ``output`` hold exactly ``files`` (path -> bytes), and say what that changed.

    A reader, or whoever comes after an interruption, sees the old site or the new one: where files come or go, a
    complete new folder (hard links to what stays) takes the old one's place in one step; where only contents change,
    each file is replaced in one step and every link goes on to resolve. Files whose bytes are the same keep their
    inode and time.

    Raises:
        OSError: the disk is full or the folder cannot be written; the old site is untouched.
    """
    output = output.absolute()
    stage = output.with_name(f".{output.name}.staged")
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    try:
        return _replace(_write(files, stage, output), stage, output)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


@dataclass(slots=True)
class _Staged:
    """Paths by what is to happen: ``new`` and ``changed`` lie in the stage."""

    new: list[str]
    changed: list[str]
    same: list[str]


def _write(files: Iterable[tuple[str, bytes]], stage: Path, output: Path) -> _Staged:
    staged = _Staged([], [], [])
    made: set[str] = set()
    for path, content in files:
        known = _read(f"{output}/{path}")
        if known == content:
            staged.same.append(path)
            continue
        (staged.new if known is None else staged.changed).append(path)
        target = f"{stage}/{path}"
        folder = target.rpartition("/")[0]
        if folder not in made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - ten thousand times: pathlib doubles the cost
            made.add(folder)
        with open(target, "wb") as stream:  # noqa: PTH123 - the same
            stream.write(content)
    return staged


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - ten thousand times
            return stream.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def _replace(staged: _Staged, stage: Path, output: Path) -> Changes:
    gone = _files(output) - {*staged.same, *staged.changed}
    if staged.new or gone:
        _link(staged.same, output, stage)
        _swap(stage, output)
    else:
        for path in staged.changed:
            os.replace(f"{stage}/{path}", f"{output}/{path}")  # noqa: PTH105 - paths are strings here
    return Changes(len(staged.new), len(staged.changed), len(gone), len(staged.same))


def _files(folder: Path) -> set[str]:
    prefix = len(str(folder)) + 1
    return {f"{at}/{name}"[prefix:] for at, _, names in os.walk(folder) for name in names}


def _link(paths: Iterable[str], source: Path, target: Path) -> None:
    for path in paths:
        place = f"{target}/{path}"
        try:
            os.link(f"{source}/{path}", place)
        except FileNotFoundError:
            os.makedirs(place.rpartition("/")[0], exist_ok=True)  # noqa: PTH103 - paths are strings here
            os.link(f"{source}/{path}", place)
        except OSError:
            shutil.copy2(f"{source}/{path}", place)


def _swap(stage: Path, output: Path) -> None:
    """Exchange two folders in one step where the system can, else in two."""
    if not output.exists():
        stage.rename(output)
    elif not _exchange(stage, output):
        old = output.with_name(f".{output.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        output.rename(old)
        stage.rename(output)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders by renameat2 or renameatx_np; False where the system or the disk cannot.

    Source: https://man7.org/linux/man-pages/man2/rename.2.html
    """
    library = ctypes.CDLL(None, use_errno=True)
    name = "renameat2" if sys.platform.startswith("linux") else "renameatx_np"
    rename = getattr(library, name, None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}:
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(other))
