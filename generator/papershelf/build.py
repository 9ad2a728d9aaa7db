"""The corridor: from sources to a site, one step after the other."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from shutil import rmtree
from typing import Final

from papershelf import config, lock, venues
from papershelf.addresses import identities, make_addresses
from papershelf.builder import MkDocsBuilder
from papershelf.catalogue import Catalogue, gather
from papershelf.collection import Collection
from papershelf.envelope import envelope, site_path, source_path
from papershelf.pages import FORMS, make_pages
from papershelf.pages.page import Page
from papershelf.press import MARK, Form, Press, Proof
from papershelf.problems import Location, Problem, Severity
from papershelf.relations import relate
from papershelf.site import Changes, publish
from papershelf.site_files import make_files
from papershelf.sources import read_sources
from papershelf.templating import Templates
from papershelf.topics.assignment import assign, from_keywords
from papershelf.topics.reading import read_topics, resolve
from papershelf.topics.texts import read_texts
from papershelf.topics.topic import Topic
from papershelf.topics.vectors import make_vectors
from papershelf.workplace import Workplace

Progress = Callable[[str], None]
"""Told the name of each step as it begins."""

SITE_URL: Final = "PAPERSHELF_SITE_URL"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build made: ``problems`` are all of them, in their order; ``seconds`` by step."""

    collection: Collection
    problems: tuple[Problem, ...]
    changes: Changes
    pages: int
    seconds: float


def understand(place: Workplace, progress: Progress = lambda _step: None) -> Collection:
    """Return the collection at ``place``."""
    settings, problems = config.read_settings(_text(place, config.FILE), _title(place))
    settings = replace(settings, site_url=os.environ.get(SITE_URL, settings.site_url))
    progress("Reading the sources")
    names, bad_venues = venues.read_venues(_text(place, venues.FILE))
    readings = read_sources(place.root, settings.sources, place.file)
    gathered = gather(readings, names, settings.fields)
    catalogue = gathered.catalogue
    bound, bad_lock = lock.read_lock(_text(place, lock.FILE))
    progress("Finding topics and relations")
    texts = read_texts(catalogue)
    topics, bad_topics = _topics(place, catalogue)
    subjects, unplaced = assign(catalogue, topics, texts)
    found = (*problems, *bad_venues, *gathered.problems, *bad_lock, *bad_topics, *unplaced)
    addresses = make_addresses(catalogue, bound, settings.author_pages_from)
    found = (*found, *_unlocked(tuple(addresses.papers.values()), bound))
    days = [paper.added for paper in catalogue.papers.values() if paper.added] + list(bound.added.values())
    return Collection(
        settings, catalogue, subjects, relate(catalogue, subjects, make_vectors(texts)) if catalogue.papers else {},
        addresses, tuple(sorted(found, key=lambda problem: problem.order)), updated=max(days, default=None),
        withheld=gathered.withheld, merged=gathered.merged,
        added={key: bound.added[slug] for key, slug in addresses.papers.items() if slug in bound.added},
    )  # fmt: skip


def _text(place: Workplace, name: str) -> str:
    path = place.root / name
    return path.read_text("utf-8-sig") if place.file is None and path.is_file() else ""


def _title(place: Workplace) -> str:
    name = place.file.stem if place.file else place.root.name
    return name.replace("-", " ").replace("_", " ").strip().capitalize() or "Papers"


def _topics(place: Workplace, catalogue: Catalogue) -> tuple[tuple[Topic, ...], tuple[Problem, ...]]:
    text = _text(place, "topics.toml")
    if not text:
        return from_keywords(catalogue), ()
    topics, problems = read_topics(text)
    resolved, unknown = resolve(topics, catalogue)
    return resolved, (*problems, *unknown)


def _unlocked(slugs: Sequence[str], bound: lock.Lock) -> Iterator[Problem]:
    held = set(bound.papers.values())
    new = sum(slug not in held for slug in slugs)
    if held and new:
        yield Problem("PS510", Severity.NOTICE, Location(lock.FILE), f"{new} addresses are not locked yet.",
                      remedy="Say papershelf lock before publishing.")  # fmt: skip
    gone = sorted(held - set(slugs) - {target.split("/")[-2] for target in bound.redirects if target.count("/") > 1})
    for slug in gone:
        yield Problem("PS511", Severity.WARNING, Location(lock.FILE), f"papers/{slug}/ was published and has gone.",
                      slug, "The address leads nowhere.",
                      f'Add "papers/{slug}/" = "papers/<new>/" under [redirects].')  # fmt: skip


def lock_text(place: Workplace, collection: Collection) -> str:
    """Return the text of ``urls.lock`` with every address of ``collection`` bound."""
    bound, _ = lock.read_lock(_text(place, lock.FILE))
    addresses = collection.addresses
    both = replace(
        bound,
        authors={**bound.authors, **addresses.authors},
        venues={**bound.venues, **addresses.venues},
        topics=tuple(sorted({*bound.topics, *collection.subjects.topics})),
    )
    papers = {addresses.papers[key]: identities(paper) for key, paper in collection.catalogue.papers.items()}
    return lock.write_lock(both, papers, datetime.now(tz=UTC).date())


def builder_of(place: Workplace, settings: config.Settings) -> MkDocsBuilder:
    """Return the theme engine of a workplace."""
    return MkDocsBuilder(place.config, settings, place.docs, place.themes)


@contextmanager
def kitchen() -> Iterator[ProcessPoolExecutor]:
    """Give a second process, in which the theme engine works while this one reads."""
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def build(
    place: Workplace,
    output: Path,
    pool: ProcessPoolExecutor,
    *,
    plain: bool = False,
    report: bool = False,
    progress: Progress = lambda _step: None,
) -> Outcome:
    """Make the site of the collection at ``place`` in the folder ``output``.

    Raises:
        BuilderError: the theme engine refused its configuration.
        TemplateError: a template is wrong.
        OSError: the disk is full or ``output`` cannot be written.
    """
    begun = time.perf_counter()
    settings, _ = config.read_settings(_text(place, config.FILE), _title(place))
    settings = replace(settings, site_url=os.environ.get(SITE_URL, settings.site_url))
    builder = builder_of(place, settings)
    dressed = place.work / "dressed"
    exemplars = tuple(Form.of(kind, pattern).exemplar for kind, pattern in FORMS)
    dressing = pool.submit(_dress, builder, () if plain else exemplars, dressed)
    collection = understand(place, progress)
    templates = Templates(place.templates)
    warned = dressing.result()
    progress("Writing the pages")
    job = _Job(builder, collection, templates, dressed, report)
    changes, pages, proved = _printed(job, output, pool, plain=plain)
    problems = tuple(sorted((*collection.problems, *warned, *proved), key=lambda problem: problem.order))
    return Outcome(collection, problems, changes, pages, time.perf_counter() - begun)


@dataclass(frozen=True, slots=True)
class _Job:
    builder: MkDocsBuilder
    collection: Collection
    templates: Templates
    dressed: Path
    report: bool

    def pages(self) -> Iterator[Page]:
        return make_pages(self.collection, self.templates, report_too=self.report)


def _dress(builder: MkDocsBuilder, pages: tuple[Page, ...], target: Path) -> tuple[Problem, ...]:
    rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    return builder.dress(pages, target)


def _printed(
    job: _Job, output: Path, pool: ProcessPoolExecutor, *, plain: bool
) -> tuple[Changes, int, tuple[Problem, ...]]:
    if plain:
        pages = tuple(job.pages())
        _dress(job.builder, pages, job.dressed)
        return publish(_with_files(_folder(job.dressed), job, [page.address for page in pages]), output), len(pages), ()
    proof, addresses = Proof(), list[str]()
    changes = publish(_with_files(_printing(job, proof, addresses), job, addresses), output)
    proofs = job.dressed.with_name("proofs")
    pool.submit(_dress, job.builder, proof.pages, proofs).result()
    differences = proof.compare(dict(_folder(proofs)))
    if differences:
        changes, count, _ = _printed(job, output, pool, plain=True)
        return changes, count, differences
    return changes, len(addresses), ()


def _printing(job: _Job, proof: Proof, addresses: list[str]) -> Iterator[tuple[str, bytes]]:
    files = dict(_folder(job.dressed))
    press = Press.of(
        {form: files.pop(path).decode() for kind, pattern in FORMS
         if (path := site_path((form := Form.of(kind, pattern)).exemplar.address)) in files}
    )  # fmt: skip
    by_hand = {path for path in files if path.endswith("index.html")}
    yield from ((path, content) for path, content in files.items() if MARK not in path)
    for page in job.pages():
        if site_path(page.address) not in by_hand:
            printed = press.print(page)
            proof.watch(page, printed)
            addresses.append(page.address)
            yield site_path(page.address), printed


def _with_files(pages: Iterator[tuple[str, bytes]], job: _Job, addresses: list[str]) -> Iterator[tuple[str, bytes]]:
    seen = set[str]()
    for path, content in pages:
        seen.add(path)
        yield path, content
    for path, content in make_files(job.collection, addresses):
        if path not in seen:
            yield path, content


def _folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path.read_bytes()


def write_tree(place: Workplace, tree: Path) -> int:
    """Write hand-written and generated pages together below ``tree``, for engines without hooks; return their count."""
    collection = understand(place)
    count = 0
    for folder in reversed(place.docs):
        for path, content in _folder(folder):
            _put(tree / path, content)
    for page in make_pages(collection, Templates(place.templates)):
        _put(tree / source_path(page.address), envelope(page).encode())
        count += 1
    for path, content in make_files(collection, []):
        _put(tree / path, content)
    return count


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
