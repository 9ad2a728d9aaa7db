"""Works: which records describe one work."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Final

from papershelf.curation.decisions import Verdicts
from papershelf.identity import fold_title
from papershelf.meaning.hyperlinks import is_of_arxiv
from papershelf.papers import Kind, Paper
from papershelf.people import fold

_ALIKE: Final = 60.0
_SLIP: Final = 85.0
_YEARS: Final = 3
_LOOKED_AT: Final = 50
_EVERYBODYS: Final = frozenset({
    "introduction", "editorial", "preface", "foreword", "discussion", "conclusion", "conclusions", "index",
    "contents", "tableofcontents", "erratum", "corrigendum", "bookreview", "bookreviews", "reply", "response",
    "acknowledgements", "guesteditorial", "frontmatter", "references", "untitled", "letters", "report",
    "annualreport", "news",
})  # fmt: skip
_NUMBERS: Final = re.compile(r"\d+")


def group(papers: Sequence[Paper], verdicts: Verdicts) -> tuple[tuple[int, ...], ...]:
    """Return the numbers of the papers that are one work, works and papers in the order of ``papers``.

    One DOI or one arXiv identifier is one work, unless title and first author both differ (a proceedings' DOI on each
    of its papers). Else one title, with compatible years and the same first author. Linear in the number of papers.
    """
    return _Works(papers, verdicts).groups()


class _Works:
    def __init__(self, papers: Sequence[Paper], verdicts: Verdicts) -> None:
        self._papers = papers
        self._verdicts = verdicts
        self._parent = list(range(len(papers)))
        self._members: dict[int, list[int]] = {}
        self._titles = [fold_title(paper) for paper in papers]
        self._first = [_first_author(paper) for paper in papers]

    def groups(self) -> tuple[tuple[int, ...], ...]:
        for numbers in self._verdicts.same:
            for number in numbers[1:]:
                self._join(numbers[0], number)
        self._by_identifier()
        self._by_title()
        found = defaultdict[int, list[int]](list)
        for number in range(len(self._papers)):
            found[self._root(number)].append(number)
        return tuple(tuple(numbers) for numbers in found.values())

    def _by_identifier(self) -> None:
        known = defaultdict[str, list[int]](list)
        for number, paper in enumerate(self._papers):
            names = [f"doi:{paper.doi.value}"] if paper.doi else []
            if paper.arxiv:
                names.append(f"arxiv:{paper.arxiv.value}")
            for name in names:
                self._join_first(number, known[name], self._one_work)
            if paper.key:
                self._join_first(number, known[f"key:{paper.key}"], self._one_entry)

    def _by_title(self) -> None:
        """Join records of one title: first those with authors, then those that name none to the first that fits."""
        by_author = defaultdict[tuple[str, str], list[int]](list)
        by_title = defaultdict[str, list[int]](list)
        nameless = []
        for number, title in enumerate(self._titles):
            if not title:
                continue
            if not self._first[number]:
                nameless.append(number)
                continue
            self._join_first(number, by_author[title, self._first[number]], self._one_title)
            by_title[title].append(number)
        for number in nameless:
            self._join_first(number, by_title[self._titles[number]], self._one_title)

    def _join_first(self, number: int, seen: list[int], fits: Callable[[int, int], bool]) -> None:
        for other in seen[:_LOOKED_AT]:
            if fits(number, other) and self._may(number, other):
                self._join(other, number)
                break
        seen.append(number)

    def _one_work(self, one: int, other: int) -> bool:
        """Tell whether two records of one identifier are one work: the title or the first author agrees."""
        authors = self._first[one], self._first[other]
        if authors[0] and authors[0] == authors[1]:
            return True
        least = _SLIP if all(authors) else _ALIKE
        return _alike(self._titles[one], self._titles[other], least)

    def _one_entry(self, one: int, other: int) -> bool:
        """Tell whether two records of one citation key are one work: the title differs by a slip at most."""
        return _alike(self._titles[one], self._titles[other], _SLIP) and self._compatible(one, other)

    def _one_title(self, one: int, other: int) -> bool:
        return self._compatible(one, other) and self._years_agree(self._papers[one], self._papers[other])

    def _compatible(self, one: int, other: int) -> bool:
        first, second = self._papers[one], self._papers[other]
        if self._first[one] and self._first[other] and self._first[one] != self._first[other]:
            return False
        if self._titles[one] in _EVERYBODYS and (first.authors, first.year) != (second.authors, second.year):
            return False
        if _stand_apart(first, second):
            return False
        published = [paper.doi for paper in (first, second) if paper.doi and not is_of_arxiv(paper.doi)]
        return len(set(published)) < 2 and not (first.arxiv and second.arxiv and first.arxiv != second.arxiv)  # noqa: PLR2004 - two DOIs, two works

    def _years_agree(self, one: Paper, other: Paper) -> bool:
        """Tell whether two years can be of one work: the same, or a preprint's and a little later its publication's."""
        if not one.year or not other.year or one.year == other.year:
            return True
        return abs(one.year - other.year) <= _YEARS and Kind.PREPRINT in {one.kind, other.kind}

    def _may(self, one: int, other: int) -> bool:
        """Tell whether no decision of the curator keeps the works of two records apart."""
        if not self._verdicts.apart:
            return True
        ones, others = (self._members.get(self._root(number), [number]) for number in (one, other))
        return not any(self._verdicts.parts(a, b) for a in ones for b in others)

    def _root(self, number: int) -> int:
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def _join(self, one: int, other: int) -> None:
        low, high = sorted((self._root(one), self._root(other)))
        if low != high:
            self._parent[high] = low
            self._members.setdefault(low, [low]).extend(self._members.pop(high, [high]))


def _alike(title: str, other: str, least: float) -> bool:
    from rapidfuzz import fuzz  # which is loaded where two records may be one work

    return fuzz.ratio(title, other, score_cutoff=least) > 0


def _stand_apart(one: Paper, other: Paper) -> bool:
    """Tell whether two papers of one venue stand in different issues, or without authors on different pages."""
    if not one.edition or not other.edition or one.edition.series != other.edition.series:
        return False
    return any(
        (first := _number(one, name)) and (second := _number(other, name)) and first != second
        for name in (("volume", "number") if one.authors and other.authors else ("volume", "number", "pages"))
    )


def _number(paper: Paper, name: str) -> str:
    found = _NUMBERS.search(paper.fields.get(name, ""))
    return found[0] if found else ""


def _first_author(paper: Paper) -> str:
    return _family(paper.authors[0].family) if paper.authors else ""


@lru_cache(maxsize=65536)
def _family(name: str) -> str:
    return fold(name).rpartition(" ")[2] or name
