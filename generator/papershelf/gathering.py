"""Gathering: what the sources state becomes one catalogue."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import inf
from typing import Final

from papershelf.authorship import doubtful, find_authors
from papershelf.catalogue import Catalogue, Venue
from papershelf.codes import problem
from papershelf.curation import Curation
from papershelf.curation.corrections import Correction, corrected
from papershelf.curation.decisions import judge
from papershelf.gathering_memory import GatheringMemory, authors_cause, duplicates_cause, works_cause
from papershelf.identity import Directory
from papershelf.meaning.ahead import Ahead, Read
from papershelf.meaning.interpretation import Interpreted, interpret
from papershelf.meaning.recollection import Meanings, recall
from papershelf.merging.duplicates import find_duplicates, proposal, shared_dois
from papershelf.merging.keys import with_keys
from papershelf.merging.merging import merge
from papershelf.merging.works import group
from papershelf.papers import Paper
from papershelf.problems import Problem
from papershelf.records import Reading, Record
from papershelf.richtext.text import sort_key
from papershelf.sources.managers import hinted
from papershelf.venues import Venues

_NUMBER: Final = re.compile(r"\d{1,9}")


@dataclass(frozen=True, eq=False)
class Gathered:
    """The catalogue, and the counts of the closing line.

    ``records`` is their number, ``merged`` how many of them describe a paper that another one describes too;
    ``withheld``: name of a field -> how often it was. ``ahead`` know the tokens of what was read ahead.
    ``looked_through`` looks for what is wrong.
    """

    catalogue: Catalogue
    records: int
    merged: int
    withheld: Mapping[str, int]
    ahead: Sequence[Ahead]
    looked_through: Callable[[], tuple[Problem, ...]]

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What was found on the way, and papers that look alike, which are looked for when they are asked for."""
        return self.looked_through()


@dataclass(slots=True)
class _Desk:
    """Papers, number by number, while the catalogue is made, and their records where they will be ``corrected``."""

    venues: Venues
    meanings: Meanings | None
    corrected: bool
    meanwhile: Callable[[], None]
    records: list[Record] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    withheld: Counter[str] = field(default_factory=Counter)
    ahead: list[Ahead] = field(default_factory=list)

    def take(self, reading: Reading) -> int:
        """Interpret the records of ``reading``, keep the papers that have a title, and return how many records it has.

        Each record goes as its paper comes, so that a large file does not lie here twice.
        """
        self.problems += reading.problems
        records, manager = [*reversed(reading.records)], reading.manager
        count = len(records)
        ahead = Ahead(() if self.meanings else reading.records)
        read = iter(ahead)
        if ahead.begun:
            self.ahead.append(ahead)
            self.meanwhile()
        del reading
        while records:
            record = records.pop()
            paper, found, private, _ = self.meaning(record, next(read, None))
            if found or private:
                self.problems += (hinted(problem, manager) for problem in found)
                self.withheld.update(private)
            if paper is not None:
                self.papers.append(paper)
                if self.corrected:
                    self.records.append(record)
        return count

    def meaning(self, record: Record, read: Read | None = None) -> Interpreted:
        """Return what ``record`` means."""
        if self.meanings is None:
            return interpret(record, self.venues, read)
        return recall(record, self.venues, self.meanings, read)


def gather(
    readings: Iterable[Reading],
    curation: Curation,
    memory: GatheringMemory | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Gathered:
    """Return the catalogue of what the sources state, in the order of the sources.

    With the ``memory`` of an earlier gathering, only what changed since then is worked out. Where texts are read
    ahead, ``meanwhile`` is called before the first of them is waited for.
    """
    meanings, corrected = memory.meanings if memory else None, bool(curation.corrections)
    desk = _Desk(Venues(curation.venues), meanings, corrected, meanwhile)
    if memory is None:
        memory = GatheringMemory(kept=False)
    memory.meanings.turn()
    count = 0
    waiting = [*readings][::-1]
    del readings
    while waiting:
        count += desk.take(waiting.pop())
    directory = Directory(desk.papers) if curation.decisions or curation.corrections else Directory(())
    verdicts, unknown = judge(curation.decisions, directory)
    works = memory.works.of(lambda: (works_cause(desk.papers), verdicts), lambda: group(desk.papers, verdicts))
    unknown += tuple(_correct(desk, works, curation.corrections, directory))
    merged = [merge([desk.papers[number] for number in work], curation.preferred) for work in works]
    papers, renamed = with_keys([paper for paper, _ in merged])
    numbers = {paper.key: work for paper, work in zip(papers, works, strict=True)}
    ordered = _ordered(_settled(papers, desk.venues))
    named = _named(curation, ordered)
    authorship = memory.authorship.of(
        lambda: (authors_cause(ordered), curation.people, named),
        lambda: find_authors(ordered, curation.people, named),
    )

    def apart(one: Paper, other: Paper) -> bool:
        return any(verdicts.parts(a, b) for a in numbers[one.key] for b in numbers[other.key])

    catalogue = Catalogue(
        {paper.key: paper for paper in ordered}, authorship.authors, authorship.keys, _venues(ordered, desk.venues)
    )
    clashes = tuple(clash for _, found in merged for clash in found)
    problems = (*desk.problems, *unknown, *clashes, *renamed, *authorship.problems)

    def looked_through() -> tuple[Problem, ...]:
        duplicates = memory.duplicates.of(
            lambda: (duplicates_cause(ordered), verdicts, numbers), lambda: tuple(find_duplicates(ordered, apart))
        )
        alike = (proposal(ordered[one], ordered[other]) for one, other in duplicates)
        return (*problems, *doubtful(authorship, catalogue.papers), *alike, *shared_dois(ordered, apart))

    withheld = dict(sorted(desk.withheld.items()))
    merged_away = len(desk.papers) - len(works)
    return Gathered(catalogue, count, merged_away, withheld, desk.ahead, looked_through)


def _correct(
    desk: _Desk, works: Sequence[Sequence[int]], corrections: Sequence[Correction], directory: Directory
) -> Iterator[Problem]:
    """Correct the records on the desk; yield the corrections that change nothing."""
    work_of = {number: work for work in works for number in work} if corrections else {}
    for correction in corrections:
        found = directory.find(correction.paper)
        if not found:
            remedy = directory.suggest(correction.paper)
            message = f"no paper is {correction.paper!r}."
            yield problem("PS310", correction.location, message, quote=correction.paper, remedy=remedy)
            continue
        work = work_of[found[0]]
        changed = corrected([desk.records[number] for number in work], correction)
        if isinstance(changed, Problem):
            yield changed
            continue
        place, record = changed
        paper, problems, *_ = desk.meaning(record)
        old = desk.records[work[place]].fields.get(correction.field)
        desk.problems = [known for known in desk.problems if old is None or known.location != old.location]
        desk.problems += [new for new in problems if new.location == correction.location]
        if paper is not None:
            desk.records[work[place]], desk.papers[work[place]] = record, paper


def _settled(papers: Sequence[Paper], venues: Venues) -> Iterator[Paper]:
    """Yield the papers; a venue that is printed in words has the acronym that another paper prints beside them."""
    aliases, names = venues.aliases(), venues.names()
    keys = {paper.key for paper in papers}
    for paper in papers:
        edition = paper.edition
        if edition and edition.series in aliases:
            series = aliases[edition.series]
            name = f"{names[series][0]} {edition.year}" if edition.year else names[series][0]
            paper = replace(paper, edition=replace(edition, series=series, name=name))  # noqa: PLW2901 - settled
        cites = tuple(key for key in paper.cites if key in keys and key != paper.key)
        yield paper if cites == paper.cites else replace(paper, cites=cites)


def _ordered(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    return tuple(sorted(papers, key=lambda paper: paper.order))


def _named(curation: Curation, papers: Sequence[Paper]) -> Mapping[str, str]:
    """Return the citation keys of the papers that people.toml names."""
    wanted = {name for somebody in curation.people for name in somebody.papers}
    directory = Directory(papers if wanted else ())
    return {name: papers[found[0]].key for name in sorted(wanted) if (found := directory.find(name))}


def _venues(papers: Sequence[Paper], venues: Venues) -> Mapping[str, Venue]:
    editions = defaultdict[str, defaultdict[str, list[str]]](lambda: defaultdict(list))
    for paper in sorted(papers, key=_in_volume):
        if paper.edition:
            editions[paper.edition.series][paper.edition.name].append(paper.key)
    names = venues.names()
    order = sorted(editions, key=lambda series: (sort_key(names[series][0]), series))
    return {series: _venue(series, names[series], editions[series]) for series in order}


def _in_volume(paper: Paper) -> tuple[float, ...]:
    """Return the place of a paper in its venue: newest year first, then as in print, and those that state no place."""
    fields = paper.fields
    stated = (fields.get("volume", ""), fields.get("number", ""), fields.get("pages", "") or fields.get("eid", ""))
    numbers = [float(said[0]) if text and (said := _NUMBER.search(text)) else inf for text in stated]
    return (-(paper.year or 0), *numbers)


def _venue(series: str, names: tuple[str, str], editions: Mapping[str, Sequence[str]]) -> Venue:
    kept = {name: tuple(keys) for name, keys in editions.items()}
    return Venue(series, names[0], kept, tuple(key for keys in kept.values() for key in keys), names[1])
