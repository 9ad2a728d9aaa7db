"""Entries for tests: a record in a line, and what records become."""

from dataclasses import replace

from papershelf.catalogue import Catalogue
from papershelf.curation import Curation
from papershelf.gathering import Gathered, gather
from papershelf.meaning.interpretation import Interpreted, interpret
from papershelf.papers import Paper
from papershelf.problems import Location
from papershelf.records import Dialect, Field, Reading, Record
from papershelf.venues import Venues

NO_CURATION = Curation()


def entry(key: str | None, /, *, kind: str = "article", at: str = "a.bib:1", **fields: str) -> Record:
    """Return a record in plain text that begins at ``at``; each field stands on a line of its own below."""
    path, _, line = at.partition(":")
    stated = {name: Field(value, Location(path, int(line) + n)) for n, (name, value) in enumerate(fields.items(), 1)}
    return Record(key, kind, stated, Location(path, int(line)), Dialect.PLAIN, quote="@...", groups=(path,))


def interpreted(kind: str = "article", /, **fields: str) -> Interpreted:
    """Return what a BibTeX entry with a title and ``fields`` means."""
    stated = entry("k", kind=kind, **{"title": "A title", **fields})
    return interpret(replace(stated, dialect=Dialect.LATEX), Venues(NO_CURATION.venues))


def paper_of(kind: str = "article", /, **fields: str) -> Paper:
    """Return the paper that a BibTeX entry with a title and ``fields`` describes."""
    paper = interpreted(kind, **fields).paper
    assert paper is not None
    return paper


def gathered(*records: Record, curation: Curation = NO_CURATION) -> Gathered:
    """Return what records become; those of one path are one source, sources come in the order of their first record."""
    sources: dict[str, list[Record]] = {}
    for one in records:
        sources.setdefault(one.location.path, []).append(one)
    return gather([Reading(tuple(found)) for found in sources.values()], curation)


def catalogue(*records: Record) -> Catalogue:
    """Return the catalogue of records."""
    return gathered(*records).catalogue
