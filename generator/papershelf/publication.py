"""Publication: which fields of a source a site may show."""

from collections.abc import Mapping
from typing import Final

PUBLIC: Final = frozenset(
    {
        "abstract",
        "address",
        "annotation_public",
        "archiveprefix",
        "author",
        "award",
        "booksubtitle",
        "booktitle",
        "chapter",
        "code",
        "code_url",
        "crossref",
        "crossref_title",
        "curator_note",
        "data",
        "date",
        "day",
        "doi",
        "edition",
        "editiontitle",
        "editor",
        "eid",
        "eprint",
        "eprintclass",
        "eprinttype",
        "erratum",
        "eventdate",
        "eventtitle",
        "institution",
        "isbn",
        "issn",
        "issue",
        "journal",
        "journaltitle",
        "keywords",
        "langid",
        "language",
        "location",
        "month",
        "number",
        "organization",
        "origdate",
        "pages",
        "pagetotal",
        "part",
        "pdf",
        "primaryclass",
        "publisher",
        "pubstate",
        "references",
        "retracted",
        "school",
        "series",
        "session",
        "shortjournal",
        "slides",
        "subtitle",
        "title",
        "type",
        "url",
        "venue",
        "video",
        "volume",
        "volumes",
        "withdrawn",
        "xdata",
        "year",
    }
)
"""Fields that a site may show or hand out; every other one is withheld and counted."""

SHOWN: Final[Mapping[str, str]] = {
    "volume": "Volume",
    "number": "Number",
    "issue": "Issue",
    "pages": "Pages",
    "eid": "Article",
    "chapter": "Chapter",
    "edition": "Edition",
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
}
"""Fields that are kept with a paper as they stand, by the words that name them."""

PRIVATE_TAGS: Final = frozenset({"to-read", "toread", "to read", "read", "unread", "todo", "important", "favorite"})


def is_private_tag(tag: str) -> bool:
    """Tell whether a keyword is a reader's own mark: ``to-read``, ``_tablet``, stars."""
    return (
        tag.casefold() in PRIVATE_TAGS
        or tag.startswith(("_", "*", "#", "\u2b50", "\u2605"))
        or not tag.strip("*\u2605")
    )
