"""What reference managers keep in a ``.bib`` beside the entries: the groups that an entry is sorted under."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from papershelf.records import Field

_FIELDS: Final = ("groups", "mendeley-groups")
_JABREF: Final = re.compile(r"\d+ ExplicitGroup:((?:[^;\\]|\\.)*?)\\;\d*\\;((?:[^;\\]|\\.)*)")
_BIBDESK: Final = re.compile(
    r"<key>group name</key>\s*<string>([^<]*)</string>\s*<key>keys</key>\s*<string>([^<]*)</string>"
)


def groups_of(fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Return the groups that the entry itself names: JabRef's ``groups``, Mendeley's ``mendeley-groups``."""
    if _FIELDS[0] not in fields and _FIELDS[1] not in fields:
        return ()
    stated = (group for name in _FIELDS if name in fields for group in fields[name].value.split(","))
    return tuple(dict.fromkeys(group.strip() for group in stated if group.strip()))


def manager_groups(comments: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return key -> groups from the ``@comment`` blocks of JabRef (explicit groups) and BibDesk (static groups)."""
    members: dict[str, tuple[str, ...]] = {}
    for comment in comments:
        for group, key in _members(comment):
            members[key] = (*members.get(key, ()), group)
    return members


def _members(comment: str) -> Iterator[tuple[str, str]]:
    if "ExplicitGroup:" in comment:
        for name, rest in _JABREF.findall(comment.replace("\n", "")):
            for key in re.split(r"\\+;", rest):
                if key and not key.isdigit():
                    yield re.sub(r"\\+(.)", r"\1", name), key
    for name, keys in _BIBDESK.findall(comment) if "BibDesk" in comment else ():
        for key in keys.split(","):
            yield html.unescape(name).strip(), key.strip()
