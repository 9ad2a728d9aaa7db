"""Damaged BibTeX values: what their text was meant to be, and what is wrong with them."""

import re
from collections.abc import Mapping
from typing import Final

_BRACES: Final = re.compile(r"[{}]")
_PART: Final = re.compile(r"\{[^{}]*\}|\"[^\"{}]*\"")
_QUOTES: Final[Mapping[str, str]] = {
    "'": "'", "“": "”", "\u2018": "\u2019", "„": "“", "[": "]", "(": ")", "<": ">", "`": "'",
}  # fmt: skip
_ESCAPED: Final[Mapping[str, str]] = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}


def mended(stated: str) -> str:
    """Return the text of a damaged value: without its delimiters, its braces balanced."""
    text = stated.strip().rstrip(",;").strip(" \t\n#")
    parts = _PART.findall(text) if "#" in text else []
    if parts and not _PART.sub("", text).strip(" \t\n#"):
        return balanced("".join(part[1:-1] for part in parts)).strip()
    if text[:1] in _QUOTES and text[-1:] == _QUOTES[text[:1]]:
        text = text[1:-1]
    elif text.startswith('"'):
        text = text[1:].removesuffix('"')
    elif text.startswith("{") and not _closes_early(text):
        text = text[1:].removesuffix("}")
    return balanced(text).strip()


def _closes_early(text: str) -> bool:
    """Tell whether braces are balanced, but the first does not pair with the last: ``{A} and {B}``."""
    depth = 0
    early = False
    for found in _BRACES.finditer(text):
        depth += 1 if found.group() == "{" else -1
        early = early or (depth == 0 and found.end() < len(text))
    return early and depth == 0


def balanced(text: str) -> str:
    """Return ``text`` without the braces that have no partner; one behind a backslash is written by its name."""
    opened: list[int] = []
    lone: list[int] = []
    for found in _BRACES.finditer(text):
        if found.group() == "{":
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            lone.append(found.start())
    pieces = []
    last = 0
    for at in sorted([*opened, *lone]):
        escaped = text[last:at].endswith("\\")
        pieces.append(text[last : at - escaped])
        if escaped:
            pieces.append(_ESCAPED[text[at]])
        last = at + 1
    return "".join([*pieces, text[last:]])


def damage_code(stated: str) -> str:
    """Return the code of the problem that a damaged value is."""
    text = stated.lstrip()
    if text.startswith("{"):
        return "PS101" if text.count("{") > text.count("}") else "PS105"
    return "PS102" if text.startswith('"') else "PS104"


def fault(stated: str) -> str:
    """Return what is wrong with a damaged value, in words."""
    code = damage_code(stated)
    if code == "PS104":
        return f"is {stated.strip()[:80]!r}, without braces or quotes" if stated.strip() else "is missing"
    if code == "PS102":
        return "has a quote too few or too many"
    return "has no closing brace" if code == "PS101" else "has a closing brace too many"
