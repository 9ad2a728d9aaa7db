"""The plain twin of a formula: what a person would type for it, and find it by."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Final
from xml.etree.ElementTree import Element

from papershelf.richtext.mathml import characters
from papershelf.richtext.scripts import subscript, superscript

_WORD_EDGE, _AROUND = "\ue000", "\ue001"
"""Places where a space stands if there is a word, or anything, on both sides; private characters until then."""

_OPERATORS: Final[Mapping[str, str]] = {
    "−": "-", "∗": "*", "∼": "~", "⋅": "·", "⋯": "…", "∣": "|", "∥": "||", "‖": "||", "′": "'", "″": "''", "⊤": "⊤",
    "\u2061": "", "\u2062": "", "\u2063": "", "⧸": "/", "⟶": "→", "⟵": "←", "⩽": "≤", "⩾": "≥", "∶": ":",
}  # fmt: skip
_RELATIONS: Final = frozenset(
    "= < > ≤ ≥ ≠ ≈ ~ ≡ ∈ ∉ ∋ ⊂ ⊆ ⊃ ⊇ → ← ↔ ⇒ ⇐ ⇔ ↦ ≪ ≫ ≲ ≳ ∝ ≃ ≅ ≺ ≻ ∧ ∨ ∪ ∩ := ≐ ≜ ↑ ↓ ⟹ ⟸ ⟺ ⊢ ⊨".split()
)
_LARGE: Final = frozenset("∑∏∐∫∮⋃⋂⨁⨂")
_ACCENTS: Final[Mapping[str, str]] = {
    "^": "\u0302", "~": "\u0303", "¯": "\u0304", "―": "\u0304", "‾": "\u0304", "→": "\u20d7", "˙": "\u0307",
    "¨": "\u0308", "ˇ": "\u030c", "˘": "\u0306", "´": "\u0301", "`": "\u0300", "˚": "\u030a", "⃛": "", "⃜": "",
    "⏞": "", "⏟": "", "⎴": "", "⎵": "", "⏜": "", "⏝": "", "←": "", "↔": "",
}  # fmt: skip
_SIMPLE: Final = re.compile(r"[\w.²³¹√°'₀-₉]*")
_WIDE: Final = re.compile(r"(?:[1-9]|0\.[3-9]|0\.2[2-9])[\d.]*em")
_UNARY: Final = re.compile(f"(^|[(\\[{{|,] ?){_AROUND}([^{_AROUND}]+){_AROUND}")
_BETWEEN: Final = re.compile(f"(?<=[\\w)\\]}}|…°]){_WORD_EDGE}+(?=[\\w√∑∏∫∞∂∇])")


def plain_of(element: Element) -> str:
    """Return the characters of a formula: ``O(n log n)``, ``x²``, ``10^19``, ``(a+b)/c``, ``√n``.

    Letters lose their alphabets (``ℝ`` is ``R``), as people type them.
    """
    text = _UNARY.sub(r"\1\2", _plain(element))
    text = _BETWEEN.sub(" ", text).replace(_WORD_EDGE, "").replace(_AROUND, " ")
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _plain(element: Element) -> str:
    kind = _KINDS.get(element.tag)
    return kind(element) if kind else "".join(map(_plain, element))


def _letters(element: Element) -> str:
    text = characters(element)
    text = _OPERATORS.get(text) or "".join(map(_folded, text))
    word = len(text) > 1 and text.replace(" ", "").isalpha()
    return f"{_WORD_EDGE}{text}{_WORD_EDGE}" if word and element.tag != "mtext" else text


def _folded(character: str) -> str:
    """Return the letter that a letter of a mathematical alphabet is; other characters stay."""
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 and folded.isalnum() else character


def _operator(element: Element) -> str:
    text = characters(element)
    text = _OPERATORS.get(text, text)
    if text in _RELATIONS:
        return f"{_AROUND}{text}{_AROUND}"
    if text in _LARGE:
        return text + _WORD_EDGE
    return ", " if text == "," else f"{text} " if text == ";" else _word(text)


def _word(text: str) -> str:
    return f"{_WORD_EDGE}{text}{_WORD_EDGE}" if len(text) > 1 and text.replace(" ", "").isalpha() else text


def _row(element: Element) -> str:
    if len(element) == 1 and element[0].tag == "mo" and element[0].text == "&#x0002C;":
        return ","
    return "".join(map(_plain, element))


def _space(element: Element) -> str:
    return " " if _WIDE.match(element.get("width", "")) else ""


def _parts(element: Element) -> list[str]:
    return [_plain(child) for child in element] + ["", "", ""]


def _scripted(base: str, lowered: str, raised: str) -> str:
    edge = base[-1:] if base.endswith((_WORD_EDGE, _AROUND)) else ""
    base = base.removesuffix(edge)
    below, above = _bare(lowered), _bare(raised)
    text = base + subscript(base, below)
    return text + superscript(text if edge != _AROUND else "x", above) + edge


def _bare(text: str) -> str:
    text = _UNARY.sub(r"\1\2", text)
    return _BETWEEN.sub(" ", text).replace(_WORD_EDGE, "").replace(_AROUND, "").strip()


def _sup(element: Element) -> str:
    base, raised, *_ = _parts(element)
    return _scripted(base, "", raised)


def _sub(element: Element) -> str:
    base, lowered, *_ = _parts(element)
    return _scripted(base, lowered, "")


def _subsup(element: Element) -> str:
    base, lowered, raised, *_ = _parts(element)
    return _scripted(base, lowered, raised)


def _over(element: Element) -> str:
    base, above, *_ = _parts(element)
    accent = _ACCENTS.get(above.strip(_AROUND)) if len(element) > 1 and element[1].tag == "mo" else None
    accent = _ACCENTS.get(characters(element[1])) if accent is None and len(element) > 1 else accent
    if accent is None:
        return _scripted(base, "", above)
    return base + accent if len(base) == 1 and base.isalpha() else base


def _under(element: Element) -> str:
    base, below, *_ = _parts(element)
    return base if below.strip(_AROUND) in _ACCENTS else _scripted(base, below, "")


def _fraction(element: Element) -> str:
    above, below, *_ = _parts(element)
    if element.get("linethickness", "").startswith("0"):
        return f"{above} choose {below}"
    return f"{_operand(above)}/{_operand(below)}"


def _operand(text: str) -> str:
    return text if _SIMPLE.fullmatch(text.strip(_WORD_EDGE)) or re.fullmatch(r"\w*\([^()]*\)", text) else f"({text})"


def _root(element: Element) -> str:
    inside = "".join(map(_plain, element))
    return "√" + _operand(inside)


def _indexed_root(element: Element) -> str:
    inside, index, *_ = _parts(element)
    return {"3": "∛", "4": "∜"}.get(index, f"^{index}√") + _operand(inside)


def _table(element: Element) -> str:
    return "; ".join(_plain(row).strip() for row in element)


def _table_row(element: Element) -> str:
    return " ".join(filter(None, (_plain(cell).strip() for cell in element)))


_KINDS: Final[Mapping[str, Callable[[Element], str]]] = {
    "mi": _letters, "mn": _letters, "mo": _operator, "mtext": _letters, "ms": _letters, "mrow": _row, "mspace": _space,
    "msup": _sup, "msub": _sub, "msubsup": _subsup, "mover": _over, "munder": _under, "munderover": _subsup,
    "mfrac": _fraction, "msqrt": _root, "mroot": _indexed_root, "mtable": _table, "mtr": _table_row,
    "mphantom": lambda _: "", "annotation": lambda _: "",
}  # fmt: skip
