"""The reader of LaTeX, as those see it who read its commands."""

from collections.abc import Mapping
from typing import Protocol

from papershelf.richtext.nodes import Node


class Reader(Protocol):
    """What a command needs of the reader that met it."""

    text: str
    loose: bool
    matches: Mapping[int, int]
    lists: list[int]
    quotes: list[str]

    def read(self, place: int, end: int) -> list[Node]:
        """Return the nodes between two places."""

    def remark(self, text: str) -> None:
        """Remember what could not be read."""

    def find(self, needle: str, place: int, end: int) -> int:
        """Return where ``needle`` stands next."""

    def formula(self, tex: str, nodes: list[Node], *, display: bool = False) -> bool:
        """Append a formula; tell whether there is any."""
