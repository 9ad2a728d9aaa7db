"""Printing: the renderings of a text from its nodes."""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from papershelf.richtext.characters import spaced
from papershelf.richtext.dollars import is_mathematics
from papershelf.richtext.escapes import latex_of
from papershelf.richtext.mathematics import typeset
from papershelf.richtext.nodes import Formula, Guarded, Linked, Node, Nodes, Style, Styled
from papershelf.richtext.scripts import subscript, superscript
from papershelf.richtext.text import RichText

_URL_SPECIAL: Final = re.compile(r"[%#&_~]")
_RAISED: Final = re.compile(r"\s*(?:\{\})?\^\s*(?:\{(?:[^{}]|\{[^{}]*\})*\}|\\[A-Za-z]+|[^\s{}\\])\s*")
"""A formula that is nothing but a superscript: its base stands before it, as in ``10$^6$``."""
_NUMBER: Final = re.compile(r"[+-]?\d+")


def printed(nodes: Nodes) -> tuple[RichText, tuple[str, ...]]:
    """Return the renderings of tidy ``nodes``, and remarks on mathematics that could not be set."""
    if len(nodes) == 1 and isinstance(nodes[0], str):
        text = nodes[0]
        return RichText(text, html.escape(text, quote=False), latex_of(text)), ()
    remarks = tuple(dict.fromkeys(_remarks(nodes)))
    plain = spaced(_plain(nodes))
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", plain)
    return RichText(plain=plain, html="".join(map(_html, nodes)), latex="".join(map(_latex, nodes))), remarks


def _remarks(nodes: Nodes) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Formula):
            yield from typeset(node.tex, display=node.display).remarks
        elif isinstance(node, Styled | Linked):
            yield from _remarks(node.inside)


def _plain(nodes: Nodes) -> str:
    said: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            said.append(node)
        elif isinstance(node, Guarded):
            said.append(node.text)
        elif isinstance(node, Formula):
            text, before = typeset(node.tex, display=node.display).plain, said[-1] if said else ""
            is_power = _RAISED.fullmatch(node.tex) and (_NUMBER.fullmatch(text) or before[-1:].isdecimal())
            said.append(superscript(before, text) if is_power else text)
        elif isinstance(node, Styled) and node.style is Style.SUPERSCRIPT:
            said.append(superscript(said[-1] if said else "", _plain(node.inside)))
        elif isinstance(node, Styled) and node.style is Style.SUBSCRIPT:
            said.append(subscript(said[-1] if said else "", _plain(node.inside)))
        else:
            said.append(_plain(node.inside))
    return "".join(said)


def _html(node: Node) -> str:
    if isinstance(node, str):
        return html.escape(node, quote=False)
    if isinstance(node, Guarded):
        return html.escape(node.text, quote=False)
    if isinstance(node, Formula):
        return typeset(node.tex, display=node.display).html
    inside = "".join(map(_html, node.inside))
    if isinstance(node, Linked):
        return f'<a href="{html.escape(node.url)}" rel="noopener">{inside}</a>'
    before, after, _ = node.style.value
    return f"{before}{inside}{after}"


def _latex(node: Node) -> str:
    if isinstance(node, str):
        return latex_of(node)
    if isinstance(node, Guarded):
        tex = latex_of(node.text)
        return f"{{{{}}{tex}}}" if tex.startswith("\\") else f"{{{tex}}}"
    if isinstance(node, Formula):
        return _mathematics(node)
    inside = "".join(map(_latex, node.inside))
    if isinstance(node, Styled):
        return f"\\{node.style.value[2]}{{{inside}}}"
    url = _URL_SPECIAL.sub(r"\\\g<0>", node.url)
    return f"\\url{{{url}}}" if node.inside == (node.url,) else f"\\href{{{url}}}{{{inside}}}"


def _mathematics(formula: Formula) -> str:
    """Return a formula between dollars, in braces when BibTeX would change its capitals."""
    tex = formula.tex
    if formula.display:
        return f"\\[{tex}\\]"
    is_sure = "$" not in tex and is_mathematics(tex, "1")
    sure = f"${tex}$" if is_sure else f"\\({tex}\\)"
    return f"{{{sure}}}" if tex != tex.lower() else sure
