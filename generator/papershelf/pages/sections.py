"""Long lists: one page up to two hundred papers, above that one page a year, and numbered pages of a long year."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from papershelf.pages.desk import Desk
from papershelf.pages.line import PaperLine

WHOLE: Final = 200
UNDATED: Final = "undated"


@dataclass(frozen=True, slots=True)
class Section:
    """Papers under one head: ``anchor`` names the section in its page, ``href`` leads to a page of its own (or "")."""

    name: str
    anchor: str
    count: int
    lines: tuple[PaperLine, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One page of a list that was split: ``address`` is relative to the site's root.

    ``name`` is what it holds ("2024"), ``number`` which of ``total`` pages of that name it is, from 1.
    """

    address: str
    name: str
    keys: tuple[str, ...]
    number: int
    total: int


def year_name(year: int) -> str:
    """Return how a year is called as a head: ``2024``, ``No year`` for 0."""
    return str(year) if year else "No year"


def year_slug(year: int) -> str:
    """Return how a year is called in an address."""
    return str(year) if year else UNDATED


def keys_by_year(desk: Desk, keys: Sequence[str]) -> Mapping[int, tuple[str, ...]]:
    """Return ``keys`` (in catalogue order) by year, newest first; 0 stands for no year."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for key in keys:
        found[desk.year(key)].append(key)
    return {year: tuple(found[year]) for year in sorted(found, reverse=True)}


def whole_sections(desk: Desk, keys: Sequence[str], root: str, *, abstracts: bool = False) -> tuple[Section, ...]:
    """Return the sections by year of a list that stands on one page."""
    return tuple(
        Section(year_name(year), f"y{year_slug(year)}", len(own), lines(desk, own, root, abstracts=abstracts))
        for year, own in keys_by_year(desk, keys).items()
    )


def lines(desk: Desk, keys: Sequence[str], root: str, *, abstracts: bool = False) -> tuple[PaperLine, ...]:
    """Return the lines of papers, with what opens in place where ``abstracts`` are asked for."""
    return tuple([desk.line(key, root, abstract=abstracts) for key in keys])


def linked_sections(by_year: Mapping[int, Sequence[str]], folder: str) -> tuple[Section, ...]:
    """Return the sections of a list whose years have pages of their own below ``folder`` (relative to the page)."""
    return tuple(
        Section(year_name(year), f"y{year_slug(year)}", len(own), href=f"{folder}{year_slug(year)}/")
        for year, own in by_year.items()
    )


def parts(by_year: Mapping[int, Sequence[str]], address: str) -> Iterator[Part]:
    """Yield the pages of a list that is split by year below ``address``."""
    for year, keys in by_year.items():
        total = -(-len(keys) // WHOLE)
        for number in range(1, total + 1):
            own = tuple(keys[(number - 1) * WHOLE : number * WHOLE])
            tail = "" if number == 1 else f"{number}/"
            yield Part(f"{address}{year_slug(year)}/{tail}", year_name(year), own, number, total)


def root_of(address: str) -> str:
    """Return the way from an address to the site's root."""
    return "../" * address.count("/")
