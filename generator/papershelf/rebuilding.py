"""Rebuilding: what a change on disk asks for, first what a reader looks at, then the rest of the site."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Final

from papershelf import config
from papershelf.build import EXEMPLARS, FAILURES, Kept, Order, Outcome, build, builder_of
from papershelf.catalogue import Catalogue
from papershelf.collection import Collection
from papershelf.envelope import site_path
from papershelf.kitchen import Kitchen, dress
from papershelf.page import Page
from papershelf.pages import PAGES
from papershelf.pages.desk import Desk
from papershelf.pages.paper import paper_page
from papershelf.press import UNLIKE
from papershelf.printing import Setting, setting_in
from papershelf.problems import Problem, Severity
from papershelf.site import replace_files
from papershelf.templating import Templates
from papershelf.understanding import Memories, Progress, look_again
from papershelf.workplace import Workplace

FOLLOWS: Final = "Changed papers are shown; search, topics and lists follow."
_FEW: Final = 200
_NUMBERS: Final = "papershelf.seeking"
"""What each copy that finds topics would load by itself, if whoever goes on building did not have it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What was put in place at once: a count of files, and whether nothing else is left to do."""

    files: int = 0
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """One step of a build in the loop: ``said`` is for the terminal, ``broken`` for the strip, "" for a good site.

    ``follows`` says what of the site is not there yet, "" where it is settled.
    """

    said: str
    broken: str = ""
    follows: str = ""


class Rebuilder:
    """The builds of one place, each beginning with what the last one knew.

    What stands on the disk once all is settled is, byte for byte, what a build from nothing makes.
    """

    def __init__(self, place: Workplace, output: Path, pool: Kitchen) -> None:
        """Build ``place`` into ``output``; nothing is read yet."""
        self._place = place
        self._order = Order(place, output, report=True)
        self._pool = pool
        self._memories = Memories()
        self._kept = Kept(self._memories)
        self._shown: Collection | None = None
        self._errors: frozenset[tuple[str, str]] = frozenset()
        self._only_theme = False

    def build(self, progress: Progress = lambda _step: None, check: Callable[[], None] = lambda: None) -> Outcome:
        """Make the whole site; ``check`` is called now and then, and what it raises stops the build.

        Raises: what ``papershelf.build.build`` raises.
        """
        outcome = replace(build(self._order, self._pool, progress, kept=self._kept, check=check), workings=None)
        printed = all(problem.code != UNLIKE for problem in outcome.problems)
        self._shown = outcome.collection if printed else None
        self._errors = frozenset(map(_words, outcome.problems))
        self._only_theme = True
        import_module(_NUMBERS)
        return outcome

    def follow(
        self, changed: Iterable[Path], looked_at: Iterable[str], check: Callable[[], None] = lambda: None
    ) -> Iterator[Attempt]:
        """Build again since the files ``changed`` changed, and yield each state that can be looked at.

        A new error in a source, or one of template, theme or disk, leaves the site as it is.
        """
        try:
            self.forget(changed)
            seen = None if self._kept.collection else look_again(self._place, self._memories)
            broken = self._broken(seen.problems if seen else ())
            if broken:
                yield Attempt(broken, broken=broken)
                return
            shown = self._show_papers(seen.catalogue) if seen else self._show(looked_at)
            if shown.files and not shown.settled:
                yield Attempt(_changed(shown.files, "page"), follows=FOLLOWS)
            if shown.settled:
                yield Attempt(_changed(shown.files, "file"))
                return
            outcome = self.build(check=check)
            yield Attempt(f"{len(outcome.collection.catalogue.papers):,} papers in {outcome.seconds:.1f} s.")
        except FAILURES as error:
            yield Attempt(str(error), broken=(str(error) or type(error).__name__).splitlines()[0])

    def forget(self, changed: Iterable[Path]) -> None:
        """Forget what no longer holds since the files ``changed`` changed."""
        place = self._place
        for path in changed:
            if _is_below(path, (place.config, *place.docs, *place.themes)):
                self._kept.remarks = None
                continue
            self._only_theme = False
            if not _is_below(path, place.templates):
                self._kept.collection = None
            if path.name == config.FILE:
                self._kept.remarks = None

    def _broken(self, problems: Iterable[Problem]) -> str:
        """Return the first error that was not there in the last good site, "" where there is none."""
        errors = (problem for problem in problems if problem.severity is Severity.ERROR)
        new = next((error for error in errors if _words(error) not in self._errors), None)
        return f"{new.location}: {new.message}" if new else ""

    def _show_papers(self, catalogue: Catalogue) -> Shown:
        """Print the papers that changed, where all keep their address, in the frame and among the topics of before."""
        old = self._shown
        if old is None or self._kept.remarks is None or catalogue.papers.keys() != old.catalogue.papers.keys():
            return Shown()
        papers = [paper for key, paper in catalogue.papers.items() if paper is not old.catalogue.papers[key]]
        known = [paper for paper in papers if paper.edition is None or paper.edition.series in old.addresses.venues]
        desk = self._desk(replace(old, catalogue=catalogue))
        return self._print(paper_page(desk, paper) for paper in known[:_FEW])

    def _show(self, looked_at: Iterable[str]) -> Shown:
        """Put in place a style sheet or script alone; after a change of a template the pages ``looked_at``."""
        if self._shown is None:
            return Shown()
        if self._kept.remarks is None and (shown := self._show_theme()).settled and self._only_theme:
            return shown
        self._only_theme = False
        desk = self._desk(self._shown)
        return self._print(page for address in sorted(set(looked_at)) for page in _pages_at(desk, address))

    def _show_theme(self) -> Shown:
        """Dress the exemplars anew; where all pages stand in the same frame as before, nothing else is to be done."""
        before = setting_in(self._order.dressed)
        builder = builder_of(self._place)
        self._kept.remarks = self._pool.submit(dress, builder, EXEMPLARS, self._order.dressed, exemplars=True).result()
        after = setting_in(self._order.dressed)
        if after.press != before.press or after.files.keys() != before.files.keys():
            return Shown()
        return Shown(replace_files(after.files.items(), self._order.output), settled=True)

    def _desk(self, collection: Collection) -> Desk:
        return Desk(collection, Templates(self._place.templates), curating=True)

    def _print(self, pages: Iterable[Page]) -> Shown:
        setting: Setting = setting_in(self._order.dressed)
        paths = ((site_path(page.address), page) for page in pages)
        printed = ((path, setting.press.print(page)) for path, page in paths if path not in setting.files)
        return Shown(replace_files(printed, self._order.output))


def _changed(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'} changed."


def _words(problem: Problem) -> tuple[str, str]:
    return problem.code, problem.message


def _is_below(path: Path, places: Iterable[Path]) -> bool:
    return any(path == place or place in path.parents for place in places)


def _pages_at(desk: Desk, address: str) -> Iterator[Page]:
    """Yield the generated page at ``address``, if there is one; of most pages only those of its folder are made."""
    folder, _, rest = address.partition("/")
    slug = rest.rstrip("/")
    if folder == "papers" and slug:
        yield from (paper_page(desk, desk.paper(key)) for key, own in desk.addresses.papers.items() if own == slug)
        return
    kinds = (make for kind, make in PAGES.items() if kind in {folder or "home", folder.removesuffix("s")})
    found = (page for make in kinds for page in make(desk))
    yield from (page for page in found if page.address == address)
