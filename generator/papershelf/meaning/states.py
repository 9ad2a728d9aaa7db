"""States: what a reader must know before citing, as entries say it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from papershelf.papers import State

_FIELDS: Final[Mapping[str, State]] = {
    "retracted": State.RETRACTED, "withdrawn": State.WITHDRAWN, "erratum": State.ERRATUM,
    "award": State.AWARD, "awards": State.AWARD,
}  # fmt: skip
FIELDS: Final = (*_FIELDS, "pubstate")
"""The fields that state a state."""

_IN_TITLE: Final = re.compile(
    r"[\[(]?\s*(?:(?P<retracted>retracted)|(?P<withdrawn>withdrawn)|(?P<erratum>erratum|corrigendum))\s*"
    r"(?:(?:article|paper|chapter|to|for)\b\s*)?(?:[\])]|:|\u2014|\u2013)\s*",
    re.IGNORECASE,
)
_MARKED: Final = tuple("[( RrWwEeCc")
_MARKS: Final[Mapping[str, State]] = {
    "retracted": State.RETRACTED, "retracted publication": State.RETRACTED, "retracted article": State.RETRACTED,
    "withdrawn": State.WITHDRAWN, "withdrawn publication": State.WITHDRAWN, "erratum": State.ERRATUM,
    "corrigendum": State.ERRATUM, "award": State.AWARD, "best paper": State.AWARD, "best paper award": State.AWARD,
}  # fmt: skip
_WORDS: Final[Mapping[State, str]] = {
    State.RETRACTED: "Retracted publication", State.WITHDRAWN: "Withdrawn publication", State.ERRATUM: "Erratum",
    State.AWARD: "Award",
}  # fmt: skip
_YES: Final = frozenset({"true", "yes", "1", "y", "x"})
_NO: Final = frozenset({"", "false", "no", "0", "n", "none"})


def states_of(title: str, said: Mapping[str, str], keywords: Sequence[str]) -> Iterator[tuple[State, str]]:
    """Yield each state with its reason ("" where none is given).

    ``said``: the fields of ``FIELDS`` that the entry has -> their plain text. A field that says no settles it.
    """
    if not said and title[:1] not in _MARKED and _MARKS.keys().isdisjoint(map(str.casefold, keywords)):
        return
    found: dict[State, str] = {}
    denied = {state for name, state in _FIELDS.items() if name in said and said[name].casefold() in _NO}
    in_title = _IN_TITLE.match(title)
    if in_title and in_title.lastgroup:
        found[State(in_title.lastgroup)] = ""
    for mark in (*keywords, said.get("pubstate", "")):
        state = _MARKS.get(mark.casefold())
        if state:
            found.setdefault(state, mark if state is State.AWARD and mark.casefold() != "award" else "")
    for name, state in _FIELDS.items():
        reason = said.get(name, "")
        if reason.casefold() not in _NO:
            found[state] = "" if reason.casefold() in _YES else reason
    yield from ((state, found[state]) for state in State if state in found and state not in denied)


def with_marks(keywords: Sequence[str], states: Iterable[State]) -> tuple[str, ...]:
    """Return keywords and, for formats that have no field for them, the words that state the states."""
    return (*keywords, *[_WORDS[state] for state in states])


def is_mark(keyword: str) -> bool:
    """Tell whether a keyword names a state and no subject."""
    return keyword.casefold() in _MARKS


def unmarked(title: str) -> str:
    """Return ``title`` without the mark of a state at its head: ``RETRACTED: A study`` is ``A study``."""
    return _IN_TITLE.sub("", title, count=1) if title[:1] in _MARKED and _IN_TITLE.match(title) else title
