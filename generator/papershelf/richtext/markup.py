"""Markup: HTML and JATS become nodes, by way of a cleaner that lets only known inline elements through."""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from papershelf.richtext.characters import clean
from papershelf.richtext.latex import LatexReader
from papershelf.richtext.links import address
from papershelf.richtext.mathml import ATTRIBUTES, TAGS
from papershelf.richtext.nodes import Formula, Guarded, Node, Nodes, Style, linked, styled, tidy
from papershelf.richtext.presentation import formula_of
from papershelf.richtext.tags import inner_style
from papershelf.richtext.tex import canonical

_DOUBLED: Final = re.compile(r"&(?:amp;)+(?=(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)")
_ESCAPED_TAG: Final = re.compile(
    r"&lt;(/?((?:jats:|mml:)?(?:p|i|b|u|em|strong|italic|bold|sub|sup|sc|title|sec|br|span|inline-formula|tex-math"
    r"|m(?:ath|row|[inos]|text|sup|sub|subsup|frac|sqrt|over|under|style|space)))(?:\s[^<>&]{0,200})?/?)&gt;",
    re.IGNORECASE,
)
_ESCAPED_END: Final = re.compile(r"&lt;/((?:jats:|mml:)?[a-z-]+)&gt;", re.IGNORECASE)
_ANY_TAG: Final = re.compile(r"<[^<>]*>")
_ANY_NAME: Final = re.compile(r"<(/?)([A-Za-z][\w:-]*)")
_SELF_CLOSING: Final = frozenset({"p", "li", "br", "hr", "img", "dt", "dd", "tr", "td", "th"})
_MOST_OPEN: Final = 100
_SELF_CLOSED: Final = re.compile(r"<(?!br\b|hr\b|img\b)([A-Za-z][\w:-]*)((?:\s[^<>]*)?)/>", re.IGNORECASE)
_TITLE: Final = re.compile(r"<(/?)title(?=[\s>])", re.IGNORECASE)
_TOKEN: Final = re.compile(r"""<(/?)(?:[a-z]+:)?([a-z][a-z0-9-]*)((?:\s+[\w:-]+="[^"]*")*)\s*>|([^<]+)|<""")
_ATTRIBUTE: Final = re.compile(r"""(?:[a-z]+:)?([\w-]+)="([^"]*)\"""")
_INLINE: Final = frozenset(
    "i b u s em strong italic bold underline strike del sub sup inf code tt monospace sc scp span a ext-link uri q "
    "named-content".split()
)
_SPACED: Final = frozenset(
    "p sec div br list list-item ul ol li dl dt dd table tr td th blockquote disp-quote abstract section disp-formula "
    "h1 h2 h3 h4 h5 h6 title label caption break".split()
)
_OTHERS: Final = frozenset({"inline-formula", "alternatives", "tex-math"})
_HEADINGS: Final = frozenset({"title", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSAID: Final = frozenset({"abstract", "summary"})
_PREFIXES: Final = ("", "jats:", "mml:", "m:")
_DEEPEST: Final = 8
_DEEPEST_FORMULA: Final = 40
_DOCUMENT: Final = re.compile(r"\\begin\{document\}|\\end\{document\}")


def markup_nodes(text: str, *, loose: bool) -> tuple[Nodes, tuple[str, ...]]:
    """Return the nodes of an HTML or JATS text, and remarks.

    Known inline elements, links to http and https, and MathML stay; entities escaped twice are read once;
    the text between the elements may hold mathematics between dollars and, unless it is read ``loose``, LaTeX.
    """
    builder = _Builder(loose)
    for token in _TOKEN.finditer(_cleaned(text)):
        closes, name, attributes, words = token.groups()
        if name is None:
            builder.say(html.unescape(words or "<"))
        elif closes:
            builder.close(name)
        else:
            builder.open(name, {found[1].lower(): html.unescape(found[2]) for found in _ATTRIBUTE.finditer(attributes)})
    return tidy(builder.finished()), tuple(builder.remarks)


def _cleaned(text: str) -> str:
    """Return ``text`` with known elements only, well formed."""
    import nh3

    text = _without_sections(text)
    if "&" in text:
        text = _DOUBLED.sub("&", text)
        closed = {name.lower() for name in _ESCAPED_END.findall(text)}
        text = _ESCAPED_TAG.sub(lambda tag: f"<{tag[1]}>" if tag[2].lower() in closed else tag[0], text)
    if "<" not in text:
        return text
    if not _is_sound(text):
        return html.escape(html.unescape(_ANY_TAG.sub(" ", text)), quote=False)
    text = _TITLE.sub(r"<\1h6", _SELF_CLOSED.sub(r"<\1\2></\1>", text))
    return nh3.clean(text, tags=_allowed(), attributes=_ATTRIBUTES, link_rel=None, url_schemes={"http", "https"})


def _is_sound(text: str) -> bool:
    """Tell whether no more than a hundred elements are ever open: what stays open makes cleaning quadratic."""
    open_by_name: Counter[str] = Counter()
    depth = 0
    for closes, name in _ANY_NAME.findall(text):
        if name in _SELF_CLOSING:
            continue
        if not closes:
            depth += 1
            open_by_name[name] += 1
            if depth > _MOST_OPEN:
                return False
        elif open_by_name[name]:
            depth -= 1
            open_by_name[name] -= 1
    return True


def _without_sections(text: str) -> str:
    """Return ``text`` with the words of its CDATA sections as text."""
    first, *rest = text.split("<![CDATA[")
    pieces = [first]
    for part in rest:
        said, end, after = part.partition("]]>")
        pieces.append(html.escape(said, quote=False) + after if end else said)
    return "".join(pieces)


def _allowed() -> set[str]:
    return {prefix + name for name in (*_INLINE, *_SPACED, *_OTHERS, *TAGS, "mfenced") for prefix in _PREFIXES}


_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": {*ATTRIBUTES, "alttext", "open", "close", "class", "style"},
    **{name: {"href", "xlink:href"} for name in ("a", "ext-link", "jats:ext-link", "uri", "jats:uri")},
}


@dataclass(slots=True)
class _Frame:
    """An element while it is open, and what stands in it so far."""

    name: str
    attributes: Mapping[str, str]
    nodes: list[Node] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    """The open elements, innermost last; the open elements of a formula, when there is one."""

    loose: bool
    frames: list[_Frame] = field(default_factory=lambda: [_Frame("", {})])
    formula: list[Element] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def say(self, words: str) -> None:
        """Add text to what is open."""
        words = clean(words)
        if self.formula:
            self.formula[-1].text = (self.formula[-1].text or "") + words
        elif self.frames[-1].name == "tex-math":
            self.frames[-1].words.append(words)
        else:
            reader = LatexReader(words, loose=self.loose)
            self.frames[-1].nodes += reader.read(0, len(reader.text))
            self.remarks += reader.remarks

    def open(self, name: str, attributes: Mapping[str, str]) -> None:
        """Open an element."""
        if self.formula:
            if len(self.formula) < _DEEPEST_FORMULA:
                self.formula.append(SubElement(self.formula[-1], name, dict(attributes)))
            else:
                self.formula.append(self.formula[-1])
        elif name == "math":
            self.formula.append(Element("math", dict(attributes)))
        elif name == "br":
            self.frames[-1].nodes.append(" ")
        else:
            self.frames.append(_Frame(name, attributes))

    def close(self, name: str) -> None:
        """Close the innermost element, which the cleaner has made sure is this one."""
        if self.formula:
            closed = self.formula.pop()
            if not self.formula:
                formula = formula_of(closed)
                self.frames[-1].nodes += [formula] if formula else []
        elif len(self.frames) > 1 and self.frames[-1].name == name:
            frame = self.frames.pop()
            nodes = _content(frame) if len(self.frames) <= _DEEPEST else frame.nodes
            self.frames[-1].nodes += nodes

    def finished(self) -> list[Node]:
        """Close what is open and return the nodes of the whole."""
        if self.formula:
            del self.formula[1:]
            self.close("math")
        while len(self.frames) > 1:
            self.close(self.frames[-1].name)
        return self.frames[0].nodes


def _content(frame: _Frame) -> Iterable[Node]:
    """Return what an element means around its nodes."""
    style = inner_style(frame.name)
    if style is not None:
        return styled(style, frame.nodes)
    if frame.name in {"a", "ext-link", "uri"}:
        url = address(frame.attributes.get("href", ""))
        return linked(url, frame.nodes) if url else frame.nodes
    if frame.name in _SPACED:
        return (" ", *(_heading(frame.nodes) if frame.name in _HEADINGS else frame.nodes), " ")
    content = _CONTENTS.get(frame.name)
    return content(frame) if content else frame.nodes


def _heading(nodes: list[Node]) -> Iterable[Node]:
    words = "".join(node for node in nodes if isinstance(node, str)).strip()
    if words.lower().rstrip(".:") in _UNSAID:
        return ()
    return styled(Style.BOLD, nodes if words[-1:] in ".:?!" else (*nodes, ":"))


def _span(frame: _Frame) -> Iterable[Node]:
    if "small-caps" in frame.attributes.get("style", "") + frame.attributes.get("class", ""):
        return styled(Style.SMALL_CAPS, frame.nodes)
    if frame.attributes.get("class") == "nocase":
        return (Guarded(node) if isinstance(node, str) and node != node.lower() else node for node in tidy(frame.nodes))
    return frame.nodes


def _tex_math(frame: _Frame) -> Iterable[Node]:
    parts = _DOCUMENT.split("".join(frame.words))
    tex = canonical(parts[1 if len(parts) > 1 else 0].strip().strip("$"))
    return (Formula(tex),) if tex else ()


def _alternatives(frame: _Frame) -> Iterable[Node]:
    formulas = [node for node in frame.nodes if isinstance(node, Formula)]
    return formulas[:1] or frame.nodes


_CONTENTS: Final[Mapping[str, Callable[[_Frame], Iterable[Node]]]] = {
    "span": _span, "tex-math": _tex_math, "alternatives": _alternatives, "q": lambda frame: ("“", *frame.nodes, "”"),
}  # fmt: skip
