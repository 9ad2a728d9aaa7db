"""Tokens: what stands between the spaces of a text, by number."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


class Numbers(dict[str, int]):
    """Numbers its keys in the order in which they are first asked for."""

    def __missing__(self, key: str) -> int:
        self[key] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of some texts: ``words`` by their numbers, the ``numbers`` of all texts in a row, 32 bits each.

    ``places``: text -> where its numbers begin and end.
    """

    words: Sequence[str]
    numbers: bytes
    places: Mapping[str, tuple[int, int]]


def numbered(texts: Iterable[str]) -> tuple[list[str], bytes, list[int]]:
    """Return the distinct tokens of ``texts``, their numbers in a row, and where those of each text end."""
    met = Numbers()
    numbers = array("i")
    ends: list[int] = []
    for text in texts:
        numbers.fromlist([*map(met.__getitem__, text.split())])
        ends.append(len(numbers))
    return list(met), numbers.tobytes(), ends
