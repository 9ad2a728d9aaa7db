"""One name: which of its words are the family's, which are given, which stand between."""

import re
from collections.abc import Sequence
from typing import Final

from papershelf.papers import Person

_DEGREES: Final = frozenset({"phd", "ph.d.", "md", "m.d.", "msc", "m.sc.", "dphil", "esq", "esq."})
_SUFFIXES: Final = frozenset({"jr", "jr.", "sr", "sr.", "jnr", "jnr.", "ii", "iii", "iv", "2nd", "3rd"})
_PARTICLES: Final = frozenset(
    "von van der den de da do dos das du della di del la le les el al bin bint ben ibn zu zum zur ten ter te op "
    "'t af av auf dal dalla degli dello y e und vom vander vanden af abu mac".split()
)
_EXTENDED: Final = re.compile(r"^(?:family|given|prefix|suffix|useprefix|id|(?:family|given|prefix|suffix)-i)\s*=")
_PRIVATE: Final = "\U00100000"
"""From here on a character stands for what was in braces: it has no case."""

_EAST_ASIAN: Final = re.compile(r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff·・\s]+")


def person_of(text: str) -> Person | None:
    """Return the person whose name is ``text``, in any order that BibTeX knows; None for no name at all.

    ``First von Last``, ``von Last, First``, ``von Last, Jr, First``, BibLaTeX's ``family=Last, given=First``.
    Words are told apart by the case of their first letters; East Asian names keep the order that they have.
    Source: https://tug.ctan.org/info/bibtex/tamethebeast/ttb_en.pdf, section 11
    """
    if "=" in text and _EXTENDED.match(text):
        return _extended(text)
    parts = [part.strip() for part in text.split(",")] if "," in text else [text.strip()]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    if not parts[0].isascii() and _EAST_ASIAN.fullmatch("".join(parts)):
        return Person(family=" ".join("".join(parts).split()))
    if len(parts) == 1:
        return _natural(parts[0].split())
    family = parts[0].split()
    given, suffix = (parts[1], "") if len(parts) == 2 else (" ".join(parts[2:]), parts[1])  # noqa: PLR2004
    if suffix and given.lower() in _SUFFIXES | _DEGREES:
        given, suffix = suffix, given
    if given.lower() in _SUFFIXES and len(family) > 1:
        natural = _natural(family)
        return Person(natural.family, natural.given, natural.particle, given) if natural else None
    return _inverted(family, given, suffix)


def _extended(text: str) -> Person | None:
    stated: dict[str, str] = {}
    for part in text.split(","):
        name, _, value = part.partition("=")
        value = value.strip()
        stated[name.strip()] = value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] == '"' else value
    family = stated.get("family", "") or stated.get("given", "")
    if not family:
        return None
    given = stated.get("given", "") if stated.get("family") else ""
    return Person(family, given, stated.get("prefix", ""), stated.get("suffix", ""))


def _natural(words: Sequence[str]) -> Person | None:
    """Return the person of ``First von Last Jr``."""
    if not words:
        return None
    suffix = ""
    if len(words) > 2 and words[-1].lower() in _SUFFIXES:  # noqa: PLR2004 - Martin King Jr.
        words, suffix = words[:-1], words[-1]
    last = len(words) - 1
    if last == 1 and len(words[1]) == 1 < len(words[0]) and words[1] < _PRIVATE:
        return Person(words[0], words[1])
    low = [place for place in range(last) if _is_low(words[place])]
    if low and low[0] == 0 and words[0] not in _PARTICLES:
        del low[0]
    first, end = (low[0], low[-1] + 1) if low else (last, last)
    return Person(" ".join(words[end:]), " ".join(words[:first]), " ".join(words[first:end]), suffix)


def _inverted(words: Sequence[str], given: str, suffix: str) -> Person | None:
    """Return the person of ``von Last, Jr, First``."""
    if not words:
        return Person(given) if given else None
    if not suffix and len(words) > 1 and words[-1].lower() in _SUFFIXES:
        words, suffix = words[:-1], words[-1]
    if len(words) == 1:
        return Person(words[0], " ".join(given.split()), "", suffix)
    end = next((place + 1 for place in range(len(words) - 2, -1, -1) if _is_low(words[place])), 0)
    return Person(" ".join(words[end:]), " ".join(given.split()), " ".join(words[:end]), suffix)


def _is_low(word: str) -> bool:
    """Tell whether the first letter of ``word`` is a small one: the sign of a particle."""
    first = word[0]
    if not first.isalpha():
        if first >= _PRIVATE:
            return False
        first = next((letter for letter in word if letter.isalpha()), "A")
    return first.islower()
