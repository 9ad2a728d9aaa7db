"""Decisions: what the curator says about records that may be one work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from papershelf.codes import problem
from papershelf.curation.rows import Row, read_rows
from papershelf.identity import Directory
from papershelf.problems import Location, Problem

FILE: Final = "decisions.toml"
_KNOWN: Final[Mapping[str, frozenset[str]]] = {
    "same": frozenset({"papers", "why"}),
    "different": frozenset({"papers", "why"}),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """Papers, as the curator names them, that are ``same`` or are not."""

    same: bool
    papers: tuple[str, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Decisions by the numbers of the records that they mean: ``same`` sets of them, ``apart`` pairs of them."""

    same: tuple[tuple[int, ...], ...] = ()
    apart: frozenset[tuple[int, int]] = frozenset()

    def parts(self, one: int, other: int) -> bool:
        """Tell whether the curator keeps two records apart."""
        return (min(one, other), max(one, other)) in self.apart


def read_decisions(text: str) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Return what ``decisions.toml`` says: ``[[same]]`` and ``[[different]]``, each with ``papers``."""
    rows, problems = read_rows(text, FILE, _KNOWN)
    said = [row for row in rows if len(row.lists.get("papers", ())) > 1]
    return tuple(_decision(row) for row in said), (*problems, *(_too_few(row) for row in rows if row not in said))


def _decision(row: Row) -> Decision:
    return Decision(row.table == "same", row.lists["papers"], row.location)


def _too_few(row: Row) -> Problem:
    return problem("PS351", row.location, f"{row.table} names fewer than two papers.",
                   done="It was ignored.", remedy='Write papers = ["one", "other"].')  # fmt: skip


def judge(decisions: Sequence[Decision], directory: Directory) -> tuple[Verdicts, tuple[Problem, ...]]:
    """Return the decisions by the numbers of the records that they name; names that nothing has are problems."""
    same: list[tuple[int, ...]] = []
    apart: set[tuple[int, int]] = set()
    problems = []
    for decision in decisions:
        found = []
        for name in decision.papers:
            numbers = directory.find(name)
            if numbers and directory.is_clear(name):
                found.append(numbers)
            else:
                problems.append(_unclear(name, numbers, decision.location, directory))
        if decision.same:
            same.append(tuple(sorted({number for numbers in found for number in numbers})) if len(found) > 1 else ())
            continue
        for one, other in combinations(found, 2):
            apart.update((min(a, b), max(a, b)) for a in one for b in other if a != b)
    return Verdicts(tuple(filter(None, same)), frozenset(apart)), tuple(problems)


def _unclear(name: str, numbers: Sequence[int], place: Location, directory: Directory) -> Problem:
    if not numbers:
        return problem("PS304", place, f"no paper is {name!r}.", quote=name, remedy=directory.suggest(name))
    message = f"{len(numbers)} papers are {name!r}."
    remedy = "Name one of them by DOI, arXiv identifier or title."
    return problem("PS304", place, message, quote=name, done="The name was left out.", remedy=remedy)
