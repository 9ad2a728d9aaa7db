"""Discovery: topics for a collection that names none, from its keywords or from the wording of its papers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from slugify import slugify

from papershelf.catalogue import Catalogue
from papershelf.topics.clusters import Points, cluster
from papershelf.topics.keywords import from_keywords
from papershelf.topics.phrases import Phrases, find_phrases, is_noun
from papershelf.topics.topic import Topic
from papershelf.topics.vectors import Vectors
from papershelf.topics.words import stem, words

_FEWEST: Final = 3
"""Papers of a topic, and papers of it that use its name."""
_SHARE: Final = 0.08
"""The share of a topic's papers that use its name."""
_SHOWN: Final = 4
_NEAR_THE_BEST: Final = 8
"""Of so many of the best names for a topic, one that was published is taken."""
_WEIGHT: Final = 1.2
_SEEDS: Final = 5


def find_topics(catalogue: Catalogue, vectors: Vectors, held: Collection[str] = ()) -> tuple[Topic, ...]:
    """Return the topics of a collection without topics file: of its keywords where they suffice, else discovered."""
    return from_keywords(catalogue) or discover(vectors, held)


def discover(vectors: Vectors, held: Collection[str] = ()) -> tuple[Topic, ...]:
    """Return topics that the wording of the papers suggests, largest first; ``first`` holds their papers.

    None for fewer than eight papers with words. Names are phrases that many papers of the topic use and few others;
    those whose slugs are ``held``, because they were published, are looked for first.
    """
    phrases = find_phrases(vectors.texts)
    labels = cluster(vectors, phrases, _places(phrases, held))
    keys = vectors.texts.keys
    topics = []
    for found in _named(labels, phrases, vectors, held):
        members = np.flatnonzero(labels == found.cluster)
        topics.append(
            Topic(
                slug=slugify(found.names[0]),
                name=found.names[0][:1].upper() + found.names[0][1:],
                meaning=f"Found by wording: {', '.join(found.names)}.",
                phrases=dict.fromkeys(found.names, _WEIGHT),
                seeds=tuple(keys[row] for row in members.tolist()),
                first=tuple(keys[row] for row in members.tolist()),
                found=True,
            )
        )
    return tuple(topics)


@dataclass(frozen=True, slots=True)
class _Named:
    cluster: int
    names: tuple[str, ...]


def _places(phrases: Phrases, held: Collection[str]) -> tuple[int, ...]:
    """Return the phrases whose slugs are held, those that most papers use first."""
    users = np.asarray(phrases.uses.sum(axis=0)).ravel().tolist()
    places = [place for place, name in enumerate(phrases.shown) if slugify(name) in held] if held else []
    return tuple(sorted(places, key=lambda place: (-users[place], place)))


def _named(
    labels: npt.NDArray[np.int64], phrases: Phrases, vectors: Vectors, held: Collection[str]
) -> Iterator[_Named]:
    """Yield the clusters that have at least three papers and a name, with their most distinctive phrases."""
    taken: set[frozenset[str]] = set()
    for number in range(int(np.max(labels, initial=-1)) + 1):
        members = labels == number
        if members.sum() < _FEWEST:
            continue
        names = _distinctive(members, phrases) or _single_words(members, vectors)
        fresh = [name for name in names if _bag(name) not in taken and slugify(name)]
        known = [name for name in fresh[:_NEAR_THE_BEST] if slugify(name) in held][:1]
        fresh = [*known, *(name for name in fresh if name not in known)]
        if fresh:
            taken.add(_bag(fresh[0]))
            yield _Named(number, tuple(_apart(fresh)[:_SHOWN]))


def _distinctive(members: npt.NDArray[np.bool_], phrases: Phrases) -> list[str]:
    """Return the phrases that the members use and others do not, the most distinctive first."""
    inside = np.asarray(phrases.uses[members].sum(axis=0), dtype=np.float64).ravel()
    everywhere = np.asarray(phrases.uses.sum(axis=0), dtype=np.float64).ravel()
    scores = _scores(inside, everywhere, members)
    enough = inside >= max(_FEWEST, _SHARE * members.sum())
    order = [place for place in np.lexsort((np.arange(len(scores)), -scores)).tolist() if enough[place]]
    return [phrases.shown[place] for place in order if scores[place] > 0]


def _single_words(members: npt.NDArray[np.bool_], vectors: Vectors) -> list[str]:
    """Return single words, for topics so small or mixed that no phrase is common to their papers."""
    used = vectors.matrix[members]
    inside = np.bincount(used.indices, minlength=used.shape[1]).astype(np.float64)
    everywhere = np.bincount(vectors.matrix.indices, minlength=used.shape[1]).astype(np.float64)
    scores = _scores(inside, everywhere, members)
    order = np.lexsort((np.arange(len(scores)), -scores)).tolist()
    shown = (vectors.texts.shown[vectors.columns[column]] for column in order[:50] if inside[column] >= _FEWEST)
    return [word for word in shown if len(word) > _FEWEST and is_noun(word)]


def _scores(inside: Points, everywhere: Points, members: npt.NDArray[np.bool_]) -> Points:
    """Return how much more the members use each expression than all papers do, weighed by how many use it."""
    share = inside / members.sum()
    overall = everywhere / len(members)
    lift = np.divide(share, overall, out=np.ones_like(share), where=overall > 0)
    scores: Points = np.round(np.sqrt(share) * np.log(np.maximum(lift, 1e-9)), 6)
    return scores


def _bag(name: str) -> frozenset[str]:
    return frozenset(map(stem, words(name)))


def _apart(names: list[str]) -> list[str]:
    """Return the names without those whose words are all in one before."""
    kept: list[str] = []
    for name in names:
        if not any(_bag(name) <= _bag(before) or _bag(before) <= _bag(name) for before in kept):
            kept.append(name)
    return kept
