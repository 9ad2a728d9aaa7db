"""Evidence: does a text of a format without a language of its own hold LaTeX?"""

import re
from typing import Final

from papershelf.richtext.macros import (
    CITATIONS,
    DECLARATIONS,
    DROPPED,
    FORMULAS,
    GREEK,
    IGNORED,
    LETTERS,
    QUOTES,
    STYLES,
    TEXTS,
)

_KNOWN: Final = frozenset(
    name
    for names in (TEXTS, STYLES, DECLARATIONS, IGNORED, DROPPED, LETTERS, QUOTES, CITATIONS, FORMULAS, GREEK)
    for name in names
    if len(name) > 1
) | {"begin", "end", "item", "footnote", "url", "href", "ensuremath", "verb", "xspace"}
_MATHEMATICS: Final = re.compile(r"\$[^$]*\$")
_COMMAND: Final = re.compile(r"(?<![\w:\\])\\([A-Za-z]{2,})(?![A-Za-z])|\\[A-Za-z]{2,}\*?\{")
_SIGN: Final = re.compile(
    r"\\[\"'`^~=.]\{\\?[A-Za-z]|\\[cvuHkrbdt]\{|\\[oOlLij](?![A-Za-z])|\\[&%_#$,;](?![A-Za-z])|\{\\[A-Za-z\"'`^~=.]"
)
_TIE: Final = re.compile(r"[A-Za-z][.)]?~(?:\\|\$|\d|[A-Z])")
_QUOTED: Final = re.compile(r"``[^`']{1,200}''")
_GUARDED: Final = re.compile(r"\{[A-Z][\w.+-]*\}")


def holds_latex(text: str) -> bool:
    r"""Tell whether ``text`` holds what only LaTeX has, outside of mathematics between dollars.

    >>> [holds_latex(text) for text in (r"\emph{Deep} nets", r"Fig.~2", r"{BERT}", r"C:\temp\new", "$\\alpha$")]
    [True, True, True, False, False]
    """
    if "\\" not in text and "~" not in text and "{" not in text and "``" not in text:
        return False
    if "$" in text:
        text = _MATHEMATICS.sub("$$", text)
    if "\\" in text and (_SIGN.search(text) or _has_command(text)):
        return True
    return any(pattern.search(text) for pattern in (_TIE, _QUOTED, _GUARDED))


def _has_command(text: str) -> bool:
    return any(found[1] is None or found[1] in _KNOWN for found in _COMMAND.finditer(text))
