"""The kitchen: a second process, in which the engine dresses pages while the first one reads.

It is a copy of the first where the system copies processes, else spawned; what passes between the two are plain values,
and what goes wrong there is raised here.
"""

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from papershelf.allocation import lasting
from papershelf.builder import Builder
from papershelf.page import Page
from papershelf.problems import Problem
from papershelf.twin import POSSIBLE

if TYPE_CHECKING:
    from papershelf.templating import Compiled


class Kitchen(ProcessPoolExecutor):
    """One process that does what it is asked, one thing after another; it goes when the first process has gone."""

    def __init__(self) -> None:
        super().__init__(1, mp_context=get_context("fork" if POSSIBLE else "spawn"), initializer=_settle)


def _settle() -> None:
    """Leave Ctrl-C to the first process, and never outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


@contextmanager
def kitchen() -> Iterator[Kitchen]:
    """Give a second process, which gets its tools ready at once while this one goes on.

    Both cores have work then: a library of numbers that is imported from now on begins no threads of its own.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    pool = Kitchen()
    try:
        pool.submit(_get_ready)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _get_ready() -> None:
    """Import the engine."""
    with lasting():
        import_module("papershelf.dressing")


def dress(builder: Builder, pages: Sequence[Page], target: Path, *, exemplars: bool = False) -> tuple[Problem, ...]:
    """Let the engine write hand-written pages and ``pages`` into ``target``; return what it remarked."""
    rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    return builder.dress(pages, target, exemplars=exemplars)


def compile_templates(folders: Sequence[Path]) -> "Compiled":
    """Return what the page templates in ``folders`` are compiled to."""
    from papershelf.templating import compiled  # which is loaded here already, with the engine

    return compiled(folders)


def files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path -> bytes of every file below ``folder``, in the order of their paths."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
