"""Duplicates: papers whose titles are so near that they may be one work."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Final

from papershelf.codes import problem
from papershelf.identity import fold_title
from papershelf.papers import Kind, Paper
from papershelf.people import fold
from papershelf.problems import Problem

_ENDS: Final = 14
_ALIKE: Final = 93.0
_YEARS: Final = 3
_CROWD: Final = 12
_NAMED: Final = 5
_PARTS: Final = re.compile(r"\d+|\b(?:i{1,3}|iv|vi{0,3}|ix|[a-z])\b")


def find_duplicates(papers: Sequence[Paper], apart: Callable[[Paper, Paper], bool]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of papers (by number) that may be one work, unless the curator keeps them ``apart``.

    Titles are compared where they begin or end alike or share their longest words; a crowd that shares these is
    compared with its neighbours only, so that the work grows with the number of papers.
    """
    titles = [paper.title.sort_key for paper in papers]
    seen: set[tuple[int, int]] = set()
    for block in _blocks(titles):
        for one, other in _near(block, [titles[number] for number in block]):
            if (one, other) not in seen:
                seen.add((one, other))
                if _could_be_one(papers[one], papers[other]) and not apart(papers[one], papers[other]):
                    yield one, other


def _blocks(titles: Sequence[str]) -> Iterator[list[int]]:
    blocks = defaultdict[tuple[str, str], list[int]](list)
    for number, title in enumerate(titles):
        joined = title.replace(" ", "")
        if len(joined) > _ENDS:
            blocks["head", joined[:_ENDS]].append(number)
            blocks["tail", joined[-_ENDS:]].append(number)
            words = sorted(title.split())
            words.sort(key=len, reverse=True)
            blocks["words", " ".join(words[:3])].append(number)
    yield from (block for block in blocks.values() if len(block) > 1)


def _near(block: Sequence[int], titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of neighbours in ``block`` whose titles are near, in their order."""
    from rapidfuzz import fuzz, process  # which is loaded where something may be alike

    for place, title in enumerate(titles):
        others = titles[place + 1 : place + _CROWD]
        near = process.extract(title, others, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None)
        for _, _, further in sorted(near, key=itemgetter(2)) if near else ():
            if _PARTS.findall(title) == _PARTS.findall(others[further]):
                yield block[place], block[place + 1 + further]


def _could_be_one(one: Paper, other: Paper) -> bool:
    """Tell whether nothing speaks against it: published papers with other authors, years or identifiers are two."""
    published = Kind.PREPRINT not in {one.kind, other.kind}
    if published and ((one.doi and other.doi) or fold_title(one) == fold_title(other)):
        return False
    if one.year and other.year and abs(one.year - other.year) > (0 if published else _YEARS):
        return False
    if one.authors and other.authors:
        first = {fold(person.family) for person in one.authors}
        return any(fold(person.family) in first for person in other.authors)
    return True


def proposal(one: Paper, other: Paper) -> Problem:
    """Return the notice that two papers may be one work."""
    message = f"{other.title.plain!r} may be {one.title.plain!r} ({one.entry[0]})."
    remedy = f'Write [[same]] or [[different]] with papers = ["{one.key}", "{other.key}"] in decisions.toml.'
    done = "Both are on the site."
    return problem("PS303", other.entry[0], message, quote=other.title.plain, done=done, remedy=remedy)


def shared_dois(papers: Sequence[Paper], apart: Callable[[Paper, Paper], bool]) -> Iterator[Problem]:
    """Yield a notice for each DOI that several papers state, unless the curator keeps these ``apart``."""
    holders = defaultdict[str, list[Paper]](list)
    for paper in papers:
        if paper.doi:
            holders[paper.doi.value].append(paper)
    for doi, sharing in holders.items():
        first, *others = sharing
        doubtful = [other for other in others if not apart(first, other)]
        if doubtful:
            where = doubtful[0].said_at.get("doi", doubtful[0].entry[0])
            keys = ", ".join(repr(paper.key) for paper in (first, *doubtful)[:_NAMED])
            more = f" and {len(doubtful) + 1 - _NAMED} more" if len(doubtful) >= _NAMED else ""
            message = f"{doi} is stated as the DOI of {len(doubtful) + 1} papers: {keys}{more}."
            done = f"Whoever pastes it finds {first.key!r}."
            yield problem("PS305", where, message, quote=doi, done=done, remedy="Correct the DOI of all but one.")
