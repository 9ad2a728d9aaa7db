"""Names: a list of names as a source writes it becomes people."""

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from papershelf.papers import Person
from papershelf.records import Dialect
from papershelf.richtext.reading import read_text

_AND: Final = re.compile(r"\s+and\s+", re.IGNORECASE)


class Names(NamedTuple):
    """The people of a name list, in order; whether it ended with "and others"; remarks on repairs."""

    people: tuple[Person, ...]
    more: bool
    remarks: tuple[str, ...]


@lru_cache(maxsize=65536)
def read_names(text: str, dialect: Dialect) -> Names:
    """Return the people that the BibTeX name list ``text`` names."""
    parts = [part for part in _AND.split(text.strip()) if part]
    more = bool(parts) and parts[-1].casefold() == "others"
    people = tuple(_read_name(part, dialect) for part in (parts[:-1] if more else parts))
    return Names(people, more, ())


def _read_name(text: str, dialect: Dialect) -> Person:
    plain = read_text(text, dialect)[0].plain
    if "," in plain:
        family, given = plain.split(",", 1)
        return Person(family=family.strip(), given=given.strip())
    given, _, family = plain.rpartition(" ")
    return Person(family=family, given=given)


def fold_name(person: Person) -> str:
    """Return the folding under which two printings of one name are the same author."""
    folded = unicodedata.normalize("NFKD", person.printed).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c)).split())


def initials_form(person: Person) -> str:
    """Return the folded family name with the initials of the given names: ``jegou h``."""
    family = fold_name(Person(family=person.family, particle=person.particle))
    return " ".join([family, *(word[0] for word in fold_name(Person(family=person.given)).split())])
