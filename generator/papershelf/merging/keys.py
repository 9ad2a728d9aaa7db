"""Keys: a citation key for each paper, which no other paper has."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from papershelf.codes import problem
from papershelf.papers import Paper
from papershelf.problems import Problem
from papershelf.slugs import allowed, digest, joined, make_slug


def with_keys(papers: Sequence[Paper]) -> tuple[tuple[Paper, ...], tuple[Problem, ...]]:
    """Return the papers, each with a key of its own; of two papers with one key the later one gets a letter more.

    BibTeX does not tell large letters in a key from small ones, so ``DUP`` and ``dup`` are one key.
    A paper without a key has the slug of its title, with year, first author or short hash where it is taken.
    """
    stated = {key.casefold() for paper in papers for key in (paper.key, *paper.other_keys) if key}
    taken: set[str] = set()
    problems: list[Problem] = []
    named: list[Paper] = []
    holders: dict[str, Paper] = {}
    letters: dict[str, Iterator[str]] = {}

    def is_free(wish: str) -> bool:
        return wish.casefold() not in taken and wish.casefold() not in stated

    for paper in papers:
        key = paper.key or next(filter(is_free, _wishes(paper)))
        folded = key.casefold()
        if folded in taken:
            key = next(filter(is_free, letters.setdefault(paper.key, _lettered(paper.key))))
            problems.append(_renamed(paper, key, holders[folded]))
            folded = key.casefold()
        taken.add(folded)
        holders[folded] = paper
        named.append(paper if key == paper.key else replace(paper, key=key))
    return tuple(named), tuple(problems)


def _wishes(paper: Paper) -> Iterator[str]:
    slug = allowed(make_slug(paper.title.plain), paper.title.plain)
    yield slug
    if paper.year:
        slug = joined(slug, str(paper.year))
        yield slug
    if paper.authors:
        slug = joined(slug, paper.authors[0].family)
        yield slug
    yield from (joined(slug, digest(f"{paper.entry} {number}")) for number in range(1_000_000))


def _lettered(key: str) -> Iterator[str]:
    yield from (f"{key}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    yield from (f"{key}-{number}" for number in range(27, 10_000_000))


def _renamed(paper: Paper, key: str, holder: Paper) -> Problem:
    same = "also" if paper.key == holder.key else "but for its case"
    message = f"{paper.key!r} is {same} the key of {holder.title.plain!r} ({holder.entry[0]})."
    done = f"This paper is {key!r} on the site."
    return problem("PS301", paper.entry[0], message, quote=paper.key, done=done, remedy="Give it a key of its own.")
