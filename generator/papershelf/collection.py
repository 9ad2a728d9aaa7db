"""The collection: all that a page, an export or the search may read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from papershelf.addresses import Addresses
from papershelf.catalogue import Catalogue
from papershelf.config import Settings
from papershelf.problems import Problem
from papershelf.relations import Relations
from papershelf.richtext import RichText
from papershelf.topics.topic import Subjects

if TYPE_CHECKING:
    from papershelf.topics.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection, understood.

    ``relations``: citation key -> related papers, nearest first; ``prose``: name of a curator's file
    (``topics/<slug>``, ``home``, ``about``) -> finished HTML; ``comparisons``: topic slug -> its table;
    ``updated`` is the date of the newest change
    that the sources or the lock state, None where they state none.
    """

    settings: Settings
    catalogue: Catalogue
    subjects: Subjects
    relations: Relations
    addresses: Addresses
    problems: tuple[Problem, ...] = ()
    prose: Mapping[str, RichText] = field(default_factory=dict)
    comparisons: Mapping[str, "Comparison"] = field(default_factory=dict)
    updated: date | None = None
    withheld: Mapping[str, int] = field(default_factory=dict)
    merged: int = 0
    added: Mapping[str, date] = field(default_factory=dict)
