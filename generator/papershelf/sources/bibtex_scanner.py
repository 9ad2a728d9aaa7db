"""The scanner of BibTeX: pybtex's, which notes the line of each thing, takes any depth, and says what it repairs."""

import re
from collections.abc import Mapping
from typing import Final

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from papershelf.codes import problem
from papershelf.problems import Location, Problem

SPACE: Final = re.compile(r"\s*")
_HASH: Final = re.compile(r"\s*#")
_PARTS: Final = re.compile(r"[{}\"]")
_TAG: Final = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>|<!--.*?-->|&[a-z]{2,8};", re.DOTALL)


class DamageError(Exception):
    """The entry is not clean and nobody asked to repair it."""


class EntryScanner(LowLevelParser):  # type: ignore[misc]
    """Reads values, and says what is wrong with the entry ``entry_key``.

    With ``repair`` damage is a problem and reading goes on; without it the first damage raises ``DamageError``.
    ``macros`` maps lower-case names to texts.
    """

    def __init__(self, text: str, place: Location, macros: Mapping[str, str], *, repair: bool) -> None:
        super().__init__(text, macros=macros)
        self.pos: int
        self.path = place.path
        self.first = self.lineno = place.line
        self.repair = repair
        self.problems: list[Problem] = []
        self.entry_key: str | None = None
        self.what = "the entry"
        self.damages = 0

    @property
    def name(self) -> str:
        """The entry in the words of a report."""
        return f"the entry {self.entry_key!r}" if self.entry_key else self.what

    def go_to(self, pos: int) -> None:
        """Move to ``pos`` and count the lines on the way."""
        self.lineno += self.text.count("\n", self.pos, pos)
        self.pos = pos

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Move over what ``pattern`` matches here."""
        found = pattern.match(self.text, self.pos)
        if found:
            self.go_to(found.end())

    def skip_tags(self) -> bool:
        """Skip HTML that stands between fields; tell whether there was any."""
        start = self.pos
        while tag := _TAG.match(self.text, self.pos):
            self.damage()
            self.say("PS112", self.lineno, f"{self.name} holds the HTML {tag.group()!r}.", quote=tag.group(),
                      done="It was passed over.", remedy="Delete it.")  # fmt: skip
            self.go_to(tag.end())
            self.skip(SPACE)
        return self.pos > start

    def damage(self) -> None:
        """Count a damage, or raise where nobody asked for repair."""
        self.damages += 1
        if not self.repair:
            raise DamageError

    def say(  # noqa: PLR0913 - named arguments, as a report has them
        self, code: str, line: int, message: str, *, quote: str = "", done: str = "", remedy: str = ""
    ) -> None:
        """Take down a problem of this entry."""
        place = Location(self.path, line)
        self.problems.append(problem(code, place, message, quote=quote, done=done, remedy=remedy))

    def read_value(self) -> str:
        """Return the text of a value: braces, quotes, numbers and macros, joined by ``#``."""
        parts = [self.parse_value_part()]
        while hash_sign := _HASH.match(self.text, self.pos):
            self.go_to(hash_sign.end())
            parts.append(self.parse_value_part())
        return "".join(parts)

    def parse_string(self, string_end, level=0, max_level=0):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201, ARG002 - pybtex's
        """Yield the text up to the end of a string as one token; linear, whatever the depth of its braces."""
        quoted, depth = string_end is self.QUOTE, 0
        for found in _PARTS.finditer(self.text, self.pos):
            part = found.group()
            if part == "{":
                depth += 1
            elif part == "}":
                depth -= 1
                if depth < 0 and quoted:
                    raise PybtexSyntaxError("unbalanced braces", self)
            if (quoted and part == '"' and depth == 0) or depth < 0:
                return self._token(found.end())
        raise PrematureEOF(self)

    def flatten_string(self, parts: str) -> str:
        """Return the text that ``parse_string`` found."""
        return parts

    def _token(self, end: int) -> str:
        text: str = self.text[self.pos : end - 1]
        self.go_to(end)
        return text

    def substitute_macro(self, name: str) -> str:
        """Return what a macro stands for; an undefined one stands for its name, and that is said."""
        text = self.macros.get(name.lower())
        if text is None:
            self.say("PS106", self.lineno, f"{self.name}: the macro {name!r} is not defined.",
                      done=f"It is shown as {name!r}.",
                      remedy="Define it with @string or put the text in braces.")  # fmt: skip
            return name
        return str(text)
