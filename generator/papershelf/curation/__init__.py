"""Curation: all that the curator says beside the sources."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from papershelf.curation import corrections, decisions, people, venues
from papershelf.curation.corrections import Correction
from papershelf.curation.decisions import Decision
from papershelf.curation.people import Somebody
from papershelf.problems import Problem
from papershelf.venues import VenueNames

FILES: Final = (venues.FILE, people.FILE, corrections.FILE, decisions.FILE)
"""The files of a collection that hold its curation."""


@dataclass(frozen=True, slots=True)
class Curation:
    """What the curator's files say; ``preferred`` maps a field to the source that wins it."""

    venues: VenueNames = field(default_factory=VenueNames)
    people: tuple[Somebody, ...] = ()
    corrections: tuple[Correction, ...] = ()
    decisions: tuple[Decision, ...] = ()
    preferred: Mapping[str, str] = field(default_factory=dict)


def read_curation(texts: Mapping[str, str], preferred: Mapping[str, str]) -> tuple[Curation, tuple[Problem, ...]]:
    """Return what the files of ``FILES`` say (name -> text; one that is missing says nothing)."""
    names, bad_venues = venues.read_venues(texts.get(venues.FILE, ""))
    known, bad_people = people.read_people(texts.get(people.FILE, ""))
    corrected, bad_corrections = corrections.read_corrections(texts.get(corrections.FILE, ""))
    decided, bad_decisions = decisions.read_decisions(texts.get(decisions.FILE, ""))
    problems = (*bad_venues, *bad_people, *bad_corrections, *bad_decisions)
    return Curation(names, known, corrected, decided, preferred), problems
