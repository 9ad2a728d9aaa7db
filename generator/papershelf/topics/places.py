"""Places: on which line of a topics file a thing is said (Python's TOML reader does not tell)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_HEADER: Final = re.compile(r"^\s*\[\[\s*[\"']?topic[\"']?\s*\]\]")
_SAID: Final = re.compile(r"^\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[\w-]+))\s*=")
_STRING: Final = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'")


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one ``[[topic]]``: ``start`` is the header's line, counted from 1."""

    start: int
    lines: tuple[str, ...]

    def line_of_key(self, key: str) -> int:
        """Return the line on which ``key`` gets its value; the header's where that cannot be seen."""
        for number, line in enumerate(self.lines, self.start):
            found = _SAID.match(line)
            if found and key in found.group("double", "single", "bare"):
                return number
        return self.line_of_text(key)

    def line_of_text(self, text: str) -> int:
        """Return the first line that holds ``text`` between quotes, else holds it at all, else the header's."""
        numbered = list(enumerate(self.lines, self.start))
        for number, line in numbered:
            if any(text in quoted for quoted in _STRING.findall(line)):
                return number
        return next((number for number, line in numbered if text and text in line), self.start)


def blocks(text: str) -> tuple[Block, ...]:
    """Return the lines of each ``[[topic]]`` of ``text``, in order."""
    lines = text.splitlines()
    starts = [*_headers(lines), len(lines)]
    return tuple(Block(start + 1, tuple(lines[start:end])) for start, end in pairwise(starts))


def _headers(lines: list[str]) -> Iterator[int]:
    open_quote = ""
    for number, line in enumerate(lines):
        if not open_quote and _HEADER.match(line):
            yield number
        for quote in ('"""', "'''"):
            if open_quote in ("", quote) and line.count(quote) % 2:
                open_quote = "" if open_quote else quote
