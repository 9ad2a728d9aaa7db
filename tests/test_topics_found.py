"""Laws of discovery: topics from keywords where they suffice, else from wording; stable, and named like topics."""

import random
import re
from collections.abc import Collection
from datetime import date
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from papershelf.catalogue import Catalogue
from papershelf.topics.clusters import number_of_clusters
from papershelf.topics.discovery import discover, find_topics
from papershelf.topics.keywords import from_keywords, is_private
from papershelf.topics.phrases import find_phrases
from papershelf.topics.texts import read_texts
from papershelf.topics.vectors import make_vectors
from papershelf.topics.words import STOP_WORDS
from papershelf.understanding import lock_text, understand
from papershelf.workplace import locate
from shelf import ROOT, catalogue, example, paper


def found(papers: Catalogue, held: Collection[str] = ()) -> list[str]:
    """Return the slugs of the topics found by wording."""
    return [topic.slug for topic in discover(make_vectors(read_texts(papers)), held)]


def fewer(count: int, seed: int) -> Catalogue:
    """Return the example without ``count`` of its papers."""
    dropped = set(random.Random(seed).sample(list(example().papers), count))  # noqa: S311 - which ones is no secret
    return catalogue(one for key, one in example().papers.items() if key not in dropped)


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


def test_a_keyword_of_most_papers_is_a_topic_of_a_small_collection() -> None:
    """On a small shelf a keyword of nearly all papers is a topic, in a large collection it says nothing."""

    def names(count: int) -> list[str]:
        papers = [
            paper(f"p{n}", "T", keywords=["soups", "leeks"] if n < count // 4 else ["soups"]) for n in range(count)
        ]
        return [topic.slug for topic in from_keywords(catalogue([*papers, paper("q", "T", keywords=["leeks"])]))]

    assert names(9) == ["soups", "leeks"]
    assert "soups" not in names(90)


def test_names_are_no_pieces_of_compounds() -> None:
    """What stands before a noun, tied by a hyphen, is no name: ``vision-language`` is not, ``pseudo-labels`` is."""
    said = "A vision-language model learns from pseudo-labels, and vision-language tasks give pseudo-labels."
    shown = find_phrases(read_texts(catalogue(paper(f"p{n}", f"Paper {n}", said) for n in range(4)))).shown
    assert "pseudo-labels" in shown
    assert "vision-language" not in shown


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
    """Discovery is a function of the papers."""
    assert found(example()) == found(example())


def test_a_few_papers_do_not_rename_everything() -> None:
    """With five papers more, of 220, three names in four stay on average, and never less than three in five."""
    whole = set(found(example()))
    kept = [len(set(found(fewer(5, seed))) & whole) / len(whole) for seed in range(4)]
    assert sum(kept) >= 0.75 * len(kept)
    assert min(kept) >= 0.6


def test_published_topics_keep_their_names() -> None:
    """With the lock's topics, five papers more leave nine names in ten as they were on average, and a paper's topic."""
    whole = discover(make_vectors(read_texts(example())))
    held = [topic.slug for topic in whole]
    assert set(found(example(), held)) >= set(held)
    names, places = [], []
    for seed in range(4):
        now = discover(make_vectors(read_texts(fewer(5, seed))), held)
        on = {key: topic.slug for topic in now for key in topic.first}
        names.append(len({topic.slug for topic in now} & set(held)) / len(held))
        same = [on[key] == topic.slug for topic in whole for key in topic.first if key in on]
        places.append(sum(same) / len(same))
    assert sum(names) >= 0.9 * len(names)
    assert sum(places) >= 0.8 * len(places)


def test_the_lock_holds_found_topics(tmp_path: Path) -> None:
    """A collection whose addresses are locked finds the locked topics again when papers come."""
    folder = tmp_path / "papers"
    copytree(ROOT / "collection", folder, ignore=ignore_patterns("topics*", "trending*", "*.lock"))
    place = locate(folder, tmp_path)
    text = (folder / "papers.bib").read_text("utf-8")
    entries = [f"@{entry}" for entry in text.split("\n@")[1:]]
    (folder / "papers.bib").write_text("\n".join(entries[4:]), "utf-8")
    before = understand(place)
    (folder / "urls.lock").write_text(lock_text(place, before, date(2026, 1, 1)), "utf-8")
    (folder / "papers.bib").write_text(text, "utf-8")
    after = understand(place)
    assert len(set(after.subjects.topics) & set(before.subjects.topics)) >= 0.85 * len(before.subjects.topics)
    assert len(after.catalogue.papers) == len(before.catalogue.papers) + 4


def test_the_number_of_topics_grows_slowly() -> None:
    """The number of topics follows the size of the collection in coarse steps."""
    assert [number_of_clusters(size) for size in (8, 225, 226, 3000, 10_000, 100_000)] == [2, 18, 18, 42, 60, 60]


@pytest.mark.parametrize("size", [0, 1, 2, 7, 8, 30])
def test_small_collections_are_no_trouble(size: int) -> None:
    """Any number of papers, with or without words, is read without complaint."""
    papers = catalogue(paper(f"p{n}", f"Soup {n}", "Carrots and onions" if n % 2 else "") for n in range(size))
    assert len(find_topics(papers, make_vectors(read_texts(papers)))) <= max(size, 1)
