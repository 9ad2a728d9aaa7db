"""Recollection: a record that states what a record stated before means what that meant."""

from dataclasses import replace
from typing import TypeAlias

from papershelf.meaning.ahead import Read
from papershelf.meaning.interpretation import Interpreted, interpret
from papershelf.memory import Memory
from papershelf.records import Record
from papershelf.venues import Venues

Cause: TypeAlias = tuple[object, ...]
Meanings: TypeAlias = Memory[Cause, tuple[Record, Interpreted]]
"""What records state, wherever it stands -> the last record that states it, and its meaning."""


def recall(record: Record, venues: Venues, meanings: Meanings, read: Read | None = None) -> Interpreted:
    """Return what ``interpret`` returns, from ``meanings`` where they hold it."""
    stated = record.fields
    cause = (
        record.key,
        record.kind,
        record.dialect,
        record.groups,
        *stated,
        *[field.value for field in stated.values()],
    )
    known = meanings.get(cause)
    found = _again(record, *known, venues) if known else None
    if found is None:
        found = interpret(record, venues, read)
    if known is None or known[1] is not found:
        meanings.keep(cause, (record, found))
    return found


def _again(record: Record, known: Record, meaning: Interpreted, venues: Venues) -> Interpreted | None:
    """Return the meaning of ``known`` at the lines of ``record``, None where it may have changed."""
    paper = meaning.paper
    if paper is None or venues.edition(meaning.places) != paper.edition:
        return None
    if record.fields == known.fields and record.location == known.location:
        return meaning
    if meaning.problems:
        return None
    said_at = {name: record.fields[name].location for name in paper.said_at}
    return meaning._replace(paper=replace(paper, entry=(record.location,), said_at=said_at))
