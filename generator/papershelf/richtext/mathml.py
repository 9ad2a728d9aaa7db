"""MathML: the one way from a formula's elements to HTML, and to plain characters."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from papershelf.richtext.characters import clean

TAGS: Final = frozenset(
    "math semantics mrow mi mn mo mtext ms mspace mstyle mpadded mphantom menclose msup msub msubsup munder mover "
    "munderover mmultiscripts mprescripts none mfrac msqrt mroot mtable mtr mtd annotation merror".split()
)
"""The elements that are let through."""

ATTRIBUTES: Final = frozenset(
    "display displaystyle scriptlevel stretchy fence separator form accent accentunder largeop movablelimits symmetric "
    "linethickness columnalign columnlines rowlines notation encoding mathvariant width height depth lspace rspace "
    "voffset minsize maxsize".split()
)
_LENGTHS: Final = frozenset("width height depth lspace rspace voffset minsize maxsize linethickness".split())
_LENGTH: Final = re.compile(r"[+-]?(\d{0,3}(?:\.\d{1,4})?)(em|ex|px|pt|mu|%)?", re.ASCII)
_WIDEST: Final[Mapping[str, float]] = {"em": 3, "ex": 6, "px": 48, "pt": 36, "mu": 54, "%": 200, "": 3}
_WORD: Final = re.compile(r"[\w.:;,+ -]{0,80}", re.ASCII)
_REFERENCE: Final = re.compile(r"&#x([0-9A-Fa-f]{1,6});")
_FUNCTIONS: Final = frozenset(
    "arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg ln log sec sin sinh sup tan "
    "tanh Pr".split()
)
_OPERANDS: Final = frozenset("mi mn mtext msub msup msubsup mfrac msqrt mroot mover munder".split())
_SCRIPTS: Final = frozenset("msub msup msubsup".split())
_THIN: Final = '<mspace width="0.1667em"></mspace>'
_SIGNS: Final = frozenset("~±∓:/·<>=")
_BOLD: Final[tuple[tuple[str, str, int], ...]] = (
    ("A", "Z", 0x1D400), ("a", "z", 0x1D41A), ("0", "9", 0x1D7CE), ("Α", "Ω", 0x1D6A8), ("α", "ω", 0x1D6C2),
)  # fmt: skip
"""Source: https://www.unicode.org/charts/PDF/U1D400.pdf"""


def serialized(element: Element, annotation: str = "") -> str:
    """Return ``element`` as HTML: known elements and attributes only, every text escaped.

    ``annotation`` is the TeX to keep beside it for copying.
    """
    inside = _children(element)
    block = ' display="block"' if element.get("display") == "block" else ""
    if not annotation:
        return f"<math{block}>{inside}</math>"
    source = html.escape(annotation, quote=False)
    note = f'<annotation encoding="application/x-tex">{source}</annotation>'
    whole = inside if len(element) == 1 else f"<mrow>{inside}</mrow>"
    return f"<math{block}><semantics>{whole}{note}</semantics></math>"


def unknown_commands(element: Element) -> Iterator[str]:
    """Yield the commands that the converter left as they are, and put their names in their places."""
    for node in element.iter():
        text = node.text or ""
        if len(text) > 1 and text[0] == "\\" and text[1].isalpha():
            yield text
            node.text = text[1:]


def settle(element: Element) -> None:
    """Make one identifier of the letters of a word in upright type, and operators of the signs that are none."""
    for parent in element.iter():
        before: Element | None = None
        for child in list(parent):
            upright = child.tag == "mi" and child.attrib == {"mathvariant": "normal"} and (child.text or "").isalpha()
            if upright and before is not None:
                before.text = (before.text or "") + (child.text or "")
                before.attrib.clear()
                parent.remove(child)
            else:
                before = child if upright else None
        if parent.tag == "mi" and characters(parent) in _SIGNS:
            parent.tag = "mo"


def _markup(element: Element) -> str:
    tag = element.tag
    inside = html.escape(characters(element), quote=False) + _children(element)
    if tag not in TAGS:
        return inside
    attributes = "".join(
        f' {name}="{value}"' for name, value in element.attrib.items() if name in ATTRIBUTES and _is_safe(name, value)
    )
    return f"<{tag}{attributes}>{inside}</{tag}>"


def _children(element: Element) -> str:
    """Return the children of ``element``, with the thin space that stands beside the name of a function: log n."""
    if element.tag not in {"mrow", "math", "mstyle", "mtd"}:
        return "".join(map(_markup, element))
    pieces: list[str] = []
    for before, child in zip((None, *element), element, strict=False):
        if before is not None and _is_apart(before, child):
            pieces.append(_THIN)
        pieces.append(_markup(child))
    return "".join(pieces)


def _is_apart(one: Element, other: Element) -> bool:
    """Tell whether TeX sets a thin space between two neighbours: one names a function, none opens what follows."""
    if _is_function(one):
        return other.tag in _OPERANDS
    return _is_function(other) and (
        one.tag in _OPERANDS or (one.tag == "mo" and characters(one) in {")", "]", "}", "!"})
    )


def _is_function(element: Element) -> bool:
    named = element[0] if element.tag in _SCRIPTS and len(element) else element
    return named.tag == "mi" and named.text in _FUNCTIONS


def characters(element: Element) -> str:
    """Return the text of ``element``, the converter's references resolved, in bold letters where it asks for bold."""
    text = _REFERENCE.sub(_character, element.text or "") if element.text else ""
    if element.get("mathvariant") in {"bold", "bold-italic"}:
        return "".join(map(_bold, text))
    return text


def _character(found: re.Match[str]) -> str:
    return clean(html.unescape(found.group()))


def _bold(character: str) -> str:
    for first, last, bold in _BOLD:
        if first <= character <= last:
            return chr(bold + ord(character) - ord(first))
    return character


def _is_safe(name: str, value: str) -> bool:
    """Tell whether an attribute keeps its formula where it stands: nothing moves or grows by more than three em."""
    if name == "mathvariant":
        return value == "normal"
    if name not in _LENGTHS:
        return _WORD.fullmatch(value) is not None
    length = _LENGTH.fullmatch(value)
    return length is not None and float(length[1] or 0) <= _WIDEST[length[2] or ""]
