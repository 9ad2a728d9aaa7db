"""The corridor: a collection is understood, its pages are printed, the site takes its place."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, Future
from contextlib import ExitStack, closing
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Final, TypeAlias

from papershelf import kitchen as second
from papershelf.addresses import Addresses
from papershelf.allocation import lasting
from papershelf.builder import BuilderError, MkDocsBuilder
from papershelf.catalogue import Catalogue
from papershelf.clock import Clock
from papershelf.collection import Collection
from papershelf.config import Settings
from papershelf.envelope import UnsealableError, envelope, source_path
from papershelf.faults import TemplateError
from papershelf.kitchen import Kitchen, files_in
from papershelf.page import FORMS
from papershelf.press import UNLIKE, Form
from papershelf.problems import Problem
from papershelf.site import Changes, publish
from papershelf.twin import TwinError
from papershelf.understanding import Concluded, Memories, Progress, conclude, inquire, read, settings_of, understand
from papershelf.workplace import Order, Workplace

__all__ = ["FAILURES", "Kept", "Order", "Outcome", "build", "builder_of", "write_tree"]

EXEMPLARS: Final = tuple(Form.of(kind, pattern).exemplar for kind, pattern in FORMS)
"""The pages from which all others are printed."""
FAILURES: Final = (BuilderError, TemplateError, UnsealableError, OSError)
"""What may go wrong outside the sources: it is said in one sentence, and the old site stays."""


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

    ``steps`` are the names that progress was told of, in their order, with the seconds that each took. ``workings`` is
    what was made on the way: whoever keeps it until the process ends need not wait until it is taken apart.
    """

    collection: Collection
    problems: tuple[Problem, ...]
    changes: Changes
    pages: int
    seconds: float
    steps: Mapping[str, float]
    workings: object = None


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
        UnsealableError: a template makes what the theme engine would not print as it is.
        OSError: the disk is full or the output cannot be written; the old site is untouched.
    """
    try:
        return _built(order, pool, kept or Kept(), Clock(progress, check))
    except (BrokenExecutor, TwinError) as error:
        raise BuilderError("the second process was ended from outside; is there enough memory?") from error


def _built(order: Order, pool: Kitchen, kept: Kept, clock: Clock) -> Outcome:
    builder = builder_of(order.place)
    dressing = None if kept.remarks is not None and not order.plain else _dressing(order, builder, pool)
    compiling = pool.submit(second.compile_templates, order.place.templates)
    with lasting(), ExitStack() as ending:
        first, concluded = _known(order, kept, clock, ending)
        from papershelf.making import Making  # which is loaded while others work, at the latest now

        making = ending.enter_context(closing(Making(order, builder, pool, compiling, clock)))
        making.export(*first)
        making.go_on(concluded())
        del first, concluded  # which hold what was read
        kept.remarks = warned = dressing.result() if dressing else kept.remarks or ()
        clock.step("Finding relations and writing lists")
        plain = order.plain or any(problem.code == UNLIKE for problem in warned)
        made = making.by_engine() if plain else making.printed()
        if plain or made.differences:
            kept.remarks = None
        kept.collection = collection = making.collection
    problems = tuple(sorted((*collection.problems, *warned, *made.differences), key=lambda problem: problem.order))
    return Outcome(collection, problems, made.changes, made.pages, clock.total, clock.seconds, making)


_First: TypeAlias = tuple[Settings, Catalogue, Addresses]


def _known(order: Order, kept: Kept, clock: Clock, ending: ExitStack) -> tuple[_First, Callable[[], Concluded]]:
    """Return what is known first, and what tells the rest, for which a search goes on until ``ending``."""
    if kept.collection:
        concluded = Concluded(kept.collection)
        return (kept.collection.settings, kept.collection.catalogue, kept.collection.addresses), lambda: concluded
    known = read(order.place, clock.step, kept.memories, _load_making)
    inquiry = inquire(order.place, known, clock.step, beside=True)
    ending.callback(inquiry.finding.close)
    first = (known.settings, known.gathered.catalogue, known.addresses)
    return first, lambda: conclude(order.place, known, inquiry)


def _load_making() -> None:
    import_module("papershelf.making")


def _dressing(order: Order, builder: MkDocsBuilder, pool: Kitchen) -> Future[tuple[Problem, ...]]:
    exemplars = () if order.plain else EXEMPLARS
    return pool.submit(second.dress, builder, exemplars, order.dressed, exemplars=bool(exemplars))


def write_tree(place: Workplace, tree: Path) -> int:
    """Make ``tree`` hold hand-written and generated pages together, for engines without hooks; return their count.

    Each page is the index of a folder: Zensical takes links in HTML as relative to the Markdown file. What went since
    the last time goes from the tree too.

    Raises: TemplateError, UnsealableError and OSError, as ``build``.
    """
    from papershelf.pages import make_pages
    from papershelf.site_files import make_files
    from papershelf.templating import Templates

    collection = understand(place)
    by_hand = dict(chain.from_iterable(files_in(folder) for folder in reversed(place.docs)))
    addresses: list[str] = []

    def pages() -> Iterator[tuple[str, bytes]]:
        for page in make_pages(collection, Templates(place.templates)):
            path = f"{page.address}index.md"
            if path not in by_hand and source_path(page.address) not in by_hand:
                addresses.append(page.address)
                yield path, envelope(page).encode()

    publish(chain(pages(), make_files(collection, addresses), by_hand.items()), tree)
    return len(addresses)
