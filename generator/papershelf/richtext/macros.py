"""Macros: what the commands of LaTeX mean in text."""

from collections.abc import Mapping
from typing import Final

from papershelf.richtext.nodes import Style

LETTERS: Final[Mapping[str, str]] = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ",
    "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ", "dbar": "đ", "cprime": "ʹ", "cdprime": "ʺ", "textturna": "ɐ",
}  # fmt: skip
"""Letters; as TeX does, they swallow the space behind them."""

ACCENTS: Final[Mapping[str, str]] = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "b": "\u0331",
    "d": "\u0323", "t": "\u0361", "G": "\u030f", "U": "\u030e", "h": "\u0309", "f": "\u0311", "polhk": "\u0328",
    "ocirc": "\u030a", "udot": "\u0323", "lfhook": "\u0326", "soft": "\u030c", "textcommabelow": "\u0326",
    "textogonekcentered": "\u0328", "textdotbelow": "\u0323", "capitalcedilla": "\u0327", "textcircled": "\u20dd",
}  # fmt: skip
"""Accents: the combining character that follows the letter."""

_SPACES: Final = (
    "quad qquad enspace enskip thinspace space nobreakspace newline linebreak par hfill hfil vfill break medskip "
    "bigskip smallskip medspace thickspace newpage clearpage pagebreak hline toprule midrule bottomrule tab indent "
    "maketitle"
).split()

TEXTS: Final[Mapping[str, str]] = {
    **dict.fromkeys(_SPACES, " "),
    "dots": "…", "ldots": "…", "textellipsis": "…", "cdots": "⋯", "hdots": "…", "LaTeX": "LaTeX", "TeX": "TeX",
    "LaTeXe": "LaTeX2ε", "BibTeX": "BibTeX", "XeTeX": "XeTeX", "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX", "AmS": "AMS",
    "S": "§", "P": "¶", "dag": "†", "ddag": "‡", "copyright": "©", "pounds": "£", "euro": "€", "texteuro": "€",
    "textsterling": "£", "textyen": "¥", "textcent": "¢", "textdollar": "$", "textregistered": "®",
    "texttrademark": "™", "textcopyright": "©", "textdegree": "°", "degree": "°", "degrees": "°", "textmu": "µ",
    "textpm": "±", "texttimes": "×", "textdiv": "÷", "textbullet": "•", "textperiodcentered": "·", "textsection": "§",
    "textparagraph": "¶", "textdagger": "†", "textdaggerdbl": "‡", "textasteriskcentered": "*", "textbar": "|",
    "textbardbl": "‖", "textless": "<", "textgreater": ">", "textbackslash": "\\", "textbraceleft": "{",
    "textbraceright": "}", "textunderscore": "_", "textasciitilde": "~", "textasciicircum": "^",
    "textasciigrave": "`", "textasciiacute": "´", "textasciidieresis": "¨", "textasciimacron": "¯",
    "textquotesingle": "'", "textquotedbl": '"', "lbrace": "{", "rbrace": "}", "textquoteleft": "‘",
    "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "quotesinglbase": "‚",
    "quotedblbase": "„", "glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "lq": "‘", "rq": "’", "guillemotleft": "«",
    "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "flqq": "«", "frqq": "»", "og": "« ", "fg": " »", "textendash": "–", "textemdash": "—", "textquestiondown": "¿",
    "textexclamdown": "¡", "textordfeminine": "ª", "textordmasculine": "º", "textonehalf": "½", "textonequarter": "¼",
    "textthreequarters": "¾", "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³",
    "textnumero": "№", "textohm": "Ω", "textperthousand": "‰", "textrightarrow": "→", "textleftarrow": "←",
    "textuparrow": "↑", "textdownarrow": "↓", "textvisiblespace": "␣", "percent": "%", "slash": "/", "eg": "e.g.",
    "ie": "i.e.", "etal": "et al.", "cf": "cf.", "etc": "etc.", "vs": "vs.", "wrt": "w.r.t.", "aka": "a.k.a.",
    "iid": "i.i.d.", "resp": "resp.", "Eg": "E.g.", "Ie": "I.e.", "viz": "viz.", "dof": "d.o.f.", "log": "log",
    "exp": "exp", "max": "max", "min": "min", "sin": "sin", "cos": "cos", "tan": "tan", "ln": "ln", "lim": "lim",
    "sup": "sup", "inf": "inf", "arg": "arg", "det": "det", "dim": "dim", "ker": "ker", "Pr": "Pr",
    "argmax": "argmax", "argmin": "argmin", "textbigcircle": "○", "checkmark": "✓", "cmark": "✓", "xmark": "✗",
    "textsurd": "√", "textlnot": "¬", "textbrokenbar": "¦", "textcurrency": "¤", "textbaht": "฿", "textwon": "₩",
    "textlira": "₤", "guillemets": "«", "textminus": "−", "lbrack": "[", "rbrack": "]", "textinterrobang": "‽",
    "textalpha": "α", "textbeta": "β", "textgamma": "γ", "textdelta": "δ", "textlambda": "λ", "textomega": "ω",
    "textpi": "π", "textsigma": "σ", "texttau": "τ", "textchi": "χ", "textepsilon": "ε", "textkappa": "κ",
}  # fmt: skip
"""Characters and words without arguments."""

STYLES: Final[Mapping[str, Style]] = {
    "emph": Style.EMPHASIS, "textit": Style.ITALIC, "textsl": Style.ITALIC, "textbf": Style.BOLD,
    "textsc": Style.SMALL_CAPS, "texttt": Style.CODE, "code": Style.CODE, "lstinline": Style.CODE,
    "textsuperscript": Style.SUPERSCRIPT, "textsubscript": Style.SUBSCRIPT, "up": Style.SUPERSCRIPT,
    "underline": Style.UNDERLINED, "uline": Style.UNDERLINED, "ul": Style.UNDERLINED, "sout": Style.STRUCK,
    "st": Style.STRUCK, "mathit": Style.ITALIC, "mathtt": Style.CODE, "bolden": Style.BOLD, "ce": Style.EMPHASIS,
}  # fmt: skip

DECLARATIONS: Final[Mapping[str, Style]] = {
    "em": Style.EMPHASIS, "it": Style.ITALIC, "sl": Style.ITALIC, "itshape": Style.ITALIC, "slshape": Style.ITALIC,
    "bf": Style.BOLD, "bfseries": Style.BOLD, "sc": Style.SMALL_CAPS, "scshape": Style.SMALL_CAPS, "tt": Style.CODE,
    "ttfamily": Style.CODE,
}  # fmt: skip
"""Styles that hold until the end of the group."""

IGNORED: Final = frozenset(
    "text textrm textsf textmd textup textnormal textlf textln mbox hbox fbox makebox framebox mathrm mathsf "
    "mathnormal rm sf upshape rmfamily sffamily mdseries normalfont normalsize tiny scriptsize footnotesize small "
    "large Large LARGE huge Huge centering raggedright raggedleft noindent protect relax xspace uppercase lowercase "
    "MakeUppercase MakeLowercase MakeTextUppercase MakeTextLowercase NoCaseChange bibfont selectfont left right "
    "middle big Big bigg Bigg bigl bigr Bigl Bigr limits nolimits displaystyle textstyle scriptstyle null strut "
    "ignorespaces unskip boldmath unboldmath allowbreak nolinebreak nobreak hyp gls Gls glspl Glspl glsentrylong ac "
    "acp acs acl acf acro Ac num si unit ensuretext newblock bibinfo natexlab mathstrut phantomsection "
    "onehalfspacing doublespacing sloppy mathop mathrel mathbin mathord nonumber notag cyr textcyr "
    "textgreek textlatin latintext greektext oldstylenums textlining nohyphens frenchspacing leavevmode begingroup "
    "endgroup makeatletter makeatother expandafter section subsection subsubsection paragraph caption hl added textst "
    "acrshort acrlong acrfull chemfig circled qed State smash llap rlap mathclap everymath bgroup egroup".split()
)
"""Commands that leave their arguments to stand for themselves."""

DROPPED: Final[Mapping[str, int]] = {
    "label": 1, "vspace": 1, "hspace": 1, "thanks": 1, "index": 1, "includegraphics": 1,
    "color": 1, "textcolor": 1, "colorbox": 1, "fcolorbox": 2, "pagestyle": 1, "thispagestyle": 1, "bibliography": 1,
    "bibliographystyle": 1, "hyperref": 0, "parbox": 1, "raisebox": 1, "scalebox": 1, "resizebox": 2, "rotatebox": 1,
    "newcommand": 2, "renewcommand": 2, "providecommand": 2, "def": 2, "let": 2, "DeclareMathOperator": 2, "input": 1,
    "include": 1, "usepackage": 1, "footnotemark": 0, "noopsort": 1, "SortNoop": 1, "setlength": 2, "setcounter": 2,
    "addtocounter": 2, "fontsize": 2, "phantom": 1, "hphantom": 1, "vphantom": 1, "rule": 2, "foreignlanguage": 1,
    "selectlanguage": 1, "ifthenelse": 1, "markboth": 2, "markright": 1, "hypertarget": 1, "hyperlink": 1, "todo": 1,
    "fontfamily": 1, "fontseries": 1, "fontshape": 1, "usefont": 4, "cline": 1, "multicolumn": 2, "multirow": 2,
    "email": 0, "tnote": 1, "documentclass": 1, "urlstyle": 1, "lettrine": 0, "stepcounter": 1, "pdfbookmark": 2,
    "adjustbox": 1, "minipage": 1, "textls": 0, "marginpar": 1, "cellcolor": 1, "rowcolor": 1,
    "tag": 1, "twemoji": 1, "emoji": 1, "qedhere": 0, "deleted": 1, "footnotetext": 1, "noalign": 1,
    "DeclareRobustCommand": 2, "newtheorem": 2, "theoremstyle": 1, "addcontentsline": 3, "orcid": 1,
}  # fmt: skip
"""Commands whose first arguments are instructions, and how many these are; options in brackets go too."""

LENGTHS: Final = frozenset("raise lower kern mkern hskip vskip mskip penalty looseness parskip parindent".split())
"""Commands that a length or a number follows."""

DINGBATS: Final[Mapping[str, str]] = {
    "51": "✓", "52": "✔", "53": "✕", "54": "✖", "55": "✗", "56": "✘", "72": "★", "73": "☆", "118": "❖", "228": "➤",
    **{str(172 + number): chr(0x2460 + number) for number in range(10)},
}  # fmt: skip
"""Signs of Zapf Dingbats by their numbers."""

QUOTES: Final = frozenset("enquote mkbibquote quotes textquote dq".split())
CITATIONS: Final = frozenset(
    "cite citep citet citealp citealt citeauthor citeyear citeyearpar Cite Citep Citet parencite textcite autocite "
    "footcite fullcite shortcite citeNP ref eqref autoref cref Cref pageref nameref vref Autoref supercite "
    "onlinecite subref zcref Vref namecref labelcref citenum citealp citeyearpar footcitetext".split()
)
"""References to what is elsewhere; their keys are shown in brackets."""

FORMULAS: Final = frozenset(
    "frac dfrac tfrac cfrac nicefrac sqrt binom tbinom dbinom mathcal mathbb mathbf mathfrak mathscr mathbbm mathds "
    "bm boldsymbol pmb hat widehat tilde widetilde bar vec dot ddot check breve acute grave overline overrightarrow "
    "underbrace overbrace overset underset stackrel operatorname sum prod int oint bigcup bigcap bigoplus bigotimes "
    "substack xrightarrow xleftarrow Bbb norm abs lVert rVert pmod bmod mathring not sideset genfrac".split()
)
"""Commands that only mathematics has: where they stand outside of it, a formula begins."""

ENVIRONMENTS: Final = frozenset(
    "equation align alignat gather multline eqnarray displaymath math flalign aligned gathered array split cases "
    "matrix pmatrix bmatrix vmatrix subequations IEEEeqnarray smallmatrix".split()
)
"""Environments that hold mathematics."""

GREEK: Final = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho sigma tau "
    "upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega times leq geq "
    "approx sim infty cdot rightarrow leftarrow ldots dots".split()
)
"""Signs that are so well known that they are read in plain texts too."""


def symbol(name: str) -> str:
    r"""Return the character of the mathematical sign ``\name``, "" where there is none."""
    from latex2mathml.symbols_parser import convert_symbol

    number: str | None = convert_symbol("\\" + name)
    return chr(int(number, 16)) if number else ""
