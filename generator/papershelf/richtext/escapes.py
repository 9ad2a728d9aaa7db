"""Escapes: LaTeX in which characters stand for themselves."""

import re
from collections.abc import Mapping
from typing import Final

from papershelf.richtext.characters import has_signs

_TEX: Final[Mapping[str, str]] = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", "`": r"\textasciigrave{}", "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "<": r"\textless{}", "-": "-{}", "'": "'{}", ":": ":{}",
}  # fmt: skip
_SIGN: Final = re.compile(r"[\\{}~^`$%#_&]")
_SPECIAL: Final = re.compile(r"[\\{}~^`$%#_&]|-(?=-)|'(?=')|:(?=//)|<(?=[A-Za-z/])")


def latex_of(text: str) -> str:
    r"""Return LaTeX in which the characters of ``text`` stand for themselves, and braces balance.

    >>> latex_of("50% of {x} -- y")
    '50\\% of \\textbraceleft{}x\\textbraceright{} -{}- y'
    """
    paired = "--" in text or "''" in text or "://" in text or "<" in text
    if not paired and not has_signs(text):
        return text
    return (_SPECIAL if paired else _SIGN).sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    """Return what stands for a special character; nothing that follows it may make an entity of an ampersand."""
    character = found.group()
    if character != "&":
        return _TEX[character]
    following = found.string[found.end() : found.end() + 1]
    return _TEX[character] + ("{}" if following.isalnum() or following == "#" else "")
