"""The values: a paper near another one, and how relations travel from one process to another."""

from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple, TypeAlias


class Related(NamedTuple):
    """A paper near another one: ``reason`` is a sentence that a reader sees, as in LOOK.md's table of words."""

    key: str
    score: float
    reason: str


Relations: TypeAlias = Mapping[str, tuple[Related, ...]]
"""Citation key -> the papers near that paper, nearest first."""

Columns: TypeAlias = tuple[list[str], list[int], list[str], list[float], list[str]]
"""Relations as a process sends them to another: keys, how many papers are near each, theirs, scores, reasons."""


def packed(relations: Relations) -> Columns:
    """Return ``relations`` as columns."""
    near = [related for papers in relations.values() for related in papers]
    counts = [len(papers) for papers in relations.values()]
    return list(relations), counts, [one.key for one in near], [one.score for one in near], [one.reason for one in near]


def unpacked(columns: Columns) -> Relations:
    """Return the relations in ``columns``."""
    keys, counts, others, scores, reasons = columns
    near = map(Related, others, scores, reasons)
    return {key: tuple(islice(near, count)) for key, count in zip(keys, counts, strict=True)}
