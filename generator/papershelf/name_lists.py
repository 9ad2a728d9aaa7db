"""Name lists: where one name ends and the next begins, whatever was written between them."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from papershelf.richtext.characters import unmarked

_AND: Final = re.compile(r"(?:^|\s+)and(?=\s|$)", re.IGNORECASE)
_AMPERSAND: Final = re.compile(r"\s+&\s+")
_ET_AL: Final = re.compile(r"(?:[\s,]+|^)(?:and\s+)?(?:et\.?\s+al\b\.?|and\s+others\b\.?|…|\.\.\.)\s*$", re.IGNORECASE)
_OPEN_ENDS: Final = ("et al", "et al.", "t. al.", "others", "others.", "…", "...")
_EXTENDED: Final = re.compile(r"\b(?:family|given)\s*=")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.[\s-]*)+|[^\W\d_](?:[\s-]?[^\W\d_])?")
_FIRST_INITIAL: Final = re.compile(r"[^\W\d_]\.(?:[\s-]*[^\W\d_]\.)*\s*[^\W\d_][^.]+$")
_VANCOUVER: Final = re.compile(r"[^\W\d_][^\W\d_]*[^\W\d_A-Z][^\d_]*\s[A-Z]{1,3}$")
_CORPORATE: Final = re.compile(r"\b(?:of|for|the|in|inc|ltd|team|university|institute|group|lab)\b", re.IGNORECASE)


class Split(NamedTuple):
    """The names of a list; whether it goes on beyond them; remarks on what was repaired."""

    names: tuple[str, ...]
    more: bool = False
    remarks: tuple[str, ...] = ()


def split_names(text: str) -> Split:
    """Return the names in ``text``, which holds no braces.

    Names stand between the words "and"; lists with semicolons, commas or ampersands between the names
    are repaired when there is no other way to read them.
    """
    remarks: list[str] = []
    text = text.strip(" ,;\n\t")
    shortened = _ET_AL.sub("", text).rstrip(" ,;") if text[-7:].lower().endswith(_OPEN_ENDS) else text
    more = shortened != text
    names: Sequence[str] = _between_ands(shortened)
    if names[-1].strip().lower() == "others":
        names, more = names[:-1], True
    if not ("=" in text and _EXTENDED.search(text)) and (";" in text or "&" in text or _is_list(names)):
        names = _repaired(names, remarks)
    found = tuple(unmarked(name.strip(" ,;\n\t")) for name in names)
    if not all(found) and any(found):
        remarks.append("an empty name stands in the list; it was left out.")
    return Split(tuple(filter(None, found)), more, tuple(dict.fromkeys(remarks)))


def _between_ands(text: str) -> list[str]:
    small = text.lower()
    usual = not small.startswith("and ") and not small.endswith(" and") and " and and " not in small
    if usual and small.count(" and ") == text.count(" and "):
        return text.split(" and ")
    return _AND.split(text)


def _is_list(names: Sequence[str]) -> bool:
    """Tell whether the commas of a name can be those of a list: two of them, or initials before the only one."""
    for name in names:
        before, comma, after = name.partition(",")
        if comma and ("," in after or "." in before or before[-1:].isupper()):
            return True
    return False


def _repaired(names: Sequence[str], remarks: list[str]) -> list[str]:
    repaired: list[str] = []
    for name in names:
        parts = name.split(";") if ";" in name else [name]
        if len(parts) > 1:
            remarks.append("names stand between semicolons; write 'and' between them.")
            parts = _citation_order(parts)
        for part in parts:
            pieces = _without_ampersands(part) if "&" in part else [part]
            if len(pieces) > 1:
                remarks.append("names stand around '&'; write 'and' between them.")
            for piece in pieces:
                listed = _without_commas(piece) if "," in piece else [piece]
                if len(listed) > 1:
                    remarks.append("names stand between commas; write 'and' between them.")
                repaired += listed
    return repaired


def _without_ampersands(text: str) -> list[str]:
    pieces = _AMPERSAND.split(text)
    certain = all(len(piece.split()) > 1 for piece in pieces) and not _CORPORATE.search(text)
    return pieces if certain else [text]


def _without_commas(text: str) -> list[str]:
    """Return the names of a list with commas between them; one that BibTeX can read is one name."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < 2:  # noqa: PLR2004 - one comma at the end
        return [text]
    if all(_VANCOUVER.match(part) for part in parts):
        return _citation_order(parts)
    if all(_FIRST_INITIAL.match(part) for part in parts):
        return parts
    if len(parts) > 2 and all(" " in part and not _INITIALS.fullmatch(part) for part in parts):  # noqa: PLR2004
        return parts
    if len(parts) < 4:  # noqa: PLR2004 - Last, First or Last, Jr, First
        return [text]
    pairs = [f"{family}, {given}" for family, given in zip(parts[::2], parts[1::2], strict=False)]
    return parts if len(parts) % 2 else pairs


def _citation_order(parts: Sequence[str]) -> list[str]:
    """Return names like ``Smith JA``, when all are written so, as ``Smith, JA``."""
    said = [part.strip() for part in parts]
    if all(_VANCOUVER.match(part) for part in said if part):
        return [", ".join(part.rsplit(None, 1)) for part in said]
    return said
