"""The text of a ``.bib`` file around its entries: where entries begin, what was lost between them."""

import re
from typing import Final

from papershelf.codes import problem
from papershelf.problems import Location, Problem
from papershelf.sources.bibtex_words import TYPES

COMMAND: Final = re.compile(r"@\s*([^\s{}(),=@\"#%]*)\s*([{(])")
_LIKE_AN_ENTRY: Final = re.compile(r"\s*+[^,{}()=\n]{0,200}\s*+(?:,|=\s*+[{\"\d])")
_WITH_A_FIELD: Final = re.compile(r"\s*+(?:[^\s,}]{0,200}|[^,{}()=]{0,200}),[\s,]*+[A-Za-z][^,={}\n]{0,40}=")
_TYPES: Final = "|".join(sorted(TYPES, key=lambda name: (-len(name), name)))
_WHOLE: Final = re.compile(r"\s*+[^\s,={}\"]{0,200}\s*+,\s*+[A-Za-z][\w-]{0,80}\s*+=\s*+[{\"\w]")
_KEY_AND_FIELD: Final = r"(?=[^\s,={}]+,[ \t]*(?:\n|[\w-]+\s*=))"
LOST: Final = re.compile(
    rf"^[ \t]*(?:@[ \t]*({_TYPES})[ \t]*([\[<:]?)[ \t]*{_KEY_AND_FIELD}"
    rf"|({_TYPES})(?:[ \t]*\{{|[ \t]+){_KEY_AND_FIELD})",
    re.MULTILINE | re.IGNORECASE,
)
_BULLET: Final = re.compile(r"[^\w{}\n]*(?:\d+[.)][ \t]*)?")
_WIDEST_BULLET: Final = 12
_ORPHAN: Final = re.compile(r"^[ \t,]*[A-Za-z][\w-]*[ \t]*=[ \t]*[{\"].*$", re.MULTILINE)
_HTML: Final = re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<div|<pre)\b", re.IGNORECASE)


def begins_entry(text: str, command: re.Match[str]) -> bool:
    """Tell whether a command stands where entries begin: at the beginning of a line or after a closing brace.

    Signs may stand before it on its line, as in mails and lists: ``> @article{``, ``@@article{``, ``1. @article{``.
    """
    at = command.start()
    if _before(text, at) in {"", "\n", "}", ")"}:
        return True
    start = text.rfind("\n", max(0, at - _WIDEST_BULLET), at) + 1
    return (start > 0 or at < _WIDEST_BULLET) and _BULLET.fullmatch(text, start, at) is not None


def may_be_entry(text: str, command: re.Match[str]) -> bool:
    """Tell whether what follows the opening brace can be a key or a field, so that running text is not taken."""
    return _LIKE_AN_ENTRY.match(text, command.end()) is not None


def has_a_field(text: str, command: re.Match[str]) -> bool:
    """Tell whether what follows the opening brace can be a key and a field: an entry, wherever it stands."""
    return _WITH_A_FIELD.match(text, command.end()) is not None


def is_whole_entry(text: str, command: re.Match[str]) -> bool:
    """Tell whether kind, key and a field of an entry stand here, and no running text."""
    return bool(command[1]) and _WHOLE.match(text, command.end()) is not None


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
