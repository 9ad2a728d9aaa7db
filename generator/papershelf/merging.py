"""Merging: records of one work become one paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from papershelf.papers import Edition, Kind, Paper, Version
from papershelf.people import fold_name
from papershelf.problems import Problem, Severity
from papershelf.richtext.text import sort_key

_FIRST_SAID: Final = (
    "authors",
    "editors",
    "year",
    "month",
    "edition",
    "abstract",
    "doi",
    "arxiv",
    "note",
    "added",
    "language",
)
_SOURCE_NAMES: Final[Mapping[str, str]] = {
    "authors": "author",
    "editors": "editor",
    "edition": "booktitle",
    "arxiv": "eprint",
}


@dataclass(slots=True)
class _Works:
    """The works so far, by each identity that their records have."""

    groups: list[list[Paper]] = field(default_factory=list)
    by_identity: dict[str, int] = field(default_factory=dict)

    def add(self, paper: Paper) -> None:
        """Put ``paper`` with the work that it describes, else begin a work."""
        title = f"title:{sort_key(paper.title.plain)}"
        strong = [f"doi:{paper.doi.value}" if paper.doi else "", f"arxiv:{paper.arxiv.value}" if paper.arxiv else ""]
        found = next((self.by_identity[name] for name in strong if name in self.by_identity), None)
        if found is None and title in self.by_identity and _same(self.groups[self.by_identity[title]][0], paper):
            found = self.by_identity[title]
        if found is None:
            found = len(self.groups)
            self.groups.append([])
        self.groups[found].append(paper)
        for name in (*strong, title):
            if name:
                self.by_identity.setdefault(name, found)


def _same(one: Paper, other: Paper) -> bool:
    """Tell whether two papers of one title can be one work: years within two, the same first author."""
    if one.year and other.year and abs(one.year - other.year) > 2:  # noqa: PLR2004 - preprint and journal
        return False
    if one.doi and other.doi and one.doi != other.doi and one.edition and other.edition:
        return False
    if one.authors and other.authors:
        return fold_name(one.authors[0]).split()[-1:] == fold_name(other.authors[0]).split()[-1:]
    return True


def merge(papers: Iterable[Paper], preferred: Mapping[str, str]) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """Return each work once, under a key that no other has.

    ``papers`` come in the order of the sources; for each field the first one that states it wins, unless
    ``preferred`` (field -> source) names another source.
    """
    works = _Works()
    for paper in papers:
        works.add(paper)
    problems: list[Problem] = []
    merged = tuple(_combine(group, preferred) for group in works.groups)
    return _unique_keys(merged, problems), tuple(problems)


def _combine(group: Sequence[Paper], preferred: Mapping[str, str]) -> Paper:
    if len(group) == 1:
        return group[0]
    first = group[0]
    values: dict[str, object] = {}
    said_at = dict(chain.from_iterable(reversed([tuple(paper.said_at.items()) for paper in group])))
    for name in _FIRST_SAID:
        ranked = _ranked(group, preferred.get(_SOURCE_NAMES.get(name, name)))
        winner = next((paper for paper in ranked if getattr(paper, name)), first)
        values[name] = getattr(winner, name)
        source = _SOURCE_NAMES.get(name, name)
        if source in winner.said_at:
            said_at[source] = winner.said_at[source]
    titled = _ranked(group, preferred.get("title"))[0]
    return replace(
        first, **values,  # type: ignore[arg-type]
        key=next((paper.key for paper in group if paper.key), ""),
        title=titled.title,
        kind=next((paper.kind for paper in _published_first(group) if paper.kind is not Kind.OTHER), Kind.OTHER),
        more_authors=any(paper.more_authors for paper in group if paper.authors),
        links=tuple({link.kind: link for paper in reversed(group) for link in reversed(paper.links)}.values()),
        keywords=tuple(dict.fromkeys(word for paper in group for word in paper.keywords)),
        groups=tuple(dict.fromkeys(name for paper in group for name in paper.groups)),
        fields=dict(chain.from_iterable(paper.fields.items() for paper in reversed(group))),
        states=dict(chain.from_iterable(paper.states.items() for paper in reversed(group))),
        entry=tuple(place for paper in group for place in paper.entry), said_at=said_at,
        versions=_versions(group),
    )  # fmt: skip


def _ranked(group: Sequence[Paper], source: str | None) -> list[Paper]:
    return sorted(group, key=lambda paper: 0 if source and paper.entry[0].path == source else 1)


def _published_first(group: Sequence[Paper]) -> list[Paper]:
    return sorted(group, key=lambda paper: 1 if paper.kind is Kind.PREPRINT else 0)


def _versions(group: Sequence[Paper]) -> tuple[Version, ...]:
    """Return the versions where a work has a preprint and a published record of different years or places."""
    stated = [(paper, _label(paper.edition, paper.kind)) for paper in group if paper.kind is not Kind.OTHER]
    if len({label for _, label in stated}) < 2:  # noqa: PLR2004 - one version is no choice
        return ()
    urls = {label: (paper.doi or paper.arxiv, paper.year) for paper, label in reversed(stated)}
    return tuple(Version(label, year, place.url if place else "") for label, (place, year) in urls.items())


def _label(edition: Edition | None, kind: Kind) -> str:
    return edition.name if edition else kind.value


def _unique_keys(papers: Sequence[Paper], problems: list[Problem]) -> tuple[Paper, ...]:
    taken: set[str] = set()
    named = []
    for paper in papers:
        key, letter = paper.key or sort_key(paper.title.plain).replace(" ", "-")[:80] or "paper", ord("a")
        wanted = key
        while key in taken:
            key, letter = f"{wanted}{chr(letter) if letter <= ord('z') else letter}", letter + 1
        if key != wanted and paper.key:
            problems.append(Problem("PS301", Severity.WARNING, paper.entry[0], f"{wanted!r} is the key of two papers.",
                wanted, f"This one is {key!r} on the site.", "Give one of them another key."))  # fmt: skip
        taken.add(key)
        named.append(paper if key == paper.key else replace(paper, key=key))
    return tuple(named)
