"""Sub- and superscripts in plain characters, as a person would type or find them."""

from typing import Final

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def superscript(base: str, raised: str) -> str:
    """Return what stands behind ``base`` for ``raised``: ``²``, ``^19`` behind a number, ``^(n+1)``, ``°`` or ``st``.

    >>> "x" + superscript("x", "2"), "10" + superscript("10", "19"), "1" + superscript("1", "st")
    ('x²', '10^19', '1st')
    """
    if raised in {"∘", "°"}:
        return "°"
    if not raised or not raised.strip("'*†‡∗′″‴"):
        return raised
    if raised == "⊤":
        return "^T"
    if raised in {"st", "nd", "rd", "th"} or not base or not (base[-1].isalnum() or base[-1] in ")]}|'%₀₁₂₃₄₅₆₇₈₉"):
        return raised
    if len(raised) == 1 and raised.isdecimal() and raised.isascii() and not base[-1].isdecimal():
        return raised.translate(_RAISED)
    return "^" + _grouped(raised)


def subscript(base: str, lowered: str) -> str:
    """Return what stands behind ``base`` for ``lowered``: ``₂`` or ``_max`` or ``_(i+1)``.

    >>> "CO" + subscript("CO", "2"), "x" + subscript("x", "max")
    ('CO₂', 'x_max')
    """
    if not base or base[-1].isspace():
        return lowered
    if lowered.isdecimal() and lowered.isascii():
        return lowered.translate(_LOWERED)
    return "_" + _grouped(lowered) if lowered else ""


def _grouped(script: str) -> str:
    whole = script.lstrip("+-").replace(".", "").isalnum() or len(script) == 1
    return script if whole or (script.startswith("(") and script.endswith(")")) else f"({script})"
