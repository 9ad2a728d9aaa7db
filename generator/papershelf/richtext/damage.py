"""Damage: a pasted text whose LaTeX lost its dollars and backslashes gets back those that are certain."""

import re
from collections.abc import Mapping
from typing import Final

_KEPT = r"(?P<kept>\$[^$]{1,400}\$|\\\((?:(?!\\\)).){1,400}\\\)|\\[a-zA-Z]+\*?)"
_LINK = r"(?P<url>https?://[^\s{}]+)(?:\{(?P<shown>[^{}]*)\})?"
_ALPHABET = r"(?<![\\A-Za-z])(?P<alphabet>math(?:cal|bb|bf|rm|frak|scr)\{)"
_TIMES = r"(?<=\d)(?P<times> times (?=\d)|times\b ?(?=\d)|times\b)"
_ABOUT = r"(?<![\\A-Za-z])(?P<about>sim|approx)(?=\d)"
_COMPARED = r"(?<![\\A-Za-z])(?P<compared>leq|geq|(?:le|ge)(?=\d))\s?(?=[\d.]*\d)"
_ARROW = r"(?<![\\A-Za-z])(?P<arrow>(?:left|right)arrow)(?![A-Za-z])"
_RELATION = r"(?<![\w\\'.-])(?P<left>[A-Za-z]) (?P<relation>gg|ll|leq|geq|neq) (?P<right>[A-Za-z])(?![\w'.-]*\w)"
_POWER = r"(?<![\w\\^.])(?P<power>(?:\d+|[A-Za-z])\^(?:-?\d+|[A-Za-z](?![A-Za-z])|\{[^{}]{1,30}\}))"
_INDEX = (
    r"(?<![\w\\/.#@-])(?P<base>[A-Za-z]{1,3})_(?P<index>[A-Za-z0-9](?!\w)|\{[^{}]{1,30}\}|[A-Z][a-z]{1,6}(?!\w))"
    r"(?P<of>\([a-z](?:[|,] ?[a-z])?\))?"
)
_DAMAGE: Final = re.compile(
    f"{_KEPT}|{_LINK}|{_ALPHABET}|{_TIMES}|{_ABOUT}|{_COMPARED}|{_ARROW}|{_RELATION}|{_POWER}|{_INDEX}"
)
_SIGN: Final = re.compile(
    r"(?<![\\A-Za-z])(math(?:cal|bb|bf|rm|frak|scr)(?=\{)|(?:var)?(?:epsilon|theta|phi)|alpha|beta|gamma|delta|eta|iota|"
    r"kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega|ell|infty|"
    r"times|cdot|circ|sqrt|frac|leq|geq|log|exp|max|min|sum|prod|sim|approx)(?![a-z])"
)
_GREEK: Final = frozenset(
    "Gamma Delta Theta Lambda Xi Pi Sigma Phi Psi Omega alpha beta gamma delta epsilon lambda mu phi psi".split()
)
_CHARACTERS: Final[Mapping[str, str]] = {
    "sim": r"\textasciitilde{}", "approx": "≈", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "rightarrow": "→",
    "leftarrow": "←", "times": "×",
}  # fmt: skip
_FARTHEST: Final = 200


def repaired(text: str) -> str:
    r"""Return ``text`` with the mathematics that is certain between dollars again; all else as it was.

    >>> print(repaired("a 10times speed-up in R^d at 10^{19} CO_2 of mathcal{O}(C_Phi/m)"))
    a 10× speed-up in $\mathbb{R}^d$ at $10^{19}$ $\mathrm{CO}_2$ of $\mathcal{O}(C_\Phi/m)$
    """
    pieces: list[str] = []
    place = 0
    while found := _DAMAGE.search(text, place):
        pieces.append(text[place : found.start()])
        place = found.end()
        if found["alphabet"]:
            place = _formula_end(text, place)
            pieces.append(f"${_signs(text[found.start() : place])}$")
        else:
            pieces.append(_repair(found))
    pieces.append(text[place:])
    return "".join(pieces)


def _repair(found: re.Match[str]) -> str:
    character = found["times"] or found["about"] or found["compared"] or found["arrow"]
    if character:
        return _CHARACTERS[character.strip()]
    if found["shown"] is not None:
        return f"\\href{{{found['url']}}}{{{found['shown']}}}"
    if found["relation"]:
        return f"${found['left']} \\{found['relation']} {found['right']}$"
    if found["power"]:
        power = found["power"]
        return f"$\\mathbb{{R}}{power[1:]}$" if power.startswith("R^") else f"${_signs(power)}$"
    return _indexed(found) if found["base"] else found.group()


def _indexed(found: re.Match[str]) -> str:
    base, index = found["base"], found["index"]
    if index.isalpha() and len(index) > 1 and index not in _GREEK:
        return found.group()
    base = base if len(base) == 1 else f"\\mathrm{{{base}}}"
    return f"${base}_{_signs(index)}{found['of'] or ''}$"


def _signs(tex: str) -> str:
    """Return ``tex`` with their backslashes before the names of signs."""
    return _SIGN.sub(r"\\\1", tex)


def _formula_end(text: str, place: int) -> int:
    """Return where a formula ends whose brace is open at ``place``: behind the groups and scripts that follow it."""
    depth = 1
    for end in range(place, min(len(text), place + _FARTHEST)):
        depth += (text[end] in "{(") - (text[end] in "})")
        if depth == 0 and text[end] not in "_^" and text[end + 1 : end + 2] not in {"(", "{", "_", "^"}:
            return end + 1
    return place
