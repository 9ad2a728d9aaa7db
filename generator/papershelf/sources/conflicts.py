"""Merge-conflict markers: what a version-control system leaves in a text file when two edits met."""

import re
from typing import Final

from papershelf.codes import problem
from papershelf.problems import Location, Problem

_MARKER: Final = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)


def without_conflicts(text: str, path: str) -> tuple[str, list[Problem]]:
    """Return the text with its merge-conflict markers blanked, every character in its place, and the problems."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text:
        return text, []
    problems = []
    line, last = 1, 0
    for found in _MARKER.finditer(text):
        line += text.count("\n", last, found.start())
        last = found.start()
        problems.append(_marked(Location(path, line), found.group()))
    return _MARKER.sub(lambda found: " " * len(found.group()), text), problems


def _marked(where: Location, marker: str) -> Problem:
    return problem("PS110", where, f"{marker!r} is left of a merge.", quote=marker,
                   done="Both sides were read.", remedy="Choose one side and delete the markers.")  # fmt: skip
