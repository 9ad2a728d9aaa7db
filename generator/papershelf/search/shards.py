"""Shards: sorted things cut into files of a size, so that a reader fetches only what a query needs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import orjson

File = tuple[str, bytes]
"""A path below ``search/`` and the bytes there."""


@dataclass(frozen=True, slots=True)
class Shards:
    """Where a sorted list is cut: shard ``i`` is ``<name>/<i>.json`` and has the words from ``begins[i]`` on.

    ``spans`` are the numbers of its words, none where the files are made as the words come.
    """

    name: str
    begins: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def manifest(self) -> list[str]:
        """What the reader needs: the first word of each shard, as short as tells it from the word before."""
        return list(self.begins)


def cut(name: str, words: Sequence[str], sizes: Sequence[int], target: int) -> Shards:
    """Cut sorted ``words`` into runs whose ``sizes`` (characters) reach ``target``, at least one word each.

    Equal words stay together, since a reader looks for all of them in one place.
    """
    spans, begins = [], []
    start, filled = 0, 0
    for at, size in enumerate(sizes):
        if filled and filled + size > target * 1.2 and words[at] != words[at - 1]:
            spans.append((start, at))
            start, filled = at, 0
        filled += size
    if start < len(words):
        spans.append((start, len(words)))
    for start, _ in spans:
        begins.append("" if start == 0 else shortest(words[start - 1], words[start]))
    return Shards(name, tuple(begins), tuple(spans))


def shortest(before: str, word: str) -> str:
    """Return the shortest start of ``word`` that sorts after ``before``, as ``word`` does."""
    size = 1
    while word[:size] <= before:
        size += 1
    return word[:size]


def files(shards: Shards, content: Callable[[int, int], object]) -> Iterator[File]:
    """Yield each shard's file; ``content`` makes the JSON value of the words from one number up to another."""
    for at, (start, end) in enumerate(shards.spans):
        yield f"{shards.name}/{at}.json", orjson.dumps(content(start, end))


def evenly(count: int, size: int) -> list[tuple[int, int]]:
    """Return runs of ``size`` things (the last one may be shorter)."""
    return [(start, min(count, start + size)) for start in range(0, count, size)]
