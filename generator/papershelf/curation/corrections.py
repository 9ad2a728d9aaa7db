"""Corrections: what the curator sets right in a field of a record, without touching its source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from papershelf.codes import problem
from papershelf.curation.rows import Row, read_rows
from papershelf.problems import Location, Problem
from papershelf.records import Field, Record

FILE: Final = "corrections.toml"
_KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "correction": frozenset({"paper", "field", "replace", "with", "value", "why"})
}


@dataclass(frozen=True, slots=True)
class Correction:
    """Replaces ``old`` by ``new`` in a field of a paper; the whole field where ``old`` is None.

    ``paper`` is a key, a DOI, an arXiv identifier or a title; ``new`` is in the dialect of the field's source.
    """

    paper: str
    field: str
    new: str
    old: str | None
    location: Location
    why: str = ""


def read_corrections(text: str) -> tuple[tuple[Correction, ...], tuple[Problem, ...]]:
    """Return what ``corrections.toml`` says: ``[[correction]]`` with ``paper``, ``field`` and what to change."""
    rows, problems = read_rows(text, FILE, _KNOWN)
    read = [(row, _correction(row)) for row in rows]
    wrong = tuple(_incomplete(row) for row, correction in read if correction is None)
    return tuple(correction for _, correction in read if correction is not None), (*problems, *wrong)


def _correction(row: Row) -> Correction | None:
    texts = row.texts
    paper, field = texts.get("paper", ""), texts.get("field", "").lower()
    if not paper or not field or not ("value" in texts or (texts.get("replace") and "with" in texts)):
        return None
    new = texts["value"] if "value" in texts else texts["with"]
    old = None if "value" in texts else texts["replace"]
    return Correction(paper, field, new, old, row.location, texts.get("why", ""))


def _incomplete(row: Row) -> Problem:
    remedy = 'Write paper, field and value = "..." or replace = "..." and with = "...".'
    return problem("PS351", row.location, "a correction is incomplete.", done="It was ignored.", remedy=remedy)


def corrected(records: Sequence[Record], correction: Correction) -> tuple[int, Record] | Problem:
    """Return which of a work's records the correction changes, and what it becomes.

    That is the first one whose field holds the words to replace; for a whole field the first one that has the field,
    else the first one.
    """
    stating = [number for number, record in enumerate(records) if correction.field in record.fields]
    if correction.old is None:
        number = stating[0] if stating else 0
        return number, _with(records[number], correction, correction.new)
    for number in stating:
        value = records[number].fields[correction.field].value
        if correction.old in value:
            return number, _with(records[number], correction, value.replace(correction.old, correction.new))
    return _vain(records, stating, correction)


def _with(record: Record, correction: Correction, value: str) -> Record:
    fields = {**record.fields, correction.field: Field(value, correction.location)}
    return replace(record, fields={name: field for name, field in fields.items() if field.value})


def _vain(records: Sequence[Record], stating: Sequence[int], correction: Correction) -> Problem:
    where = ", ".join(str(records[number].fields[correction.field].location) for number in stating)
    message = f"{correction.field} of {correction.paper!r} does not hold {correction.old!r}."
    return problem(
        "PS311", correction.location, message, quote=correction.old or "", done="Nothing was corrected.",
        remedy=f"It stands at {where}." if where else f"No source states its {correction.field}; write value = ... .",
    )  # fmt: skip
