"""The catalogue: each paper once, with the people and venues that its papers name."""

from collections.abc import Mapping
from dataclasses import dataclass

from papershelf.identifiers import Orcid
from papershelf.papers import Paper


@dataclass(frozen=True, slots=True)
class Author:
    """One person or organisation across the catalogue.

    ``key`` is unique; ``name`` is the form printed most often; ``also`` are the other printed forms;
    ``papers`` are citation keys in catalogue order.
    """

    key: str
    name: str
    sort_name: str
    papers: tuple[str, ...]
    also: tuple[str, ...] = ()
    orcid: Orcid | None = None
    similar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Venue:
    """A series with its editions: ``editions`` maps an edition's printed name to citation keys, newest first.

    Within a year they come as they stand in print: by volume, number and page.
    """

    key: str
    name: str
    editions: Mapping[str, tuple[str, ...]]
    papers: tuple[str, ...]
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Each paper once.

    ``papers``: citation key -> paper, in catalogue order (``Paper.order``);
    ``authors``: author key -> author, in the order of ``sort_name``;
    ``author_keys``: citation key -> one author key for each of the paper's authors, in their order;
    ``venues``: venue key -> venue, in the order of their names.
    """

    papers: Mapping[str, Paper]
    authors: Mapping[str, Author]
    author_keys: Mapping[str, tuple[str, ...]]
    venues: Mapping[str, Venue]
