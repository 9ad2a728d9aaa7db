"""Front matter: the values of each page, ready for Hugo's templates to make the page of.

Lists get what our own templates are given, papers their values from the collection itself. Finished bodies are only
those of search, shelf and about.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from list_values import list_values
from paper_values import Values, paper_values
from papershelf.collection import Collection
from papershelf.exports import make_entries
from papershelf.page import Page
from papershelf.pages import other_pages
from papershelf.pages.desk import Desk
from papershelf.pages.paper import paper_page
from papershelf.templating import Templates

_SECTIONS: Final = frozenset({"papers", "topics", "authors", "venues", "years"})
_FRAGMENTS: Final = frozenset({"search", "shelf", "about", "report"})
_LAYOUTS: Final[Mapping[str, str]] = {
    "topic-year": "part", "venue-year": "part", "year": "part", "authors-letter": "letter", "comparison": "comparison",
    "search": "search", "shelf": "fragment", "about": "fragment", "report": "fragment",
}  # fmt: skip
"""Kind of page -> the layout that makes it, where its folder does not tell."""


_NOTHING: Final[tuple[object, ...]] = (None, "", (), [], {})


class _Given(Templates):
    """Templates that keep what a page is given, and make only the bodies of those that are finished fragments."""

    values: Mapping[str, object] = {}

    def render(self, name: str, /, **values: object) -> bytes:
        self.values = values
        return super().render(name, **values) if name.removesuffix(".html") in _FRAGMENTS else b""


def front_matter(collection: Collection, folders: Sequence[Path]) -> Iterator[tuple[Page, str, Values]]:
    """Yield each page with the path of its file below ``content/`` and its front matter.

    ``folders`` hold our own templates.
    """
    given = _Given(folders)
    desk = Desk(collection, given)
    entries = make_entries(collection.settings, collection.catalogue)
    for number, paper in enumerate(collection.catalogue.papers.values(), 1):
        page = paper_page(desk, paper)
        values = paper_values(desk, paper, given.values, entries[paper.key][1].decode())
        yield page, *_file(page, {"weight": number, **values})
    for page in other_pages(desk):
        own: Values = {"body": page.body}
        if page.kind not in _FRAGMENTS:
            own = list_values(desk, given, page, given.values)
        yield page, *_file(page, own)


def _file(page: Page, values: Values) -> tuple[str, Values]:
    named = {"title": page.title, "description": page.description, "layout": _LAYOUTS.get(page.kind)}
    branch = not page.address or page.kind in _SECTIONS
    path = f"{page.address}_index.md" if branch else f"{page.address.rstrip('/')}.md"
    return path, _lean({**named, **values})


def _lean(values: Mapping[str, object]) -> Values:
    """Return ``values`` without those that say nothing."""
    return {name: _leaner(value) for name, value in values.items() if value is not False and value not in _NOTHING}


def _leaner(value: object) -> object:
    if isinstance(value, dict):
        return _lean(value)
    return [_leaner(item) for item in value] if isinstance(value, (list, tuple)) else value
