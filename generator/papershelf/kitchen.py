"""The kitchen: a second process, in which the engine dresses pages and the press prints them onto the disk.

The first process reads and writes bodies meanwhile. Both are spawned alike on every system; what passes between them
are plain values, and what goes wrong here is raised there.
"""

import os
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from pathlib import Path
from shutil import rmtree

from papershelf.builder import Builder
from papershelf.envelope import site_path
from papershelf.pages import FORMS
from papershelf.pages.page import Page
from papershelf.press import MARK, Form, Press, Proof
from papershelf.problems import Problem
from papershelf.site import Stage, Staged, files_below

Sheet = tuple[str, str, str, str, str, str]
"""A page on its way here: address, kind, title, description, head, body."""


class Kitchen(ProcessPoolExecutor):
    """One process that does what it is asked, one thing after another; it goes when the first process has gone."""

    def __init__(self) -> None:
        super().__init__(1, mp_context=get_context("spawn"), initializer=_settle)


def _settle() -> None:
    """Leave Ctrl-C to the first process, and never outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def sheet(page: Page) -> Sheet:
    """Return ``page`` as it is sent."""
    return (page.address, page.kind, page.title, page.description, page.head, page.body)


def dress(builder: Builder, pages: Sequence[Page], target: Path, *, exemplars: bool = False) -> tuple[Problem, ...]:
    """Let the engine write hand-written pages and ``pages`` into ``target``; return what it remarked."""
    rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    return builder.dress(pages, target, exemplars=exemplars)


@dataclass(frozen=True, slots=True)
class Begun:
    """A site has been begun: ``taken`` are the paths that hand-written pages hold, ``problems`` forbid printing."""

    taken: frozenset[str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """All pages lie in the stage: what is ``present`` in the old site, and where printing and engine differ."""

    staged: Staged
    present: set[str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What the engine made: the press of its exemplars, and the other ``files`` (path -> bytes)."""

    press: Press
    files: Mapping[str, bytes]


def setting_in(dressed: Path) -> Setting:
    """Return what the engine made in the folder ``dressed``; a hand-written page may stand for an exemplar."""
    files = dict(files_in(dressed))
    paths = {form: site_path(form.exemplar.address) for form in (Form.of(*named) for named in FORMS)}
    texts = {form: files[path].decode() for form, path in paths.items() if path in files}
    exemplars = {form: text for form, text in texts.items() if MARK in text}
    for form in exemplars:
        files.pop(paths[form], None)
    return Setting(Press.of(exemplars), files)


class _Printing:
    """A site that is being printed."""

    def __init__(self, dressed: Path, output: Path) -> None:
        setting = setting_in(dressed)
        self.taken = frozenset(setting.files)
        self.press = setting.press
        self.proof = Proof(self.press)
        self.stage = Stage(output)
        self.stage.clear()
        self.present = files_below(output)
        self.stage.put(setting.files.items())

    def put(self, sheets: Sequence[Sheet]) -> None:
        self.stage.put(self._printed(sheets))

    def _printed(self, sheets: Sequence[Sheet]) -> Iterator[tuple[str, bytes]]:
        for values in sheets:
            page = Page(*values)
            printed = self.press.print(page)
            self.proof.watch(page, printed)
            yield site_path(page.address), printed


_under_way: list[_Printing] = []
"""The site that this process prints at the moment, at most one."""


def begin(dressed: Path, output: Path) -> Begun:
    """Begin to print the site ``output`` from the exemplars in ``dressed``, and stage what the engine made there."""
    _under_way[:] = [_Printing(dressed, output)]
    return Begun(_under_way[0].taken, _under_way[0].press.remnants)


def print_pages(sheets: Sequence[Sheet]) -> None:
    """Print pages into the stage of the site that was begun."""
    _under_way[0].put(sheets)


def finish(builder: Builder, proofs: Path) -> Printed:
    """Let the engine make some of the pages too, and say what came of all of them."""
    own = _under_way.pop()
    dress(builder, own.proof.pages, proofs)
    problems = own.proof.compare(dict(files_in(proofs)))
    return Printed(own.stage.staged, own.present, problems)


def files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path -> bytes of every file below ``folder``, in the order of their paths."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()
