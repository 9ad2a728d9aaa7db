"""Accents: letters that LaTeX builds from a letter and a mark."""

import re
import unicodedata
from typing import Final

from papershelf.richtext.braces import argument
from papershelf.richtext.characters import clean
from papershelf.richtext.macros import ACCENTS, LETTERS
from papershelf.richtext.nodes import Node
from papershelf.richtext.reader import Reader

_CONTRACTION: Final = re.compile(r"(?:s|t|re|ve|ll|d|m)(?![A-Za-z\\{])")
_LONGER_THAN_NAMES: Final = 200
_UNICODE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})(?![0-9A-Fa-f])")


def read_accent(reader: Reader, name: str, place: int, after: int, end: int, nodes: list[Node]) -> int:  # noqa: PLR0913, PLR0917
    """Read an accent over what follows it; in a plain text only where it makes one letter."""
    text = reader.text
    escape = _UNICODE.match(text, place, end) if name == "u" else None
    if escape:
        nodes.append(clean(chr(int(escape[1], 16))))
        return escape.end()
    span = argument(text, after, end, reader.matches)
    if span is None or (reader.loose and not _is_accented(text, name, after, span)):
        nodes.append("\\" + name if reader.loose else {"`": "‘", "'": "'", '"': '"', "~": "~", "^": "^"}.get(name, ""))
        return after
    if _is_apostrophe(text, name, place, after) or (name in "~^'\"`" and text[span[0]].isdecimal()):
        nodes.append(name if name in "~^'\"" else "")
        return after
    dotless = {"\\i": "i", "\\j": "j"}.get(text[span[0] : span[1]].strip())
    inside: list[Node] = [dotless] if dotless else reader.read(span[0], span[1])
    if not inside or not isinstance(inside[0], str):
        nodes.extend(inside or [name if name in "~^'\"" else ""])
    else:
        nodes.append(_accented("".join(node for node in inside if isinstance(node, str)), name))
    return span[2]


def _is_apostrophe(text: str, name: str, place: int, after: int) -> bool:
    r"""Tell whether a mark was escaped that is no accent: ``don\'t``, in a long text ``model\'s``, ``\" x``."""
    if name == '"' and text[after : after + 1].isspace():
        return True
    found = _CONTRACTION.match(text, after) if name == "'" and text[place - 1 : place].isalpha() else None
    return found is not None and (found[0] != "s" or len(text) > _LONGER_THAN_NAMES)


def _accented(letters: str, name: str) -> str:
    letters = letters.strip()
    if not letters:
        return name if name in "~^'\"" else ""
    first = {"ı": "i", "ȷ": "j"}.get(letters[0], letters[0]) if name not in "cdkb" else letters[0]
    place = 2 if name == "t" and len(letters) > 1 else 1
    marks = place
    while marks < len(letters) and unicodedata.combining(letters[marks]):
        marks += 1
    accented = (first + letters[1:place] if name != "t" else first) + letters[place:marks] + ACCENTS[name]
    rest = letters[1:] if name == "t" and len(letters) > 1 else letters[marks:]
    return unicodedata.normalize("NFC", accented) + rest


def _is_accented(text: str, name: str, after: int, span: tuple[int, int, int]) -> bool:
    r"""Tell whether a plain text means an accent: ``\'e`` makes one letter, ``\"word\"`` does not."""
    inside = text[span[0] : span[1]].strip().lstrip("\\") or " "
    if len(inside) != 1 or len(unicodedata.normalize("NFC", inside + ACCENTS[name])) != 1:
        return False
    return text[after] == "{" or (name != '"' and not text[after].isspace()) or _is_in_word(text[after - 3 : after - 2])


def _is_in_word(before: str) -> bool:
    return before.isalpha() or before == "{"


def read_letter(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Read a letter that has a name."""
    nodes.append(LETTERS[name])
    return past_space(reader, after, end)


def past_space(reader: Reader, place: int, end: int) -> int:
    """Return where the next character stands that is no space."""
    while place < end and reader.text[place].isspace():
        place += 1
    return place
