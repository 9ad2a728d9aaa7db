"""Commands: what a reader of LaTeX does where it meets a backslash."""

import re
from collections.abc import Mapping
from typing import Final

from papershelf.richtext.accents import past_space, read_accent, read_letter
from papershelf.richtext.braces import argument
from papershelf.richtext.macros import (
    ACCENTS,
    CITATIONS,
    DECLARATIONS,
    DINGBATS,
    DROPPED,
    ENVIRONMENTS,
    FORMULAS,
    GREEK,
    IGNORED,
    LENGTHS,
    LETTERS,
    QUOTES,
    STYLES,
    TEXTS,
    symbol,
)
from papershelf.richtext.nodes import Node, styled
from papershelf.richtext.reader import Reader
from papershelf.richtext.structures import ENVIRONMENT, STRUCTURES, Handler, past_option, read_formula

_NAME: Final = re.compile(r"\\([A-Za-z@]+)\*?")
_ENTITY: Final = re.compile(r"(?:amp|lt|gt|quot|apos|nbsp|#\d{1,5});")
_LOOSE_GROUP: Final = re.compile(r"\{\\(?:(?P<style>[a-z]+)(?![A-Za-z])|['`^~\"=.cvuHkrd]\s?\{?\\?[A-Za-z])")
_LINE_END: Final = re.compile(r"\\\\\*?(?:\[[-\d.]+[a-z]{2}\])?")
_APOSTROPHES: Final = frozenset("'\u2019")
_APOSTROPHE: Final = re.compile(r" [a-z]")
_NEW_LINE: Final = re.compile(r"n[A-Z][a-z]")
"""A line end that was escaped on the way: ``\\nThen``."""
_ICON: Final = re.compile(r"fa[A-Z]\w*$")
_DIMENSION: Final = re.compile(
    r"\s*=?\s*[-+]?\d*\.?\d*\s*(?:(?:true)?\s*(?:pt|pc|in|bp|cm|mm|dd|cc|sp|ex|em|mu|px|fil+))?"
)
_LEANING: Final = frozenset("“‘„‚«‹°¿¡")
"""Characters that lean on what follows them."""

_SIGNS: Final[Mapping[str, str]] = {
    **{sign: sign for sign in "%&#_${}"}, **dict.fromkeys(" ,;:>\n\t\r", " "), **dict.fromkeys("!/-@+<*", ""), "|": "‖",
}  # fmt: skip


def read_command(reader: Reader, place: int, end: int, nodes: list[Node]) -> int:
    """Append what the command at ``place`` means; return where the text goes on."""
    found = _NAME.match(reader.text, place, end)
    if found is None:
        return _sign(reader, place, end, nodes)
    name, after = found[1], found.end()
    if name == "@":
        return after
    if reader.loose and not _is_meant(reader, name, after, end):
        nodes.append(found.group())
        return after
    if name in ACCENTS and (name not in STYLES or len(name) == 1):
        return read_accent(reader, name, place, after, end, nodes)
    return _HANDLERS.get(name, _unknown)(reader, name, after, end, nodes)


def opens_meant_group(text: str, place: int) -> bool:
    r"""Tell whether a plain text means a group by the brace at ``place``: ``{\em x}`` or ``{\"u}``."""
    found = _LOOSE_GROUP.match(text, place)
    return found is not None and (found["style"] is None or found["style"] in DECLARATIONS or len(found["style"]) == 1)


def _is_meant(reader: Reader, name: str, after: int, end: int) -> bool:
    """Tell whether a plain text means a command by what looks like one."""
    if name in DECLARATIONS:
        return reader.text[after - len(name) - 2 : after - len(name) - 1] == "{"
    if name in GREEK or (name in ACCENTS and len(name) == 1):
        return reader.text[after : after + 1] == "{" or name in GREEK
    if name == "begin":
        found = ENVIRONMENT.match(reader.text, after - len(name) - 1, end)
        return found is not None and found[2] in ENVIRONMENTS
    takes = name in STYLES or name in CITATIONS or name in FORMULAS or name in {"url", "href", "ensuremath"}
    return takes and reader.matches.get(after, end) < end


def _sign(reader: Reader, place: int, end: int, nodes: list[Node]) -> int:
    """Read a backslash with a sign behind it."""
    text = reader.text
    sign = text[place + 1 : place + 2] if place + 1 < end else ""
    if sign in {"(", "["} and sign:
        return _bracketed(reader, place, end, nodes)
    if reader.loose and ((sign not in ACCENTS and sign not in "%&$#_") or not sign):
        nodes.append("\\")
        return place + 1
    if sign in ACCENTS:
        return read_accent(reader, sign, place, place + 2, end, nodes)
    if sign == "\\":
        nodes.append(" ")
        found = _LINE_END.match(text, place, end)
        return found.end() if found else place + 2
    nodes.append(_SIGNS.get(sign, sign))
    entity = _ENTITY.match(text, place + 2, end) if sign == "&" else None
    if entity:
        nodes[-1] = ""
        return place + 1
    return place + 2 if sign else place + 1


def _bracketed(reader: Reader, place: int, end: int, nodes: list[Node]) -> int:
    opening = reader.text[place + 1]
    closed = reader.find("\\)" if opening == "(" else "\\]", place + 2, end)
    content = reader.text[place + 2 : closed] if closed >= 0 else ""
    if closed < 0 or (reader.loose and opening == "[" and not re.search(r"[\\^_=]", content)):
        nodes.append(("\\" if reader.loose else "") + opening)
        return place + 2
    reader.formula(content, nodes, display=opening == "[")
    return closed + 2


def _text(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    word = TEXTS[name]
    nodes.append(word)
    if word in _APOSTROPHES and _APOSTROPHE.match(reader.text, after, end) and _said_before(nodes).isalpha():
        return after + 1
    if reader.text.startswith("{}", after) and after + 1 < end:
        after += 2
    elif word in _LEANING:
        after = past_space(reader, after, end)
    if word.endswith(".") and after < end and reader.text[after] == ".":
        return after + 1
    return after


def _said_before(nodes: list[Node]) -> str:
    """Return the character before the last node, "" where there is none."""
    before = nodes[-2] if len(nodes) > 1 else ""
    return before[-1:] if isinstance(before, str) else ""


def _style(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    span = argument(reader.text, after, end, reader.matches)
    if span is None:
        return after
    nodes.extend(styled(STYLES[name], reader.read(span[0], span[1])))
    return span[2]


def _declaration(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Read a style that holds until the end of the group; at the end of a text it stands for nothing."""
    if end == len(reader.text):
        return after
    nodes.extend(styled(DECLARATIONS[name], reader.read(after, end)))
    return end


def _ignored(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    del name, nodes
    return past_option(reader, after, end)


def _dropped(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    if name.endswith("space"):
        nodes.append(" ")
    for _ in range(DROPPED[name]):
        span = argument(reader.text, past_option(reader, after, end), end, reader.matches)
        after = span[2] if span else after
    return past_option(reader, after, end)


def _measured(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    r"""Pass over a length: ``\raise.17ex``."""
    nodes.append(" " if name.endswith("skip") else "")
    found = _DIMENSION.match(reader.text, after, end)
    return found.end() if found else after


def _sign_of_font(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Read a sign by its number in a font of signs."""
    del name
    span = argument(reader.text, after, end, reader.matches)
    nodes.append(DINGBATS.get(reader.text[span[0] : span[1]].strip(), "•") if span else "")
    return span[2] if span else after


def _quoted(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    del name
    span = argument(reader.text, after, end, reader.matches)
    if span is None:
        return after
    nodes.extend(("“", *reader.read(span[0], span[1]), "”"))
    return span[2]


def _unknown(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Read a sign of mathematics; else show what the command is given, or its name."""
    text = reader.text
    sign = symbol(name)
    if sign and after < end and text[after] in "_^":
        return read_formula(reader, name, after, end, nodes)
    if sign:
        nodes.append(sign)
        return after
    if _NEW_LINE.match(name):
        nodes.append(" ")
        return after - len(name) + 1
    if _ICON.match(name):
        return after
    after = past_option(reader, after, end) if reader.matches.get(past_option(reader, after, end), end) < end else after
    given = reader.matches.get(after, end)
    if given < end and text[after + 1 : given].strip():
        reader.remark(f"the unknown command '\\{name}' is left out; what it is given is shown.")
        return after
    reader.remark(f"the unknown command '\\{name}' is shown by its name.")
    nodes.append(name)
    return after


_HANDLERS: Final[Mapping[str, Handler]] = {
    **dict.fromkeys(QUOTES, _quoted),
    **dict.fromkeys(LENGTHS, _measured),
    "ding": _sign_of_font,
    **dict.fromkeys(DROPPED, _dropped),
    **dict.fromkeys(IGNORED, _ignored),
    **STRUCTURES,
    **dict.fromkeys(TEXTS, _text),
    **dict.fromkeys(DECLARATIONS, _declaration),
    **dict.fromkeys(STYLES, _style),
    **dict.fromkeys(LETTERS, read_letter),
}
