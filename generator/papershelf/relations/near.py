"""The values: a paper near another one, and how relations travel from one process to another."""

from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeAlias


class Related(NamedTuple):
    """A paper near another one: ``reason`` is a sentence that a reader sees, as in LOOK.md's table of words."""

    key: str
    score: float
    reason: str


Relations: TypeAlias = Mapping[str, tuple[Related, ...]]
"""Citation key -> the papers near that paper, nearest first."""

Columns: TypeAlias = tuple[list[str], list[int], list[str], list[float], list[str]]
"""Relations as they are found and sent: keys, how many papers are near each, the keys of these, scores, reasons."""


def unpacked(columns: Columns) -> Relations:
    """Return the relations in ``columns``; those of a paper are put together when they are asked for."""
    return _Unpacked(columns)


class _Unpacked(Mapping[str, tuple[Related, ...]]):
    def __init__(self, columns: Columns) -> None:
        keys, counts, self._others, self._scores, self._reasons = columns
        ends = [*accumulate(counts, initial=0)]
        self._places = dict(zip(keys, pairwise(ends), strict=True))

    def __getitem__(self, key: str) -> tuple[Related, ...]:
        part = slice(*self._places[key])
        return tuple(map(Related, self._others[part], self._scores[part], self._reasons[part]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
