"""Columns: placements as one process sends them to another, by the papers in their order."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TypeAlias

from papershelf.topics.topic import Placement

Placed: TypeAlias = tuple[list[int], list[str], list[float]]
"""How many topics each paper has, their slugs, the scores."""


def packed_placements(placements: Mapping[str, tuple[Placement, ...]]) -> Placed:
    """Return ``placements`` as columns."""
    placed = [placement for row in placements.values() for placement in row]
    return [*map(len, placements.values())], [one.topic for one in placed], [one.score for one in placed]


def unpacked_placements(keys: Sequence[str], columns: Placed) -> Mapping[str, tuple[Placement, ...]]:
    """Return the placements in ``columns`` of the papers with these ``keys``."""
    counts, slugs, scores = columns
    placed = map(Placement, slugs, scores)
    return {key: tuple(islice(placed, count)) for key, count in zip(keys, counts, strict=True)}
