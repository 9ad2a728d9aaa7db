"""Venues: a printed name is an edition (``ICLR 2024``) of a series (``ICLR``)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from papershelf.papers import Edition
from papershelf.problems import Location, Problem, Severity
from papershelf.richtext.text import sort_key

FILE: Final = "venues.toml"
_YEAR: Final = re.compile(r"(?<![\d-])((?:19|20)\d\d)(?![\d-])")
_ACRONYM: Final = re.compile(r"\(([A-Z][A-Za-z&/+-]{1,14})(?:[ '\u2019-]*(?:(?:19|20)?\d\d))?\)\s*$")
_LEAD: Final = re.compile(r"^(?:in:?\s+)?proceedings\s+of\s+(?:the\s+)?", re.IGNORECASE)
_ORDINAL: Final = re.compile(
    r"^(?:the\s+)?(?:\d+(?:st|nd|rd|th)|[A-Z][a-z]+(?:-[a-z]+)?(?:st|nd|rd|th))\s+", re.IGNORECASE
)
_TRACK: Final = re.compile(r"\s*\((?:demos?|findings|short papers|long papers)\)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class VenueNames:
    """What ``venues.toml`` says: folded printed name -> series, and series -> full name."""

    series: Mapping[str, str] = field(default_factory=dict)
    full: Mapping[str, str] = field(default_factory=dict)


def read_venues(text: str) -> tuple[VenueNames, tuple[Problem, ...]]:
    """Return what ``venues.toml`` says: ``[[venue]]`` with ``name``, ``full_name`` and ``aliases``."""
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return VenueNames(), (Problem("PS340", Severity.WARNING, Location(FILE), f"is not TOML: {error}."),)
    series: dict[str, str] = {}
    full: dict[str, str] = {}
    for row in stated.get("venue", ()):
        name = str(row.get("name", ""))
        full[name] = str(row.get("full_name", ""))
        for alias in (name, full[name], *map(str, row.get("aliases", ()))):
            if alias:
                series[sort_key(alias)] = name
    return VenueNames(series, full), ()


class Venues:
    """Gives each printed venue its edition; the same answer for the same words."""

    def __init__(self, names: VenueNames) -> None:
        self._names = names
        self.edition = lru_cache(maxsize=65536)(self._edition)

    def _edition(self, printed: str) -> Edition:
        printed = " ".join(printed.split())
        found = _YEAR.search(printed)
        year = int(found[1]) if found else None
        bare = " ".join(_YEAR.sub(" ", _TRACK.sub("", printed)).split()).strip(" ,;:'-")
        acronym = _ACRONYM.search(bare)
        name = _ORDINAL.sub("", _LEAD.sub("", bare)).strip()
        for candidate in (bare, acronym[1] if acronym else "", name):
            known = self._names.series.get(sort_key(candidate))
            if candidate and known:
                return Edition(printed if len(printed) < 40 else _short(known, year), known, year)  # noqa: PLR2004 - a line
        series = acronym[1] if acronym else name or printed
        return Edition(_short(series, year) if acronym else printed, series, year)


def _short(series: str, year: int | None) -> str:
    return f"{series} {year}" if year else series
