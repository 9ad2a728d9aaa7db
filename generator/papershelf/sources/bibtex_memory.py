"""Remembered BibTeX entries: a clean entry that stands as it stood is not read again, wherever it has moved."""

from dataclasses import replace

from papershelf.memory import Memory
from papershelf.problems import Location
from papershelf.records import Field, Record


class EntryMemory(Memory[tuple[str, str], tuple[Record, int]]):
    """Records and lengths of the clean entries of one file, by its macros and the text from an entry to the next."""

    __slots__ = ()

    def find(self, cause: tuple[str, str], place: Location) -> tuple[Record, int] | None:
        """Return the record of an entry and its length, if it was read before; its lines are those of ``place``."""
        found = self.get(cause)
        if found is None or found[0].location == place:
            return found
        found = (_moved(found[0], place), found[1])
        self.keep(cause, found)
        return found

    def learn(self, cause: tuple[str, str], record: Record, length: int) -> None:
        """Remember a clean entry, unless more than space follows it: then what comes next says how it is read."""
        rest = cause[1][length:]
        if not rest or rest.isspace():
            self.keep(cause, (record, length))


def _moved(record: Record, place: Location) -> Record:
    by = place.line - record.location.line
    fields = {
        name: Field(field.value, Location(place.path, field.location.line + by))
        for name, field in record.fields.items()
    }
    return replace(record, fields=fields, location=place)
