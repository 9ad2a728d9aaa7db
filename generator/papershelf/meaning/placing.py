"""Placing: what kind of paper an entry describes, and where it appeared."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from papershelf.identifiers import ArxivId, Doi
from papershelf.meaning.entry import Entry
from papershelf.meaning.hyperlinks import is_of_arxiv
from papershelf.papers import Edition, Kind
from papershelf.venues import Venues

_KINDS: Final[Mapping[str, Kind]] = {
    "article": Kind.ARTICLE, "suppperiodical": Kind.ARTICLE, "inproceedings": Kind.CONFERENCE,
    "conference": Kind.CONFERENCE, "incollection": Kind.CHAPTER, "inbook": Kind.CHAPTER, "bookinbook": Kind.CHAPTER,
    "suppbook": Kind.CHAPTER, "suppcollection": Kind.CHAPTER, "inreference": Kind.CHAPTER, "book": Kind.BOOK,
    "mvbook": Kind.BOOK, "booklet": Kind.BOOK, "collection": Kind.BOOK, "mvcollection": Kind.BOOK,
    "proceedings": Kind.BOOK, "mvproceedings": Kind.BOOK, "reference": Kind.BOOK, "periodical": Kind.BOOK,
    "phdthesis": Kind.THESIS, "mastersthesis": Kind.THESIS, "thesis": Kind.THESIS, "techreport": Kind.REPORT,
    "report": Kind.REPORT, "dataset": Kind.DATASET, "software": Kind.SOFTWARE, "unpublished": Kind.PREPRINT,
    "preprint": Kind.PREPRINT,
}  # fmt: skip
_SERVER: Final = re.compile(
    r"\b(?:arxiv|corr$|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|techrxiv|openreview|preprints?(?:\.org)?$"
    r"|e-?prints?$|research square|hal$)",
    re.IGNORECASE,
)
_SERVER_URL: Final = re.compile(
    r"//(?:[\w-]+\.)*(?:openreview\.net|(?:bio|med|chem|psy)a?rxiv\.org|ssrn\.com|techrxiv\.org|preprints\.org"
    r"|researchsquare\.com)/",
    re.IGNORECASE,
)
_ALWAYS: Final = frozenset({Kind.THESIS, Kind.BOOK, Kind.REPORT, Kind.DATASET, Kind.SOFTWARE})
_WITHOUT_EDITION: Final = frozenset({Kind.THESIS, Kind.BOOK, Kind.REPORT})
_VENUES: Final = ("venue", "booktitle", "journaltitle", "journal", "eventtitle", "shortjournal", "maintitle")
_VENUES_OF_BIBTEX: Final = (*_VENUES[1:4], "venue", *_VENUES[4:])
"""Beside a book or journal, ``venue`` is the town of the event, as BibLaTeX has it; a table states the conference."""


def find_place(entry: Entry, venues: Venues, doi: Doi | None, arxiv: ArxivId | None) -> tuple[Kind, Edition | None]:
    """Return what the paper is and where it appeared: a preprint server is no venue."""
    stated = _KINDS.get(entry.record.kind, Kind.OTHER)
    stated_in = _VENUES_OF_BIBTEX if entry.record.own_fields else _VENUES
    printed = [said for name in stated_in if name in entry.fields and (said := entry.short(name))]
    on_server = [said for said in printed if _is_server(said)]
    if on_server:
        printed = [said for said in printed if said not in on_server]
    entry.places = () if stated in _WITHOUT_EDITION else tuple(printed)
    edition = venues.edition(entry.places)
    if edition:
        return _published(entry, stated, (edition.name, *printed)), edition
    served = bool(on_server or arxiv or _SERVER_URL.search(_url(entry)))
    if not served or stated in _ALWAYS:
        return stated, None
    if stated in {Kind.CONFERENCE, Kind.CHAPTER}:
        return (Kind.PREPRINT if on_server else stated), None
    elsewhere = stated is Kind.ARTICLE and doi is not None and not is_of_arxiv(doi) and not on_server
    return (Kind.ARTICLE if elsewhere else Kind.PREPRINT), None


@lru_cache(maxsize=16384)
def _is_server(name: str) -> bool:
    return _SERVER.search(name) is not None


def _published(entry: Entry, stated: Kind, names: tuple[str, ...]) -> Kind:
    if stated in {Kind.CONFERENCE, Kind.OTHER} and any("workshop" in name.lower() for name in names):
        return Kind.WORKSHOP
    if stated in {Kind.OTHER, Kind.PREPRINT}:
        return Kind.CONFERENCE if "booktitle" in entry.fields else Kind.ARTICLE
    return stated


def _url(entry: Entry) -> str:
    field = entry.first("url", "ee", "howpublished")
    return field.value if field else ""
