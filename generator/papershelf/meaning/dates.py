"""Dates: the year and month that an entry prints, and the day on which it was added."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

_BARE: Final = 4
"""The length of a year with nothing around it, as most are stated."""
_YEAR: Final = re.compile(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?!\d)")
_AFTER_YEAR: Final = re.compile(r"[-/.](\d\d?)(?!\d)")
_TO_APPEAR: Final = re.compile(r"in ?press|in ?preparation|to appear|forthcoming|submitted|accepted", re.IGNORECASE)
_NO_YEAR_YET: Final = re.compile(rf"{_TO_APPEAR.pattern}|n\.? ?d\.?|no date", re.IGNORECASE)
_MONTHS: Final[Mapping[str, int]] = {
    "jan": 1, "feb": 2, "fév": 2, "fev": 2, "mar": 3, "mär": 3, "maa": 3, "apr": 4, "avr": 4, "abr": 4, "may": 5,
    "mai": 5, "mei": 5, "jun": 6, "juin": 6, "jul": 7, "juil": 7, "aug": 8, "aoû": 8, "ago": 8, "sep": 9, "set": 9,
    "oct": 10, "okt": 10, "out": 10, "ott": 10, "nov": 11, "dec": 12, "dez": 12, "déc": 12, "dic": 12,
}  # fmt: skip
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_SEASON: Final = re.compile(r"spring|summer|autumn|fall|winter|special|supplement|issue", re.IGNORECASE)
_DAY: Final = re.compile(r"(\d{4})[-./](\d\d?)[-./](\d\d?)")
_MAIL_DAY: Final = re.compile(r"(\d\d?) ([A-Z][a-z]{2}) (\d{4})")
_LAST_MONTH: Final = 12

MONTH_MACROS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's month macros, January first."""


def read_year(text: str) -> int | None:
    """Return the first year of four digits in ``text``, None without one.

    >>> read_year("2020/2021"), read_year("c. 1999"), read_year("20l6")
    (2020, 1999, None)
    """
    if len(text) == _BARE and text.isdecimal() and text.isascii():
        return int(text) if "1400" <= text < "2100" else None
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def promises_a_year(text: str) -> bool:
    """Tell whether ``text`` says that the year is not known yet: "in press"."""
    return _NO_YEAR_YET.search(text) is not None


def to_appear(text: str) -> str:
    """Return how ``text`` says that a paper is yet to appear, "" where it does not.

    >>> to_appear("inpress"), to_appear("To appear"), to_appear("n.d.")
    ('in press', 'to appear', '')
    """
    found = _TO_APPEAR.search(text)
    return re.sub(r"^in ?", "in ", found[0].lower()) if found else ""


def month_of_date(text: str) -> int | None:
    """Return the month that follows the year of an ISO date, None without one (``2019-21`` is a season)."""
    year = _YEAR.search(text) if len(text) > _BARE else None
    found = _AFTER_YEAR.match(text, year.end()) if year else None
    return int(found[1]) if found and 1 <= int(found[1]) <= _LAST_MONTH else None


def day_of_date(text: str) -> date | None:
    """Return the first day of an ISO date, None where it states none.

    >>> day_of_date("2019-05-03/2019-05-07"), day_of_date("2019-05"), day_of_date("2019-13-01")
    (datetime.date(2019, 5, 3), None, None)
    """
    found = _DAY.match(text.strip())
    return day_in(*map(int, found.groups())) if found else None


def day_in(year: int, month: int, day: int) -> date | None:
    """Return a day, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def read_month(text: str) -> int | None:
    """Return the first month that ``text`` names, by number or word, None without one.

    >>> read_month("Jun./Jul."), read_month("12 March"), read_month("09"), read_month("spring")
    (6, 3, 9, None)
    """
    stripped = text.strip()
    if stripped.isdecimal():
        return int(stripped) if 1 <= int(stripped) <= _LAST_MONTH else None
    words = [word.casefold() for word in _WORD.findall(text)]
    named = (_MONTHS.get(word[:4]) or _MONTHS.get(word[:3]) for word in words)
    return next((month for month in named if month), None)


def names_a_season(text: str) -> bool:
    """Tell whether a ``month`` names a part of the year that is no month."""
    return _SEASON.search(text) is not None


def read_day(text: str) -> date | None:
    """Return the day that a reference manager's stamp states, None where it states none.

    >>> read_day("2021-03-04T10:00:00Z"), read_day("Tue, 05 Mar 2019 12:00:00 +0100")
    (datetime.date(2021, 3, 4), datetime.date(2019, 3, 5))
    """
    found = _DAY.search(text)
    if found:
        stated = (int(found[1]), int(found[2]), int(found[3]))
    else:
        found = _MAIL_DAY.search(text)
        if found is None:
            return None
        stated = (int(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1]))
    return day_in(*stated)
