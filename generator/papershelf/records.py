"""What one entry of one source states, before anybody asks what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from papershelf.problems import Location, Problem


class Dialect(StrEnum):
    """How the texts of a record are to be read."""

    LATEX = "latex"
    """BibTeX: macros, braces, ``$mathematics$``."""
    DAMAGED_LATEX = "damaged-latex"
    """A pasted text whose LaTeX lost dollars and backslashes."""
    HTML = "html"
    """Inline HTML or JATS, with entities; mathematics between dollars."""
    PLAIN = "plain"
    """The characters mean themselves; mathematics between dollars."""


@dataclass(frozen=True, slots=True)
class Field:
    """The text of one field as its source states it, decoded to Unicode, and where it stands."""

    value: str
    location: Location


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of one source.

    ``kind`` is a BibTeX entry type in lower case, whatever the format; ``fields`` maps BibLaTeX's
    lower-case field names (``title``, ``author``, ``date``, ``journaltitle`` ...; a BibTeX name that
    BibLaTeX spells otherwise keeps the name that its source has) to what stands there. ``author`` and
    ``editor`` are BibTeX name lists in every format: ``Family, Given and {Corporate Name} and others``.
    ``key`` is None where the format has no citation keys. ``quote`` is the entry as it stands in its source, where a
    report may have to show it, else "".
    ``groups`` holds the path of the source, then what a reference manager sorts the entry under.
    ``own_fields`` tells whether a field that nobody knows is a person's own, as in BibTeX, or a manager's bookkeeping.
    """

    key: str | None
    kind: str
    fields: Mapping[str, Field]
    location: Location
    dialect: Dialect
    quote: str = ""
    groups: tuple[str, ...] = ()
    own_fields: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one source file gave: its records in order, its problems, the reference manager that exported it."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    manager: str = ""
