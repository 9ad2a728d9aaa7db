"""Naming: the ways in which a curator names a paper, and the paper that was meant."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from papershelf.catalogue import Catalogue
from papershelf.identifiers import ArxivId, Doi
from papershelf.papers import Paper
from papershelf.problems import Location, Problem, Severity
from papershelf.richtext.text import sort_key
from papershelf.topics import codes
from papershelf.topics.topic import Pin, Topic

_NEAR: Final = 75.0
"""From this likeness on (of 100) a name is offered as what was meant."""
_GUESSES: Final = 50
"""After so many unknown names we do not look for what was meant any more: the file is for another collection."""


@dataclass(frozen=True, slots=True)
class PaperNames:
    """Every name by which the papers of a catalogue can be called.

    ``exact``: citation key, or DOI or arXiv id in lower case -> citation keys; ``folded``: title or citation key
    without case and punctuation -> citation keys.
    """

    exact: Mapping[str, tuple[str, ...]]
    folded: Mapping[str, tuple[str, ...]]

    def find(self, name: str) -> tuple[str, ...]:
        """Return the citation keys of the papers called ``name``: one, none, or several with one title."""
        name = name.strip()
        if found := self.exact.get(name):
            return found
        if (doi := Doi.parse(name)) and (found := self.exact.get(doi.value)):
            return found
        if (arxiv := ArxivId.parse(name)) and (found := self.exact.get(arxiv.value)):
            return found
        return self.folded.get(sort_key(name), ())

    def near(self, name: str) -> str | None:
        """Return the citation key of the paper whose key or title looks most like ``name``, None if none does."""
        from rapidfuzz import fuzz, process

        best = process.extractOne(sort_key(name), self.folded.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR)
        return None if best is None else self.folded[best[0]][0]


def paper_names(catalogue: Catalogue) -> PaperNames:
    """Return the names of all papers of ``catalogue``: keys, DOIs, arXiv ids (also of versions) and titles."""
    exact: dict[str, tuple[str, ...]] = {}
    folded: dict[str, tuple[str, ...]] = {}
    for key, paper in catalogue.papers.items():
        for identifier in _identifiers(paper):
            _add(exact, identifier, key)
        _add(folded, paper.title.sort_key, key)
    for key in catalogue.papers:
        exact[key] = (key,)
        folded.setdefault(sort_key(key), (key,))
    return PaperNames(exact, folded)


def _identifiers(paper: Paper) -> list[str]:
    found: list[Doi | ArxivId | None] = [paper.doi, paper.arxiv]
    for version in paper.versions:
        found += [Doi.parse(version.url), ArxivId.parse(version.url)]
    return [identifier.value for identifier in found if identifier is not None]


def _add(names: dict[str, tuple[str, ...]], name: str, key: str) -> None:
    if name and key not in names.get(name, ()):
        names[name] = (*names.get(name, ()), key)


@dataclass(slots=True)
class _Resolver:
    catalogue: Catalogue
    problems: list[Problem] = field(default_factory=list)
    misses: int = 0
    _names: PaperNames | None = None

    @property
    def names(self) -> PaperNames:
        """The names of all papers, gathered when the first one is asked for."""
        self._names = self._names or paper_names(self.catalogue)
        return self._names

    def keys(self, topic: Topic, written: Iterable[str]) -> tuple[str, ...]:
        found = (self.key(topic, name) for name in written)
        return tuple(dict.fromkeys(key for key in found if key is not None))

    def key(self, topic: Topic, name: str) -> str | None:
        found = self.names.find(name)
        if len(found) == 1:
            return found[0]
        place = topic.said_at.get(name, Location("topics.toml"))
        self.problems.append(_several(name, found, place) if found else self.unknown(name, place))
        return None

    def unknown(self, name: str, place: Location) -> Problem:
        self.misses += 1
        near = self.names.near(name) if self.misses <= _GUESSES else None
        remedy = "Write a citation key, DOI, arXiv id or title."
        if near is not None:
            remedy = f"Did you mean {near!r}, {self.catalogue.papers[near].title.plain!r}?"
        message = f"No paper is called {name!r}."
        return Problem(codes.UNKNOWN_PAPER, Severity.WARNING, place, message, name, "It was left out.", remedy)


def resolve(topics: Sequence[Topic], catalogue: Catalogue) -> tuple[tuple[Topic, ...], tuple[Problem, ...]]:
    """Return ``topics`` with every paper by its citation key, and what names no paper or several."""
    resolver = _Resolver(catalogue)
    found = []
    for topic in topics:
        pins = [(resolver.key(topic, pin.paper), pin.why) for pin in topic.start_here]
        resolved = replace(
            topic,
            seeds=resolver.keys(topic, topic.seeds),
            include=resolver.keys(topic, topic.include),
            exclude=resolver.keys(topic, topic.exclude),
            first=resolver.keys(topic, topic.first),
            start_here=tuple(Pin(key, why) for key, why in pins if key is not None),
        )
        resolver.problems += _contradictions(resolved)
        found.append(_without_excluded(resolved))
    return tuple(found), tuple(resolver.problems)


def _without_excluded(topic: Topic) -> Topic:
    """Return ``topic`` without what it includes and excludes."""
    stay = [tuple(key for key in keys if key not in topic.exclude) for keys in (topic.include, topic.first)]
    return replace(topic, include=stay[0], first=stay[1])


def _several(name: str, found: tuple[str, ...], place: Location) -> Problem:
    message = f"{name!r} names {len(found)} papers: {', '.join(found)}."
    return Problem(
        codes.AMBIGUOUS_PAPER, Severity.WARNING, place, message, name, "It was left out.", "Write the citation key."
    )


def _contradictions(topic: Topic) -> Iterable[Problem]:
    for key in topic.exclude:
        if key in topic.include or key in topic.first:
            message = f"{key!r} is both in include and in exclude of {topic.slug!r}."
            place = topic.said_at.get("slug", Location("topics.toml"))
            yield Problem(
                codes.CONTRADICTION, Severity.WARNING, place, message, key, "It was excluded.", "Remove it from one."
            )
