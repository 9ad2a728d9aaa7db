"""Reasons: in words, why a paper is beside another one."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from typing import Final

import numpy as np

from papershelf.catalogue import Catalogue
from papershelf.relations.likeness import Likeness
from papershelf.relations.neighbours import Rows
from papershelf.topics.topic import Subjects
from papershelf.topics.vectors import Vectors
from papershelf.topics.words import stem, words

CITES: Final = "Cites it"
CITED_BY: Final = "Cited by it"
_WORDS: Final = 3
_NAMED: Final = 2
_CHUNK: Final = 20_000
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
        """Return a sentence for each pair: how the paper ``others[i]`` belongs beside the paper ``rows[i]``."""
        starts = range(0, len(rows), _CHUNK)
        common = chain.from_iterable(
            self._common(rows[start : start + _CHUNK], others[start : start + _CHUNK]) for start in starts
        )
        pairs = zip(rows.tolist(), others.tolist(), common, strict=True)
        return [self._sentence(found, cited.get((row, other), "")) for row, other, found in pairs]

    def _common(self, rows: Rows, others: Rows) -> Iterator[tuple[list[int], list[int], list[int]]]:
        """Yield for each pair the common columns with most weight: words, topics, authors."""
        features, alike = self._alike.features, self._alike
        shared = features[rows].multiply(features[others]).tocsr()
        pairs = np.repeat(np.arange(len(rows)), np.diff(shared.indptr))
        kinds = np.searchsorted([alike.words, alike.topics], shared.indices, side="right")
        order = np.lexsort((shared.indices, -np.round(shared.data, 6), pairs * _KINDS + kinds))
        places = (pairs * _KINDS + kinds)[order]
        kept = order[np.arange(len(order)) - np.searchsorted(places, places) < _AT_MOST]
        columns = shared.indices[kept].tolist()
        ends = np.searchsorted((pairs * _KINDS + kinds)[kept], np.arange(1, len(rows) * _KINDS + 1)).tolist()
        starts = [0, *ends]
        for at in range(0, len(ends), _KINDS):
            one, two, three = (columns[starts[at + kind] : ends[at + kind]] for kind in range(_KINDS))
            yield one, two, three

    def _sentence(self, common: tuple[list[int], list[int], list[int]], tie: str) -> str:
        columns, topical, personal = common
        said = [tie] if tie else []
        if personal:
            people = (self._alike.authors[column - self._alike.topics] for column in personal[:_NAMED])
            said.append("by " + " and ".join(self._catalogue.authors[key].name for key in people))
        on, told = self._on(tuple(topical[:_NAMED]))
        if on:
            said.append(on)
        if shown := [self._shown[column] for column in columns if column not in told][:_WORDS]:
            said.append("share " + ", ".join(shown))
        sentence = "; ".join(said)
        return sentence[:1].upper() + sentence[1:]

    def _topics(self, columns: tuple[int, ...]) -> tuple[str, frozenset[int]]:
        """Return how the topics of these columns are told, and the columns of the words that this tells already."""
        names = [self._subjects.topics[self._alike.slugs[column - self._alike.words]].name for column in columns]
        told = (self._columns.get(stem(word), -1) for name in names for word in words(name))
        return "both on " + " and ".join(map(_inside, names)) if names else "", frozenset(told)


def _inside(name: str) -> str:
    """Return a topic's name as it stands inside a sentence: ``GANs`` stays, ``Graph learning`` does not."""
    first = name.split(" ", 1)[0]
    return name if sum(c.isupper() or c.isdigit() for c in first) >= _CAPITALS else name[:1].lower() + name[1:]
