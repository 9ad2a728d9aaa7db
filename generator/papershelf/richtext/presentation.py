"""Presentation MathML, as publishers write it, back to TeX: one way from there on, and something to copy."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final
from xml.etree.ElementTree import Element

from papershelf.richtext.nodes import Formula
from papershelf.richtext.tex import canonical

_ESCAPED: Final[Mapping[str, str]] = {
    "{": r"\{", "}": r"\}", "%": r"\%", "#": r"\#", "$": r"\$", "&": r"\&", "_": r"\_", "\\": r"\backslash ",
    "^": r"\wedge ", "~": r"\sim ", "‖": r"\|", "−": "-", "∗": "*", "′": "'", "″": "''", "…": r"\ldots ",
    "⋯": r"\cdots ", "×": r"\times ", "·": r"\cdot ", "±": r"\pm ", "÷": r"\div ", "¬": r"\neg ", "‾": "-", "¯": "-",
    "\u2061": "", "\u2062": "", "\u2063": "", "\u2064": "", "\xa0": r"\ ", "∣": r"\mid ", "|": "|",
}  # fmt: skip
_FUNCTIONS: Final = frozenset(
    "arccos arcsin arctan arg argmax argmin cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup "
    "ln log max min Pr sec sin sinh sup tan tanh".split()
)
_SINGLE: Final = re.compile(r".|\\[A-Za-z]+ ?", re.DOTALL)
_ALPHABETS: Final[Mapping[str, str]] = {
    "bold": "mathbf", "double-struck": "mathbb", "script": "mathcal", "fraktur": "mathfrak", "normal": "mathrm",
    "bold-italic": "boldsymbol", "sans-serif": "mathsf", "monospace": "mathtt",
}  # fmt: skip
_ACCENTS: Final[Mapping[str, str]] = {
    "^": "hat", "ˆ": "hat", "~": "tilde", "˜": "tilde", "¯": "bar", "‾": "bar", "_": "bar", "―": "bar", "→": "vec",
    "⃗": "vec", "˙": "dot", "¨": "ddot", "ˇ": "check", "˘": "breve", "\u0302": "hat", "\u0303": "tilde", "\u0304": "bar",
}  # fmt: skip


def formula_of(math: Element) -> Formula | None:
    """Return the formula of a ``math`` element, in the TeX of its annotation or else its own; None for nothing.

    What TeX has no words for (frames, colours) is left out; what stands in it is kept.
    """
    tex = canonical((_annotated(math) or math.get("alttext") or _row(math)).strip().strip("$"))
    return Formula(tex, math.get("display") == "block") if tex.strip("{} ") else None


def _annotated(math: Element) -> str:
    """Return the TeX that an annotation of ``math`` holds."""
    for note in math.iter("annotation"):
        if "tex" in note.get("encoding", "").lower():
            return note.text or ""
    return ""


def _tex(element: Element) -> str:
    return _WRITERS.get(element.tag, _row)(element)


def _row(element: Element) -> str:
    return "".join(_tex(child) for child in element if not child.tag.startswith("annotation"))


def _operand(tex: str) -> str:
    """Return ``tex`` as one thing: in braces unless it is one character or one command."""
    return tex if _SINGLE.fullmatch(tex) else f"{{{tex}}}"


def _identifier(element: Element) -> str:
    name = (element.text or "").strip()
    tex = "".join(map(_sign, name))
    if name in _FUNCTIONS:
        return f"\\{name} "
    alphabet = _ALPHABETS.get(element.get("mathvariant", ""))
    if alphabet is None and len(name) > 1 and name.isalpha():
        alphabet = "mathrm"
    return f"\\{alphabet}{{{tex}}}" if alphabet and name.isascii() else tex


def _number(element: Element) -> str:
    return "".join(map(_sign, (element.text or "").strip())).replace(",", "{,}")


def _operator(element: Element) -> str:
    text = (element.text or "").strip()
    if text in _FUNCTIONS:
        return f"\\{text} "
    if len(text) > 1 and text.isascii() and text.isalpha():
        return f"\\operatorname{{{text}}}"
    return "".join(map(_sign, text))


def _text(element: Element) -> str:
    text = "".join(sign for sign in element.text or "" if sign not in "\\{}$")
    return f"\\text{{{text}}}" if text else ""


def _sign(character: str) -> str:
    if character in _ESCAPED:
        return _ESCAPED[character]
    return character if character.isascii() else _names().get(character, character)


@cache
def _names() -> Mapping[str, str]:
    """Return the characters of mathematics -> their shortest commands."""
    from latex2mathml.symbols_parser import SYMBOLS

    names: dict[str, str] = {}
    for name in sorted(SYMBOLS, key=lambda name: (-len(name), name)):
        if name[:1] == "\\" and name[1:].isalpha():
            names[chr(int(SYMBOLS[name], 16))] = name + " "
    return names


def _parts(element: Element) -> list[str]:
    return [_tex(child) for child in element] + ["", "", ""]


def _sup(element: Element) -> str:
    base, above, *_ = _parts(element)
    return f"{_operand(base)}^{_operand(above)}"


def _sub(element: Element) -> str:
    base, below, *_ = _parts(element)
    return f"{_operand(base)}_{_operand(below)}"


def _subsup(element: Element) -> str:
    base, below, above, *_ = _parts(element)
    return f"{_operand(base)}_{_operand(below)}^{_operand(above)}"


def _over(element: Element) -> str:
    over = element[1] if len(element) > 1 else None
    accent = _ACCENTS.get((over.text or "").strip()) if over is not None and over.tag == "mo" else None
    return f"\\{accent}{{{_parts(element)[0]}}}" if accent else _sup(element)


def _fraction(element: Element) -> str:
    above, below, *_ = _parts(element)
    return f"\\frac{{{above}}}{{{below}}}"


def _root(element: Element) -> str:
    inside, index, *_ = _parts(element)
    return f"\\sqrt[{index}]{{{inside}}}" if "]" not in index else f"\\sqrt{{{inside}}}"


def _fenced(element: Element) -> str:
    opening, closing = element.get("open", "("), element.get("close", ")")
    return _sign(opening[:1]) + ",".join(_tex(child) for child in element) + _sign(closing[:1])


def _table(element: Element) -> str:
    rows = (" & ".join(_tex(cell) for cell in row) for row in element)
    return "\\begin{matrix} " + " \\\\ ".join(rows) + " \\end{matrix}"


def _space(element: Element) -> str:
    return r"\ " if element.get("width", "") not in {"", "0", "0em"} else ""


_WRITERS: Final[Mapping[str, Callable[[Element], str]]] = {
    "mi": _identifier, "mn": _number, "mo": _operator, "mtext": _text, "ms": _text, "mspace": _space, "msup": _sup,
    "msub": _sub, "msubsup": _subsup, "mover": _over, "munder": _sub, "munderover": _subsup, "mfrac": _fraction,
    "mroot": _root, "mfenced": _fenced, "mtable": _table, "mrow": lambda element: _row(element) or "{}",
    "msqrt": lambda element: f"\\sqrt{{{_row(element)}}}", "mphantom": lambda _: "",
}  # fmt: skip
