"""Dollars: is it mathematics or a price?"""

import re
from typing import Final

_COMMAND: Final = re.compile(r"\\(?:text\w*|mbox|mathrm|operatorname\*?)\s*\{[^{}]*\}|\\[A-Za-z]+|\\.")
_WORD: Final = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,}(?![A-Za-z])")
_PROSE: Final = re.compile(r"(?:(?<![A-Za-z{])[a-z]{3,}[,;:.]?\s+){4}|[.;!?]\s+[A-Z][a-z]+\s")
_FUNCTIONS: Final = frozenset(
    "arg argmax argmin cos cov deg det diag dim exp gcd inf ker lim ln log max min mod poly polylog pr rank sgn sign "
    "sin sqrt sup tan tanh tr var".split()
)
_LONGEST: Final = 2000
_OPEN_ENDED: Final = "-–—/,+;:.("


def is_mathematics(content: str, after: str = "") -> bool:
    r"""Tell whether ``$content$`` is mathematics, and not what stands between two prices.

    ``after`` is the character behind the closing dollar.

    >>> is_mathematics(r"O(n \log n)"), is_mathematics("5 to ", "1"), is_mathematics("5-", "1")
    (True, False, False)
    """
    tex = content.strip()
    if not tex or len(tex) > _LONGEST:
        return False
    bare = _COMMAND.sub(" ", tex) if "\\" in tex else tex
    if _PROSE.search(bare):
        return False
    if len(tex) != len(content) and _has_words(bare):
        return False
    if not tex[0].isdecimal():
        return True
    if after.isdecimal() and tex[-1] in _OPEN_ENDED:
        return False
    return not _has_words(bare) and bare.count("(") == bare.count(")")


def _has_words(tex: str) -> bool:
    return any(word.lower() not in _FUNCTIONS for word in _WORD.findall(tex) if word != word.upper()) or (
        " and " in f" {tex.lower()} "
    )
