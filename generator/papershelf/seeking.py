"""Seeking: the topics and relations of a catalogue, by numbers; whoever imports it loads the libraries for them."""

from dataclasses import replace

from papershelf.embeddings.model import sentences
from papershelf.embeddings.space import space_of
from papershelf.embeddings.store import Store, store_at
from papershelf.finding import Question
from papershelf.relations.near import Columns
from papershelf.relations.related import relate
from papershelf.topics.assignment import assign
from papershelf.topics.discovery import find_topics
from papershelf.topics.texts import read_texts
from papershelf.topics.vectors import Vectors, make_vectors


class Sought:
    """The ``subjects`` of a catalogue, with the ``problems`` of its topics; its relations when they are asked for."""

    def __init__(self, question: Question) -> None:
        """Find topics where the curator states none; put each paper on its topics."""
        self._question = question
        self._vectors, store = _seen(question)
        topics, catalogue = question.topics, question.catalogue
        if topics is None:
            topics = find_topics(catalogue, self._vectors, question.held)
        self.subjects, self.problems = assign(catalogue, topics, vectors=self._vectors)
        if store:
            store.save()

    def relations(self) -> Columns:
        """Return the relations of the papers."""
        return relate(self._question.catalogue, self.subjects, self._vectors)


def vectors_of(question: Question) -> Vectors:
    """Return the papers' vectors, with what their sentences mean where a model is installed and wanted."""
    return _seen(question)[0]


def _seen(question: Question) -> tuple[Vectors, Store | None]:
    papers = question.catalogue.papers.values()
    vectors = make_vectors(read_texts(question.catalogue, question.tokens))
    store = store_at(question.file) if question.file and papers else None
    return (replace(vectors, space=space_of(sentences(papers), store.embed)), store) if store else (vectors, None)
