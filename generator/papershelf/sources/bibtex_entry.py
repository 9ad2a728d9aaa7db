"""One BibTeX entry, read with care: its key and its fields, and what can be made of damaged ones."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from pybtex.scanner import PybtexSyntaxError

from papershelf.problems import Location, Problem
from papershelf.sources.bibtex_fields import FIELD_INSIDE, KNOWN, NAME, RESUMED, swallows
from papershelf.sources.bibtex_repair import damage_code, fault, mended
from papershelf.sources.bibtex_scanner import SPACE, EntryScanner

_FIELD: Final = re.compile(rf"({NAME})\s*=(?![=>])")
_MEANT: Final = re.compile(
    rf"([\"'{{]?({KNOWN})[\"'}}]?\s*(?:(?:=>|==|:=|=|->)|:(?=\s*[{{\"'“\d])|(?=[{{\"])))", re.IGNORECASE
)
"""The head of a field as other languages write it: ``title: {``, ``"title" =``, ``title =>``, ``title {``."""
_STATED: Final = re.compile(rf"\s*(?:{NAME}\s*=\s*[{{\"\d]|(?:{KNOWN})\s*=)", re.IGNORECASE)
_NEXT: Final = re.compile(
    rf"\n[ \t]*(?=(?:{NAME})[ \t]*=\s*(?:[{{\"]|\w+\s*(?:[,%\n]|$)))"
    rf"|[,;}}\"]\s*(?=[\"']?(?:{KNOWN})[\"']?\s*(?:=[=>]?\s*[{{\"'\w+-]|:\s*[{{\"]))"
    r"|\n[ \t]*(?=[})][ \t]*(?:\n|$))",
    re.IGNORECASE,
)
_KNOWN_FIELD: Final = re.compile(rf"(?<![\w-])(?:{KNOWN})\s*=", re.IGNORECASE)
_KEY: Final = re.compile(
    r"\s*((?:[^,\n{}\"=]|(?<!\s)=(?![\s{\"])|\{[^{}\n,]*\}|\{(?=[^,\n=]*,)|[}\"](?=[^,\n={}]*,))*)"
)
_EQUALS: Final = re.compile(r"\s*=")
_GLUED_KEY: Final = re.compile(rf"(\S+)\s+(?={NAME}$)")
_BLANK: Final = re.compile(r"[\s,;]*")
_COMMENT: Final = re.compile(r"(?:%|//|#).*")
_ENTRY: Final = re.compile(r"@[ \t]*[A-Za-z]\w*\s*[{(]")
_MARKS: Final = str.maketrans("", "", '{}"')
_MOST_DAMAGE: Final = 50


class Stated(NamedTuple):
    """A field as it stands: its name in lower case, its text, its line."""

    name: str
    value: str
    line: int


class Entry(NamedTuple):
    """An entry as it stands: its kind in lower case, its key, its fields, its length, its problems."""

    kind: str
    key: str | None
    fields: list[Stated]
    length: int
    problems: list[Problem]


class EntryParser(EntryScanner):
    """Reads the one entry that ``text`` begins with, field by field; damage costs the field it is in."""

    def __init__(self, text: str, place: Location, macros: Mapping[str, str], *, repair: bool) -> None:
        super().__init__(text, place, macros, repair=repair)
        self.stated: list[Stated] = []
        self.close = "}"
        self.closed = False

    def read_entry(self, kind: str, body: int, close: str) -> Entry:
        """Return the entry of ``kind`` whose key begins at ``body`` and which the character ``close`` ends.

        Raises:
            DamageError: it is damaged, and ``repair`` is not set.
        """
        self.go_to(body)
        self.close = close
        self.entry_key = self._read_key()
        self._read_fields()
        return Entry(kind, self.entry_key, self.stated, self.pos, self.problems)

    def read_definitions(self, body: int, close: str) -> Entry:
        """Return the macros that an ``@string`` command defines, as the fields of an entry."""
        self.go_to(body)
        self.close = close
        self.what = "the @string"
        self._read_fields()
        return Entry("string", None, self.stated, self.pos, self.problems)

    def _read_key(self) -> str | None:
        if _STATED.match(self.text, self.pos):
            self.say("PS108", self.first, "the entry has no citation key.", done="It is published without.",
                      remedy="Write a key and a comma after the opening brace.")  # fmt: skip
            return None
        found = _KEY.match(self.text, self.pos)
        stated = found[1].rstrip() if found else ""
        end = found.end() if found else self.pos
        if self.close == ")" and stated.endswith(")"):
            stated, end = stated[:-1].rstrip(), end - 1
        glued = _GLUED_KEY.match(stated)
        if found and glued and _EQUALS.match(self.text, found.end()):
            stated, end = glued[1], found.start(1) + glued.end()
        self.go_to(end)
        self._after_key(stated)
        if not stated or any(character.isspace() or character in '{}"' for character in stated):
            self.say("PS108", self.first, f"the citation key is {stated!r}.", done="The entry is published.",
                      remedy="Write a key of letters, digits and hyphens.")  # fmt: skip
        return stated.translate(_MARKS) or None

    def _after_key(self, key: str) -> None:
        if self.text[self.pos : self.pos + 1] != "," and _STATED.match(self.text, self.pos):
            self.say("PS103", self.first, f"no comma follows the citation key {key!r}.",
                      done="The fields were read.", remedy="Add a comma after the key.")  # fmt: skip

    def _read_fields(self) -> None:
        while not self.closed and self.damages < _MOST_DAMAGE:
            self.skip(_BLANK)
            if self.pos >= self.end_pos or _ENTRY.match(self.text, self.pos):
                self._unclosed()
                return
            self._read_item()
        if not self.closed:
            lost = self.text[self.pos :].strip()
            self.say("PS109", self.lineno, f"{self.name} is damaged in too many places.", quote=lost,
                      done="What follows here was given up.", remedy="Write the entry anew.")  # fmt: skip
            self.go_to(self.end_pos)

    def _read_item(self) -> None:
        """Read a field, the end of the entry, or what stands where one of them should."""
        character = self.text[self.pos]
        found = _FIELD.match(self.text, self.pos)
        if found:
            line = self.lineno
            self.go_to(found.end())
            self._read_field(found[1].lower(), line)
        elif character in "})" or character == self.close:
            self._read_closer(character)
        elif character == "%" or (character in "#/" and self._begins_line()):
            self._skip_comment()
        else:
            self._read_stray()

    def _read_closer(self, character: str) -> None:
        resumed = RESUMED.match(self.text, self.pos + 1)
        if resumed or character != self.close:
            line = self.lineno
            self.damage()
            self.go_to(self.pos + 1)
            self.say("PS105", line, f"{self.name} has a {character!r} too many.",
                      done="It was passed over.", remedy="Delete it.")  # fmt: skip
        else:
            self.go_to(self.pos + 1)
            self.closed = True

    def _begins_line(self) -> bool:
        """Tell whether a comment of another language stands here: at the beginning of a line."""
        start = self.text.rfind("\n", 0, self.pos) + 1
        return self.text[start : self.pos].isspace() and _COMMENT.match(self.text, self.pos) is not None

    def _skip_comment(self) -> None:
        end = self.text.find("\n", self.pos)
        line, end = self.lineno, self.end_pos if end < 0 else end
        comment = self.text[self.pos : end]
        if "=" in comment:
            self.say("PS111", line, f"{comment.strip()!r} is commented out.", quote=comment,
                      done="It was passed over.")  # fmt: skip
        self.go_to(end)

    def _read_stray(self) -> None:
        if self.skip_tags():
            return
        line = self.lineno
        self.damage()
        meant = _MEANT.match(self.text, self.pos)
        if meant:
            name = meant[2].lower()
            self.say("PS104", line, f"{self.name} holds {meant[1].strip()!r} where a field should begin.",
                      quote=meant[1], done=f"It was read as {name!r}.", remedy=f"Write {name} = {{...}}.")  # fmt: skip
            self.go_to(meant.end())
            self.skip(SPACE)
            self._read_field(name, line)
            return
        begins_word = self.text[self.pos].isalpha()
        known = None if begins_word else _KNOWN_FIELD.search(self.text, self.pos + 1)
        end = self._next(self.pos + 1)
        stray = self.text[self.pos : min(end, known.start()) if known else end]
        self.say("PS104", line, f"{self.name} holds {stray.strip()[:80]!r} where a field should begin.",
                  quote=stray.strip(), done="It was passed over.",
                  remedy="Write fields as name = {text}, each followed by a comma.")  # fmt: skip
        self.go_to(self.pos + len(stray))

    def _next(self, start: int) -> int:
        """Return where the next field or the end of the entry seems to begin, at ``start`` or after it."""
        found = _NEXT.search(self.text, start)
        if found:
            return max(found.end(), start)
        blank = self.text.find("\n\n", start)
        end = len(self.text.rstrip()) if blank < 0 else blank
        if self.text[end - 1 : end] == self.close and end - 1 > start:
            end -= 1
        return max(end, start)

    def _read_field(self, name: str, line: int) -> None:
        start, first = self.pos, self.lineno
        try:
            value = self.read_value()
        except PybtexSyntaxError:
            value = None
        if value is None or not self._ends_well(value):
            self.lineno, self.pos = first, start
            self._repair_value(name, line)
            return
        self._keep(name, value, line)

    def _keep(self, name: str, value: str, line: int) -> None:
        self.stated.append(Stated(name, " ".join(value.split()), line))

    def _ends_well(self, value: str) -> bool:
        """Tell whether what follows a value can follow one; a forgotten comma is said."""
        if "\n" in value and swallows(value):
            return False
        self.skip(SPACE)
        self.skip_tags()
        following = self.text[self.pos : self.pos + 1]
        if not following or _ENTRY.match(self.text, self.pos):
            return not FIELD_INSIDE.search(value)
        if following in {",", self.close, "%"}:
            return True
        if following == ";":
            self.go_to(self.pos + 1)
            return _STATED.match(self.text, self.pos) is not None or self._at_end()
        if _STATED.match(self.text, self.pos):
            self.say("PS103", self.lineno, f"{self.name}: no comma stands before this field.",
                      done="The fields were read.", remedy="Add a comma after the one before it.")  # fmt: skip
            return True
        return False

    def _at_end(self) -> bool:
        self.skip(_BLANK)
        return self.text[self.pos : self.pos + 1] in {"", self.close}

    def _repair_value(self, name: str, line: int) -> None:
        """Keep a damaged value up to where the next field seems to begin."""
        self.damage()
        self.problems = [said for said in self.problems if said.code != "PS106" or said.location.line < line]
        self.skip(SPACE)
        start = self.pos
        missing = self.text[start : start + 1] in {"", ",", self.close}
        end = start if missing else self._next(start + 1)
        stated = self.text[start:end]
        self.go_to(end)
        value = mended(stated)
        self.say(damage_code(stated), line, f"{self.name}: the value of {name!r} {fault(stated)}.",
                  quote=stated.strip(), done="It was read up to the next field.",
                  remedy=f"Correct it before line {self.lineno}." if self.lineno > line else "Correct it.")  # fmt: skip
        if value:
            self._keep(name, value, line)

    def _unclosed(self) -> None:
        self.damage()
        last = self.first + self.text[: self.pos].rstrip().count("\n")
        many = len(self.stated)
        kept = f"The {many} field{'s' if many != 1 else ''} before it {'were' if many != 1 else 'was'} kept."
        what = "brace" if self.close == "}" else "parenthesis"
        self.say("PS101", self.first, f"{self.name} has no closing {what}.",
                  quote=self.text[: self.pos].strip(), done=kept if many else "None of its fields could be read.",
                  remedy=f"Add {self.close} before line {last + 1}.")  # fmt: skip
