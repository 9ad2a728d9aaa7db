"""Measuring: a command as a whole, with the wall and CPU seconds and the peak memory of its process tree, by step.

Memory is the sum of the proportional set sizes (PSS: shared pages are divided among those who share them) of all
processes of the command's group, read from ``/proc`` ten times a second; where there is no ``/proc`` it is 0. To read
it, the kernel goes through all pages of a process each time, which takes up to a quarter of the processors from one
that holds gigabytes: whoever is watched is not timed.

Source: https://man7.org/linux/man-pages/man5/proc_pid_smaps.5.html
"""

import os
import re
import resource
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

_EVERY: Final = 0.1
_STEP: Final = re.compile(r"(\w.*) \.\.\.\n")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a command, as it names it on its standard error ("Reading the sources ...")."""

    name: str
    seconds: float
    megabytes: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A command's run: wall ``seconds`` and CPU seconds of the whole process tree, by ``steps``.

    ``megabytes`` are its peak memory where it was watched, otherwise 0; then the seconds hold the watching too.
    """

    seconds: float
    cpu: float
    megabytes: int
    steps: tuple[Step, ...]


def timed(command: Sequence[str], folder: Path) -> Measure:
    """Run ``command`` in ``folder`` and return how long it took.

    Raises:
        RuntimeError: the command failed; the message holds what it said.
    """
    return _measured(command, folder, watching=False)


def watched(command: Sequence[str], folder: Path) -> Measure:
    """Run ``command`` in ``folder`` and return what it took, in memory too.

    Raises:
        RuntimeError: the command failed; the message holds what it said.
    """
    return _measured(command, folder, watching=True)


Meter: TypeAlias = Callable[[Sequence[str], Path], Measure]
"""``timed`` or ``watched``."""


def _measured(command: Sequence[str], folder: Path, *, watching: bool) -> Measure:
    begun, worked = time.perf_counter(), _cpu()
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    ) as process:
        watch = _Watch(process.pid)
        if watching:
            watch.start()
        said, marks = [], [("starting", begun)]
        assert process.stderr is not None  # noqa: S101 - it is a pipe
        for line in process.stderr:
            said.append(line)
            step = _STEP.fullmatch(line)
            if step:
                marks.append((step[1], time.perf_counter()))
        process.wait()
    ended = time.perf_counter()
    if watching:
        watch.stop()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{''.join(said)}")
    ends = [*(at for _, at in marks[1:]), ended]
    steps = tuple(Step(name, end - at, watch.peak(at, end)) for (name, at), end in zip(marks, ends, strict=True))
    return Measure(ended - begun, _cpu() - worked, watch.peak(begun, ended), steps)


def _cpu() -> float:
    """Return the CPU seconds of all children so far that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class _Watch(threading.Thread):
    """Looks at the memory of a process group until it is stopped."""

    def __init__(self, group: int) -> None:
        super().__init__(daemon=True)
        self._group = group
        self._over = threading.Event()
        self._seen: list[tuple[float, int]] = []

    def run(self) -> None:
        while not self._over.wait(_EVERY):
            self._seen.append((time.perf_counter(), _kilobytes(self._group)))

    def stop(self) -> None:
        self._over.set()
        self.join()

    def peak(self, begun: float, ended: float) -> int:
        """Return the most megabytes that were seen between two moments."""
        return max((size for at, size in self._seen if begun <= at <= ended), default=0) // 1024


def _kilobytes(group: int) -> int:
    """Return the sum over the processes of ``group``; one that ends meanwhile counts nothing."""
    total = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(fields[2]) == group:
                found = re.search(r"^Pss:\s+(\d+)", (entry / "smaps_rollup").read_text(), re.MULTILINE)
                total += int(found[1]) if found else 0
        except (OSError, ValueError):
            continue
    return total
