"""The entry: one record while its meaning is worked out, private fields left aside."""

from functools import lru_cache
from typing import Final

from papershelf.codes import problem
from papershelf.meaning.ahead import Told
from papershelf.problems import Problem
from papershelf.publication import Standing, counted_as, gives_away, standing
from papershelf.records import Dialect, Field, Record
from papershelf.richtext import RichText
from papershelf.richtext.reading import read_text

_FREE: Final = frozenset({"title", "abstract", "author", "editor", "keywords", "keyword", "year", "month", "doi"})


class Entry:
    """One record while it is read: ``fields`` are those that may leave, ``withheld`` the names of the others.

    ``places`` are the printed venues that say where the paper appeared.
    """

    __slots__ = ("dialect", "fields", "places", "problems", "record", "withheld")

    def __init__(self, record: Record) -> None:
        self.record = record
        self.dialect = record.dialect
        self.problems: list[Problem] = []
        self.withheld: list[str] = []
        self.places: tuple[str, ...] = ()
        self.fields: dict[str, Field] = {}
        for name, field in record.fields.items():
            if name in _FREE or _may_leave(name, field.value, own_fields=record.own_fields):
                if field.value and not field.value.isspace():
                    self.fields[name] = field
            else:
                self.withheld.append(counted_as(name))

    def report(self, code: str, field: Field, message: str, *, done: str = "", remedy: str = "") -> None:
        """Note a problem of ``field``."""
        self.problems.append(problem(code, field.location, message, quote=field.value, done=done, remedy=remedy))

    def first(self, *names: str) -> Field | None:
        """Return the first of the fields that says something."""
        for name in names:
            if name in self.fields:
                return self.fields[name]
        return None

    def text(self, name: str, read: Told | None = None) -> RichText | None:
        """Return a field as text, ``read`` already or not; what could not be read is a notice."""
        field = self.fields.get(name)
        if field is None:
            return None
        text, remarks = read or read_text(field.value, self.dialect)
        for remark in remarks:
            self.report("PS210", field, remark)
        return text if text.plain and not text.plain.isspace() else None

    def plain(self, name: str) -> str:
        """Return a field as plain text, "" where there is none."""
        text = self.text(name)
        return text.plain.strip() if text else ""

    def short(self, name: str) -> str:
        """Return a field of a few words as plain text, "" where there is none."""
        field = self.fields.get(name)
        return _short(field.value, self.dialect) if field else ""


def _may_leave(name: str, value: str, *, own_fields: bool) -> bool:
    kept = {Standing.PRIVATE} if own_fields else {Standing.PRIVATE, Standing.UNKNOWN}
    return standing(name) not in kept and not gives_away(value)


@lru_cache(maxsize=16384)
def _short(text: str, dialect: Dialect) -> str:
    return read_text(text, dialect)[0].plain.strip()
