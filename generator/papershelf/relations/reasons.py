"""Reasons: in words, why a paper is beside another one."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

import numpy as np

from papershelf.catalogue import Catalogue
from papershelf.relations.likeness import Likeness
from papershelf.relations.products import Products, Rows, Shared
from papershelf.topics.topic import Subjects
from papershelf.topics.vectors import Vectors
from papershelf.topics.words import stem, words

CITES: Final = "Cites it"
CITED_BY: Final = "Cited by it"
_WORDS: Final = 3
_NAMED: Final = 2
_CHUNK: Final = 256
_CAPITALS: Final = 2
_KINDS: Final = 3
"""Words, topics and authors: the three ranges of columns."""
_AT_MOST: Final = 8


class Reasons:
    """Says for pairs of papers what they have in common, the strongest tie first."""

    def __init__(self, catalogue: Catalogue, subjects: Subjects, vectors: Vectors, alike: Likeness) -> None:
        self._catalogue = catalogue
        self._subjects = subjects
        self._alike = alike
        texts = vectors.texts
        self._shown = [f"\u201c{texts.shown[term]}\u201d" for term in vectors.columns.tolist()]
        self._columns = {texts.terms[term]: column for column, term in enumerate(vectors.columns.tolist())}
        self._on = cache(self._topics)

    def of(self, rows: Rows, others: Rows, cited: Mapping[tuple[int, int], str]) -> Sequence[str]:
        """Return a sentence for each pair: how the paper ``others[i]`` belongs beside the paper ``rows[i]``.

        What two papers have in common is told once for both ways.
        """
        size = self._alike.features.shape[0]
        pairs, places = np.unique(np.minimum(rows, others) * size + np.maximum(rows, others), return_inverse=True)
        told = [*map(self._told, self._in_common(pairs // size, pairs % size))]
        begun = [sentence[:1].upper() + sentence[1:] for sentence in told]
        reasons = [begun[place] for place in places.tolist()]
        if cited:
            for at, pair in enumerate(zip(rows.tolist(), others.tolist(), strict=True)):
                if pair in cited:
                    reasons[at] = "; ".join(filter(None, (cited[pair], told[places[at]])))
        return reasons

    def _in_common(self, rows: Rows, others: Rows) -> Iterator[tuple[list[int], list[int], list[int]]]:
        products = Products(self._alike.features, _CHUNK)
        cuts = np.searchsorted(rows, np.arange(0, self._alike.features.shape[0] + _CHUNK, _CHUNK)).tolist()
        for start, end in pairwise(cuts):
            yield from self._common(products.shared(rows[start:end], others[start:end]), end - start)

    def _common(self, shared: Shared, count: int) -> Iterator[tuple[list[int], list[int], list[int]]]:
        """Yield for each of ``count`` pairs the common columns with most weight: words, topics, authors."""
        kinds = np.searchsorted([self._alike.words, self._alike.topics], shared.columns, side="right")
        places = shared.pairs * _KINDS + kinds
        order = np.argsort(places * 2 - np.round(shared.weights, 6), kind="stable")
        places = places[order]
        kept = np.arange(len(order)) - np.searchsorted(places, places) < _AT_MOST
        columns = shared.columns[order[kept]].tolist()
        ends = np.searchsorted(places[kept], np.arange(count * _KINDS + 1)).tolist()
        for at in range(0, count * _KINDS, _KINDS):
            one, two, three = (columns[ends[at + kind] : ends[at + kind + 1]] for kind in range(_KINDS))
            yield one, two, three

    def _told(self, common: tuple[list[int], list[int], list[int]]) -> str:
        columns, topical, personal = common
        on, said = self._on(tuple(topical[:_NAMED]))
        if shown := [self._shown[column] for column in columns if column not in said][:_WORDS]:
            share = f"share {', '.join(shown)}"
            on = f"{on}; {share}" if on else share
        if personal:
            people = [self._alike.authors[column - self._alike.topics] for column in personal[:_NAMED]]
            by = "by " + " and ".join(self._catalogue.authors[key].name for key in people)
            on = f"{by}; {on}" if on else by
        return on

    def _topics(self, columns: tuple[int, ...]) -> tuple[str, frozenset[int]]:
        """Return how the topics of these columns are told, and the columns of the words that this tells already."""
        names = [self._subjects.topics[self._alike.slugs[column - self._alike.words]].name for column in columns]
        told = (self._columns.get(stem(word), -1) for name in names for word in words(name))
        return "both on " + " and ".join(map(_inside, names)) if names else "", frozenset(told)


def _inside(name: str) -> str:
    """Return a topic's name as it stands inside a sentence: ``GANs`` stays, ``Graph learning`` does not."""
    first = name.split(" ", 1)[0]
    return name if sum(c.isupper() or c.isdigit() for c in first) >= _CAPITALS else name[:1].lower() + name[1:]
