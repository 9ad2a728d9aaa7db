"""Authorship: who is who across the papers."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from papershelf.catalogue import Author
from papershelf.codes import problem
from papershelf.curation.people import Somebody, WhosWho
from papershelf.namesakes import find_namesakes
from papershelf.papers import Paper, Person
from papershelf.people import fold
from papershelf.problems import Problem


class Authorship(NamedTuple):
    """The authors in the order of their names, each paper's author keys, and what was noticed.

    ``doubts``: citation key of a paper, and names that are taken for those of one person because they fold alike.
    """

    authors: Mapping[str, Author]
    keys: Mapping[str, tuple[str, ...]]
    problems: tuple[Problem, ...]
    doubts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(slots=True)
class _Seen:
    """An author while the papers are read; ``family`` and ``given`` are the names as they fold, each by itself."""

    person: Person
    family: str
    given: str
    printed: dict[str, int] = field(default_factory=dict)
    papers: dict[str, None] = field(default_factory=dict)


def find_authors(
    papers: Sequence[Paper], people: Sequence[Somebody] = (), named: Mapping[str, str] | None = None
) -> Authorship:
    """Return the authors of ``papers``, which come in catalogue order.

    Names that fold alike are one author, unless ``people`` says otherwise; ``named`` maps a paper as the curator names
    it to its citation key.
    """
    who = WhosWho(people, named or {})
    seen: dict[str, _Seen] = {}
    keys: dict[str, tuple[str, ...]] = {}
    names: dict[int, tuple[str, str]] = {}
    for paper in papers:
        row = []
        paper_key = paper.key
        for person in paper.authors:
            name = names.get(id(person))
            if name is None:
                name = names[id(person)] = (fold(person.printed) or person.printed, person.printed)
            folded, printed = name
            key = who.key(folded, paper_key) if people else folded
            author = seen.get(key)
            if author is None:
                author = seen[key] = _seen(person)
            author.printed[printed] = author.printed.get(printed, 0) + 1
            author.papers[paper_key] = None
            row.append(key)
        keys[paper_key] = tuple(row)
    similar = find_namesakes({key: (author.family, author.given) for key, author in seen.items()})
    found = [_author(key, author, who.people.get(key), similar.get(key, ())) for key, author in seen.items()]
    found.sort(key=lambda author: (author.sort_name, author.key))
    doubts = tuple(_folded(seen, who.people))
    return Authorship({author.key: author for author in found}, keys, tuple(who.unused(seen)), doubts)


def doubtful(authorship: Authorship, papers: Mapping[str, Paper]) -> Iterator[Problem]:
    """Yield the doubts as problems, each where the paper names the author."""
    for key, forms in authorship.doubts:
        place = papers[key].said_at.get("author", papers[key].entry[0])
        message = f"{' and '.join(map(repr, forms))} are taken for one person."
        remedy = "Where they are two, tell them apart in people.toml."
        yield problem("PS320", place, message, quote=forms[0], remedy=remedy)


def _seen(person: Person) -> _Seen:
    family = f"{person.particle} {person.family}" if person.particle else person.family
    return _Seen(person, fold(family), fold(person.given))


def _author(key: str, seen: _Seen, somebody: Somebody | None, similar: tuple[str, ...]) -> Author:
    names = [*seen.printed]
    if len(names) > 1:
        names.sort(key=lambda name: (-seen.printed[name], name.isascii(), name.isupper(), name))
    if somebody:
        names = list(dict.fromkeys((somebody.names[0], *names)))
    person = seen.person
    sort_name = " ".join(filter(None, (seen.family, fold(person.suffix), seen.given)))
    orcid = somebody.orcid if somebody and somebody.orcid else person.orcid
    return Author(key, names[0], sort_name or key, tuple(seen.papers), tuple(names[1:]), orcid, similar)


def _folded(seen: Mapping[str, _Seen], people: Mapping[str, Somebody]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the authors whose names differ in their letters, which nobody has said are one person."""
    for key, author in seen.items():
        if key in people or len(author.printed) == 1:
            continue
        forms = sorted({_letters(name): name for name in sorted(author.printed)}.values())
        if len(forms) > 1:
            yield next(iter(author.papers)), tuple(forms)


def _letters(name: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", name).casefold() if char.isalpha())
