"""The values: a topic, and a paper's place on it with the evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from papershelf.problems import Location


@dataclass(frozen=True, slots=True)
class Pin:
    """A paper that the curator puts under "Start here", and a sentence why."""

    paper: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic or, without ``parent``, a group of topics.

    ``phrases`` maps a phrase to its weight, below zero for evidence against; ``include``, ``exclude`` and
    ``seeds`` name papers by citation key; ``sources`` are globs of groups (file, folder, manager's group) whose
    papers belong here; ``first`` are papers of which this is the most central topic (they need not be in ``include``);
    ``compare`` names the columns of its comparison; ``found`` says that the topic was discovered, not written by a
    curator. ``said_at`` maps ``slug``, ``parent``
    and each paper's name as written to its place in the topics file.
    """

    slug: str
    name: str
    meaning: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    phrases: Mapping[str, float] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    start_here: tuple[Pin, ...] = ()
    found: bool = False
    first: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()
    said_at: Mapping[str, Location] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a paper is on a topic.

    ``what`` was found ``where``: title, abstract, keywords, source, wording, meaning, curator or found together; the
    weights of a placement's evidence add up to its score.
    """

    what: str
    where: str
    weight: float


@dataclass(frozen=True, slots=True)
class Placement:
    """A paper's place on a topic: the score orders a paper's topics, most central first."""

    topic: str
    score: float


@dataclass(frozen=True, slots=True)
class Subjects:
    """The subjects of a collection.

    ``topics``: slug -> topic, groups before their topics, in the curator's order;
    ``placements``: citation key -> one to four placements, most central first (none where nothing fits);
    ``papers``: topic slug -> citation keys, in catalogue order; for a group, the papers of all its topics;
    ``evidence``: (citation key, topic slug) -> what speaks for the placement, strongest first
    (none where a copy of the process found them, as for many papers).
    """

    topics: Mapping[str, Topic]
    placements: Mapping[str, tuple[Placement, ...]]
    papers: Mapping[str, tuple[str, ...]]
    evidence: Mapping[tuple[str, str], tuple[Evidence, ...]] = field(default_factory=dict)
