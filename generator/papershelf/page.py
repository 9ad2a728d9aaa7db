"""The value: one page of the site, before MkDocs dresses it, and the forms that pages have."""

from typing import Final, NamedTuple

FORMS: Final = (
    ("home", ""),
    ("search", "search/"),
    ("shelf", "shelf/"),
    ("papers", "papers/"),
    ("paper", "papers/x/"),
    ("topics", "topics/"),
    ("topic", "topics/x/"),
    ("topic-year", "topics/x/2024/"),
    ("topic-year", "topics/x/2024/2/"),
    ("comparison", "topics/x/compare/"),
    ("authors", "authors/"),
    ("authors-letter", "authors/by/x/"),
    ("author", "authors/x/"),
    ("venues", "venues/"),
    ("venue", "venues/x/"),
    ("venue-year", "venues/x/2024/"),
    ("venue-year", "venues/x/2024/2/"),
    ("years", "years/"),
    ("year", "years/2024/"),
    ("year", "years/2024/2/"),
    ("about", "about/"),
    ("report", "report/"),
)
"""Every kind of page with an address of each depth that it has."""


class Page(NamedTuple):
    """One page: finished HTML and what the theme needs around it.

    ``address`` is relative to the site's root: "" is home, others end with a slash; ``kind`` names the row of ``PAGES``
    that made it. ``title`` and ``description`` are plain text and never empty; ``head`` (never empty) and ``html``, the
    body as it is written, are finished, escaped HTML whose links are relative to the page.
    """

    address: str
    kind: str
    title: str
    description: str
    head: str
    html: bytes

    @property
    def body(self) -> str:
        """The body as text."""
        return self.html.decode()

    @property
    def root(self) -> str:
        """The way from this page to the site's root: "" for home, "../../" for ``papers/x/``."""
        return "../" * self.address.count("/")
