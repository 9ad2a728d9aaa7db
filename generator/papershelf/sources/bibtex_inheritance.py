"""Inheritance: the fields that ``crossref`` and ``xdata`` lend to an entry."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from papershelf.codes import problem
from papershelf.problems import Problem
from papershelf.records import Field, Reading, Record

_CONTROL: Final = frozenset({"crossref", "xref", "xdata", "entryset", "ids", "key", "label", "options"})
_OWN: Final = frozenset(
    """abstract addendum annotation annote archiveprefix author comment date-added date-modified doi entrysubtype
    eprint eprintclass eprinttype execute file groups indexsorttitle indextitle keywords keyword langidopts note owner
    pages pagetotal presort primaryclass pubstate related relatedoptions relatedstring relatedtype review shorthand
    shorttitle sortkey sortname sorttitle sortyear subtitle timestamp title titleaddon url urldate""".split()  # noqa: SIM905 - words read better so
)
"""What a chapter never has from its book: its identity, its place in it, and what a person wrote about it."""
_PARTS: Final = frozenset(
    ("inproceedings", "conference", "incollection", "inbook", "bookinbook", "suppbook", "suppcollection", "inreference")
)
_VOLUMES: Final = frozenset({"book", "collection", "proceedings", "reference"})
_TITLES: Final = ("title", "subtitle", "titleaddon")
_DEAD: Final = "PS113"
_DEEPEST = 10
_MOST_GUESSES = 20
_NEAR: Final = 75.0


def inherit(records: Sequence[Record]) -> tuple[tuple[Record, ...], tuple[Problem, ...]]:
    """Return the records with what their parents lend them, without the ``xdata`` containers, and dead references.

    A field of one's own always wins. Source: the biblatex manual, "Data inheritance" and "Cross-reference setup".
    """
    if not any("crossref" in record.fields or "xdata" in record.fields for record in records):
        return tuple(record for record in records if record.kind != "xdata"), tuple(_containers(records))
    by_key = _by_key(records)
    problems = list(_containers(records))
    lent = tuple(_complete(record, by_key, problems, ()) for record in records if record.kind != "xdata")
    return lent, tuple(problems)


def _containers(records: Sequence[Record]) -> Iterator[Problem]:
    """Yield the containers that have a title and are no papers all the same."""
    for record in records:
        if record.kind == "xdata" and "title" in record.fields:
            yield problem("PS118", record.location, f"{_who(record)} is @xdata, which lends its fields to others.",
                          quote=record.quote, done="It is no paper of its own.",
                          remedy="Give it the kind of a paper if it is one.")  # fmt: skip


def inherit_across(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the readings with what an entry of one file lends to an entry of another."""
    if not any(said.code == _DEAD for reading in readings for said in reading.problems):
        return tuple(readings)
    by_key = _by_key([record for reading in readings for record in reading.records])
    return tuple(_again(reading, by_key) for reading in readings)


def _again(reading: Reading, by_key: Mapping[str, Record]) -> Reading:
    dead = {said.location for said in reading.problems if said.code == _DEAD}
    if not dead:
        return reading
    problems = [said for said in reading.problems if said.code != _DEAD]
    records = []
    for record in reading.records:
        stated = [record.fields[name].location for name in ("crossref", "xdata") if name in record.fields]
        tried = not dead.isdisjoint(stated)
        records.append(_complete(record, by_key, problems, ()) if tried else record)
    return replace(reading, records=tuple(records), problems=tuple(problems))


def _by_key(records: Sequence[Record]) -> Mapping[str, Record]:
    """Return records by key; keys in other case and the aliases of ``ids`` serve where nobody has the name."""
    by_key: dict[str, Record] = {}
    for record in records:
        if record.key:
            by_key.setdefault(record.key, record)
    for record in records:
        for name in (record.key or "", *_names(record.fields.get("ids"))):
            by_key.setdefault(name, record)
            by_key.setdefault(name.casefold(), record)
    return by_key


def _names(field: Field | None) -> Iterator[str]:
    if field is not None:
        yield from (name.strip() for name in field.value.split(",") if name.strip())


def _complete(record: Record, by_key: Mapping[str, Record], problems: list[Problem], heirs: tuple[str, ...]) -> Record:
    """Return ``record`` with what its parents have, theirs included; ``heirs`` are the keys on the way here."""
    fields = dict(record.fields)
    for name in ("xdata", "crossref"):
        for key in _names(record.fields.get(name)):
            parent = by_key.get(key) or by_key.get(key.casefold())
            if parent is None or parent is record or key in heirs or len(heirs) > _DEEPEST:
                if not heirs:
                    near = _near(key, by_key) if len(problems) < _MOST_GUESSES else None
                    problems.append(_loop(record, name, key) if parent else _dead(record, name, key, near))
                continue
            whole = _complete(parent, by_key, problems, (*heirs, key))
            for lent, field in _lent(whole, record.kind, everything=name == "xdata"):
                fields.setdefault(lent, field)
    return record if len(fields) == len(record.fields) else replace(record, fields=fields)


def _lent(parent: Record, kind: str, *, everything: bool) -> Iterator[tuple[str, Field]]:
    for name, field in parent.fields.items():
        if name not in _CONTROL and (everything or name not in _OWN):
            yield name, field
    if everything:
        return
    for name in _TITLES:
        if name in parent.fields:
            yield _renamed(name, parent.kind, kind), parent.fields[name]
    if kind in _PARTS and parent.kind in {"book", "mvbook"} and "author" in parent.fields:
        yield "bookauthor", parent.fields["author"]
        yield "author", parent.fields["author"]


def _renamed(name: str, parent: str, kind: str) -> str:
    """Return the field in which a part names the title of its whole."""
    if parent == "periodical" or kind == "article":
        return "journal" + name
    if parent.startswith("mv") and kind in _VOLUMES:
        return "main" + name
    return "book" + name


def _near(key: str, by_key: Mapping[str, Record]) -> str | None:
    from rapidfuzz import process  # which is loaded where a parent is missing

    found = process.extractOne(key, by_key.keys(), score_cutoff=_NEAR)
    return found[0] if found else None


def _who(record: Record) -> str:
    return f"the entry {record.key!r}" if record.key else "the entry"


def _loop(record: Record, name: str, key: str) -> Problem:
    where = record.fields[name].location
    return problem("PS113", where, f"{_who(record)}: {name} {key!r} leads back to itself.", quote=record.quote,
                   done="It was passed over.", remedy="Name another entry.")  # fmt: skip


def _dead(record: Record, name: str, key: str, near: str | None) -> Problem:
    where = record.fields[name].location
    remedy = f"Did you mean {near!r}?" if near else "Add that entry, or delete the field."
    return problem("PS113", where, f"{_who(record)}: {name} names {key!r}, which is no entry here.",
                   quote=record.quote, done="The entry is published with its own fields.", remedy=remedy)  # fmt: skip
