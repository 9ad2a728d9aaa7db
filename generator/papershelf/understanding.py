"""Understanding: from the files of a workplace to a collection. It reads; it writes only what a model said."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from papershelf import config, lock
from papershelf.addresses import Addresses, address_cause, check_lock, make_addresses, relock
from papershelf.allocation import lasting
from papershelf.catalogue import Catalogue
from papershelf.collection import Collection
from papershelf.config import Settings
from papershelf.curation import FILES, Curation, read_curation
from papershelf.embeddings.model import installed, sentences
from papershelf.finding import Finding, Question, ask
from papershelf.gathering import Gathered, gather
from papershelf.gathering_memory import GatheringMemory
from papershelf.memory import Last
from papershelf.problems import Problem
from papershelf.richtext import RichText
from papershelf.sources import SourceMemory, find, read_sources, without_files
from papershelf.sources.decoding import decode
from papershelf.topics.topic import Subjects, Topic
from papershelf.workplace import Workplace

if TYPE_CHECKING:
    from papershelf.topics.comparison import Comparison
    from papershelf.topics.vectors import Vectors

Progress = Callable[[str], None]
"""Told the name of each step as it begins."""

SITE_URL: Final = "PAPERSHELF_SITE_URL"
EMBEDDINGS: Final = "PAPERSHELF_EMBEDDINGS"
"""The environment says ``off`` where a build does without the model, whatever the settings say."""
TOPICS: Final = "topics.toml"
_MEANINGS: Final = "embeddings.npy"


def settings_of(place: Workplace) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings of a workplace; the environment may say where the site will stand."""
    text, misread = _text(place, config.FILE)
    settings, problems = config.read_settings(text, _title(place))
    address = os.environ.get(SITE_URL, "").rstrip("/")
    return (replace(settings, site_url=f"{address}/") if address else settings), (*misread, *problems)


class Memories:
    """What understanding a collection once leaves for understanding it again after an edit.

    Whoever serves keeps one and hands it to each ``understand``; the answers are those without it, only sooner.
    Entries that did not change are neither read nor interpreted again, wherever their lines have moved, and who wrote
    what, which papers look alike and where they stand are worked out again only where something says so by now.
    """

    def __init__(self) -> None:
        self.sources = SourceMemory()
        self.gathering = GatheringMemory()
        self.addresses = Last[Addresses]()


def understand(
    place: Workplace, progress: Progress = lambda _step: None, memories: Memories | None = None
) -> Collection:
    """Return the collection at ``place``, with all its problems in order.

    With the ``memories`` of an earlier call, unchanged entries cost next to nothing.
    """
    with lasting():
        known = read(place, progress, memories)
        return conclude(place, known, inquire(place, known, progress)).whole()


def look_again(place: Workplace, memories: Memories) -> Gathered:
    """Return what the sources state by now; with what an earlier call left, only what changed is read."""
    with lasting():
        settings, _ = settings_of(place)
        curation, _ = _curation(place, settings)
        return gather(
            read_sources(place.root, settings.sources, place.file, memories.sources), curation, memories.gathering
        )


@dataclass(frozen=True, eq=False)
class Known:
    """What the sources state, before anything is concluded from it.

    ``misread`` is what was odd about the curator's files. What a search for topics need not know is worked out when it
    is asked for: ``addresses``, which ``last`` remembers, and ``problems``.
    """

    settings: Settings
    gathered: Gathered
    bound: lock.Lock
    misread: tuple[Problem, ...]
    last: Last[Addresses]

    @cached_property
    def addresses(self) -> Addresses:
        """Where everything stands."""
        catalogue, least = self.gathered.catalogue, self.settings.author_pages_from
        return self.last.of(
            lambda: (address_cause(catalogue), self.bound, least), lambda: make_addresses(catalogue, self.bound, least)
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong so far."""
        return (*self.misread, *self.gathered.problems)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is being found in the catalogue, and what is wrong with the curator's topics."""

    finding: Finding
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Concluded:
    """A collection; ``finding`` finds its relations, which takes its time, and is None where it has them."""

    collection: Collection
    finding: Finding | None = None

    def is_whole(self) -> bool:
        """Tell whether the collection has its relations, or would have them at once."""
        return self.finding is None or self.finding.is_done()

    def whole(self) -> Collection:
        """Return the collection with its relations."""
        return replace(self.collection, relations=self.finding.relations()) if self.finding else self.collection


def read(
    place: Workplace,
    progress: Progress = lambda _step: None,
    memories: Memories | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Known:
    """Return what is stated at ``place``; see ``understand``, and ``gather`` for ``meanwhile``."""
    sources, gathering = (memories.sources, memories.gathering) if memories else (None, None)
    settings, bad_settings = settings_of(place)
    progress("Reading the sources")
    curation, bad_curation = _curation(place, settings)
    gathered = gather(read_sources(place.root, settings.sources, place.file, sources), curation, gathering, meanwhile)
    bound, bad_lock = _lock(place)
    misread = (*bad_settings, *_bad_sources(place, settings), *bad_curation, *bad_lock)
    return Known(settings, gathered, bound, misread, memories.addresses if memories else Last(kept=False))


def inquire(
    place: Workplace, known: Known, progress: Progress = lambda _step: None, *, beside: bool = False
) -> Inquiry:
    """Ask for topics and relations of what is ``known``; ``beside`` other things, they are looked for at once."""
    progress("Finding topics")
    catalogue, file = known.gathered.catalogue, _meanings(place, known.settings)
    if file and (count := _unknown_meanings(catalogue, file)):
        progress(f"Embedding {count:,} paper{'s' if count > 1 else ''}, once")
    topics, problems = _topics(place, catalogue)
    tokens = [tokens for ahead in known.gathered.ahead if (tokens := ahead.tokens())]
    return Inquiry(ask(Question(catalogue, topics, known.bound.topics, file, tokens), beside=beside), problems)


def conclude(place: Workplace, known: Known, inquiry: Inquiry) -> Concluded:
    """Return the collection that follows from what is ``known``, and from what was found in it."""
    catalogue, addresses, bound = known.gathered.catalogue, known.addresses, known.bound
    stated = known.problems
    subjects, unplaced = inquiry.finding.subjects()
    prose, bad_prose = _prose(place, catalogue, subjects, addresses)
    comparisons, bad_tables = _comparisons(place, catalogue, subjects)
    problems = (*stated, *inquiry.problems, *unplaced, *bad_prose, *bad_tables,
                *check_lock(addresses, tuple(subjects.topics), bound))  # fmt: skip
    collection = Collection(
        known.settings, catalogue, subjects, {}, addresses,
        tuple(sorted(problems, key=lambda problem: problem.order)), updated=_updated(catalogue, bound),
        prose=prose, comparisons=comparisons, withheld=known.gathered.withheld, merged=known.gathered.merged,
        added={key: bound.added[slug] for key, slug in addresses.papers.items() if slug in bound.added},
    )  # fmt: skip
    return Concluded(collection, inquiry.finding)


def vectors_of(place: Workplace, catalogue: Catalogue) -> "Vectors":
    """Return the papers' vectors, with what their sentences mean where a model is installed and wanted."""
    from papershelf import seeking

    return seeking.vectors_of(Question(catalogue, None, file=_meanings(place, settings_of(place)[0])))


def _unknown_meanings(catalogue: Catalogue, file: Path) -> int:
    """Return of how many papers a model would be asked what their sentences mean, 0 where none is installed."""
    if not installed():
        return 0
    from papershelf.embeddings.store import store_at

    store = store_at(file)
    return store.missing(sentences(catalogue.papers.values())) if store else 0


def _meanings(place: Workplace, settings: Settings) -> Path | None:
    """Return where the meanings of sentences are kept, None where no model is wanted."""
    wanted = settings.embeddings and os.environ.get(EMBEDDINGS, "") != "off"
    return place.work / _MEANINGS if wanted else None


def lock_text(place: Workplace, collection: Collection, today: date) -> str:
    """Return the text of ``urls.lock`` with every address of ``collection`` bound, new ones since ``today``."""
    bound, _ = _lock(place)
    return relock(collection.catalogue, collection.addresses, tuple(collection.subjects.topics), bound, today)


def _text(place: Workplace, name: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a curator's file, "" where there is none, and what was odd about its bytes."""
    path = place.root / name
    return decode(path.read_bytes(), name) if place.file is None and path.is_file() else ("", ())


def _texts(place: Workplace, paths: Iterable[Path]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Return path below the workplace -> text of the files that are there, and what was odd about their bytes."""
    names = [path.relative_to(place.root).as_posix() for path in paths if path.is_file()]
    read = {name: _text(place, name) for name in names}
    return {name: text for name, (text, _) in read.items()}, tuple(odd for _, found in read.values() for odd in found)


def _curation(place: Workplace, settings: Settings) -> tuple[Curation, tuple[Problem, ...]]:
    texts, misread = _texts(place, [place.root / name for name in FILES])
    curation, problems = read_curation(texts, settings.fields)
    return curation, (*misread, *problems)


def _bad_sources(place: Workplace, settings: Settings) -> tuple[Problem, ...]:
    """Return the sources that are none, and the fields that a source is to win which is none."""
    if not (settings.fields or settings.sources):
        return ()
    text, _ = _text(place, config.FILE)
    unmatched = config.check_sources(text, without_files(place.root, settings.sources))
    known = find(place.root, settings.sources) if settings.fields else ()
    return (*unmatched, *config.check_fields(text, settings, known))


def _lock(place: Workplace) -> tuple[lock.Lock, tuple[Problem, ...]]:
    text, misread = _text(place, lock.FILE)
    bound, problems = lock.read_lock(text)
    return bound, (*misread, *problems)


def _title(place: Workplace) -> str:
    name = place.file.stem if place.file else place.root.name
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    return words[:1].upper() + words[1:] or "Papers"


def _topics(place: Workplace, catalogue: Catalogue) -> tuple[tuple[Topic, ...] | None, tuple[Problem, ...]]:
    """Return the curator's topics, None where there is no topics file, and what is wrong with them."""
    text, misread = _text(place, TOPICS)
    if not text:
        return None, ()
    from papershelf.topics.naming import resolve
    from papershelf.topics.reading import read_topics

    topics, problems = read_topics(text)
    resolved, unknown = resolve(topics, catalogue)
    return resolved, (*misread, *problems, *unknown)


def _prose(
    place: Workplace, catalogue: Catalogue, subjects: Subjects, addresses: Addresses
) -> tuple[Mapping[str, RichText], tuple[Problem, ...]]:
    """Return the curator's texts by name (``home``, ``about``, ``topics/<slug>``), and what is wrong with them."""
    if place.file:
        return {}, ()
    paths = [place.root / "home.md", place.root / "about.md", *sorted((place.root / "topics").glob("*.md"))]
    texts, misread = _texts(place, paths)
    if not texts:
        return {}, ()
    from papershelf.topics.prose import read_prose

    named = {name.removesuffix(".md"): text for name, text in texts.items()}
    prose, problems = read_prose(named, catalogue, subjects, addresses.paper, addresses.redirects)
    return prose, (*misread, *problems)


def _comparisons(
    place: Workplace, catalogue: Catalogue, subjects: Subjects
) -> tuple[Mapping[str, "Comparison"], tuple[Problem, ...]]:
    """Return topic slug -> its comparison, as the curator's tables state it, and what is wrong with them."""
    paths = sorted((place.root / "topics").glob("_*.csv")) if place.file is None else []
    if not paths and not any(topic.compare for topic in subjects.topics.values()):
        return {}, ()
    from papershelf.topics.comparison import compare

    texts, misread = _texts(place, paths)
    tables = {Path(name).stem.removeprefix("_"): text for name, text in texts.items()}
    comparisons, problems = compare(tables, catalogue, subjects)
    return comparisons, (*misread, *problems)


def _updated(catalogue: Catalogue, bound: lock.Lock) -> date | None:
    days = [paper.added for paper in catalogue.papers.values() if paper.added]
    return max([*days, *bound.added.values()], default=None)
