"""Settings: every one has a default, unknown ones are refused with their line."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a collection, as ``collection.toml`` states them.

    ``site_url`` is "" or ends with a slash; ``fields`` maps a field to the source that wins it;
    ``abstracts`` is "show" or "hide"; ``author_pages_from`` is the number of papers from which an author has a page,
    None for one up to 500 papers in the collection and two above.
    """

    title: str = "Papers"
    subtitle: str = ""
    curators: tuple[str, ...] = ()
    site_url: str = ""
    repository: str = ""
    contact: str = ""
    language: str = "en"
    sources: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    abstracts: str = "show"
    publish_report: bool = False
    author_pages_from: int | None = None
    sidecars: tuple[str, ...] = ()
    example_queries: tuple[str, ...] = ()
