"""The site on disk: staged beside the old one, swapped in at once, untouched where no byte changed."""

import ctypes
import errno
import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

_EXCHANGE: Final = 2
_AWAY: Final = frozenset({"", ".", ".."})
"""What no part of a path in a site may be: it would lead elsewhere."""
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
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

    Raises:
        OSError: the disk is full or the folder cannot be written; the old site is untouched, unless it is filled file
            by file (see ``Stage``).
    """
    stage = Stage(output)
    try:
        stage.clear()
        stage.put(files)
        return stage.swap_in(files_below(output))
    finally:
        stage.discard()


def replace_files(files: Iterable[tuple[str, bytes]], output: Path) -> int:
    """Replace files that ``output`` has by others (path -> bytes), each in one step; return how many changed."""
    stage = Stage(output)
    try:
        stage.clear()
        stage.put(files)
        return stage.replace()
    finally:
        stage.discard()


@dataclass(slots=True)
class Staged:
    """Paths by what is to happen, each in one list: ``new`` and ``changed`` lie in the stage."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)

    def add(self, other: "Staged") -> None:
        """Add the paths of ``other``."""
        self.new += other.new
        self.changed += other.changed
        self.same += other.same


class Stage:
    """A site in the making: a hidden folder beside the old one, which more than one process may fill.

    A reader, or whoever comes after an interruption, sees the old site or the new one: where files come or go, a
    complete new folder (hard links to what stays) takes the old one's place in one step; where only contents change,
    each file is replaced in one step and every link goes on to resolve. Files whose bytes are the same keep their
    inode and time. What belongs to whoever publishes the site, and not to it, stays: hidden files and folders at its
    top (``.git``, ``.nojekyll``) and ``CNAME``.

    A link to a folder stays, and what it leads to is the site. A folder that cannot be exchanged (a volume of a
    container, a folder in one that others own) is filled file by file, each in one step: first what is new, then what
    changed; then what went is removed. The stage stands in it then.
    """

    def __init__(self, output: Path) -> None:
        """Prepare what will stand at ``output``; nothing is touched yet."""
        self._output = output.resolve()
        self._known = self._output.is_dir()
        self._bound = self._known and _is_bound(self._output)
        name = f".{self._output.name}.staged"
        self._folder = self._output / name if self._bound else self._output.with_name(name)
        self._taken: set[str] = set()
        self.staged = Staged()

    def clear(self) -> None:
        """Begin with an empty stage."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)

    def put(self, files: Iterable[tuple[str, bytes]]) -> int:
        """Stage files (path -> bytes) unless the site holds them already; return how many it took.

        Of two files at one path the first one stays.
        """
        staged, taken = self.staged, self._taken
        before = len(taken)
        for path, content in files:
            if path in taken:
                continue
            if not _AWAY.isdisjoint(path.split("/")):
                raise ValueError(f"{path!r} lies outside of the site")
            taken.add(path)
            known = _read(f"{self._output}/{path}") if self._known else None
            if known == content:
                staged.same.append(path)
                continue
            (staged.new if known is None else staged.changed).append(path)
            self._write(path, content)
        return len(taken) - before

    def expect(self, paths: Iterable[str]) -> None:
        """Make the folders of files that will be put, unless an old site may hold those as they are.

        Processes that make folders in one folder wait for each other, so one makes them all while it has the time.
        """
        if not self._known:
            for path in paths:
                _make(f"{self._folder}/{path}".rpartition("/")[0])

    def take_over(self, other: Staged) -> None:
        """Take over what another process staged."""
        self.staged.add(other)
        self._taken.update(other.new, other.changed, other.same)

    def _write(self, path: str, content: bytes) -> None:
        place = f"{self._folder}/{path}"
        try:
            file = os.open(place, _NEW)
        except FileNotFoundError:
            _make(place.rpartition("/")[0])
            file = os.open(place, _NEW)
        try:
            left = memoryview(content)
            while left:
                left = left[os.write(file, left) :]
        finally:
            os.close(file)

    def swap_in(self, present: set[str]) -> Changes:
        """Make the site hold exactly what was staged; ``present`` are the paths of the old site's files."""
        staged = self.staged
        gone = [path for path in present.difference(staged.same, staged.changed) if not is_publishers(path)]
        if self._bound:
            self._fill(gone)
        elif staged.new or gone or not self._known:
            _link(staged.same, self._output, self._folder)
            if self._known:
                _carry_over(self._output, self._folder)
            _swap(self._folder, self._output)
        else:
            self.replace()
        return Changes(len(staged.new), len(staged.changed), len(gone), len(staged.same))

    def _fill(self, gone: Sequence[str]) -> None:
        """Make the site what was staged, file by file; what stands where something that goes lies comes last."""
        waiting = [path for path in self.staged.new if not self._placed(path)]
        self.replace()
        for path in gone:
            os.remove(f"{self._output}/{path}")  # noqa: PTH107 - paths are strings here
        for folder in sorted({str(above) for path in gone for above in PurePosixPath(path).parents[:-1]}, reverse=True):
            with suppress(OSError):  # something else is in it
                (self._output / folder).rmdir()
        for path in waiting:
            self._placed(path, must=True)

    def _placed(self, path: str, *, must: bool = False) -> bool:
        place = f"{self._output}/{path}"
        try:
            os.makedirs(place.rpartition("/")[0], exist_ok=True)  # noqa: PTH103 - paths are strings here
            os.replace(f"{self._folder}/{path}", place)  # noqa: PTH105 - the same
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            if must:
                raise
            return False
        return True

    def replace(self) -> int:
        """Put what changed in place, file by file, and return how many files that were."""
        for path in self.staged.changed:
            os.replace(f"{self._folder}/{path}", f"{self._output}/{path}")  # noqa: PTH105 - paths are strings here
        return len(self.staged.changed)

    def discard(self) -> None:
        """Take the stage away, with whatever it holds by now."""
        shutil.rmtree(self._folder, ignore_errors=True)


def files_below(folder: Path) -> set[str]:
    """Return the paths of all files below ``folder``, relative to it; none where there is no folder."""
    prefix = len(str(folder)) + 1
    return {f"{at}/{name}"[prefix:] for at, _, names in os.walk(folder) for name in names}


def _is_bound(folder: Path) -> bool:
    """Tell whether ``folder`` cannot change places with another one beside it."""
    return os.path.ismount(folder) or str(folder) in _mounts() or not os.access(folder.parent, os.W_OK)


def _mounts() -> set[str]:
    """Return the folders on which something is mounted, folders of the same disk among them, as far as they are told.

    Source: https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
    """
    try:
        lines = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return set()
    return {re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), line.split(" ")[4]) for line in lines}


def _make(folder: str) -> None:
    """Make a folder whose parent mostly exists: ten thousand times, with one call each."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - paths are strings here
    except FileExistsError:
        return
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - the same


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb", 0) as stream:  # noqa: PTH123 - ten thousand times
            return stream.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


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


def is_publishers(path: str) -> bool:
    """Tell whether what lies at ``path`` in a site belongs to whoever publishes it, and not to the site."""
    return path.startswith(".") or path == "CNAME"


def _carry_over(source: Path, target: Path) -> None:
    """Link what is the publisher's own into the new site, unless that has something of this name."""
    for entry in os.scandir(source):
        if is_publishers(entry.name) and not os.path.lexists(target / entry.name):
            if entry.is_dir(follow_symlinks=False):
                shutil.copytree(entry.path, target / entry.name, symlinks=True, copy_function=_linked)
            else:
                _linked(entry.path, str(target / entry.name))


def _linked(source: str, place: str) -> None:
    try:
        os.link(source, place, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, place, follow_symlinks=False)


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
