"""The corridor: a collection is understood, its pages are printed, the site takes its place."""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from shutil import rmtree

from papershelf.builder import MkDocsBuilder
from papershelf.collection import Collection
from papershelf.envelope import envelope, site_path, source_path
from papershelf.pages import FORMS, make_pages
from papershelf.pages.page import Page
from papershelf.press import MARK, UNLIKE, Form, Press, Proof
from papershelf.problems import Problem
from papershelf.site import Changes, publish
from papershelf.site_files import make_files
from papershelf.templating import Templates
from papershelf.understanding import Progress, settings_of, understand
from papershelf.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: ``plain`` asks MkDocs for every page, ``report`` for the report even if it is not published."""

    place: Workplace
    output: Path
    plain: bool = False
    report: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build made: ``problems`` are all of them, in their order; ``pages`` counts the generated ones."""

    collection: Collection
    problems: tuple[Problem, ...]
    changes: Changes
    pages: int
    seconds: float


@contextmanager
def kitchen() -> Iterator[ProcessPoolExecutor]:
    """Give a second process, in which the theme engine works while this one reads."""
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def build(order: Order, pool: ProcessPoolExecutor, progress: Progress = lambda _step: None) -> Outcome:
    """Make the site that ``order`` asks for.

    Raises:
        BuilderError: the theme engine refused its configuration.
        TemplateError: a template is wrong.
        OSError: the disk is full or the output cannot be written; the old site is untouched.
    """
    begun = time.perf_counter()
    place = order.place
    builder = MkDocsBuilder(place.config, settings_of(place)[0], place.docs, place.themes)
    exemplars = () if order.plain else tuple(Form.of(kind, pattern).exemplar for kind, pattern in FORMS)
    dressing = pool.submit(_dress, builder, exemplars, place.work / "dressed", exemplars=bool(exemplars))
    collection = understand(place, progress)
    warned = dressing.result()
    progress("Writing the pages")
    job = _Job(order, builder, collection, Templates(place.templates))
    plain = order.plain or any(problem.code == UNLIKE for problem in warned)
    changes, pages, differences = (_made_by_engine if plain else _printed)(job, pool)
    problems = tuple(sorted((*collection.problems, *warned, *differences), key=lambda problem: problem.order))
    return Outcome(collection, problems, changes, pages, time.perf_counter() - begun)


@dataclass(frozen=True, slots=True)
class _Job:
    order: Order
    builder: MkDocsBuilder
    collection: Collection
    templates: Templates

    def pages(self) -> Iterator[Page]:
        return make_pages(self.collection, self.templates, report=self.order.report)

    def folder(self, name: str) -> Path:
        return self.order.place.work / name


_Result = tuple[Changes, int, tuple[Problem, ...]]


def _dress(
    builder: MkDocsBuilder, pages: tuple[Page, ...], target: Path, *, exemplars: bool = False
) -> tuple[Problem, ...]:
    rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    return builder.dress(pages, target, exemplars=exemplars)


def _made_by_engine(job: _Job, pool: ProcessPoolExecutor) -> _Result:
    """Publish the site with every page made by the engine: the reference."""
    del pool
    pages = tuple(job.pages())
    dressed = job.folder("dressed")
    _dress(job.builder, pages, dressed)
    files = make_files(job.collection, [page.address for page in pages])
    return publish(chain(_files_in(dressed), files), job.order.output), len(pages), ()


class _UnlikeError(Exception):
    """The engine would make some pages otherwise than the press; nothing was published."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


def _printed(job: _Job, pool: ProcessPoolExecutor) -> _Result:
    """Publish the site with its pages printed; with those that the engine makes, where they turn out to differ."""
    addresses: list[str] = []
    try:
        changes = publish(_printing(job, pool, addresses), job.order.output)
    except _UnlikeError as found:
        changes, count, _ = _made_by_engine(job, pool)
        return changes, count, found.problems
    return changes, len(addresses), ()


def _printing(job: _Job, pool: ProcessPoolExecutor, addresses: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield all files of the site and the ``addresses`` of its pages; a hand-written page wins over a generated one.

    Raises:
        _UnlikeError: after the last file, so that none is published, when the proof fails.
    """
    files = dict(_files_in(job.folder("dressed")))
    forms = {Form.of(kind, pattern) for kind, pattern in FORMS}
    paths = {form: site_path(form.exemplar.address) for form in forms}
    exemplars = {form: files.pop(path).decode() for form, path in paths.items() if MARK in files[path].decode()}
    press = Press.of(exemplars)
    _refuse(press.remnants)
    proof = Proof(press)
    yield from files.items()
    for page in job.pages():
        path = site_path(page.address)
        if path not in files:
            printed = press.print(page)
            proof.watch(page, printed)
            addresses.append(page.address)
            yield path, printed
    proving = pool.submit(_dress, job.builder, proof.pages, job.folder("proofs"))
    yield from make_files(job.collection, addresses)
    proving.result()
    _refuse(proof.compare(dict(_files_in(job.folder("proofs")))))


def _refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise _UnlikeError(problems)


def _files_in(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.name.startswith("sitemap.xml"):
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def write_tree(place: Workplace, tree: Path) -> int:
    """Write hand-written and generated pages together below ``tree``, for engines without hooks; return their count."""
    collection = understand(place)
    for folder in reversed(place.docs):
        for path, content in _files_in(folder):
            _put(tree / path, content)
    addresses = []
    for page in make_pages(collection, Templates(place.templates)):
        addresses.append(page.address)
        _put(tree / source_path(page.address), envelope(page).encode())
    for path, content in make_files(collection, addresses):
        _put(tree / path, content)
    return len(addresses)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
