"""The corridor: a collection is understood, its pages are printed, the site takes its place."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future
from contextlib import closing, contextmanager
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain
from pathlib import Path
from typing import Final

from papershelf import kitchen as second
from papershelf.builder import BuilderError, MkDocsBuilder
from papershelf.collection import Collection
from papershelf.envelope import envelope, source_path
from papershelf.kitchen import Kitchen, files_in
from papershelf.memory import lasting
from papershelf.page import FORMS, Page
from papershelf.pages import make_pages, other_pages
from papershelf.pages.desk import Desk
from papershelf.pages.paper import paper_page
from papershelf.press import PROVEN, UNLIKE, Form, rank_of
from papershelf.printing import Printer, Setting, setting_in
from papershelf.problems import Problem
from papershelf.site import Changes, Stage, Staged, files_below, publish
from papershelf.site_files import make_exports, make_files, make_index, make_signs
from papershelf.templating import Templates
from papershelf.twin import Tickets, Twin, TwinError
from papershelf.understanding import Memories, Progress, settings_of, understand
from papershelf.workplace import Workplace

_BATCHES: Final = 400
"""The parts in which two processes share the papers: many, so that both are done at about the same time."""

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
    except (BrokenExecutor, TwinError) as error:
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

    def folder(self, name: str) -> Path:
        return self.order.place.work / name


_Result = tuple[Changes, int, tuple[Problem, ...]]


def _made_by_engine(job: _Job) -> _Result:
    """Publish the site with every page made by the engine: the reference."""
    pages = tuple(make_pages(job.collection, job.templates, report=job.order.report))
    dressed = job.order.dressed
    second.dress(job.builder, pages, dressed)
    addresses = [page.address for page in pages]
    files = chain(files_in(dressed), _beside_pages(job), make_signs(job.collection, addresses))
    return publish(files, job.order.output), len(pages), ()


def _beside_pages(job: _Job) -> Iterator[tuple[str, bytes]]:
    """Yield the exports and the search index."""
    yield from make_exports(job.collection)
    if job.order.search:
        yield from make_index(job.collection)


def _printed(job: _Job, pool: Kitchen, clock: _Clock) -> _Result:
    """Publish the site with its pages printed; with those that the engine makes, where they turn out to differ.

    A copy of this process writes exports and index meanwhile, and both of them print the papers.
    """
    setting = setting_in(job.order.dressed)
    if setting.press.remnants:
        return _fallen_back(job, setting.press.remnants)
    printer = Printer(setting, job.order.output)
    with _staged(printer.stage), closing(_Papers(job, setting)) as papers:
        printer.stage.put(setting.files.items())
        addresses = printer.put(papers.proven())
        with closing(Twin(lambda: _beside(job, Printer(setting, job.order.output), papers))) as twin:
            addresses += printer.put(other_pages(papers.desk))
            proving = pool.submit(second.dress, job.builder, printer.proof.pages, job.folder("proofs"))
            for batch in papers:
                clock.check()
                printer.put(batch)
            printer.stage.put(make_signs(job.collection, [*addresses, *papers.others]))
            beside, present = twin.result()
        clock.step("Publishing")
        proving.result()
        differences = printer.proof.compare(dict(files_in(job.folder("proofs"))))
        if differences:
            return _fallen_back(job, differences)
        printer.stage.staged.add(beside)
        changes = printer.stage.swap_in(printer.stage.staged, present)
    return changes, len(addresses) + len(papers.others), ()


def _beside(job: _Job, printer: Printer, papers: "_Papers") -> tuple[Staged, set[str]]:
    """Write exports and index, print what is left of the papers, and say what came of it and what was there before."""
    present = files_below(job.order.output)
    printer.stage.put(_beside_pages(job))
    for batch in papers:
        printer.put(batch)
    return printer.stage.staged, present


def _fallen_back(job: _Job, problems: tuple[Problem, ...]) -> _Result:
    changes, count, _ = _made_by_engine(job)
    return changes, count, problems


@contextmanager
def _staged(stage: Stage) -> Iterator[None]:
    """Begin with an empty stage, and leave none."""
    stage.clear()
    try:
        yield
    finally:
        stage.discard()


class _Papers:
    """The pages of papers, in batches that each go to whichever process asks first."""

    def __init__(self, job: _Job, setting: Setting) -> None:
        self.desk = Desk(job.collection, job.templates, curating=job.order.report)
        address = job.collection.addresses.paper
        keys = [key for key in job.collection.catalogue.papers if not setting.holds(address(key))]
        self._proven = nsmallest(PROVEN, keys, key=lambda key: rank_of(address(key)))
        self._others = [key for key in keys if key not in self._proven]
        self._batch = len(self._others) // _BATCHES + 1
        self._tickets = Tickets(-(-len(self._others) // self._batch))

    @property
    def others(self) -> list[str]:
        """The addresses of all but those that are proven."""
        return [self.desk.addresses.paper(key) for key in self._others]

    def proven(self) -> Iterator[Page]:
        """Yield the pages that are made both ways."""
        return self._pages(self._proven)

    def __iter__(self) -> Iterator[Iterator[Page]]:
        """Yield the batches that fall to this process."""
        for number in self._tickets:
            yield self._pages(self._others[number * self._batch : (number + 1) * self._batch])

    def _pages(self, keys: Sequence[str]) -> Iterator[Page]:
        return (paper_page(self.desk, self.desk.paper(key)) for key in keys)

    def close(self) -> None:
        """Give up what was not made."""
        self._tickets.close()


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
