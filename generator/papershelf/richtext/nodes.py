"""Nodes: a text between reading and printing, whatever it was written in."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from papershelf.richtext.characters import spaced


class Style(Enum):
    """How a part of a text is set: HTML before and after it, and its LaTeX command."""

    EMPHASIS = ("<em>", "</em>", "emph")
    ITALIC = ("<em>", "</em>", "textit")
    BOLD = ("<b>", "</b>", "textbf")
    SMALL_CAPS = ('<span class="small-caps">', "</span>", "textsc")
    CODE = ("<code>", "</code>", "texttt")
    SUBSCRIPT = ("<sub>", "</sub>", "textsubscript")
    SUPERSCRIPT = ("<sup>", "</sup>", "textsuperscript")
    UNDERLINED = ("<u>", "</u>", "underline")
    STRUCK = ("<s>", "</s>", "sout")


@dataclass(frozen=True, slots=True)
class Styled:
    """A part set in a style."""

    style: Style
    inside: "Nodes"


@dataclass(frozen=True, slots=True)
class Linked:
    """A part that leads to an http or https address."""

    url: str
    inside: "Nodes"


@dataclass(frozen=True, slots=True)
class Guarded:
    """Words whose capitals BibTeX must not touch: ``{BERT}``."""

    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    """Mathematics in TeX, without its dollars."""

    tex: str
    display: bool = False


Node: TypeAlias = "str | Styled | Linked | Guarded | Formula"
Nodes: TypeAlias = tuple[Node, ...]


def tidy(nodes: Iterable[Node]) -> Nodes:
    """Return ``nodes`` in their one canonical form, without space around them.

    Neighbouring strings are one string in NFC with single spaces, no space stands at an edge of a styled part,
    no part is empty, a mark never begins a string (it would sit on markup), neighbouring guards are one.
    """
    return _edged(_joined(nodes))[1]


def styled(style: Style, inside: Iterable[Node]) -> Iterator[Node]:
    """Yield ``inside`` in ``style``, the spaces at its edges outside; it needs no guards."""
    before, tidied, after = _edged(_joined(_unguarded(inside)))
    yield before
    if tidied:
        yield Styled(style, tidied)
    yield after


def linked(url: str, inside: Iterable[Node]) -> Iterator[Node]:
    """Yield ``inside`` as a link to ``url``, the spaces at its edges outside; it holds no guards and no links."""
    before, tidied, after = _edged(_joined(_unguarded(_unlinked(inside))))
    yield before
    if tidied:
        yield Linked(url, tidied)
    yield after


def guarded(inside: Iterable[Node]) -> Iterator[Node]:
    """Yield ``inside`` with its strings guarded that have capitals; styled parts and formulas guard themselves."""
    for node in _joined(_unguarded(inside)):
        if isinstance(node, str) and node != node.lower():
            yield from _kept(node)
        else:
            yield node


def _kept(text: str) -> Iterator[Node]:
    before, tidied, after = _edged([text])
    yield before
    yield from (Guarded(node) for node in tidied if isinstance(node, str))
    yield after


def _unguarded(nodes: Iterable[Node]) -> Iterator[Node]:
    return (node.text if isinstance(node, Guarded) else node for node in nodes)


def _unlinked(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, Linked):
            yield from node.inside
        elif isinstance(node, Styled):
            yield Styled(node.style, tuple(_joined(_unlinked(node.inside))))
        else:
            yield node


def _joined(nodes: Iterable[Node]) -> list[Node]:
    """Return ``nodes`` with neighbouring strings, and neighbouring guards, as one."""
    joined: list[Node] = []
    strings: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            strings.append(node)
            continue
        _flush(strings, joined)
        last = joined[-1] if joined else None
        if isinstance(node, Guarded) and isinstance(last, Guarded):
            joined[-1] = Guarded(last.text + node.text)
        else:
            joined.append(node)
    _flush(strings, joined)
    return joined


def _flush(strings: list[str], joined: list[Node]) -> None:
    text = "".join(strings)
    strings.clear()
    words = spaced(text)
    if words and not words.isascii():
        words = unicodedata.normalize("NFC", words)
    if text[:1].isspace():
        words = " " + words
    if words != " " and text[-1:].isspace():
        words += " "
    if words:
        joined.append(words)


def _edged(nodes: list[Node]) -> tuple[str, Nodes, str]:
    """Return the space before ``nodes``, the nodes without it and without that behind them, and that."""
    before = after = ""
    if nodes and isinstance(nodes[0], str):
        text = nodes[0].lstrip(" ")
        before = " " if text != nodes[0] else ""
        nodes[:1] = [text] if text else []
    if nodes and isinstance(nodes[-1], str):
        text = nodes[-1].rstrip(" ")
        after = " " if text != nodes[-1] else ""
        nodes[-1:] = [text] if text else []
    return before, tuple(nodes), after
