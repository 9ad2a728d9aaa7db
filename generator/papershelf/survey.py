"""The survey: how the files of a collection fare, and how complete its papers are."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from papershelf.papers import LinkKind, Paper
from papershelf.problems import Problem, Severity


class FileCount(NamedTuple):
    """A file: how many papers it has a record of, and what the report says of it."""

    path: str
    papers: int
    problems: int
    notices: int


class FieldCount(NamedTuple):
    """A field of papers, and how many papers have it."""

    name: str
    papers: int


class Survey(NamedTuple):
    """Files in the order of their paths, fields in the order of a paper's page, and the number of papers."""

    files: tuple[FileCount, ...]
    fields: tuple[FieldCount, ...]
    papers: int


_FIELDS: Final[Mapping[str, Callable[[Paper], object]]] = {
    "authors": lambda paper: paper.authors,
    "year": lambda paper: paper.year,
    "venue": lambda paper: paper.edition,
    "abstract": lambda paper: paper.abstract,
    "DOI": lambda paper: paper.doi,
    "arXiv": lambda paper: paper.arxiv,
    "PDF": lambda paper: any(link.kind is LinkKind.PDF for link in paper.links),
    "code": lambda paper: any(link.kind is LinkKind.CODE for link in paper.links),
    "keywords": lambda paper: paper.keywords,
}


def survey(papers: Iterable[Paper], problems: Iterable[Problem]) -> Survey:
    """Return the counts of a collection."""
    listed = tuple(papers)
    stated = Counter(path for paper in listed for path in {place.path for place in paper.entry})
    said: Counter[tuple[str, bool]] = Counter(
        (problem.location.path, problem.severity is Severity.NOTICE) for problem in problems
    )
    paths = sorted({*stated, *(path for path, _ in said)})
    return Survey(
        tuple(FileCount(path, stated[path], said[path, False], said[path, True]) for path in paths),
        tuple(FieldCount(name, sum(bool(has(paper)) for paper in listed)) for name, has in _FIELDS.items()),
        len(listed),
    )
