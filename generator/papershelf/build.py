"""The corridor: a collection is understood, its pages are printed, the site takes its place."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Final

from papershelf import kitchen as second
from papershelf.builder import BuilderError, MkDocsBuilder
from papershelf.collection import Collection
from papershelf.envelope import envelope, site_path, source_path
from papershelf.kitchen import Kitchen, Sheet, files_in, sheet
from papershelf.memory import lasting
from papershelf.pages import FORMS, make_pages
from papershelf.pages.page import Page
from papershelf.press import UNLIKE, Form
from papershelf.problems import Problem
from papershelf.site import Changes, Stage, publish
from papershelf.site_files import make_files, make_index, make_lists
from papershelf.templating import Templates
from papershelf.understanding import Memories, Progress, settings_of, understand
from papershelf.workplace import Workplace

_BATCH: Final = 128
_WAITING: Final = 3

EXEMPLARS: Final = tuple(Form.of(kind, pattern).exemplar for kind, pattern in FORMS)
"""The pages from which all others are printed."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: ``plain`` asks MkDocs for every page, ``report`` for the report even if it is not published.

    Without ``search`` the site has no search index: for whoever measures the pages alone.
    """

    place: Workplace
    output: Path
    plain: bool = False
    report: bool = False
    search: bool = True

    @property
    def dressed(self) -> Path:
        """The folder of what the engine makes: exemplars, hand-written pages, files of the theme."""
        return self.place.work / "dressed"


@dataclass(slots=True)
class Kept:
    """What a build leaves for the next one: whoever serves keeps it, and sets to None what no longer holds.

    ``collection`` holds as long as no source changes, ``remarks`` (those of the engine on its exemplars, which lie
    in the folder ``dressed``) as long as neither the theme nor the hand-written pages do.
    """

    memories: Memories | None = None
    collection: Collection | None = None
    remarks: tuple[Problem, ...] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build made: ``problems`` are all of them, in their order; ``pages`` counts the generated ones.

    ``steps`` are the names that progress was told of, in their order, with the seconds that each took.
    """

    collection: Collection
    problems: tuple[Problem, ...]
    changes: Changes
    pages: int
    seconds: float
    steps: Mapping[str, float]


@contextmanager
def kitchen() -> Iterator[Kitchen]:
    """Give a second process, in which the theme engine works while this one reads, and pages are printed."""
    pool = Kitchen()
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def builder_of(place: Workplace) -> MkDocsBuilder:
    """Return the builder of a workplace, as its settings stand now."""
    return MkDocsBuilder(place.config, settings_of(place)[0], place.docs, place.themes)


def build(
    order: Order,
    pool: Kitchen,
    progress: Progress = lambda _step: None,
    *,
    kept: Kept | None = None,
    check: Callable[[], None] = lambda: None,
) -> Outcome:
    """Make the site that ``order`` asks for.

    ``kept`` is what an earlier build left, and takes what this one leaves; ``check`` is called now and then, and what
    it raises stops the build before anything is published.

    Raises:
        BuilderError: the theme engine refused its configuration, or its process was ended from outside.
        TemplateError: a template is wrong.
        OSError: the disk is full or the output cannot be written; the old site is untouched.
    """
    try:
        return _built(order, pool, kept or Kept(), _Clock(progress, check))
    except BrokenExecutor as error:
        raise BuilderError("the second process was ended from outside; is there enough memory?") from error


def _built(order: Order, pool: Kitchen, kept: Kept, clock: "_Clock") -> Outcome:
    builder = builder_of(order.place)
    dressing = None if kept.remarks is not None and not order.plain else _dressing(order, builder, pool)
    with lasting():
        kept.collection = collection = kept.collection or understand(order.place, clock.step, kept.memories)
        kept.remarks = warned = dressing.result() if dressing else kept.remarks or ()
        clock.step("Writing the pages")
        job = _Job(order, builder, collection, Templates(order.place.templates))
        plain = order.plain or any(problem.code == UNLIKE for problem in warned)
        changes, pages, differences = _made_by_engine(job) if plain else _printed(job, pool, clock)
        if plain or differences:
            kept.remarks = None
    problems = tuple(sorted((*collection.problems, *warned, *differences), key=lambda problem: problem.order))
    return Outcome(collection, problems, changes, pages, clock.total, clock.seconds)


def _dressing(order: Order, builder: MkDocsBuilder, pool: Kitchen) -> Future[tuple[Problem, ...]]:
    exemplars = () if order.plain else EXEMPLARS
    return pool.submit(second.dress, builder, exemplars, order.dressed, exemplars=bool(exemplars))


class _Clock:
    """Tells whoever waits which step begins, and keeps how long each one took."""

    def __init__(self, told: Progress, check: Callable[[], None]) -> None:
        self.check = check
        self._told = told
        self._begun = time.perf_counter()
        self._steps: list[tuple[str, float]] = []

    def step(self, name: str) -> None:
        self._steps.append((name, time.perf_counter()))
        self._told(name)
        self.check()

    @property
    def total(self) -> float:
        return time.perf_counter() - self._begun

    @property
    def seconds(self) -> Mapping[str, float]:
        ends = [*(begun for _, begun in self._steps[1:]), time.perf_counter()]
        return {name: end - begun for (name, begun), end in zip(self._steps, ends, strict=True)}


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


def _made_by_engine(job: _Job) -> _Result:
    """Publish the site with every page made by the engine: the reference."""
    pages = tuple(job.pages())
    dressed = job.order.dressed
    second.dress(job.builder, pages, dressed)
    addresses = [page.address for page in pages]
    lists = make_files(job.collection, addresses) if job.order.search else make_lists(job.collection, addresses)
    return publish(chain(files_in(dressed), lists), job.order.output), len(pages), ()


def _printed(job: _Job, pool: Kitchen, clock: _Clock) -> _Result:
    """Publish the site with its pages printed; with those that the engine makes, where they turn out to differ.

    This process makes the bodies, the other one prints them and proves the print while the rest is written.
    """
    stage = Stage(job.order.output)
    asked: deque[Future[None]] = deque()
    try:
        begun = pool.submit(second.begin, job.order.dressed, job.order.output).result()
        if begun.problems:
            return _fallen_back(job, begun.problems)
        addresses: list[str] = []
        for sheets in _batches(_sheets(job, begun.taken, addresses)):
            clock.check()
            asked.append(pool.submit(second.print_pages, sheets))
            if len(asked) > _WAITING:
                asked.popleft().result()
        finishing = pool.submit(second.finish, job.builder, job.folder("proofs"))
        clock.step("Writing the exports")
        stage.put(make_lists(job.collection, addresses))
        if job.order.search:
            clock.step("Writing the search index")
            stage.put(make_index(job.collection))
        clock.step("Publishing")
        for waiting in asked:
            waiting.result()
        printed = finishing.result()
        if printed.problems:
            return _fallen_back(job, printed.problems)
        stage.staged.add(printed.staged)
        return stage.swap_in(stage.staged, printed.present), len(addresses), ()
    finally:
        wait(asked)
        stage.discard()


def _fallen_back(job: _Job, problems: tuple[Problem, ...]) -> _Result:
    changes, count, _ = _made_by_engine(job)
    return changes, count, problems


def _sheets(job: _Job, taken: frozenset[str], addresses: list[str]) -> Iterator[Sheet]:
    """Yield the pages to print and note their ``addresses``; a hand-written page wins over a generated one."""
    for page in job.pages():
        if site_path(page.address) not in taken:
            addresses.append(page.address)
            yield sheet(page)


def _batches(sheets: Iterable[Sheet]) -> Iterator[tuple[Sheet, ...]]:
    left = iter(sheets)
    while batch := tuple(islice(left, _BATCH)):
        yield batch


def write_tree(place: Workplace, tree: Path) -> int:
    """Write hand-written and generated pages together below ``tree``, for engines without hooks; return their count.

    Each page is the index of a folder: Zensical takes links in HTML as relative to the Markdown file.
    """
    collection = understand(place)
    by_hand = set()
    for folder in reversed(place.docs):
        for path, content in files_in(folder):
            by_hand.add(path)
            _put(tree / path, content)
    addresses = []
    for page in make_pages(collection, Templates(place.templates)):
        path = f"{page.address}index.md"
        if path not in by_hand and source_path(page.address) not in by_hand:
            addresses.append(page.address)
            _put(tree / path, envelope(page).encode())
    for path, content in make_files(collection, addresses):
        _put(tree / path, content)
    return len(addresses)


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
