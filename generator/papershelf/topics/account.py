"""Account: why each paper is where it is, told when somebody asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from papershelf.topics.scoring import Hits, Likenesses, Points
from papershelf.topics.texts import Where
from papershelf.topics.topic import Evidence, Placement, Topic
from papershelf.topics.vectors import Vectors

_WORDS_SHOWN: Final = 3
_PARTS: Final = tuple(part.name.lower() for part in Where)


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """The ``points`` of all papers (rows) on all topics (columns), and what they come from.

    ``hits``: those of each topic; ``filed``: (citation key, topic's place) -> keywords, sources and the curator's
    words.
    """

    topics: tuple[Topic, ...]
    vectors: Vectors
    hits: Sequence[Sequence[Hits]]
    likeness: Likenesses
    filed: Mapping[tuple[str, int], Sequence[Evidence]]
    points: Points


class Account(Mapping[tuple[str, str], tuple[Evidence, ...]]):
    """(Citation key, topic slug) -> evidence, strongest first, for every placement; made when it is looked up."""

    def __init__(self, judged: Judgement, placed: Mapping[str, tuple[Placement, ...]]) -> None:
        self._judged = judged
        self._placed = placed
        self._rows = {key: row for row, key in enumerate(judged.vectors.texts.keys)}
        self._numbers = {topic.slug: number for number, topic in enumerate(judged.topics)}

    def __getitem__(self, place: tuple[str, str]) -> tuple[Evidence, ...]:
        key, slug = place
        if all(placement.topic != slug for placement in self._placed.get(key, ())):
            raise KeyError(place)
        row, number = self._rows[key], self._numbers[slug]
        found = (*self._judged.filed.get((key, number), ()), *self._said(row, number), *self._alike(row, number))
        return tuple(sorted(found, key=lambda one: (-one.weight, one.what, one.where)))

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((key, placement.topic) for key, placements in self._placed.items() for placement in placements)

    def __len__(self) -> int:
        return sum(map(len, self._placed.values()))

    def _said(self, row: int, number: int) -> Iterator[Evidence]:
        """Yield the phrases of a topic that a paper holds, for each part of the paper."""
        for hit in self._judged.hits[number]:
            at = int(np.searchsorted(hit.rows, row))
            if at < len(hit.rows) and hit.rows[at] == row:
                for part, weight in zip(_PARTS, hit.points[at].tolist(), strict=True):
                    if weight:
                        yield Evidence(hit.phrase, part, round(weight, 3))

    def _alike(self, row: int, number: int) -> Iterator[Evidence]:
        """Yield the likeness of wording, by the words that weigh most in it, and that of meaning."""
        vectors, texts = self._judged.vectors, self._judged.vectors.texts
        part = slice(vectors.matrix.indptr[row], vectors.matrix.indptr[row + 1])
        columns = vectors.matrix.indices[part]
        weights = np.round(vectors.matrix.data[part] * self._judged.likeness.wordings[number, columns], 6)
        order = np.lexsort((columns, -weights))[:_WORDS_SHOWN]
        words = [texts.shown[vectors.columns[columns[at]]] for at in order if weights[at] > 0]
        yield Evidence(", ".join(words), "wording", round(float(self._judged.likeness.worded[row, number]), 3))
        if self._judged.likeness.meant is not None:
            yield Evidence("sentences", "meaning", round(float(self._judged.likeness.meant[row, number]), 3))
