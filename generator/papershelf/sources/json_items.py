"""Objects in a JSON text, one by one and member by member, each at its line; damage costs the object it is in."""

import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_DECODER: Final = json.JSONDecoder(strict=False)
_BLANK: Final = re.compile(r"[\s,]*")
_COLON: Final = re.compile(r"\s*:\s*")
_INNER: Final = "family|given|literal|name|suffix|affiliation|ORCID|sequence|tag|date-parts|non-dropping|dropping"
_NEXT_ITEM: Final = re.compile(rf"(?:\}}\s*+(?:,\s*+)?|\n)(?=\{{\s*\"(?!(?:{_INNER}))[^\"\n]*\"\s*:)")
_CONTAINER: Final = re.compile(
    r"\s*\{\s*(?:\"[\w-]+\"\s*:\s*(?:\"[^\"]*\"|\d+|null|true|false|\{)\s*+(?:,\s*+)?)*"
    r"\"(?:items|references|results|data)\"\s*:\s*\[\s*\{"
)
_OPEN_TEXT: Final = re.compile(r"\"([\w-]+)\"\s*:\s*\"([^\"\n]*)")
_ARRAY: Final = re.compile(r"\"(?:items|references|results|data)\"\s*:\s*\[")


class Member(NamedTuple):
    """A member of an object: its name, its value as ``json`` decodes it, its line."""

    name: str
    value: object
    line: int


class Item(NamedTuple):
    """An object: its members up to its end or to the damage at ``damaged`` (a line, 0 for none)."""

    members: list[Member]
    line: int
    quote: str
    damaged: int


def items(text: str) -> Iterator[Item]:
    """Yield the objects of a list, of the list that an object holds, of a line each, or the one object there is."""
    return _Scanner(text, _beginning(text)).items()


def _beginning(text: str) -> int:
    """Return where the list of objects begins: inside of ``{"items": [`` and the like."""
    if _CONTAINER.match(text):
        found = _ARRAY.search(text)
        return found.end() if found else 0
    return 0


class _Scanner:
    """Goes through the text once; ``line`` is that of the place ``counted``."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.pos = start
        self.counted = 0
        self.line = 1

    def items(self) -> Iterator[Item]:
        """Yield each object; what stands between objects is passed over."""
        while (start := self.text.find("{", self.pos)) >= 0:
            line = self._line(start)
            self.pos = start + 1
            members: list[Member] = []
            damaged = self._members(members)
            end = self.pos
            if damaged:
                found = _NEXT_ITEM.search(self.text, end)
                self.pos = found.end() if found else len(self.text)
                end = self.pos
            yield Item(members, line, self.text[start:end].rstrip(" ,\n[]"), damaged)

    def _line(self, at: int) -> int:
        self.line += self.text.count("\n", self.counted, at)
        self.counted = at
        return self.line

    def _skip(self, pattern: re.Pattern[str]) -> bool:
        found = pattern.match(self.text, self.pos)
        if found:
            self.pos = found.end()
        return found is not None

    def _members(self, members: list[Member]) -> int:
        """Take the members up to the closing brace; return the line of the damage, 0 for none."""
        while True:
            self._skip(_BLANK)
            at = self.pos
            if self.text[at : at + 1] == "}":
                self.pos += 1
                return 0
            line = self._line(at)
            try:
                members.append(self._member(line))
            except (ValueError, RecursionError):
                damaged = self._line(max(at, self.pos))
                members.extend(self._rescued(at, line))
                return damaged

    def _rescued(self, at: int, line: int) -> Iterator[Member]:
        """Yield the member whose text has no closing quote, up to the end of the line."""
        found = _OPEN_TEXT.match(self.text, at)
        if found and found[2].strip():
            yield Member(found[1], found[2].rstrip(' ,"}]'), line)

    def _member(self, line: int) -> Member:
        if self.text[self.pos : self.pos + 1] != '"':
            raise ValueError("a name in quotes is missing")
        name, self.pos = _DECODER.raw_decode(self.text, self.pos)
        if not self._skip(_COLON):
            raise ValueError("a colon is missing")
        value, self.pos = _DECODER.raw_decode(self.text, self.pos)
        return Member(str(name), value, line)
