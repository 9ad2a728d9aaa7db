"""Columns: which field each heading of a table means, however it is written."""

import re
from collections.abc import Mapping
from typing import Final

_HEADINGS: Final[Mapping[str, str]] = {
    "title": "title papertitle articletitle documenttitle ti titel titre título",
    "author": "author authors authornames authorfullnames authorsfull creators au by autor auteurs",
    "editor": "editor editors",
    "year": "year publicationyear pubyear yearpublished publishedyear py jahr année",
    "date": "date publicationdate published dateofpublication pubdate coverdate onlinedate",
    "journaltitle": "journal journaltitle journalname journalbook sourcetitle publicationtitle source so",
    "venue": "venue conference conferencename conferencetitle publishedin publicationvenue",
    "booktitle": "booktitle proceedings proceedingstitle",
    "abstract": "abstract abstractnote summary abstracttext ab description zusammenfassung",
    "doi": "doi itemdoi doilink di",
    "url": "url link links paperurl articleurl sourceurl landingpage weblink externalurl",
    "pdf": "pdf pdflink pdfurl openaccesslink",
    "keywords": "keywords keyword authorkeywords ieeeterms manualtags automatictags tags indexkeywords de subjects "
    "topics",
    "arxiv": "arxiv arxivid arxivurl arxivlink",
    "shortjournal": "journalabbreviation abbreviatedsourcetitle",
    "volume": "volume vl vol",
    "number": "issue number is issuenumber",
    "pages": "pages page pagerange pagination",
    "pagestart": "startpage pagestart firstpage bp",
    "pageend": "endpage pageend lastpage ep",
    "publisher": "publisher pu",
    "isbn": "isbn isbns",
    "issn": "issn sn issns",
    "type": "type documenttype itemtype publicationtype entrytype pubtype dt",
    "key": "key citekey citationkey bibtexkey citekeys id bibkey",
    "language": "language languageoforiginaldocument languages la",
    "code": "code github codeurl repository codelink implementation",
    "note": "note notes",
    "series": "series seriestitle bookseriestitle",
    "location": "place location conferencelocation publisherplace",
    "pmid": "pmid pubmedid",
    "pmcid": "pmcid",
    "eid": "articlenumber artno eid",
    "video": "video videourl",
    "slides": "slides slidesurl",
    "data": "dataset data dataurl",
}
FIELDS: Final[Mapping[str, str]] = {word: field for field, words in _HEADINGS.items() for word in words.split()}
"""Heading, in lower case and without anything but letters and digits -> field."""

_KINDS: Final = (
    (re.compile(r"workshop|conference|proceeding|inproceedings", re.IGNORECASE), "inproceedings"),
    (re.compile(r"chapter|booksection|book section|incollection|inbook", re.IGNORECASE), "incollection"),
    (re.compile(r"preprint|posted|e-print", re.IGNORECASE), "preprint"),
    (re.compile(r"thesis|dissertation", re.IGNORECASE), "thesis"),
    (re.compile(r"report", re.IGNORECASE), "report"),
    (re.compile(r"data ?set", re.IGNORECASE), "dataset"),
    (re.compile(r"software|computer ?program", re.IGNORECASE), "software"),
    (re.compile(r"article|journal|review|letter|editorial", re.IGNORECASE), "article"),
    (re.compile(r"book|monograph", re.IGNORECASE), "book"),
    (re.compile(r"web ?page|blog|website", re.IGNORECASE), "online"),
)


def field_of(heading: str) -> str:
    """Return the field that a heading means; one that is not known stands for itself, "" for an empty one.

    >>> field_of("Source title"), field_of("My rating (1-5)")
    ('journaltitle', 'my-rating-1-5')
    """
    lowered = heading.strip().lower()
    known = FIELDS.get("".join(character for character in lowered if character.isalnum()))
    return known or re.sub(r"[\W_]+", "-", lowered).strip("-")


def kind_of(stated: str) -> str:
    """Return the BibTeX type that the words of a type column mean; ``misc`` where they mean none."""
    return next((kind for pattern, kind in _KINDS if pattern.search(stated)), "misc")
