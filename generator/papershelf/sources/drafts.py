"""Drafts: a record of a plain format while its fields come in."""

import re
from typing import Final

from papershelf.problems import Location
from papershelf.records import Dialect, Field, Record
from papershelf.richtext.evidence import holds_latex

_MARKUP: Final = re.compile(
    r"</?(?:(?:jats|mml):[a-z-]+|a|b|bold|br|div|em|h\d|i|inf|italic|li|math|ol|p|sc|scp|sec|span|strong|sub|sup|title"
    r"|tt|u|ul)\b[^<>]*>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31}\d{0,2});"
)
_TEXTS: Final = ("title", "abstract", "booktitle", "journaltitle", "subtitle")


class Draft:
    """The fields of one entry by BibLaTeX name; of two statements the first counts, lists of words are joined."""

    def __init__(self, path: str, line: int) -> None:
        self.place = Location(path, line)
        self.fields: dict[str, Field] = {}
        self._more: dict[str, list[str]] = {}

    def state(self, name: str, value: str, line: int) -> None:
        """Take a field, unless it says nothing or has been stated."""
        text = " ".join(value.split())
        if text and name not in self.fields:
            self.fields[name] = Field(text, Location(self.place.path, line))

    def add(self, name: str, value: str, line: int) -> None:
        """Take one more word of a list; the words are joined by semicolons."""
        text = " ".join(value.split())
        if name not in self.fields:
            self.state(name, text, line)
        elif text:
            self._more.setdefault(name, [self.fields[name].value]).append(text)

    def text(self, name: str) -> str:
        """Return the text of a field, of a list the first word, "" where it is not stated."""
        field = self.fields.get(name)
        return field.value if field else ""

    def rename(self, name: str, other: str) -> None:
        """Move a field to another name, unless that is stated."""
        field = self.fields.pop(name, None)
        if field:
            self.fields.setdefault(other, field)

    def record(self, key: str | None, kind: str, quote: str) -> Record:
        """Return the finished record."""
        for name, words in self._more.items():
            if name in self.fields:
                self.fields[name] = Field("; ".join(words), self.fields[name].location)
        texts = " ".join(self.text(name) for name in _TEXTS)
        return Record(
            key or None, kind, self.fields, self.place, dialect_of(texts), quote, (self.place.path,), own_fields=False
        )


def dialect_of(text: str) -> Dialect:
    r"""Return how a text of a format without a dialect of its own is to be read.

    >>> dialect_of("H<sub>2</sub>O"), dialect_of(r"\emph{Deep}"), dialect_of("p < 5")
    (<Dialect.HTML: 'html'>, <Dialect.LATEX: 'latex'>, <Dialect.PLAIN: 'plain'>)
    """
    if ("<" in text or "&" in text) and _MARKUP.search(text):
        return Dialect.HTML
    if holds_latex(text):
        return Dialect.LATEX
    return Dialect.PLAIN
