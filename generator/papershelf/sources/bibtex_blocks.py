"""Blocks that are skipped whole, comments and preambles: where each ends, however many entries it holds."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import Final

_PAIRS: Final = {"{": re.compile(r"[{}]"), "(": re.compile(r"[()]")}


class Blocks:
    """Finds the closing brace of a block; linear for a whole file, however many blocks never close.

    ``starts`` are the places where entries begin: the text is counted between them once.
    """

    def __init__(self, text: str, starts: Sequence[int]) -> None:
        self._text = text
        self._starts = [*starts, len(text)]
        edges = [0, *self._starts]
        steps = (text.count("{", a, b) - text.count("}", a, b) for a, b in pairwise(edges))
        self._depths = list(accumulate(steps))
        self._lowest = list(accumulate(reversed(self._depths), min))[::-1]

    def end(self, command: re.Match[str]) -> int | None:
        """Return the place after the brace that closes the block, or None where the file has none."""
        at, opening = command.start(), command[2]
        index = bisect_right(self._starts, at)
        if opening == "(":
            return self._within(command.end(), self._starts[index], opening)
        before = self._depths[index] - self._between(at, self._starts[index])
        if self._lowest[index] > before:
            return self._within(command.end(), self._starts[index], opening)
        while self._depths[index] > before:
            index += 1
        return self._within(command.end(), self._starts[index], opening)

    def _between(self, start: int, end: int) -> int:
        return self._text.count("{", start, end) - self._text.count("}", start, end)

    def _within(self, start: int, end: int, opening: str) -> int | None:
        depth = 1
        for found in _PAIRS[opening].finditer(self._text, start, end):
            depth += 1 if found.group() == opening else -1
            if depth == 0:
                return found.end()
        return None
