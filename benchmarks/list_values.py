"""The front matter of a list: what our own template is given, papers by their slugs, counts as they are printed.

Finished HTML are the bars of years, and topics over time beside authors and venues.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Final

from paper_values import Values
from papershelf.page import Page
from papershelf.pages.desk import Desk
from papershelf.pages.line import PaperLine
from papershelf.pages.sections import Part
from papershelf.pages.tally import TimedRow
from papershelf.pages.yearshelf import YearShelf
from papershelf.templating import Templates

_ALL_LABELS: Final = frozenset({"home", "years"})
"""Kinds of pages whose bars each have a label."""


def list_values(desk: Desk, templates: Templates, page: Page, given: Mapping[str, object]) -> Values:
    """Return the front matter of the list ``page``, whose template is ``given`` these values."""
    reader = _Reader(desk, templates, page.kind)
    values = {name: reader.read(value) for name, value in given.items()}
    return {**values, **_members(desk, page)}


def _members(desk: Desk, page: Page) -> Values:
    """Return where a topic stands, and the papers of its file."""
    if page.kind != "topic":
        return {}
    slug = page.address.split("/")[1]
    papers = [desk.addresses.papers[key] for key in desk.subjects.papers.get(slug, ())]
    parent = desk.subjects.topics[slug].parent
    return {
        "weight": 1 + list(desk.subjects.topics).index(slug),
        "parent": parent if parent in desk.subjects.topics else None,
        "members": papers,
        "file": slug in desk.subjects.papers,
    }


class _Reader:
    """Turns the values of a template into those of front matter."""

    def __init__(self, desk: Desk, templates: Templates, kind: str) -> None:
        self._desk = desk
        self._templates = templates
        self._kind = kind

    def read(self, value: object) -> object:
        """Return ``value`` as front matter can hold it."""
        match value:
            case PaperLine():
                return self._desk.addresses.papers[value.key]
            case (TimedRow(), *_):
                return self._templates.macro("macros.html", "timed_tally")(rows=value)
            case tuple():
                return [self.read(item) for item in value]
            case date():
                return value.isoformat()
        return self._named(value) if is_dataclass(value) else value

    def _named(self, value: object) -> object:
        match value:
            case YearShelf():
                return self._bars(value)
            case Part():
                return {"name": value.name, "number": value.number, "total": value.total}
        named = {name: getattr(value, name) for name in _names(value)}
        return {name: f"{own:,}" if name == "count" else self.read(own) for name, own in named.items()}

    def _bars(self, shelf: YearShelf) -> object:
        if self._kind == "topics":
            bars = [{"x": bar.x, "y": bar.y, "width": bar.width, "height": bar.height} for bar in shelf.bars]
            return {
                "bars": bars,
                "width": shelf.width,
                "height": shelf.height,
                "first": shelf.first,
                "last": shelf.last,
            }
        labels = "all" if self._kind in _ALL_LABELS else "ends"
        return self._templates.macro("macros.html", "year_shelf")(shelf=shelf, what="Papers", labels=labels)


def _names(value: object) -> tuple[str, ...]:
    if not is_dataclass(value):
        raise TypeError(value)
    return tuple(field.name for field in fields(value))
