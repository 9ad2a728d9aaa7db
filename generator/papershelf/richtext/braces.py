"""Braces: which brace closes which, found once for a whole text."""

import re
from collections.abc import Mapping
from typing import Final

_BRACE: Final = re.compile(r"\\.|[{}]", re.DOTALL)
_LONGEST: Final = 40


def matched(text: str) -> Mapping[int, int]:
    """Return the places of opening braces that are closed -> the place of the closing brace.

    A brace behind a backslash is a character. Braces nested deeper than forty are left out, so that
    whoever follows the matches never goes deeper than that.
    """
    matches: dict[int, int] = {}
    if "{" not in text:
        return matches
    waiting: list[int] = []
    for found in _BRACE.finditer(text):
        if found.group() == "{":
            waiting.append(found.start())
        elif found.group() == "}" and waiting:
            opened = waiting.pop()
            if len(waiting) < _LONGEST:
                matches[opened] = found.start()
    return matches


def balanced(text: str) -> str:
    """Return ``text`` without the braces that open or close nothing, or that are nested too deeply."""
    matches = matched(text)
    kept = {*matches, *matches.values()}
    braces = [found.start() for found in _BRACE.finditer(text) if found.group() in {"{", "}"}]
    if len(braces) == len(kept):
        return text
    pieces = list(text)
    for place in braces:
        if place not in kept:
            pieces[place] = ""
    return "".join(pieces)


def argument(text: str, place: int, end: int, matches: Mapping[int, int]) -> tuple[int, int, int] | None:
    """Return where the argument of a macro that stands before ``place`` begins and ends, and what follows it.

    The argument is a group in braces, else a macro, else one character; None where there is none before ``end``.
    """
    while place < end and text[place].isspace():
        place += 1
    if place >= end:
        return None
    if text[place] == "{":
        closed = matches.get(place)
        return None if closed is None or closed >= end else (place + 1, closed, closed + 1)
    if text[place] in "}$":
        return None
    if text[place] == "\\":
        stop = place + 1
        while stop < end and text[stop].isascii() and text[stop].isalpha():
            stop += 1
        stop = min(max(stop, place + 2), end)
        return place, stop, stop
    return place, place + 1, place + 1
