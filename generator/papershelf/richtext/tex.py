"""TeX: mathematics as people write it, brought to the commands that the converter knows."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from papershelf.richtext.braces import argument, balanced, matched

_STAND_INS: Final[Mapping[str, str]] = {
    "R": r"\mathbb{R}", "N": r"\mathbb{N}", "Z": r"\mathbb{Z}", "Q": r"\mathbb{Q}", "C": r"\mathbb{C}",
    "E": r"\mathbb{E}", "reals": r"\mathbb{R}", "eps": r"\epsilon", "bs": r"\boldsymbol", "mathbbm": r"\mathbb",
    "mathds": r"\mathbb", "mathbold": r"\boldsymbol", "boldmath": "", "unboldmath": "", "em": "", "sl": r"\it",
    "sc": r"\rm", "bfseries": r"\bf", "itshape": r"\it", "coloneqq": ":=", "ensuremath": "", "xspace": "",
    "protect": "", "nonumber": "", "notag": "", "allowbreak": "", "relax": "", "newline": " ", "par": " ",
    "textless": "<", "textgreater": ">", "textbar": "|", "textendash": "-", "textemdash": "-", "slash": "/",
    "textasciitilde": r"\sim", "textasciicircum": r"\wedge", "textbackslash": r"\backslash", "textunderscore": r"\_",
    "textbraceleft": r"\{", "textbraceright": r"\}", "textdegree": r"^\circ", "degree": r"^\circ", "textpm": r"\pm",
    "texttimes": r"\times", "textmu": r"\mu", "hdots": r"\dots", "half": r"\frac{1}{2}", "nicefrac": r"\frac",
    "sfrac": r"\frac", "flatfrac": r"\frac", "dotsm": r"\cdots", "percent": r"\%", "medspace": r"\:",
    "Pr": r"\operatorname{Pr}", "mathscr": r"\mathcal", "hfill": r"\quad", "textdollar": r"\$", "lbrack": "[",
    "rbrack": "]", "dag": r"\dagger", "ddag": r"\ddagger", "arg": r"\operatorname{arg}", "copyright": "©",
    "P": r"\mathbb{P}",
    "ones": r"\mathbf{1}", "bone": r"\mathbf{1}", "veps": r"\varepsilon", "given": r"\mid", "vv": r"\vec",
    "vect": r"\boldsymbol", "mat": r"\mathbf", "tensor": r"\mathcal", "raisebox": "",
    "bigtimes": r"\times", "limits": "", "nolimits": "", "displaylimits": "",
}  # fmt: skip
"""Commands of packages and of papers' own preambles that everybody defines alike."""

_OPERATORS: Final = frozenset(
    "KL Var Cov tr Tr diag rank sgn sign supp poly polylog softmax ReLU vol conv span diam dist id Id iid OPT ALG TV "
    "erf lcm ord adj Hom End Aut Ker codim prox proj relu sigmoid logit Corr Ent Unif Bern Pois Exp Reg".split()
)
_SHORT: Final = re.compile(r"(?:(cal|c)([A-Z])|(bb)([A-Z])|(?:b|v|m)([A-Z])|(?:b([tuvwxyz])|v([a-z])))")
"""Letters in an alphabet, as papers' preambles name them: ``\\cL``, ``\\bbR``, ``\\bx``, ``\\vx``, ``\\mX``."""

_TAKEN: Final = frozenset({"Im", "vr"})

_FENCES: Final[Mapping[str, tuple[str, str]]] = {
    "norm": (r"\|", r"\|"), "abs": ("|", "|"), "ceil": (r"\lceil ", r"\rceil "), "floor": (r"\lfloor ", r"\rfloor "),
    "set": (r"\{", r"\}"), "paren": ("(", ")"), "inner": (r"\langle ", r"\rangle "), "bracket": ("[", "]"),
}  # fmt: skip
_TEXTS: Final = frozenset(
    "text textrm textit textbf texttt textsf textnormal textmd textup textsc textsl emph mbox hbox fbox "
    "textsuperscript intertext operatorname".split()
)
_DROPPED: Final[Mapping[str, int]] = {
    "label": 1, "tag": 1, "color": 1, "textcolor": 1, "cite": 1, "citep": 1, "citet": 1, "ref": 1, "eqref": 1,
    "href": 1, "url": 0, "style": 1, "class": 1, "colorbox": 1, "fcolorbox": 2, "footnote": 1, "vspace": 1,
    "unicode": 1,
}  # fmt: skip
_DEFINING: Final = re.compile(
    r"\\(?:(?:re|provide)?newcommand|providecommand|renewcommand|[egx]?def|let|newenvironment|DeclareMathOperator"
    r"|input|include|write|catcode|csname|mathchoice|verb)(?![A-Za-z])"
)
_ENVIRONMENT: Final = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+)\*?\}")
_ROWS: Final[Mapping[str, str]] = {
    "aligned": "align*", "alignedat": "align*", "alignat": "align*", "eqnarray": "align*", "flalign": "align*",
    "align": "align*", "IEEEeqnarray": "align*", "dcases": "cases", "rcases": "cases", "tabular": "array",
}  # fmt: skip
_KNOWN_ROWS: Final = frozenset(
    "matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix array substack cases smallmatrix split".split()
)
_COMMAND: Final = re.compile(r"\\([A-Za-z]+)\*?|\\.|%", re.DOTALL)
_THOUSANDS: Final = re.compile(r"(?<![\d.,])(\d{1,3}),(?=\d{3}(?!\d))")
_SIZES: Final = re.compile(r"\\(?:left|right|middle|[bB]igg?[lrm]?)(?![A-Za-z])\s*\.?")


def canonical(tex: str) -> str:
    """Return ``tex`` with single spaces and braces that balance, for TeX and for BibTeX, which knows no backslash."""
    if "\\" in tex:
        tex = _LINE_END.sub(r"\\\\ ", _FENCE.sub(r"\1\2", tex))
    if "{" in tex or "}" in tex:
        tex = balanced(tex)
        depth = 0
        for brace in _BRACE.findall(tex):
            depth += 1 if brace == "{" else -1
            if depth < 0:
                break
        if depth:
            tex = _ESCAPED_BRACE.sub(lambda found: found[1] + _BRACES[found[2]], tex)
    tex = " ".join(tex.split())
    tex = tex if tex.isascii() else unicodedata.normalize("NFC", tex)
    return tex[:-1].rstrip() if _OPEN_END.search(tex) else tex


_FENCE: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\([()\[\]])")
_LINE_END: Final = re.compile(r"\\\\(?:\s*\[-?[\d.]+\s*[a-z]{2}\]|(?=[()\[\]]))")
_BRACE: Final = re.compile(r"[{}]")
_ESCAPED_BRACE: Final = re.compile(r"(?<!\\)((?:\\\\)*)\\([{}])")
_OPEN_END: Final = re.compile(r"(?<!\\)(?:\\\\)*\\\Z")
_BRACES: Final = {"{": r"\lbrace ", "}": r"\rbrace "}


def is_definition(tex: str) -> bool:
    """Tell whether ``tex`` defines commands or reads files: nothing that a formula needs."""
    return _DEFINING.search(tex) is not None


def prepared(tex: str) -> str:
    """Return ``tex`` in the commands that the converter knows, its texts as plain characters."""
    tex = _ENVIRONMENT.sub(_environment, _THOUSANDS.sub(r"\1{,}", tex))
    if "\\" not in tex and "%" not in tex:
        return tex
    return "".join(_pieces(tex, 0, len(tex), matched(tex)))


def simplified(tex: str) -> str:
    """Return ``tex`` without what the converter refuses to balance: sizes of fences, alignment, double scripts."""
    tex = _SIZES.sub("", re.sub(r"\\(?:begin|end)\{[a-z*]+\}", " ", tex))
    tex = re.sub(r"(?<!\\)&", " ", tex.replace(r"\\", " "))
    return re.sub(r"([_^])(?=\s*(?:[_^}]|$))", "", re.sub(r"(\^\s*(?:\w|\{[^{}]*\}))(?=\s*[\^'])", r"\1{}", tex))


def _environment(found: re.Match[str]) -> str:
    kind, name = found.groups()
    name = _ROWS.get(name, name)
    return f"\\{kind}{{{name}}}" if name in _KNOWN_ROWS or name == "align*" else " "


def _pieces(tex: str, place: int, end: int, matches: Mapping[int, int]) -> Iterator[str]:
    while place < end:
        found = _COMMAND.search(tex, place, end)
        if found is None:
            yield tex[place:end]
            return
        yield tex[place : found.start()]
        place = found.end()
        name = found[1]
        if name is None:
            yield r"\%" if found.group() == "%" else found.group()
        elif name in _TEXTS or name in _FENCES:
            span = argument(tex, place, end, matches)
            if span is None:
                continue
            if name in _FENCES:
                opening, closing = _FENCES[name]
                yield opening
                yield from _pieces(tex, span[0], span[1], matches)
                yield closing
            else:
                yield from _text(name, tex[span[0] : span[1]])
            place = span[2]
        elif name in _DROPPED:
            for _ in range(_DROPPED[name]):
                span = argument(tex, place, end, matches)
                place = span[2] if span else place
        else:
            yield _stand_in(name) or found.group()


def _stand_in(name: str) -> str:
    """Return what everybody means by a command that TeX does not have, "" where TeX has it or nobody knows."""
    if name in _STAND_INS:
        return _STAND_INS[name] + " "
    if name in _OPERATORS:
        return f"\\operatorname{{{name}}}"
    short = _SHORT.fullmatch(name)
    if short is None or name in _TAKEN:
        return ""
    script, calligraphic, _, doubled, capital, bold, vector = short.groups()
    if script:
        return f"\\mathcal{{{calligraphic}}}"
    return f"\\mathbb{{{doubled}}}" if doubled else f"\\mathbf{{{capital or bold or vector}}}"


def _text(name: str, content: str) -> Iterator[str]:
    """Yield what stands for a text inside mathematics, whose own mathematics stands between dollars."""
    for index, part in enumerate(content.split("$")):
        if index % 2:
            yield "{" + part + "}"
            continue
        plain = _plain(part)
        if name == "operatorname":
            plain = plain.replace(" ", "").replace("*", "")
        if plain.startswith("%"):
            yield r"\%"
            plain = plain[1:]
        if plain:
            yield (r"\operatorname{" if name == "operatorname" and plain.isalpha() else r"\text{") + plain + "}"


def _plain(text: str) -> str:
    """Return the characters of a simple text: commands by their names, no braces."""
    if "\\" not in text:
        return text.replace("{", "").replace("}", "").replace("~", " ")
    text = re.sub(r"\\([%&#_$ ])", r"\1", text)
    text = re.sub(r"\\(?:(?:text[a-z]+|emph|mathrm|rm|it|bf|sc|xspace)(?![A-Za-z])|[,;:!])", "", text)
    return re.sub(r"[\\{}]", "", text).replace("~", " ")
