"""Author lists of other formats, written as BibTeX name lists."""

import re
from collections.abc import Iterable
from typing import Final

_SUFFIX: Final = re.compile(r"(?:jr|sr|ii|iii|iv|esq|ph\.?d|m\.?d)\.?", re.IGNORECASE)
_COMPANY: Final = re.compile(r"(?:inc|ltd|llc|llp|gmbh|corp|co|plc|ag|s\.?a|b\.?v)\.?", re.IGNORECASE)
_ORGANISATION: Final = re.compile(
    r"\b(?:academ(?:y|ies)|agency|alliance|association|authority|bank|bureau|cent(?:er|re)|collaborations?|commission"
    r"|committee|community|company|consortium|corporation|council|department|developers|federation|foundation|group"
    r"|initiative|institut(?:e|es|ion|o)?|investigators|laborator(?:y|ies)|labs?|ministry|network|office"
    r"|organi[sz]ation|program(?:me)?|project|research|society|task force|team|union|universit(?:y|ies|at|ät|é|y of)"
    r"|working party)\b|^the\s",
    re.IGNORECASE,
)
_AND: Final = re.compile(r"\band\b", re.IGNORECASE)
_OTHERS: Final = re.compile(r"(?:et\.? ?al\.?|and others|others|\.\.\.|…)", re.IGNORECASE)
_BRACES: Final = str.maketrans("", "", "{}")
_FAMILY_AND_GIVEN = 2


def name_list(names: Iterable[str]) -> str:
    """Return names, each as BibTeX writes one, as one list; "et al." becomes ``and others`` at its end."""
    kept = [name for name in names if name]
    listed = [name for name in kept if not _OTHERS.fullmatch(name.strip("{}"))]
    return " and ".join([*listed, "others"] if listed and len(listed) < len(kept) else listed)


def family_first(text: str) -> str:
    """Return a name whose family comes first, with its suffix in the middle or at the end, as BibTeX writes it.

    >>> family_first("King, Martin Luther, Jr."), family_first("World Health Organization")
    ('King, Jr., Martin Luther', '{World Health Organization}')
    """
    parts = [part.strip() for part in text.translate(_BRACES).split(",")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    if len(parts) == 1:
        return in_order(parts[0])
    if len(parts) == _FAMILY_AND_GIVEN:
        return organisation(text) if _COMPANY.fullmatch(parts[1]) else person(parts[0], parts[1])
    family, second, third = parts[:3]
    if len(parts) > _FAMILY_AND_GIVEN + 1:
        return organisation(text)
    if _SUFFIX.fullmatch(second):
        return person(family, third, suffix=second)
    return person(family, second, suffix=third) if _SUFFIX.fullmatch(third) else organisation(text)


def in_order(text: str) -> str:
    """Return a name in reading order as BibTeX writes it; an organisation, or a single word, in braces."""
    text = " ".join(text.translate(_BRACES).split())
    if _OTHERS.fullmatch(text):
        return text
    if " " not in text or "," in text or _AND.search(text) or _ORGANISATION.search(text):
        return organisation(text)
    return text


def person(family: str, given: str = "", particle: str = "", suffix: str = "") -> str:
    """Return ``particle family, suffix, given``; a part that would be taken apart stands in braces."""
    name = " ".join(part for part in (_part(particle), _part(family)) if part)
    if not given.strip() and not suffix.strip():
        return organisation(name) if name else ""
    return ", ".join(part for part in (name, _part(suffix), _part(given)) if part)


def organisation(text: str) -> str:
    """Return the name of an organisation: whole, in braces."""
    text = " ".join(text.translate(_BRACES).split())
    return f"{{{text}}}" if text else ""


def _part(text: str) -> str:
    text = " ".join(text.translate(_BRACES).split())
    return f"{{{text}}}" if "," in text or _AND.search(text) else text
