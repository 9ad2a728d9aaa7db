"""Identification: the DOI and the arXiv identifier that an entry states somewhere."""

import re
from typing import Final

from papershelf.identifiers import ArxivId, Doi
from papershelf.meaning.entry import Entry
from papershelf.records import Field

_MAY_SAY_ARXIV: Final = (
    "url", "urls", "ee", "journal", "journaltitle", "doi", "howpublished", "note", "pdf", "number", "accession",
)  # fmt: skip


def find_doi(entry: Entry) -> Doi | None:
    """Return the DOI of ``doi``, else of an address or a note that says DOI."""
    field = entry.fields.get("doi")
    if field is not None:
        doi = Doi.parse(field.value.replace("\\", ""))
        if doi is None:
            message, remedy = f"doi is {field.value!r}.", "A DOI begins with 10. and holds a slash."
            entry.report("PS203", field, message, done="It was left out.", remedy=remedy)
        return doi
    for name in ("url", "ee", "howpublished", "note"):
        stated = entry.record.fields.get(name)
        if stated and "10." in stated.value and re.search(r"\bdoi\b", stated.value, re.IGNORECASE):
            return Doi.parse(stated.value.replace("\\", ""))
    return None


def find_arxiv(entry: Entry) -> ArxivId | None:
    """Return the arXiv identifier of ``eprint``, else of an address, journal or note that says arXiv."""
    fields = entry.fields
    archive = entry.first("archiveprefix", "eprinttype")
    field = entry.first("eprint", "arxiv", "arxivid")
    if field and (archive is None or archive.value.strip(" {}").lower() == "arxiv"):
        found = ArxivId.parse(field.value) or _old_arxiv(entry, field)
        if found or archive is None:
            return found
        message = f"eprint is {field.value!r}, not an arXiv identifier."
        entry.report("PS204", field, message, done="It was left out.")
        return None
    if "volume" in fields and fields["volume"].value.startswith("abs/"):
        return ArxivId.parse(fields["volume"].value[4:])
    for name in _MAY_SAY_ARXIV:
        stated = entry.record.fields.get(name)
        if stated and "arxiv" in (value := stated.value.lower()):
            found = ArxivId.parse(value.partition("arxiv")[2].removeprefix(".org/").lstrip(".:/ "))
            if found:
                return found
    return None


def _old_arxiv(entry: Entry, field: Field) -> ArxivId | None:
    group = entry.first("primaryclass", "eprintclass")
    return ArxivId.parse(f"{group.value}/{field.value}") if group else None
