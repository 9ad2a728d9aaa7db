"""Known-item queries and how well an engine answers them."""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).resolve().parent / "queries.toml"
KINDS: Final = ("acronym", "title", "whole", "misspelt", "phrase", "paraphrase", "distant", "variants", "unfinished")
DEPTH: Final = 10
"""Hits that are looked at."""


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody types who remembers ``paper`` (its title); ``half`` is "tune" or "held"."""

    kind: str
    text: str
    paper: str
    half: str


@dataclass(frozen=True, slots=True)
class Score:
    """How the queries of one kind fared: shares of them, the mean of 1/rank, and the number that found nothing."""

    queries: int
    first: float
    in_five: float
    reciprocal: float
    nothing: int


def read_queries() -> tuple[Query, ...]:
    """Return the queries of ``queries.toml``."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["query"]
    return tuple(Query(row["kind"], row["text"], row["paper"], row["half"]) for row in rows)


def ranks(queries: Iterable[Query], ask: Callable[[str], Sequence[str]]) -> dict[Query, tuple[int, bool]]:
    """Return for each query the rank of its paper from 1 (0: not in the first ten), and whether anything was found.

    ``ask`` gives the titles of the first hits.
    """
    found = {}
    for query in queries:
        titles = [plain(title) for title in ask(query.text)][:DEPTH]
        wanted = plain(query.paper)
        found[query] = (titles.index(wanted) + 1 if wanted in titles else 0, bool(titles))
    return found


def plain(title: str) -> str:
    """Return a title without case, spaces and punctuation."""
    return "".join(char for char in title.lower() if char.isalnum())


def scores(found: Mapping[Query, tuple[int, bool]]) -> dict[str, Score]:
    """Return the score of each kind, and of all queries together under "all"."""
    kinds = {kind: [row for query, row in found.items() if query.kind == kind] for kind in KINDS}
    return {kind: _score(rows) for kind, rows in {**kinds, "all": list(found.values())}.items()}


def _score(rows: Sequence[tuple[int, bool]]) -> Score:
    count = max(1, len(rows))
    places = [rank for rank, _ in rows if rank]
    return Score(
        len(rows),
        sum(rank == 1 for rank in places) / count,
        sum(rank <= 5 for rank in places) / count,
        sum(1 / rank for rank in places) / count,
        sum(not anything for _, anything in rows),
    )
