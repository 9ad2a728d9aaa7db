"""Seeking: the topics and relations of a catalogue, by numbers; whoever imports it loads the libraries for them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from papershelf.catalogue import Catalogue
from papershelf.embeddings.model import installed
from papershelf.embeddings.space import space_of
from papershelf.embeddings.store import Store
from papershelf.papers import Paper
from papershelf.relations import Relations
from papershelf.relations.related import relate
from papershelf.tokens import Tokens
from papershelf.topics.assignment import assign
from papershelf.topics.discovery import find_topics
from papershelf.topics.texts import read_texts
from papershelf.topics.topic import Topic
from papershelf.topics.vectors import Vectors, make_vectors


class Sought:
    """The ``subjects`` of a catalogue, with the ``problems`` of its ``topics``; relations when they are asked for."""

    def __init__(
        self,
        catalogue: Catalogue,
        topics: Sequence[Topic] | None,
        held: Sequence[str],
        file: Path | None,
        tokens: Sequence[Tokens] = (),
    ) -> None:
        """Find topics where ``topics`` are None, those whose slugs are ``held`` first; put each paper on its topics.

        ``file``: where the meanings of sentences are kept, None where no model is to be asked; ``tokens`` are known.
        """
        self._catalogue = catalogue
        self._vectors, store = _seen(catalogue, file, tokens)
        self.topics = tuple(find_topics(catalogue, self._vectors, held) if topics is None else topics)
        self.subjects, self.problems = assign(catalogue, self.topics, vectors=self._vectors)
        if store:
            store.save()

    def relations(self) -> Relations:
        """Return the relations of the papers."""
        return relate(self._catalogue, self.subjects, self._vectors)


def vectors_of(catalogue: Catalogue, file: Path | None) -> Vectors:
    """Return the papers' vectors, with what their sentences mean where a model is installed."""
    return _seen(catalogue, file)[0]


def unknown_meanings(catalogue: Catalogue, file: Path | None) -> int:
    """Return of how many papers the model would be asked what their sentences mean."""
    store = _store(file)
    return store.missing(_sentences(catalogue.papers.values())) if store else 0


def _seen(catalogue: Catalogue, file: Path | None, tokens: Sequence[Tokens] = ()) -> tuple[Vectors, Store | None]:
    vectors = make_vectors(read_texts(catalogue, tokens))
    store = _store(file)
    if store is None or not catalogue.papers:
        return vectors, None
    return replace(vectors, space=space_of(_sentences(catalogue.papers.values()), store.embed)), store


def _store(file: Path | None) -> Store | None:
    model = installed() if file else None
    return Store(model, file) if model and file else None


def _sentences(papers: Iterable[Paper]) -> list[str]:
    return [f"{paper.title.plain}. {paper.abstract.plain if paper.abstract else ''}" for paper in papers]
