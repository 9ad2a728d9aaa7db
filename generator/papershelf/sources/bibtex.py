"""BibTeX and BibLaTeX: clean entries at once, the others one by one with care, so that damage costs its entry."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from papershelf.codes import problem
from papershelf.problems import Location, Problem
from papershelf.records import Dialect, Field, Reading, Record
from papershelf.sources.bibtex_blocks import Blocks
from papershelf.sources.bibtex_clean import read_clean
from papershelf.sources.bibtex_inheritance import inherit
from papershelf.sources.bibtex_macros import Macros
from papershelf.sources.bibtex_manager import groups_of, manager_groups
from papershelf.sources.bibtex_memory import EntryMemory
from papershelf.sources.bibtex_text import (
    COMMAND,
    LOST,
    begins_entry,
    has_a_field,
    html_page,
    is_commented_out,
    is_whole_entry,
    may_be_entry,
    orphans,
)
from papershelf.sources.conflicts import without_conflicts

if TYPE_CHECKING:
    from papershelf.sources.bibtex_entry import Entry, Stated

_SNIFFED: Final = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+\s*[{(]", re.MULTILINE)
_SETTINGS: Final = frozenset({"control", "bstctl", "ieeetranbstctl", "jabref-meta", "jabref-entrytype"})
"""Entries that tell a style or a program what to do."""
_CLOSING: Final = {"[": "]", "<": ">"}
_JOINED: Final = frozenset({"keywords", "keyword", "groups", "mendeley-groups", "mendeley-tags"})
_MARKUP: Final = re.compile(r"[<*&\\]")
_TITLE: Final = re.compile(r"\{{0,2}[^\W_]{2}")
_WINDOW: Final = 3
"""So many lines that look like the beginning of an entry may stand inside the values of a clean entry."""


def sniff(head: str) -> bool:
    """Tell whether a text holds an entry at the beginning of a line."""
    return _SNIFFED.search(head) is not None


def read(text: str, path: str, macros: Mapping[str, str] | None = None, memory: EntryMemory | None = None) -> Reading:
    """Return a record for each entry of a ``.bib`` file, with the line of each field, and what is wrong.

    Fields that ``crossref`` and ``xdata`` lend are in the records, at the line of the parent. Duplicate keys stay.
    ``macros`` are those of other files, by name in lower case; what ``memory`` holds is not read again.
    """
    return _File(text, path, macros=Macros(macros), memory=memory).read()


def definitions(text: str) -> Mapping[str, str]:
    """Return the macros that a file defines with ``@string``, by name in lower case."""
    return _File(text, "").definitions()


@dataclass(slots=True)
class _File:
    """One file while it is read: everything before ``pos`` is; ``line`` is that of the place ``counted``."""

    original: str
    path: str
    text: str = ""
    pos: int = 0
    line: int = 1
    counted: int = 0
    macros: Macros = field(default_factory=Macros)
    memory: EntryMemory | None = None
    starts: Sequence[int] = ()
    blocks: Blocks | None = None
    in_entry: bool = False
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def read(self) -> Reading:
        """Return the records and the problems of the file."""
        self.text, self.problems = without_conflicts(self.original, self.path)
        if self.memory is not None:
            self.memory.turn()
        self.problems += html_page(self.text, self.path)
        if self.problems:
            self.memory = None  # what is quoted is not what was read
        commands = list(COMMAND.finditer(self.text))
        self.starts = [found.start() for found in commands if begins_entry(self.text, found)]
        self._define_all(commands)
        comments: list[str] = []
        for command in commands:
            if command.start() >= self.pos:
                self._read_gap(command.start())
            if command.start() >= self.pos:
                self.in_entry = False
                self._read_command(command, comments)
            elif self.in_entry and is_whole_entry(self.text, command):
                self._say_inside(command)
        self._read_gap(len(self.text))
        records, dead = inherit(self.records)
        members = manager_groups(comments)
        if members:
            records = tuple(_sorted_under(record, members.get(record.key or "", ())) for record in records)
        return Reading(records, (*self.problems, *dead))

    def definitions(self) -> Mapping[str, str]:
        """Return the macros of the file."""
        self.text = self.original
        commands = list(COMMAND.finditer(self.text))
        self.starts = [found.start() for found in commands if begins_entry(self.text, found)]
        self._define_all(commands)
        return self.macros.texts

    def _place(self, at: int) -> Location:
        """Return the location of a place that is not before the last one asked for."""
        self.line += self.text.count("\n", self.counted, at)
        self.counted = at
        return Location(self.path, self.line)

    def _read_command(self, command: re.Match[str], comments: list[str]) -> None:
        at, kind = command.start(), command[1].lower()
        comment = is_commented_out(self.text, at)
        if comment:
            self._pass_over(at, comment)
        elif kind == "comment":
            comments.append(self._skip_block(command))
            self._pass_over(command.end(), self.pos)
        elif kind == "preamble" or kind in _SETTINGS:
            self._skip_block(command)
        elif kind == "string":
            entry = self._definitions(command, self._place(at))
            for stated in entry.fields:
                self.macros.define(stated.name, stated.value)
            self.problems += entry.problems
            self.pos = at + entry.length
            self.in_entry = True
        elif has_a_field(self.text, command) or (kind and self._may_begin(command)):
            self._read_entry(at, _MARKUP.split(kind)[0] or "misc", command.end(), "}" if command[2] == "{" else ")")

    def _may_begin(self, command: re.Match[str]) -> bool:
        return begins_entry(self.text, command) or may_be_entry(self.text, command)

    def _define_all(self, commands: Sequence[re.Match[str]]) -> None:
        """Define every macro of the file, so that one that is defined after its use is known."""
        for command in commands:
            if command[1].lower() == "string" and begins_entry(self.text, command):
                for stated in self._definitions(command, Location(self.path)).fields:
                    if stated.name not in self.macros.texts:
                        self.macros.define(stated.name, stated.value)

    def _definitions(self, command: re.Match[str], place: Location) -> "Entry":
        from papershelf.sources.bibtex_entry import EntryParser

        at = command.start()
        parser = EntryParser(self.text[at : self._start_after(at)], place, self.macros.texts, repair=True)
        return parser.read_definitions(command.end() - at, "}" if command[2] == "{" else ")")

    def _start_after(self, at: int, further: int = 0) -> int:
        """Return where the next entry begins, or the one ``further`` after it, or the end of the text."""
        index = bisect_right(self.starts, at) + further
        return self.starts[index] if index < len(self.starts) else len(self.text)

    def _skip_block(self, command: re.Match[str]) -> str:
        """Skip to the end of a comment or a preamble and return its text; an unclosed one ends at the next entry."""
        if self.blocks is None:
            self.blocks = Blocks(self.text, self.starts)
        end, following = self.blocks.end(command), self._start_after(command.start())
        if end is None or (end > following and command[1].lower() != "comment"):
            end = following
            self._say_unclosed(command, end)
        self.pos = end
        return self.text[command.end() : end]

    def _say_inside(self, command: re.Match[str]) -> None:
        """Name what looks like an entry inside of a value."""
        key = self.text[command.end() : command.end() + 200].split(",")[0].strip()
        place = self._place(command.start())
        self.problems.append(problem("PS117", place, f"what looks like the entry {key!r} stands inside of another one.",
            done="It is no paper of its own.",
            remedy="If it should be one, look for a brace that is missing before it."))  # fmt: skip

    def _say_unclosed(self, command: re.Match[str], end: int) -> None:
        stated = self.text[command.start() : end].strip()
        place = self._place(command.start())
        what, close = ("brace", "}") if command[2] == "{" else ("parenthesis", ")")
        self.problems.append(problem("PS101", place, f"the block @{command[1]} has no closing {what}.", quote=stated,
            done="It was passed over up to the next entry.",
            remedy=f"Add {close} before line {place.line + stated.count(chr(10)) + 1}."))  # fmt: skip

    def _pass_over(self, start: int, end: int) -> None:
        """Name the entries that stand in a comment."""
        for found in COMMAND.finditer(self.text, start, end):
            is_entry = may_be_entry(self.text, found) or has_a_field(self.text, found)
            if is_entry and found[1].lower() not in {"comment", "string", "preamble"}:
                key = self.text[found.end() : found.end() + 200].split(",")[0].strip().split("\n")[0]
                place = self._place(found.start())
                self.problems.append(problem("PS111", place, f"the entry {key!r} is commented out.",
                    quote=self.text[found.start() : end].strip(), done="It is not on the site.",
                    remedy="Take it out of the comment to publish it."))  # fmt: skip
        self.pos = max(self.pos, end)

    def _read_gap(self, end: int) -> None:
        """Look for lost entries in the text before ``end``: those without their ``@`` or their brace."""
        while self.pos < end:
            gap = self.text[self.pos : end]
            if gap.isspace() or "=" not in gap:
                break
            lost = LOST.search(self.text, self.pos, end)
            if lost is None:
                self.problems += orphans(gap, self._place(self.pos))
                break
            self._find_entry(lost)
        self.pos = max(self.pos, end)

    def _find_entry(self, lost: re.Match[str]) -> None:
        at = lost.end() - len(lost.group().lstrip())
        place = self._place(at)
        what = "@" if lost[3] else "opening brace"
        kind = (lost[1] or lost[3]).lower()
        self.problems.append(problem("PS116", place, f"the {what} of this {kind} is missing.",
            quote=self.text[at : self.text.find(chr(10), at)], done="It was read all the same.",
            remedy=f"Write @{kind}{{key, ...}}."))  # fmt: skip
        self._read_entry(at, kind, lost.end(), _CLOSING.get(lost[2] or "", "}"))

    def _read_entry(self, at: int, kind: str, body: int, close: str) -> None:
        place = self._place(at)
        self.in_entry = True
        cause = self._cause(at)
        if self.memory is not None and (known := self.memory.find(cause, place)):
            self.records.append(known[0])
            self.pos = at + known[1]
            return
        clean = None
        if close == "}":
            below = self.text.count("\n", at, body)
            first = Location(place.path, place.line + below) if below else place
            clean = read_clean(self.text, body, self._start_after(at, _WINDOW), first, self.macros.texts)
        if clean:
            fields = {name: stated for name, stated in clean.fields.items() if stated.value}
            self._keep(clean.key, kind, fields, place, (at, clean.end))
            self.pos = clean.end
            if self.memory is not None:
                self.memory.learn(cause, self.records[-1], clean.end - at)
            return
        known_problems = len(self.problems)
        entry = self._read_with_care(at, kind, body - at, close, place)
        self.problems += entry.problems
        self.pos = at + entry.length
        if entry.key or entry.fields:
            self._keep(entry.key, kind, self._merged(entry), place, (at, self.pos))
        else:
            self.problems.append(_nothing(place, self.original[at : self.pos].strip()))
        if self.memory is not None and len(self.problems) == known_problems:
            self.memory.learn(cause, self.records[-1], entry.length)

    def _cause(self, at: int) -> tuple[str, str]:
        """Return what an entry is read from."""
        return (self.macros.state, self.text[at : self._start_after(at)] if self.memory is not None else "")

    def _read_with_care(self, at: int, kind: str, body: int, close: str, place: Location) -> "Entry":
        from papershelf.sources.bibtex_entry import EntryParser  # which clean libraries do without
        from papershelf.sources.bibtex_scanner import DamageError

        window = self.text[at : self._start_after(at, _WINDOW)]
        try:
            return EntryParser(window, place, self.macros.texts, repair=False).read_entry(kind, body, close)
        except DamageError:
            alone = self.text[at : self._start_after(at)]
            return EntryParser(alone, place, self.macros.texts, repair=True).read_entry(kind, body, close)

    def _merged(self, entry: "Entry") -> dict[str, Field]:
        """Return the fields by name: of two with one name the first counts, lists of words are joined."""
        fields: dict[str, Field] = {}
        words: dict[str, list[str]] = {}
        for stated in entry.fields:
            if not stated.value:
                continue
            where = Location(self.path, stated.line)
            first = fields.setdefault(stated.name, Field(stated.value, where))
            if stated.name in _JOINED:
                words.setdefault(stated.name, []).append(stated.value)
            elif first.location != where or first.value != stated.value:
                self.problems.append(_twice(where, entry.key, stated, first.value))
        for name, stated_words in words.items():
            fields[name] = Field(", ".join(stated_words), fields[name].location)
        return fields

    def _keep(
        self, key: str | None, kind: str, fields: dict[str, Field], place: Location, span: tuple[int, int]
    ) -> None:
        quote = "" if _is_unquestioned(fields) else self.original[span[0] : span[1]].strip()
        groups = (self.path, *groups_of(fields))
        self.records.append(Record(key, kind, fields, place, Dialect.LATEX, quote, groups))


def _is_unquestioned(fields: Mapping[str, Field]) -> bool:
    """Tell whether no report will show the whole entry: it has a title and names no other entry."""
    title = fields.get("title")
    return (
        title is not None and _TITLE.match(title.value) is not None and not ("crossref" in fields or "xdata" in fields)
    )


def _sorted_under(record: Record, groups: tuple[str, ...]) -> Record:
    return replace(record, groups=tuple(dict.fromkeys((*record.groups, *groups)))) if groups else record


def _nothing(place: Location, quote: str) -> Problem:
    return problem("PS109", place, "nothing could be read from this entry.", quote=quote,
                   done="It is not on the site.", remedy="Write @article{key, title = {...}, ...}.")  # fmt: skip


def _twice(where: Location, key: str | None, stated: "Stated", first: str) -> Problem:
    who = f"the entry {key!r}" if key else "the entry"
    same = "with the same text" if stated.value == first else f"the second time as {stated.value[:80]!r}"
    return problem("PS107", where, f"{who} has {stated.name!r} twice, {same}.", quote=stated.value,
                   done="The first counts.", remedy="Delete one.")  # fmt: skip
