"""The value: one page of the site, before MkDocs dresses it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page: finished HTML and what the theme needs around it.

    ``address`` is relative to the site's root: "" is home, others end with a slash; ``kind`` names the row of ``PAGES``
    that made it. ``title`` and ``description`` are plain text and never empty; ``head`` (never empty) and ``body``
    are finished, escaped HTML whose links are relative to the page.
    """

    address: str
    kind: str
    title: str
    description: str
    head: str
    body: str

    @property
    def root(self) -> str:
        """The way from this page to the site's root: "" for home, "../../" for ``papers/x/``."""
        return "../" * self.address.count("/")
