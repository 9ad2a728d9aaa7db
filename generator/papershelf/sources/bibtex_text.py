"""The text of a ``.bib`` file around its entries: where entries begin, what was lost between them."""

import re
from typing import Final

from papershelf.problems import Location, Problem
from papershelf.sources.bibtex_words import TYPES
from papershelf.sources.codes import problem

COMMAND: Final = re.compile(r"@[ \t]*([A-Za-z][\w.:-]*)\s*([{(])")
_LIKE_AN_ENTRY: Final = re.compile(r"[^,{}()=\n]*(?:,|=\s*[{\"\d])")
_TYPES: Final = "|".join(sorted(TYPES, key=lambda name: (-len(name), name)))
LOST: Final = re.compile(
    rf"^[ \t]*(?:@[ \t]*({_TYPES})[ \t]*(?=[^\s,={{}}]+,[ \t]*\n)"
    rf"|({_TYPES})[ \t]*\{{(?=[^\s,={{}}]+,[ \t]*(?:\n|\w+\s*=)))",
    re.MULTILINE | re.IGNORECASE,
)
_ORPHAN: Final = re.compile(r"^[ \t,]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"].*$", re.MULTILINE)
_HTML: Final = re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<div|<pre)\b", re.IGNORECASE)


def begins_entry(text: str, command: re.Match[str]) -> bool:
    """Tell whether a command stands where entries begin: at the beginning of a line or after a closing brace."""
    return _before(text, command.start()) in {"", "\n", "}", ")"}


def may_be_entry(text: str, command: re.Match[str]) -> bool:
    """Tell whether what follows the opening brace can be a key or a field, so that running text is not taken."""
    return _LIKE_AN_ENTRY.match(text, command.end()) is not None


def is_commented_out(text: str, at: int) -> int:
    """Return where the comment ends that begins before ``at`` on its line, or 0 where there is none.

    The line begins with ``%``, and so does the next one or the entry ends on the line.
    """
    start = text.rfind("\n", 0, at) + 1
    if not text[start:at].lstrip().startswith("%"):
        return 0
    end = _end_of_line(text, at)
    if text.count("{", at, end) <= text.count("}", at, end):
        return end
    if not text[end + 1 : _end_of_line(text, end + 1)].lstrip().startswith("%"):
        return 0
    while text[end + 1 : _end_of_line(text, end + 1)].lstrip().startswith("%"):
        end = _end_of_line(text, end + 1)
    return end


def _before(text: str, at: int) -> str:
    at -= 1
    while at >= 0 and text[at] in " \t":
        at -= 1
    return text[at] if at >= 0 else ""


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def html_page(text: str, path: str) -> list[Problem]:
    """Return a problem where the file is a saved web page and no bibliography."""
    if not _HTML.match(text):
        return []
    return [problem("PS112", Location(path, 1), "the file is a web page, not a .bib file.",
                    quote=text[:200], done="Entries in it were read.",
                    remedy="Download the bibliography itself.")]  # fmt: skip


def orphans(gap: str, where: Location) -> list[Problem]:
    """Return a problem where the text between two entries holds fields of no entry."""
    found = _ORPHAN.search(gap)
    if found is None:
        return []
    place = Location(where.path, where.line + gap.count("\n", 0, found.start()))
    return [problem("PS114", place, f"{found.group().strip()[:80]!r} stands outside of every entry.",
                    quote=gap.strip(), done="It was passed over.",
                    remedy="Put the fields into an entry: @article{key, ...}.")]  # fmt: skip
