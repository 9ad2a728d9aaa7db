"""Reasons: in words, why a paper is beside another one."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np

from papershelf.catalogue import Catalogue
from papershelf.relations.likeness import Likeness
from papershelf.relations.products import Products, Rows, Shared, ranks
from papershelf.topics.topic import Subjects
from papershelf.topics.vectors import Vectors
from papershelf.topics.words import stem, words

CITES: Final = "Cites it"
CITED_BY: Final = "Cited by it"
_WORDS: Final = 3
_NAMED: Final = 2
_CHUNK: Final = 256
_CAPITALS: Final = 2
_FIRST: Final = len("; ")
_AT_MOST: Final = (8, _NAMED, _NAMED)
"""Words, topics and authors that are looked at, in the order of their columns; a topic may tell the first words."""


class Reasons:
    """Says for pairs of papers what they have in common, the strongest tie first.

    ``_tells`` (topics x words): whether a topic's name holds a word; the last row is that of no topic.
    """

    def __init__(self, catalogue: Catalogue, subjects: Subjects, vectors: Vectors, alike: Likeness) -> None:
        self._catalogue = catalogue
        self._subjects = subjects
        self._alike = alike
        texts = vectors.texts
        self._shown = [f"\u201c{texts.shown[term]}\u201d" for term in vectors.columns.tolist()]
        columns = {texts.terms[term]: column for column, term in enumerate(vectors.columns.tolist())}
        self._names = [subjects.topics[slug].name for slug in alike.slugs]
        self._tells = np.zeros((len(self._names) + 1, alike.words), dtype=bool)
        for topic, name in enumerate(self._names):
            told = (columns.get(stem(word)) for word in words(name))
            self._tells[topic, [column for column in told if column is not None]] = True
        self._topics = cache(self._both_on)

    def of(self, rows: Rows, others: Rows, cited: Mapping[tuple[int, int], str]) -> list[str]:
        """Return a sentence for each pair: how the paper ``others[i]`` belongs beside the paper ``rows[i]``.

        What two papers have in common is told once for both ways.
        """
        size = self._alike.features.shape[0]
        pairs, places = np.unique(np.minimum(rows, others) * size + np.maximum(rows, others), return_inverse=True)
        told = [*self._told(pairs // size, pairs % size)]
        begun = [ties[_FIRST : _FIRST + 1].upper() + ties[_FIRST + 1 :] for ties in told]
        reasons = [begun[place] for place in places.tolist()]
        if cited:
            for at, pair in enumerate(zip(rows.tolist(), others.tolist(), strict=True)):
                if pair in cited:
                    reasons[at] = cited[pair] + told[places[at]]
        return reasons

    def _told(self, rows: Rows, others: Rows) -> Iterator[str]:
        """Yield the ties of each pair, one after the other, each behind a semicolon."""
        products = Products(self._alike.features, _CHUNK)
        cuts = np.searchsorted(rows, np.arange(0, self._alike.features.shape[0] + _CHUNK, _CHUNK)).tolist()
        for start, end in pairwise(cuts):
            yield from self._ties(products.shared(rows[start:end], others[start:end]), end - start)

    def _ties(self, shared: Shared, count: int) -> Iterator[str]:
        """Yield for each of ``count`` pairs its authors, its topics, and the heaviest words that these do not tell."""
        worded, topical, personal = self._heaviest(shared)
        topics = np.full((_NAMED, count), -1)
        topics[ranks(topical.pairs), topical.pairs] = topical.columns - self._alike.words
        told = self._tells[topics[:, worded.pairs], worded.columns].any(axis=0)
        worded = worded.at(np.flatnonzero(~told))
        worded = worded.at(ranks(worded.pairs) < _WORDS)
        shown = [self._shown[column] for column in worded.columns.tolist()]
        people = [self._author(column) for column in personal.columns.tolist()]
        by = _phrases("; by ", people, " and ", personal.pairs, count)
        share = _phrases("; share ", shown, ", ", worded.pairs, count)
        yield from map("".join, zip(by, map(self._topics, *topics.tolist()), share, strict=True))

    def _heaviest(self, shared: Shared) -> tuple[Shared, Shared, Shared]:
        """Return the words, topics and authors with most weight that each pair shares, as many as may be told."""
        kinds = np.searchsorted([self._alike.words, self._alike.topics], shared.columns, side="right")
        places = shared.pairs * len(_AT_MOST) + kinds
        order = np.argsort(places * 2 - np.round(shared.weights, 6), kind="stable")
        order = order[ranks(places[order]) < np.array(_AT_MOST)[kinds[order]]]
        worded, topical, personal = (shared.at(order[kinds[order] == kind]) for kind in range(len(_AT_MOST)))
        return worded, topical, personal

    def _author(self, column: int) -> str:
        return self._catalogue.authors[self._alike.authors[column - self._alike.topics]].name

    def _both_on(self, *topics: int) -> str:
        """Return how these topics are told; -1 is none."""
        names = [_inside(self._names[topic]) for topic in topics if topic >= 0]
        return "; both on " + " and ".join(names) if names else ""


def _phrases(begun: str, names: Sequence[str], between: str, pairs: Rows, count: int) -> Iterator[str]:
    """Yield the names of each of ``count`` pairs in one phrase, "" where it has none."""
    ends = np.searchsorted(pairs, np.arange(count + 1)).tolist()
    for start, end in pairwise(ends):
        yield begun + between.join(names[start:end]) if start < end else ""


def _inside(name: str) -> str:
    """Return a topic's name as it stands inside a sentence: ``GANs`` stays, ``Graph learning`` does not."""
    first = name.split(" ", 1)[0]
    return name if sum(c.isupper() or c.isdigit() for c in first) >= _CAPITALS else name[:1].lower() + name[1:]
