"""Venue names: what the words of a printed venue say: series, year, track."""

import re
from typing import Final, NamedTuple

from papershelf.richtext.text import sort_key

_YEAR: Final = re.compile(r"(?<![\d-])(?:19|20)\d\d(?![\d-])")
_ACRONYM: Final = r"(?:[A-Z]{2,6}[ /])?[A-Za-z]{0,5}[A-Z][a-z]{0,5}[A-Z][\w/&+-]{0,18}"
_IN_BRACKETS: Final = re.compile(
    rf"[(\[]\s*(?P<name>{_ACRONYM})(?:[\s'\u2019:@-]*(?P<year>(?:19|20)\d\d|(?<=['\u2019])\d\d))?\s*[)\]]"
)
_BETWEEN_COMMAS: Final = re.compile(
    rf"(?:^|[,:;]\s*|\s[-\u2013\u2014]{{1,3}}\s)(?P<name>{_ACRONYM})[\s-]*"
    r"(?:['\u2019](?P<short>\d\d)|(?P<year>(?:19|20)\d\d))(?=\s*[,;:(]|\s[-\u2013\u2014]|\s*$)"
)
_NO_SERIES: Final = frozenset("LNCS LNAI LNBIP CCIS USA UK UAE PhD MSc IFIP IEEE ACM AIP".split(" "))  # noqa: SIM905 - words
_TRACK: Final = re.compile(
    r"[\s,]*\(\s*(?P<name>demos?|demo track|findings|posters?|tutorials?|industry track|industry|student abstracts?"
    r"|extended abstracts?|system demonstrations|workshops?|short papers|long papers"
    r"|volume \d+:? ?[\w ]*|vol\.? ?\d+)\s*\)\s*$",
    re.IGNORECASE,
)
_LEAD: Final = re.compile(
    r"^(?:in:?\s+)?(?:(?:the\s+)?(?:conference\s+)?proceedings\s+(?:of|from)|proc\.?(?:\s+of)?)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_UNITS: Final = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
_ORDINAL: Final = re.compile(
    rf"^(?:the\s+)?(?:\d+(?:st|nd|rd|th|\.)|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)(?:y-(?:{_UNITS})|ieth)"
    rf"|{_UNITS}|\w+teenth|tenth|eleventh|twelfth)\s+",
    re.IGNORECASE,
)
_WHEN_AND_WHERE: Final = re.compile(
    r",[^,]*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d.*$|,\s*(?:virtual|online)\b.*$",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"[\s,]+(?:vol(?:ume|\.)?\s*)?(?:\d{1,3}|[IVXL]+)$")
_SHORT_YEAR: Final = re.compile(r"\s?['\u2019](\d\d)$")
_OWN_YEAR: Final = re.compile(r"-((?:19|20)\d\d)$")
_WORKSHOP: Final = re.compile(r"\bworkshops?$", re.IGNORECASE)
_EDGES: Final = " ,;:'\u2019-\u2013@"
_MEETING: Final = re.compile(
    r"conference|symposium|workshop|meeting|congress|colloquium|school|forum|summit|conf\.|symp\.", re.IGNORECASE
)
_ONLY_ACRONYM: Final = re.compile(rf"{_ACRONYM}(?:[ ,]*(?:19|20)\d\d)?$")
_BRACKETED_DAY: Final = re.compile(
    r"\s*\([^()]*(?:(?:19|20)\d\d|\b\d+(?:st|nd|rd|th)\b|\b(?:January|February|March|April|June|July|August|September"
    r"|October|November|December)\b)[^()]*\)"
)
_EMPTY: Final = re.compile(r"\s*\((?:online|virtual|\s*)\)", re.IGNORECASE)
_SHORT: Final = 40
_CENTURY: Final = 70


class VenueName(NamedTuple):
    """A printed venue, understood.

    ``series`` is the acronym where one is printed, else the name without its year; ``full`` is the name in words
    ("" where only an acronym is printed); ``track`` stands in brackets after the name ("demos");
    ``printed`` is what stood there where that is short enough to show, else "".
    """

    series: str
    full: str
    year: int | None
    track: str
    printed: str


def read_venue_name(text: str) -> VenueName:
    """Return what the printed venue ``text`` says.

    >>> read_venue_name("Proceedings of the 37th International Conference on Machine Learning (ICML 2020)")[:3]
    ('ICML', 'International Conference on Machine Learning', 2020)
    >>> read_venue_name("NeurIPS 2022 Workshop")[:3]
    ('NeurIPS Workshops', '', 2022)
    """
    text = " ".join(text.split()).strip()
    track = _TRACK.search(text)
    bare = text[: track.start()] if track else text
    acronym = _acronym(bare)
    year = _year(bare, acronym)
    full = _words(bare, acronym)
    shown = text if len(text) <= _SHORT and not _LEAD.match(text) and not _SHORT_YEAR.search(bare) else ""
    if acronym:
        series = _series(bare, _OWN_YEAR.sub("", acronym["name"]), full)
        full = "" if sort_key(full) == sort_key(series) or series.startswith("Findings") else full
        plain = not full and not acronym.re.pattern.startswith("[(")
        return VenueName(series, full, year, _named(track), shown if plain else "")
    return VenueName(_WORKSHOP.sub("Workshops", full) or text, "", year, _named(track), shown)


def fold_venue(name: str) -> str:
    """Return the folding under which two printings are one series."""
    return sort_key(name) or name.casefold()


def _named(track: re.Match[str] | None) -> str:
    name = track["name"] if track else ""
    return "" if name.lower().startswith(("vol", "long", "short")) else name


def _acronym(text: str) -> re.Match[str] | None:
    for pattern in (_IN_BRACKETS, _BETWEEN_COMMAS):
        for found in pattern.finditer(text):
            if found["name"] not in _NO_SERIES:
                return found
    return None


def _series(text: str, acronym: str, full: str) -> str:
    """Return the series of an acronym: its workshops and its findings are series of their own."""
    if text.startswith("Findings"):
        return f"Findings of {acronym}"
    said = text.lower()
    own = said.startswith("workshop") or acronym.endswith(("W", "WS")) or _stands_for(acronym, full)
    within = "workshop" in said and not own
    return f"{acronym} Workshops" if within and "workshop" not in acronym.lower() else acronym


def _stands_for(acronym: str, name: str) -> bool:
    """Tell whether the capitals of an acronym begin words of a workshop's name, in their order.

    >>> _stands_for("W-NUT", "Workshop on Noisy User-generated Text"), _stands_for("ICML", "Workshop on Shelves")
    (True, False)
    """
    initials = iter([word[0] for word in re.findall(r"[a-z]+", name.lower())])
    if "workshop" not in name.lower() or _WORKSHOP.search(name) or "conference" in name.lower():
        return False
    return all(sign.lower() in initials for sign in acronym if sign.isupper())


def _year(text: str, acronym: re.Match[str] | None) -> int | None:
    if acronym:
        stated = acronym["year"] or acronym.groupdict().get("short")
        if stated:
            return _century(stated)
        if own := _OWN_YEAR.search(acronym["name"]):
            return int(own[1])
    found = _YEAR.search(text)
    if found:
        return int(found[0])
    short = _SHORT_YEAR.search(text)
    return _century(short[1]) if short else None


def _century(digits: str) -> int:
    if len(digits) > 2:  # noqa: PLR2004 - '20 is 2020
        return int(digits)
    return int(digits) + (1900 if int(digits) >= _CENTURY else 2000)


def _words(text: str, acronym: re.Match[str] | None) -> str:
    """Return the name in words: no year, acronym, number, day or place."""
    if acronym:
        text = text[: acronym.start()] if acronym.start() else text[acronym.end() :]
    text = _EMPTY.sub("", _BRACKETED_DAY.sub("", _WHEN_AND_WHERE.sub("", text)))
    rest = _LEAD.sub("", text)
    if acronym or _MEETING.search(text) or _ONLY_ACRONYM.match(rest):
        text = rest
    text = _SHORT_YEAR.sub("", " ".join(_YEAR.sub(" ", text).split())).strip(_EDGES)
    text = _EMPTY.sub("", _NUMBERED.sub("", _ORDINAL.sub("", text))).strip(_EDGES)
    return text[:-1] if text.endswith(".") and text.count(".") == 1 else text
