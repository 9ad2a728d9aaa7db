"""Publication: what of a source a site may show, hand out or must keep to itself."""

import re
from collections.abc import Mapping
from enum import Enum, auto
from functools import lru_cache
from typing import Final


class Standing(Enum):
    """What a site does with a field."""

    PUBLIC = auto()
    """Known and meant for readers."""
    UNKNOWN = auto()
    """Handed out in BibTeX when its text gives nothing away, never shown."""
    PRIVATE = auto()
    """Withheld and counted."""


SHOWN: Final[Mapping[str, str]] = {
    "volume": "Volume",
    "number": "Number",
    "issue": "Issue",
    "pages": "Pages",
    "eid": "Article",
    "chapter": "Chapter",
    "edition": "Edition",
    "series": "Series",
    "session": "Session",
    "publisher": "Publisher",
    "institution": "Institution",
    "school": "School",
    "organization": "Organisation",
    "address": "Place",
    "location": "Place",
    "isbn": "ISBN",
    "issn": "ISSN",
    "type": "Type",
    "pubstate": "Status",
}
"""Fields that a paper's page shows as they stand, by the words that name them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PUBLIC: Final = frozenset(SHOWN) | _words(
    "abstract accession annotation_public archiveprefix articleno arxiv arxivid author award awards bookauthor "
    "booksubtitle booktitle booktitleaddon cites code code_url codeurl crossref curator_note data data_url dataset "
    "dataurl date day doi editor editortype ee eissn eprint eprintclass eprinttype erratum eventdate eventtitle "
    "eventtitleaddon github howpublished html hyphenation issuetitle journal journalsubtitle journaltitle keyword "
    "keywords langid language link maintitle month numpages origdate origlanguage pagetotal paperurl part pdf "
    "pdf_url pdfurl pmcid pmid presentation primaryclass references repository retracted section "
    "shortjournal slides slides_url slidesurl software subtitle title titleaddon translator url url_pdf urldate "
    "urls venue version video video_url videourl volumes withdrawn xdata year"
)
_PRIVATE: Final = _words(
    "abstract-private added-at annotation annotations annotator-note annote attachment attachments bdsk citationcount "
    "citationkey citations-note collection collections comment comments creationdate date-added date-modified "
    "dateadded "
    "datemodified file files folder folders fulltext group groups keywords-private local-url localfile localurl "
    "memo mendeley-groups mendeley-tags modificationdate my-note note notes opinion owner owners path pdfpath "
    "personal-note printed priority private private-note qualityassured ranking rating read read-status readstatus "
    "relevance review reviews shared status tag tags timestamp to-read toread user username"
)
_PRIVATE_NAME: Final = re.compile(
    r"_|\*|(?:bdsk|mendeley|zotero|zotio|jabref|papers|readcube|endnote|calibre|x|user|local|my|private)[-_.]|"
    r"(?:comment|note|review|annotation|annote|file|group|owner)s?[-_.]|user[a-z]$|(?:inter|intra)hash|.*[-_](?:private|file|path)$|.*(?:e-?mail|note)s?$",
)
_SOMEBODYS: Final = re.compile(r"(comment|note|review)s?[-_.]")
_WEB: Final = re.compile(r"https?://(?![^/\s]*@)(?!localhost|127\.|10\.|192\.168\.)[^\s{}\"<>@]+", re.IGNORECASE)
_GIVEAWAY: Final = re.compile(
    r"[\w.+-]+(?:@|\s*\[at\]\s*)[\w-]+\.[\w.-]+"
    r"|\b(?:file|smb|zotero|mendeley|x-devonthink-item|readcube):|://"
    r"|(?:^|[\s{(:;,\"'=])(?:~|/|[A-Za-z]\\?:[\\/]|\\\\)[\w.~ \\/$-]*[\\/]"
    r"|\.(?:pdf|djvu|epub|docx?|html?|ps|md|txt)\b",
    re.IGNORECASE,
)
_TELLING: Final = re.compile(r"[@/\\:.]|\[at\]|localhost")

PRIVATE_TAGS: Final = _words(
    "favorite favorites favourite favourites important inbox must-read mustread read skim skimmed starred to-cite "
    "to-do to-read tocite todo toread unread printed relevant qualityassured prio1 prio2 prio3 rank1 rank2 rank3 rank4 "
    "rank5"
) | {"to read", "must read", "to do", "to cite", "read later", "not read", "currently reading"}
_MARKS: Final = "_*#/!@\u2606\u2605\u2b50\U0001f31f"


@lru_cache(maxsize=4096)
def standing(name: str) -> Standing:
    """Return what a site does with the field ``name`` (lower case)."""
    if name in _PUBLIC:
        return Standing.PUBLIC
    return Standing.PRIVATE if name in _PRIVATE or _PRIVATE_NAME.match(name) else Standing.UNKNOWN


def counted_as(name: str) -> str:
    """Return under what name a withheld field is counted: whose comment it is stays private.

    >>> counted_as("comment-jane"), counted_as("file")
    ('comment-*', 'file')
    """
    found = _SOMEBODYS.match(name)
    return f"{found[1]}-*" if found else name


def gives_away(value: str) -> bool:
    r"""Tell whether a text holds what belongs to its owner alone: a path or file of their disk, an e-mail address.

    >>> gives_away("/home/me/smith.pdf"), gives_away(r"C\:\\papers\\smith.pdf"), gives_away("https://example.org/a.pdf")
    (True, True, False)
    """
    return _TELLING.search(value) is not None and _GIVEAWAY.search(_WEB.sub(" ", value)) is not None


def is_private_tag(tag: str) -> bool:
    """Tell whether a keyword is a reader's own mark: ``to-read``, ``_tablet``, stars."""
    return not tag.strip(_MARKS) or tag[0] in _MARKS or tag.casefold() in PRIVATE_TAGS
