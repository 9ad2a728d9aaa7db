"""Making: a site from what is known by and by, on both cores where the system copies processes."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import chain
from typing import Final, TypeVar

from papershelf import kitchen as second
from papershelf.addresses import Addresses
from papershelf.allocation import apart
from papershelf.builder import Builder
from papershelf.catalogue import Catalogue
from papershelf.clock import Clock
from papershelf.collection import Collection
from papershelf.config import Settings
from papershelf.envelope import site_path
from papershelf.exports import Entries, make_entries, make_exports, make_paper_exports, make_topic_exports
from papershelf.kitchen import Kitchen, files_in
from papershelf.page import Page
from papershelf.pages import make_pages, other_pages
from papershelf.pages.desk import Desk
from papershelf.pages.paper import make_authors, make_lines, paper_page
from papershelf.press import PROVEN, rank_of
from papershelf.printing import Printer, Setting, setting_in
from papershelf.problems import Problem
from papershelf.site import Changes, Stage, Staged, files_below, publish
from papershelf.site_files import make_index, make_signs
from papershelf.templating import Compiled, Templates
from papershelf.twin import Tickets, Twin
from papershelf.understanding import Concluded
from papershelf.workplace import Order

Step = TypeVar("Step")

_BATCHES: Final = 400
"""The parts in which two processes share the papers: many, so that both are done at about the same time."""


@dataclass(frozen=True, slots=True)
class Made:
    """A site that was published: how many ``pages`` were generated, and where printing and engine differ."""

    changes: Changes
    pages: int
    differences: tuple[Problem, ...] = ()


class Making:
    """One site in the making: each part of it is begun as soon as what it is made of is known.

    Topics are found while exports are written, and relations while lists are printed, after what all pages share; as
    soon as they are found, a twin begins with the index and the papers, which both print when no list is left. Where
    lists are done before relations are found, the index is written meanwhile. Closing it ends whatever still goes on,
    and leaves the old site where no new one was published.
    """

    def __init__(
        self, order: Order, builder: Builder, pool: Kitchen, compiling: Future[Compiled], clock: Clock
    ) -> None:
        """Begin with an empty stage, unless the engine makes every page anyway; templates are being compiled."""
        self._order = order
        self._builder = builder
        self._pool = pool
        self._compiling = compiling
        self._clock = clock
        self._stage = Stage(order.output)
        self._entries: Entries = {}
        self._sought: Concluded | None = None
        self._papers: Twin[tuple[Staged, set[str]]] | None = None
        self._workings: _Papers | None = None
        if not order.plain:
            self._stage.clear()

    def export(self, settings: Settings, catalogue: Catalogue, addresses: Addresses) -> None:
        """Take what is known first: exports tell of papers alone."""
        if not self._order.plain:
            self._entries = make_entries(settings, catalogue)
            self._stage.put(make_paper_exports(settings, catalogue, addresses, self._entries))
            self._stage.expect(site_path(addresses.paper(key)) for key in catalogue.papers)

    def go_on(self, concluded: Concluded) -> None:
        """Take the collection, whose relations may still be sought."""
        self._collection, self._sought = concluded.collection, concluded

    @property
    def collection(self) -> Collection:
        """The collection with its relations, which are waited for."""
        if self._sought:
            self._collection, self._sought = self._sought.whole(), None
        return self._collection

    @property
    def _is_whole(self) -> bool:
        """Whether relations are known, or would be at once."""
        return self._sought is None or self._sought.is_whole()

    def by_engine(self) -> Made:
        """Publish the site with every page made by the engine: the reference."""
        self._end()
        collection, templates = self.collection, self._templates()
        pages = tuple(make_pages(collection, templates, report=self._order.report))
        second.dress(self._builder, pages, self._order.dressed)
        addresses = [page.address for page in pages]
        index = make_index(collection) if self._order.search else ()
        signs = make_signs(collection, addresses)
        files = chain(make_exports(collection), index, signs, files_in(self._order.dressed))
        return Made(publish(files, self._order.output), len(pages))

    def printed(self) -> Made:
        """Publish the site with its pages printed; with those that the engine makes, where they turn out to differ."""
        setting = setting_in(self._order.dressed)
        if setting.press.remnants:
            return self._fallen_back(setting.press.remnants)
        printer = Printer(setting, self._order.output)
        desk = Desk(self._collection, self._templates(), curating=self._order.report)
        papers = _Papers(desk, setting)
        self._workings = papers
        make_lines(desk)
        deque(self._meanwhile(make_authors(desk)), maxlen=0)
        exports = make_topic_exports(self._collection, self._entries)
        self._stage.put(self._meanwhile(exports))
        lists = self._checked(other_pages(desk))
        addresses = printer.put(self._meanwhile(lists))
        index = make_index(self._collection) if self._order.search else iter(())
        if not self._is_whole:
            self._stage.put(index)
        desk.relations, desk.entries = self.collection.relations, self._entries
        self._clock.step("Writing papers and search index" if self._order.search else "Writing papers")
        self._papers = Twin(lambda: self._shared(Printer(setting, self._order.output), index, papers))
        self._stage.put(exports)
        addresses += printer.put(chain(lists, papers.proven()))
        proofs = self._order.place.work / "proofs"
        proving = self._pool.submit(second.dress, self._builder, printer.proof.pages, proofs)
        apart(printer.put_unwatched(self._checked(batch)) for batch in papers)
        addresses += papers.others
        printer.stage.put(make_signs(self._collection, addresses))
        shared, present = self._papers.result()
        for staged in (self._stage.staged, shared):
            printer.stage.take_over(staged)
        printer.stage.put(setting.files.items())
        self._clock.step("Publishing")
        proving.result()
        differences = printer.proof.compare(dict(files_in(proofs)))
        if differences:
            return self._fallen_back(differences)
        return Made(printer.stage.swap_in(present), len(addresses))

    def _shared(
        self, printer: Printer, index: Iterable[tuple[str, bytes]], papers: "_Papers"
    ) -> tuple[Staged, set[str]]:
        """Do the twin's part, with what is left of the index; return what it staged, and the paths of the old site."""
        present = files_below(self._order.output)
        printer.stage.put(index)
        apart(printer.put_unwatched(batch) for batch in reversed(papers))
        return printer.stage.staged, present

    def _fallen_back(self, differences: tuple[Problem, ...]) -> Made:
        return replace(self.by_engine(), differences=differences)

    def _meanwhile(self, steps: Iterator[Step]) -> Iterator[Step]:
        """Yield of ``steps`` as many as are done while relations are sought."""
        while not self._is_whole:
            for step in steps:
                yield step
                break
            else:
                return

    def _checked(self, pages: Iterable[Page]) -> Iterator[Page]:
        for page in pages:
            self._clock.check()
            yield page

    def _templates(self) -> Templates:
        """Return the templates; those that the kitchen has no time for are compiled here."""
        compiled = self._compiling.result() if self._compiling.done() else None
        return Templates(self._order.place.templates, compiled)

    def _end(self) -> None:
        if self._papers:
            self._papers.close()

    def close(self) -> None:
        """End what goes on, and take the stage away."""
        self._end()
        self._stage.discard()


class _Papers:
    """The pages of papers, in batches that two processes take, one from the first on and one from the last back."""

    def __init__(self, desk: Desk, setting: Setting) -> None:
        self._desk = desk
        address = desk.addresses.paper
        keys = [key for key in desk.catalogue.papers if not setting.holds(address(key))]
        self._proven = nsmallest(PROVEN, keys, key=lambda key: rank_of(address(key)))
        self._others = [key for key in keys if key not in self._proven]
        self._batch = len(self._others) // _BATCHES + 1
        self._tickets = Tickets(-(-len(self._others) // self._batch))

    @property
    def others(self) -> list[str]:
        """The addresses of all but those that are proven."""
        return [self._desk.addresses.paper(key) for key in self._others]

    def proven(self) -> Iterator[Page]:
        """Yield the pages that are made both ways."""
        return self._pages(self._proven)

    def __iter__(self) -> Iterator[Iterator[Page]]:
        """Yield the batches that fall to the process which begins with the first."""
        return map(self._numbered, self._tickets)

    def __reversed__(self) -> Iterator[Iterator[Page]]:
        """Yield the batches that fall to the process which begins with the last."""
        return map(self._numbered, reversed(self._tickets))

    def _numbered(self, number: int) -> Iterator[Page]:
        return self._pages(self._others[number * self._batch : (number + 1) * self._batch])

    def _pages(self, keys: Sequence[str]) -> Iterator[Page]:
        return (paper_page(self._desk, self._desk.paper(key)) for key in keys)
