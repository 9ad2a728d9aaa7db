"""Places in sources, and what a person wrote wrong there."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a problem costs: ``--strict`` fails on warnings and errors, never on notices."""

    NOTICE = "notice"
    """We decided something for you."""
    WARNING = "warning"
    """Something is missing on the site."""
    ERROR = "error"
    """A whole entry, file or setting could not be used."""


class Location(NamedTuple):
    """A line of a source.

    ``path`` is relative to the collection, with forward slashes; ``line`` counts from 1,
    and is 0 where the whole file is meant.
    """

    path: str
    line: int = 0

    def __str__(self) -> str:
        """Return ``path:line``, or the path alone for a whole file."""
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a person should know about a source, with its place and its remedy.

    ``code`` is stable (``PS101``); ``message`` states the fact and quotes the text with ``!r``;
    ``quote`` is the source text itself; ``done`` says what the site did instead;
    ``remedy`` says what to write.
    """

    code: str
    severity: Severity
    location: Location
    message: str
    quote: str = ""
    done: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        """Return the line a terminal shows: place, code, fact, what was done, remedy."""
        sentences = " ".join(part for part in (self.message, self.done, self.remedy) if part)
        return f"{self.location}: {self.code} {sentences}"

    @property
    def order(self) -> tuple[Location, str, str]:
        """The place of a problem in every list of problems."""
        return (self.location, self.code, self.message)
