"""Addresses: one slug for each thing that has a page; a published one never changes its owner."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Addresses:
    """The slugs of a collection, each unique within its kind.

    ``papers``: citation key -> slug; ``authors``: author key -> slug, only of authors with a page;
    ``venues``: venue key -> slug; a topic's slug is its own. ``redirects``: old address -> new address.
    Addresses are relative to the site's root, without a leading slash.
    """

    papers: Mapping[str, str]
    authors: Mapping[str, str]
    venues: Mapping[str, str]
    redirects: Mapping[str, str]

    def paper(self, key: str) -> str:
        """Return the address of a paper's page."""
        return f"papers/{self.papers[key]}/"

    def author(self, key: str) -> str | None:
        """Return the address of an author's page, None where the author has none."""
        slug = self.authors.get(key)
        return None if slug is None else f"authors/{slug}/"

    def venue(self, key: str) -> str:
        """Return the address of a venue series' page."""
        return f"venues/{self.venues[key]}/"
