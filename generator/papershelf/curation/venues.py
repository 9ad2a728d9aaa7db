"""The curator's venues: which names are one series, and what it is called."""

from typing import Final

from papershelf.codes import problem
from papershelf.curation.rows import Row, read_rows
from papershelf.problems import Location, Problem
from papershelf.venue_names import fold_venue
from papershelf.venues import VenueNames

FILE: Final = "venues.toml"
_KNOWN: Final = {"venue": frozenset({"name", "full_name", "aliases"})}


def read_venues(text: str) -> tuple[VenueNames, tuple[Problem, ...]]:
    """Return what ``venues.toml`` says: ``[[venue]]`` with ``name``, ``full_name`` and ``aliases``."""
    rows, wrong = read_rows(text, FILE, _KNOWN)
    series: dict[str, str] = {}
    full: dict[str, str] = {}
    problems = [*wrong]
    for row in rows:
        names = _names_of(row)
        if not names:
            problems.append(problem("PS351", row.location, "a venue has no name.", remedy='Write name = "ICLR".'))
            continue
        full[names[0]] = row.texts.get("full_name", "")
        for name in filter(None, (*names, full[names[0]])):
            first = series.setdefault(fold_venue(name), names[0])
            if first != names[0]:
                problems.append(_twice(row.location, name, first))
    return VenueNames(series, full), tuple(problems)


def _names_of(row: Row) -> tuple[str, ...]:
    name = row.texts.get("name", "")
    return (name, *row.lists.get("aliases", ())) if name else ()


def _twice(where: Location, name: str, first: str) -> Problem:
    message = f"{name!r} is a name of {first!r} already."
    return problem("PS340", where, message, quote=name, done=f"It stays {first!r}.", remedy="Take one of them out.")
