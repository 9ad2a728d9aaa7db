"""Laws of discovery: topics from keywords where they suffice, else from wording; stable, and named like topics."""

import random
import re

import pytest

from papershelf.catalogue import Catalogue
from papershelf.topics.clusters import number_of_clusters
from papershelf.topics.discovery import discover, find_topics
from papershelf.topics.keywords import from_keywords, is_private
from papershelf.topics.texts import read_texts
from papershelf.topics.vectors import make_vectors
from papershelf.topics.words import STOP_WORDS
from shelf import catalogue, example, paper


def found(papers: Catalogue) -> list[str]:
    """Return the slugs of the topics found by wording."""
    return [topic.slug for topic in discover(make_vectors(read_texts(papers)))]


def test_keywords_become_topics() -> None:
    """A keyword that several papers share is a topic, named as most write it, largest first."""
    papers = [
        paper(f"p{n}", f"Title {n}", keywords=["graph learning" if n % 2 else "Graph Learning"]) for n in range(5)
    ]
    papers += [paper(f"q{n}", f"Title {n}", keywords=["soups", "to-read"]) for n in range(4)]
    topics = from_keywords(catalogue(papers))
    assert [topic.name for topic in topics] == ["Graph Learning", "Soups"]
    assert all(topic.found for topic in topics)


@pytest.mark.parametrize(
    "tag", ["to-read", "to read", "_tablet", "★★★★★", "read", "unread", "prio1", "rating: 5", "3", "@john", "My papers"]
)
def test_private_tags_never_become_topics(tag: str) -> None:
    """A reader's note to self is no topic, however many papers carry it."""
    assert is_private(tag)
    papers = [paper(f"p{n}", f"Title {n}", keywords=[tag]) for n in range(4)]
    assert not from_keywords(catalogue([*papers, paper("other", "Other")]))


@pytest.mark.parametrize("tag", ["reading comprehension", "graph learning", "3D vision", "ranking", "new physics"])
def test_subjects_are_not_private(tag: str) -> None:
    """A subject that looks like a private tag stays public."""
    assert not is_private(tag)


def test_few_keywords_do_not_suffice() -> None:
    """Keywords on a few papers give way to the wording of all; one file for everything is no topic."""
    papers = [paper("p0", "Soup", keywords=["soups"]), paper("p1", "Soup", keywords=["soups"])]
    papers += [paper(f"q{n}", f"Title {n}", groups=["library.bib"]) for n in range(10)]
    assert not from_keywords(catalogue(papers))
    everywhere = [paper(f"p{n}", f"Title {n}", groups=["library.bib"]) for n in range(4)]
    assert not from_keywords(catalogue(everywhere))


def test_names_read_like_topics() -> None:
    """No found name is a stop word, a number or a piece of a word; no two are alike."""
    names = [topic.name for topic in discover(make_vectors(read_texts(example())))]
    assert 8 <= len(names) == len({name.casefold() for name in names})
    for name in names:
        words = re.findall(r"\w+", name.casefold())
        assert not set(words) & STOP_WORDS
        assert all(len(word) > 1 and not word.isdigit() for word in words)
    assert {"Diffusion models", "Continual learning", "Neural architecture search"} <= set(names)


def test_the_same_papers_give_the_same_topics() -> None:
    """Discovery is a function of the papers; a few papers less leave most names as they were."""
    whole = found(example())
    assert found(example()) == whole
    dropped = set(random.Random(3).sample(list(example().papers), 5))  # noqa: S311 - which papers go is no secret
    fewer = catalogue(one for key, one in example().papers.items() if key not in dropped)
    assert len(set(found(fewer)) & set(whole)) >= 0.7 * len(whole)


def test_the_number_of_topics_grows_slowly() -> None:
    """The number of topics follows the size of the collection in coarse steps."""
    assert [number_of_clusters(size) for size in (8, 225, 226, 3000, 10_000, 100_000)] == [2, 18, 18, 42, 60, 60]


@pytest.mark.parametrize("size", [0, 1, 2, 7, 8, 30])
def test_small_collections_are_no_trouble(size: int) -> None:
    """Any number of papers, with or without words, is read without complaint."""
    papers = catalogue(paper(f"p{n}", f"Soup {n}", "Carrots and onions" if n % 2 else "") for n in range(size))
    assert len(find_topics(papers, make_vectors(read_texts(papers)))) <= max(size, 1)
