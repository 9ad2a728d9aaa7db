"""Merging: the records of one work become one paper, field by field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from papershelf.citations import venue_of
from papershelf.codes import problem
from papershelf.meaning.hyperlinks import completed, is_implied, is_of_arxiv
from papershelf.papers import Kind, Link, Paper, Version
from papershelf.people import fold_name
from papershelf.problems import Location, Problem
from papershelf.richtext import RichText

_STATED_AS: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("title",),
    "authors": ("author", "authors"),
    "editors": ("editor", "editors"),
    "abstract": ("abstract",),
    "year": ("year", "date"),
    "month": ("month",),
    "day": ("day",),
    "edition": ("booktitle", "journaltitle", "journal", "venue", "eventtitle"),
    "doi": ("doi",),
    "arxiv": ("eprint", "arxiv", "arxivid"),
    "note": ("curator_note", "note"),
    "added": ("date-added", "added"),
    "language": ("langid", "language"),
}
"""Each value of a paper -> the fields that state it."""

_FROM_THE_CITED: Final = frozenset({"year", "month", "day", "edition", "doi"})
_OF_ONE_DATE: Final[Mapping[str, tuple[str, ...]]] = {"month": ("year",), "day": ("year", "month")}
"""What only a record can state that states the same of the others: a preprint appeared in another year."""
_STANDS_ALONE: Final = frozenset({Kind.THESIS, Kind.BOOK, Kind.REPORT})
_PLACE_FIELDS: Final = frozenset({
    "journal", "journaltitle", "shortjournal", "booktitle", "eventtitle", "series", "volume", "number", "issue",
    "pages", "eid", "publisher", "howpublished", "institution", "organization", "address", "location", "isbn", "issn",
    "eissn", "type", "school", "chapter", "edition", "articleno", "numpages",
})  # fmt: skip


class Merged(NamedTuple):
    """A paper and what its records disagree about."""

    paper: Paper
    problems: tuple[Problem, ...]


def merge(records: Sequence[Paper], preferred: Mapping[str, str]) -> Merged:
    """Return the one paper that ``records`` describe, which come in the order of their sources.

    For each field the first record that states it wins, unless ``preferred`` (field -> source) names another source.
    Year, venue and all that belongs to them come from the published record where the others are preprints; then the
    versions are listed, the one to cite first.
    """
    if len(records) == 1:
        return Merged(records[0], ())
    cited = sorted(records, key=_is_unpublished)
    values: dict[str, object] = {}
    said_at: dict[str, Location] = {}
    for record in records:
        said_at = {**record.said_at, **said_at}
    for name, stated in _STATED_AS.items():
        order = _ranked(cited if name in _FROM_THE_CITED else records, stated, preferred)
        beside = {part: values.get(part) for part in _OF_ONE_DATE.get(name, ())}
        winner = next(
            (one for one in order if getattr(one, name) and all(getattr(one, of) == beside[of] for of in beside)), None
        )
        if name in _OF_ONE_DATE:
            values[name] = None
        if winner is not None:
            values[name] = getattr(winner, name)
            said_at.update((field, winner.said_at[field]) for field in stated if field in winner.said_at)
    paper = replace(cited[0], **values, **_together(records, cited), said_at=said_at)  # type: ignore[arg-type]
    if paper.kind in _STANDS_ALONE:
        paper = replace(paper, edition=None)
    paper = replace(
        paper,
        title=_best_title(paper, records),
        more_authors=any(record.more_authors and record.authors == paper.authors for record in records),
        links=completed(paper.links, paper.doi, paper.arxiv),
    )
    return Merged(paper, tuple(_conflicts(paper, records)))


def _together(records: Sequence[Paper], cited: Sequence[Paper]) -> dict[str, object]:
    """Return the values to which every record contributes."""
    keys = [record.key for record in cited if record.key]
    states = {state: reason for record in reversed(records) for state, reason in record.states.items()}
    known = next((record for record in cited if record.kind is not Kind.OTHER), cited[0])
    words = {word.casefold(): word for record in reversed(records) for word in reversed(record.keywords)}
    return {
        "key": keys[0] if keys else "",
        "other_keys": tuple(dict.fromkeys(key for key in keys[1:] if key != keys[0])),
        "kind": known.kind,
        "entry_type": known.entry_type,
        "links": tuple(link for record in cited for link in record.links if not _follows(link, record)),
        "keywords": tuple(reversed(words.values())),
        "groups": tuple(dict.fromkeys(group for record in records for group in record.groups)),
        "cites": tuple(dict.fromkeys(key for record in records for key in record.cites)),
        "fields": _union([record.fields for record in cited], cited),
        "exported": _union([record.exported for record in cited], cited),
        "states": {state: states[state] for state in sorted(states)},
        "entry": tuple(place for record in records for place in record.entry),
        "versions": _versions(cited),
    }


def _union(stated: Sequence[Mapping[str, str]], cited: Sequence[Paper]) -> dict[str, str]:
    """Return the fields of the record to cite and, from the others, those that say nothing of another place."""
    union = dict(stated[0])
    for fields, record in zip(stated[1:], cited[1:], strict=True):
        elsewhere = _series(record) != _series(cited[0]) and any(name in union for name in _PLACE_FIELDS)
        for name, value in fields.items():
            if not (elsewhere and name in _PLACE_FIELDS):
                union.setdefault(name, value)
    return union


def _series(paper: Paper) -> str:
    return paper.edition.series if paper.edition else ""


def _is_unpublished(paper: Paper) -> int:
    return {Kind.PREPRINT: 1, Kind.REPORT: 1, Kind.OTHER: 2}.get(paper.kind, 0)


def _ranked(records: Sequence[Paper], stated: Sequence[str], preferred: Mapping[str, str]) -> Sequence[Paper]:
    source = next((preferred[name] for name in stated if name in preferred), None)
    if source is None:
        return records
    return sorted(records, key=lambda paper: 0 if paper.entry[0].path == source else 1)


def _best_title(paper: Paper, records: Sequence[Paper]) -> RichText:
    """Return the winning title; where a record prints the same words and protects their case, its LaTeX."""
    same = [record.title for record in records if record.title.plain == paper.title.plain]
    braced = next((title for title in same if "{" in title.latex), None)
    return replace(paper.title, latex=braced.latex) if braced and "{" not in paper.title.latex else paper.title


def _versions(cited: Sequence[Paper]) -> tuple[Version, ...]:
    """Return the versions where a work was both published and a preprint, or published in two places."""
    named = {label: record for record in reversed(cited) if (label := venue_of(record))}
    if len(named) < 2:  # noqa: PLR2004 - one version is no choice
        return ()
    return tuple(Version(label, record.year, _address(record)) for label, record in reversed(named.items()))


def _follows(link: Link, record: Paper) -> bool:
    """Tell whether a link is no statement of the record, but follows from its identifiers."""
    return is_implied(link.url, record.doi, record.arxiv)


def _address(paper: Paper) -> str:
    return paper.links[0].url if paper.links else ""


def _conflicts(paper: Paper, records: Sequence[Paper]) -> Iterator[Problem]:
    """Yield what records of the same standing disagree about in substance."""
    peers = [record for record in records if _is_unpublished(record) == _is_unpublished(paper)]
    years = {record.year: record for record in reversed(peers) if record.year}
    if len(years) > 1:
        yield _conflict(paper, "year", {str(year): record for year, record in years.items()}, str(paper.year))
    dois = {record.doi.value: record for record in reversed(peers) if record.doi and not is_of_arxiv(record.doi)}
    if len(dois) > 1 and paper.doi:
        yield _conflict(paper, "doi", dois, paper.doi.value)
    names = {_families(record): record for record in reversed(records) if record.authors and not record.more_authors}
    if len(names) > 1 and not paper.more_authors:
        printed = {", ".join(person.printed for person in record.authors): record for record in names.values()}
        yield _conflict(paper, "author", printed, ", ".join(person.printed for person in paper.authors))
    series = {_series(record): record for record in reversed(peers) if record.edition}
    if len(series) > 1 and paper.edition:
        places = {record.edition.name: record for record in series.values() if record.edition}
        yield _conflict(paper, "venue", places, paper.edition.name)


def _families(paper: Paper) -> tuple[str, ...]:
    return tuple(fold_name(person).rpartition(" ")[2] for person in paper.authors)


def _conflict(paper: Paper, field: str, said: Mapping[str, Paper], won: str) -> Problem:
    lines = [f"{value!r} ({record.said_at.get(field, record.entry[0])})" for value, record in said.items()]
    where = next((record for value, record in said.items() if value != won), paper)
    return problem(
        "PS302",
        where.said_at.get(field, where.entry[0]),
        f"the sources disagree about the {field} of {paper.title.plain!r}: {', '.join(sorted(lines))}.",
        done=f"The site shows {won!r}.",
        remedy=f"Name the source under [fields] in collection.toml, or correct the {field} in corrections.toml.",
    )
