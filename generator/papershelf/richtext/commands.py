"""Commands: what a reader of LaTeX does where it meets a backslash."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from papershelf.richtext.braces import argument
from papershelf.richtext.characters import clean
from papershelf.richtext.links import address
from papershelf.richtext.macros import (
    ACCENTS,
    CITATIONS,
    DECLARATIONS,
    DROPPED,
    ENVIRONMENTS,
    FORMULAS,
    GREEK,
    IGNORED,
    LETTERS,
    QUOTES,
    STYLES,
    TEXTS,
    symbol,
)
from papershelf.richtext.nodes import Node, Nodes, linked, styled

_NAME: Final = re.compile(r"\\([A-Za-z@]+)\*?")
_ENTITY: Final = re.compile(r"(?:amp|lt|gt|quot|apos|nbsp|#\d{1,5});")
_OPTION: Final = re.compile(r"\s*\[[^][{}]{0,200}\]")
_UNICODE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})(?![0-9A-Fa-f])")
_ENVIRONMENT: Final = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+)(\*?)\}")
_LOOSE_GROUP: Final = re.compile(r"\{\\(?:(?P<style>[a-z]+)(?![A-Za-z])|['`^~\"=.cvuHkrd]\s?\{?\\?[A-Za-z])")
_LINE_END: Final = re.compile(r"\\\\\*?(?:\[[-\d.]+[a-z]{2}\])?")
_LEANING: Final = frozenset("“‘„‚«‹°¿¡")
"""Characters that lean on what follows them."""

_SIGNS: Final[Mapping[str, str]] = {
    **{sign: sign for sign in "%&#_${}"}, **dict.fromkeys(" ,;:>\n\t\r", " "), **dict.fromkeys("!/-@+<*", ""), "|": "‖",
}  # fmt: skip


class Reader(Protocol):
    """What a command needs of the reader that met it."""

    text: str
    loose: bool
    matches: Mapping[int, int]
    lists: list[int]

    def read(self, place: int, end: int) -> list[Node]:
        """Return the nodes between two places."""

    def remark(self, text: str) -> None:
        """Remember what could not be read."""

    def find(self, needle: str, place: int, end: int) -> int:
        """Return where ``needle`` stands next."""

    def formula(self, tex: str, nodes: list[Node], *, display: bool = False) -> bool:
        """Append a formula; tell whether there is any."""


def read_command(reader: Reader, place: int, end: int, nodes: list[Node]) -> int:
    """Append what the command at ``place`` means; return where the text goes on."""
    found = _NAME.match(reader.text, place, end)
    if found is None:
        return _sign(reader, place, end, nodes)
    name, after = found[1], found.end()
    if reader.loose and not _is_meant(reader, name, after, end):
        nodes.append(found.group())
        return after
    if name in ACCENTS and (name not in STYLES or len(name) == 1):
        return _accent(reader, name, place, after, end, nodes)
    for known, handle in _HANDLERS:
        if name in known:
            return handle(reader, name, after, end, nodes)
    return _unknown(reader, name, after, end, nodes)


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
        found = _ENVIRONMENT.match(reader.text, after - len(name) - 1, end)
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
        return _accent(reader, sign, place, place + 2, end, nodes)
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


def _accent(reader: Reader, name: str, place: int, after: int, end: int, nodes: list[Node]) -> int:  # noqa: PLR0913, PLR0917
    """Read an accent over what follows it."""
    text = reader.text
    escape = _UNICODE.match(text, place, end) if name == "u" else None
    if escape:
        nodes.append(clean(chr(int(escape[1], 16))))
        return escape.end()
    span = argument(text, after, end, reader.matches)
    if span is None or (reader.loose and not _is_accented(text, name, after, span)):
        nodes.append("\\" + name if reader.loose else {"`": "‘", "'": "'", '"': '"', "~": "~", "^": "^"}.get(name, ""))
        return after
    dotless = {"\\i": "i", "\\j": "j"}.get(text[span[0] : span[1]].strip())
    inside: list[Node] = [dotless] if dotless else reader.read(span[0], span[1])
    if not inside or not isinstance(inside[0], str):
        nodes.extend(inside or [name if name in "~^'\"" else ""])
    else:
        nodes.append(_accented("".join(node for node in inside if isinstance(node, str)), name))
    return span[2]


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


def _letter(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    nodes.append(LETTERS[name])
    return _past_space(reader, after, end)


def _past_space(reader: Reader, place: int, end: int) -> int:
    while place < end and reader.text[place].isspace():
        place += 1
    return place


def _text(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    word = TEXTS[name]
    nodes.append(word)
    if reader.text.startswith("{}", after) and after + 1 < end:
        after += 2
    elif word in _LEANING:
        after = _past_space(reader, after, end)
    if word.endswith(".") and after < end and reader.text[after] == ".":
        return after + 1
    return after


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
    return _past_option(reader, after, end)


def _dropped(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    if name.endswith("space"):
        nodes.append(" ")
    for _ in range(DROPPED[name]):
        span = argument(reader.text, _past_option(reader, after, end), end, reader.matches)
        after = span[2] if span else after
    return _past_option(reader, after, end)


def _past_option(reader: Reader, place: int, end: int) -> int:
    if place >= end or reader.text[place] != "[":
        return place
    option = _OPTION.match(reader.text, place, end)
    return option.end() if option else place


def _quoted(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    del name
    span = argument(reader.text, after, end, reader.matches)
    if span is None:
        return after
    nodes.extend(("“", *reader.read(span[0], span[1]), "”"))
    return span[2]


def _citation(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    while (past := _past_option(reader, after, end)) != after:
        after = past
    span = argument(reader.text, after, end, reader.matches)
    if span is None or reader.text[after] != "{":
        return _unknown(reader, name, after, end, nodes)
    keys = reader.text[span[0] : span[1]].replace("\\", "").replace("$", "").replace("://", ":")
    keys = ", ".join(filter(None, (key.strip(" {}~") for key in keys.split(","))))
    nodes.append(f"[{keys}]" if keys else "")
    reader.remark(f"a reference to {keys!r} leads nowhere; its key is shown in brackets.")
    return span[2]


def _link(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    span = argument(reader.text, after, end, reader.matches)
    if span is None:
        return after
    written = reader.text[span[0] : span[1]]
    resolver = "https://doi.org/" if name == "doi" else ""
    url = address(resolver + written.removeprefix("https://doi.org/") if resolver else written)
    shown: Nodes = (url,) if url and name != "doi" else ()
    after = span[2]
    if name == "href":
        shown_span = argument(reader.text, after, end, reader.matches)
        if shown_span:
            shown = tuple(reader.read(shown_span[0], shown_span[1]))
            after = shown_span[2]
    shown = shown or tuple(reader.read(span[0], span[1]))
    nodes.extend(linked(url, shown) if url else shown)
    return after


def _ensured(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    del name
    span = argument(reader.text, after, end, reader.matches)
    if span is None:
        return after
    reader.formula(reader.text[span[0] : span[1]], nodes)
    return span[2]


def _formula(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Read mathematics that stands outside of dollars: a command, its arguments and its scripts."""
    start = after - len(name) - 1
    after = _past_option(reader, after, end)
    while (close := reader.matches.get(after, end)) < end:
        after = close + 1
    reader.formula(reader.text[start : _past_scripts(reader, after, end)], nodes)
    return _past_scripts(reader, after, end)


def _past_scripts(reader: Reader, place: int, end: int) -> int:
    while place < end and reader.text[place] in "_^":
        span = argument(reader.text, place + 1, end, reader.matches)
        if span is None:
            break
        place = span[2]
    return place


def _environment(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    start = after - len(name) - 1
    found = _ENVIRONMENT.match(reader.text, start, end)
    if found is None:
        return after
    kind = found[2]
    if name == "begin" and kind in ENVIRONMENTS:
        closing = f"\\end{{{kind}{found[3]}}}"
        closed = reader.find(closing, found.end(), end)
        if closed >= 0:
            reader.formula(reader.text[start : closed + len(closing)], nodes, display=True)
            return closed + len(closing)
    nodes.append(" ")
    if kind in {"itemize", "enumerate", "description", "compactitem", "compactenum", "inparaenum"}:
        if name == "end":
            del reader.lists[-1:]
        else:
            reader.lists.append(0 if "enum" in kind else -1)
    place = _past_option(reader, found.end(), end)
    if name == "begin" and kind in {"tabular", "minipage", "thebibliography", "tabularx"}:
        span = argument(reader.text, place, end, reader.matches)
        place = span[2] if span else place
    return place


def _item(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    del name
    if reader.lists and reader.lists[-1] >= 0:
        reader.lists[-1] += 1
        nodes.append(f" ({reader.lists[-1]}) ")
    elif _past_option(reader, after, end) == after:
        nodes.append(" • ")
    return after


def _verbatim(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    del name
    closed = reader.find(reader.text[after], after + 1, end) if after < end else -1
    if closed < 0:
        return after
    nodes.extend(styled(STYLES["texttt"], (reader.text[after + 1 : closed],)))
    return closed + 1


def _footnote(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    del name
    span = argument(reader.text, _past_option(reader, after, end), end, reader.matches)
    if span is None:
        return after
    nodes.extend((" (", *reader.read(span[0], span[1]), ")"))
    return span[2]


def _first_of_two(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    del name
    for index in range(2):
        span = argument(reader.text, after, end, reader.matches)
        if span is None:
            break
        if index == 0:
            nodes.extend(reader.read(span[0], span[1]))
        after = span[2]
    return after


def _unknown(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Read a sign of mathematics; else show what the command is given, or its name."""
    text = reader.text
    sign = symbol(name)
    if sign and after < end and text[after] in "_^":
        return _formula(reader, name, after, end, nodes)
    if sign:
        nodes.append(sign)
        return after
    given = reader.matches.get(after, end)
    if given < end and text[after + 1 : given].strip():
        reader.remark(f"the unknown command '\\{name}' is left out; what it is given is shown.")
        return after
    reader.remark(f"the unknown command '\\{name}' is shown by its name.")
    nodes.append(name)
    return after


_Handler = Callable[[Reader, str, int, int, list[Node]], int]
_HANDLERS: Final[tuple[tuple[Mapping[str, object] | frozenset[str], _Handler], ...]] = (
    (LETTERS, _letter), (STYLES, _style), (DECLARATIONS, _declaration), (TEXTS, _text), (IGNORED, _ignored),
    (frozenset({"url", "nolinkurl", "path", "href", "doi"}), _link), (CITATIONS, _citation), (FORMULAS, _formula),
    (frozenset({"begin", "end"}), _environment), (frozenset({"item"}), _item), (DROPPED, _dropped), (QUOTES, _quoted),
    (frozenset({"ensuremath"}), _ensured), (frozenset({"footnote"}), _footnote), (frozenset({"verb"}), _verbatim),
    (frozenset({"texorpdfstring"}), _first_of_two),
)  # fmt: skip
