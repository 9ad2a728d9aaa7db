"""LaTeX: a text with commands, braces and mathematics becomes nodes, in one pass from left to right."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from papershelf.richtext.braces import matched
from papershelf.richtext.commands import opens_meant_group, read_command
from papershelf.richtext.dollars import is_mathematics
from papershelf.richtext.links import URL, address, trimmed
from papershelf.richtext.nodes import Formula, Linked, Node, Style, guarded, linked, styled
from papershelf.richtext.quotation import read_apostrophe, read_backquote, read_dash, read_straight_quote
from papershelf.richtext.tags import Tags, inner_style
from papershelf.richtext.tex import canonical

_QUIET: Final = r"[^\\{}~$`'\"&<:\-^_]"
_RUN: Final = re.compile(rf"{_QUIET}*+(?:(?:-(?!-)|'(?!')|\"|:(?!//)|[\^_](?!\{{)){_QUIET}*+)*")
"""Characters that mean themselves wherever no quotation is open: signs count only in pairs."""
_QUOTED_RUN: Final = re.compile(rf"{_QUIET}+")
_ENTITY: Final = re.compile(r"&(?:amp;)*(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_DOLLAR: Final = re.compile(r"\\.|[{}]|\$\$?", re.DOTALL)
_DEEPEST: Final = 80
_FARTHEST: Final = 4000
_NO_TAGS: Final = Tags({}, {})
_COMMENT: Final = re.compile(r"(?<![\\\d\s])%[ \t]*\n\s*")


@dataclass(slots=True)
class LatexReader:
    """A text while it is read.

    ``loose`` reads a text whose characters mean themselves, and in it only what nobody writes for itself:
    commands with their arguments, accents, mathematics, ``10^{19}``.
    """

    text: str
    loose: bool = False
    remarks: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    lists: list[int] = field(default_factory=list)
    depth: int = 0
    matches: Mapping[int, int] = field(init=False)
    tags: Tags = field(init=False)
    missing: dict[str, int] = field(default_factory=dict)
    closings: dict[tuple[int, int, str], tuple[int, int] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find the pairs of braces and of tags."""
        if not self.loose and "%" in self.text and "\n" in self.text:
            self.text = _COMMENT.sub("", self.text)
        self.matches = matched(self.text)
        self.tags = Tags.of(self.text) if "<" in self.text else _NO_TAGS

    def read(self, place: int, end: int) -> list[Node]:
        """Return the nodes between two places."""
        nodes: list[Node] = []
        text = self.text
        if self.depth > _DEEPEST:
            self.remark("the text is nested too deeply; its markup was left out.")
            return [re.sub(r"[\\{}$]", "", text[place:end])]
        self.depth += 1
        while place < end:
            run = (_QUOTED_RUN if self.quotes else _RUN).match(text, place, end)
            if run is not None and run.end() > place:
                nodes.append(run.group())
                place = run.end()
                if place >= end:
                    break
            place = _HANDLERS[text[place]](self, place, end, nodes)
        self.depth -= 1
        return nodes

    def remark(self, text: str) -> None:
        """Remember what could not be read as it stands, once."""
        if text not in self.remarks:
            self.remarks.append(text)

    def find(self, needle: str, place: int, end: int) -> int:
        """Return where ``needle`` stands next, -1 for nowhere before ``end``; what is missing is looked for once."""
        if self.missing.get(needle, len(self.text) + 1) <= place:
            return -1
        found = self.text.find(needle, place)
        if found < 0:
            self.missing[needle] = place
        return found if 0 <= found <= end - len(needle) else -1

    def formula(self, tex: str, nodes: list[Node], *, display: bool = False) -> bool:
        """Append the formula ``tex``; tell whether there is any."""
        tex = canonical(tex)
        if tex:
            nodes.append(Formula(tex, display))
        return bool(tex)


def _command(reader: LatexReader, place: int, end: int, nodes: list[Node]) -> int:
    return read_command(reader, place, end, nodes)


def _group(reader: LatexReader, place: int, end: int, nodes: list[Node]) -> int:
    close = reader.matches.get(place, end)
    if close >= end or (reader.loose and not opens_meant_group(reader.text, place)):
        if reader.loose:
            nodes.append("{")
        else:
            reader.remark("a brace is opened and never closed.")
        return place + 1
    inside = reader.read(place + 1, close)
    nodes.extend(inside if reader.text[place + 1] == "\\" else guarded(inside))
    return close + 1


def _stray_brace(reader: LatexReader, place: int, end: int, nodes: list[Node]) -> int:
    del end
    if reader.loose:
        nodes.append("}")
    else:
        reader.remark("a brace is closed that was never opened.")
    return place + 1


def _tie(reader: LatexReader, place: int, end: int, nodes: list[Node]) -> int:
    text = reader.text
    stands_for_about = place == 0 or text[place - 1].isspace() or text[place - 1] == "("
    nodes.append("~" if reader.loose or (stands_for_about and place + 1 < end) else " ")
    return place + 1


def _dollar(reader: LatexReader, place: int, end: int, nodes: list[Node]) -> int:
    text = reader.text
    display = text.startswith("$$", place) and place + 2 < end
    opened = place + (2 if display else 1)
    closed = _closing_dollar(reader, opened, end, "$$" if display else "$")
    if closed is not None and (display or closed[0] - opened <= _FARTHEST):
        content = text[opened : closed[0]]
        after = text[closed[1] : closed[1] + 1]
        if (display or is_mathematics(content, after)) and reader.formula(content, nodes, display=display):
            return closed[1]
    nodes.append("$")
    return place + 1


def _closing_dollar(reader: LatexReader, place: int, end: int, wanted: str) -> tuple[int, int] | None:
    """Return where the dollars that close mathematics begin and end; groups inside are passed over.

    Where a way leads is remembered for each sign on it, so that of many dollars each goes only as far as the next one.
    """
    passed: list[tuple[int, int, str]] = []
    closed = None
    while (found := _DOLLAR.search(reader.text, place, end)) and (reader.loose or found.group() != "}"):
        sign = (found.start(), end, wanted)
        if sign in reader.closings:
            closed = reader.closings[sign]
            break
        passed.append(sign)
        place = found.end()
        if found.group() == "{":
            place = reader.matches.get(found.start(), place - 1) + 1
        elif found.group() == wanted or (found.group() == "$$" and wanted == "$"):
            closed = found.start(), found.start() + len(wanted)
            break
    reader.closings.update(dict.fromkeys(passed, closed))
    return closed


def _ampersand(reader: LatexReader, place: int, end: int, nodes: list[Node]) -> int:
    found = _ENTITY.match(reader.text, place, end)
    character = html.unescape(f"&{found[1]};") if found else "&"
    if found is None or (character.startswith("&") and len(character) > 1):
        nodes.append("&")
        return place + 1
    nodes.append(character if character.isprintable() or character.isspace() else "")
    return found.end()


def _angle(reader: LatexReader, place: int, end: int, nodes: list[Node]) -> int:
    tag = reader.tags.at(place)
    if tag is None or tag.end > end:
        nodes.append("<")
        return place + 1
    close = reader.tags.closing(place)
    if close is None or close.start >= end:
        if tag.breaks:
            nodes.append(" ")
            return tag.end
        nodes.append("<")
        return place + 1
    inside = reader.read(tag.end, close.start)
    nodes.extend(_in_tag(tag.name, tag.href, inside))
    return close.end


def _in_tag(name: str, href: str, inside: list[Node]) -> Iterable[Node]:
    style = inner_style(name)
    if style is not None:
        return styled(style, inside)
    url = address(href) if href else None
    return linked(url, inside) if url else (" ", *inside, " ") if name in {"p", "title", "div", "sec"} else inside


def _colon(reader: LatexReader, place: int, end: int, nodes: list[Node]) -> int:
    text = reader.text
    before = nodes[-1] if nodes and isinstance(nodes[-1], str) else ""
    scheme = next((name for name in ("https", "http") if before.lower().endswith(name)), None)
    found = URL.match(text, place - len(scheme), end) if scheme and text.startswith("://", place) else None
    written = trimmed(found.group()) if found else ""
    url = address(written)
    if found is None or scheme is None or url is None:
        nodes.append(":")
        return place + 1
    nodes[-1] = before[: -len(scheme)]
    nodes.append(Linked(url, (url,)))
    return found.start() + len(written)


def _script(reader: LatexReader, place: int, end: int, nodes: list[Node]) -> int:
    sign = reader.text[place]
    close = reader.matches.get(place + 1, end)
    if close >= end or (reader.loose and close - place > 30) or close == place + 2:  # noqa: PLR2004 - a script is short
        nodes.append(sign)
        return place + 1
    style = Style.SUPERSCRIPT if sign == "^" else Style.SUBSCRIPT
    nodes.extend(styled(style, reader.read(place + 2, close)))
    return close + 1


_HANDLERS: Final[Mapping[str, Callable[[LatexReader, int, int, list[Node]], int]]] = {
    "\\": _command, "{": _group, "}": _stray_brace, "~": _tie, "$": _dollar, "`": read_backquote, "'": read_apostrophe,
    '"': read_straight_quote, "&": _ampersand, "<": _angle, ":": _colon, "-": read_dash, "^": _script, "_": _script,
}  # fmt: skip
