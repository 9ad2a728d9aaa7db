"""What begins a field of BibTeX, by its form and by the names that fields have."""

import re
from typing import Final

from papershelf.sources.bibtex_words import FIELDS

NAME: Final = r"[^\s=,{}\"#%()'@\\<>&]+"
KNOWN: Final = "|".join(sorted(FIELDS, key=lambda name: (-len(name), name)))
RESUMED: Final = re.compile(rf"[\s,}}]*{NAME}\s*=\s*[{{\"\d]")
FIELD_INSIDE: Final = re.compile(rf"[\n,}}\"][ \t]*(?:{KNOWN})\s*=\s*[{{\"\w]", re.IGNORECASE)
_SWALLOWED: Final = re.compile(rf"\n[ \t]*(?:{KNOWN})[ \t]*=[ \t]*[{{\"]", re.IGNORECASE)
_ENTRY_INSIDE: Final = re.compile(r"^[ \t]*@[ \t]*\w+\s*[{(]\s*[^\s,={}]*\s*,", re.MULTILINE)


def swallows(value: str) -> bool:
    """Tell whether a value of several lines holds what is a field, or the next entry: a brace before it is missing."""
    found = _SWALLOWED.search(value) if "=" in value else None
    if found is not None and value.count("{", 0, found.start()) == value.count("}", 0, found.start()):
        return True
    found = _ENTRY_INSIDE.search(value) if "@" in value else None
    if found is None:
        return False
    before = value[: found.start()]
    return before.count("{") != before.count("}") or FIELD_INSIDE.search(before) is not None
