"""Known people: what the curator says about persons: their names, their ORCID, which papers are theirs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from papershelf.codes import problem
from papershelf.curation.rows import Row, read_rows
from papershelf.identifiers import Orcid
from papershelf.papers import Person
from papershelf.people import fold_name
from papershelf.problems import Location, Problem
from papershelf.slugs import digest

FILE: Final = "people.toml"
_KNOWN: Final[Mapping[str, frozenset[str]]] = {"person": frozenset({"name", "also", "orcid", "papers", "id", "why"})}


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as the curator knows them: ``names`` are all printed forms, the one to show first.

    ``papers`` are, as the curator names them, the only papers that are theirs; without any, all that print a name.
    """

    key: str
    names: tuple[str, ...]
    orcid: Orcid | None
    papers: tuple[str, ...]
    location: Location


def read_people(text: str) -> tuple[tuple[Somebody, ...], tuple[Problem, ...]]:
    """Return what ``people.toml`` says: ``[[person]]`` with ``name``, ``also``, ``orcid``, ``papers``, ``id``."""
    rows, found = read_rows(text, FILE, _KNOWN)
    problems = list(found)
    people: list[Somebody] = []
    for row in rows:
        name = row.texts.get("name", "")
        if not name:
            problems.append(problem("PS351", row.location, "a person has no name.", remedy='Write name = "...".'))
            continue
        orcid = Orcid.parse(row.texts["orcid"]) if "orcid" in row.texts else None
        if orcid is None and "orcid" in row.texts:
            problems.append(_wrong_orcid(row))
        theirs = row.lists.get("papers", ())
        key = row.texts.get("id") or (f"{_fold(name)} {digest(theirs[0])}" if theirs else _fold(name))
        people.append(Somebody(key, (name, *row.lists.get("also", ())), orcid, theirs, row.location))
    return tuple(people), tuple(problems)


def _wrong_orcid(row: Row) -> Problem:
    message = f"orcid is {row.texts['orcid']!r}, whose check digit is wrong."
    return problem("PS351", row.location, message, quote=row.texts["orcid"], done="It was left out.")


def _fold(printed: str) -> str:
    given, _, family = printed.rpartition(" ")
    return fold_name(Person(family=family, given=given)) or printed


class WhosWho:
    """Tells which author a printed name means: the curator's person, else the name's own folding."""

    def __init__(self, people: Sequence[Somebody], named: Mapping[str, str]) -> None:
        """Take the people and, for each paper that they name, its citation key."""
        self.people = {somebody.key: somebody for somebody in people}
        self._by_name: dict[str, list[Somebody]] = {}
        self._theirs = {
            somebody.key: frozenset(named[paper] for paper in somebody.papers if paper in named) for somebody in people
        }
        for somebody in sorted(people, key=lambda somebody: not somebody.papers):
            for fold in dict.fromkeys(_fold(name) for name in somebody.names):
                self._by_name.setdefault(fold, []).append(somebody)

    def key(self, fold: str, paper: str) -> str:
        """Return the key of the author whose name folds to ``fold`` on the paper with this citation key."""
        for somebody in self._by_name.get(fold, ()):
            if not somebody.papers or paper in self._theirs[somebody.key]:
                return somebody.key
        return fold

    def unused(self, authors: Mapping[str, object]) -> Iterator[Problem]:
        """Yield the people that no paper names."""
        for somebody in self.people.values():
            if somebody.key not in authors:
                message = f"no paper names {somebody.names[0]!r}."
                remedy = "Write the name as a paper prints it."
                yield problem("PS322", somebody.location, message, quote=somebody.names[0], remedy=remedy)
