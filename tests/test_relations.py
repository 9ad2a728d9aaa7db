"""Laws of relations: five to eight papers near each paper, with a reason, and a way back."""

import re

import pytest

from papershelf.catalogue import Catalogue
from papershelf.relations import Related
from papershelf.relations.near import unpacked
from papershelf.relations.related import relate
from shelf import Shelf, catalogue, example, example_topics, paper, shelf

NO_TOPICS = ""
SOUPS = [paper(f"soup{n}", f"Carrot soup of village {n}", "Boil carrots, onions and leeks slowly.") for n in range(12)]


def related(made: Shelf) -> dict[str, tuple[Related, ...]]:
    """Return the relations of a shelf."""
    return dict(unpacked(relate(made.catalogue, made.subjects, made.vectors)))


def related_in(papers: Catalogue) -> dict[str, tuple[Related, ...]]:
    """Return the relations of a catalogue without topics."""
    return related(shelf(papers, NO_TOPICS))


@pytest.fixture(scope="module")
def whole() -> Shelf:
    """The example under its topics."""
    return shelf(example(), example_topics())


def test_five_to_eight_and_never_itself(whole: Shelf) -> None:
    """Each paper of the example has five to eight others beside it, each once, nearest first."""
    for key, near in related(whole).items():
        assert 5 <= len(near) <= 8
        assert key not in {one.key for one in near}
        assert len({one.key for one in near}) == len(near)
        assert [one.score for one in near] == sorted((one.score for one in near), reverse=True)


def test_a_reader_can_walk_back(whole: Shelf) -> None:
    """Of the first three papers beside a paper, at least nine in ten show it too."""
    near = related(whole)
    back = [key in {one.key for one in near[other.key]} for key, others in near.items() for other in others[:3]]
    assert sum(back) >= 0.9 * len(back)


def test_the_first_five_share_topics(whole: Shelf) -> None:
    """By rules alone, at least three of four among the first five share a topic that the curator gave."""
    by_rules = shelf(example(), example_topics(), with_pins=False)
    given = {key: set(whole.topics(key)) for key in whole.catalogue.papers}
    shared = [bool(given[key] & given[one.key]) for key, near in related(by_rules).items() for one in near[:5]]
    assert sum(shared) >= 0.75 * len(shared)


def test_reasons_are_in_words(whole: Shelf) -> None:
    """A reason names shared topics, shared words as people write them, authors or a citation; it is never empty."""
    for near in related(whole).values():
        for one in near:
            assert re.match(r"(Both on|Share|By|Cites|Cited) ", one.reason)


def test_one_reason_word_for_word() -> None:
    """Two papers of one topic: the topic, then the words that its name does not hold."""
    text = '[[topic]]\nslug = "soups"\nname = "Soups"\nphrases = ["carrot soup"]\n'
    papers = [
        paper("one", "Carrot soup", "Leeks simmer for hours."),
        paper("two", "Carrot soup again", "Leeks simmer for hours."),
    ]
    others = [paper(f"tea{n}", f"Tea {n}", "Green tea brewed cold.") for n in range(9)]
    near = related(shelf(catalogue([*papers, *others]), text))["one"][0]
    assert near.key == "two"
    assert near.reason.startswith("Both on soups; share \u201c")
    assert "\u201cleeks\u201d" in near.reason.casefold()
    assert "soup" not in near.reason.removeprefix("Both on soups")


def test_citations_tie_papers_both_ways() -> None:
    """A cited paper stands first, with the reason; so does the citing one on the cited page."""
    one = paper("citing", "Carrot soup of my aunt", "Boil carrots.", cites=["cited", "unknown"])
    near = related_in(catalogue([one, paper("cited", "Carrots boiled", "Boil carrots."), *SOUPS]))
    assert near["citing"][0].key == "cited"
    assert near["citing"][0].reason.startswith("Cites it")
    assert "Cited by it" in {other.reason.split(";")[0] for other in near["cited"]}


def test_authors_tie_papers() -> None:
    """Papers of the same people stand beside each other, and the reason names them."""
    papers = [paper("one", "Carrot soup", authors=["Noether"]), paper("two", "Leek pie", authors=["Noether"])]
    near = related_in(catalogue([*papers, *SOUPS]))
    assert "Noether" in next(other.reason for other in near["one"] if other.key == "two")


def test_the_same_title_is_no_relation() -> None:
    """A paper is never beside a paper of the same title: a version of itself."""
    near = related_in(catalogue([*SOUPS, paper("again", "carrot  soup of village 3", "Boil carrots.")]))
    assert "soup3" not in {other.key for other in near["again"]}
    assert "again" not in {other.key for other in near["soup3"]}


@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_tiny_collections_are_no_trouble(size: int) -> None:
    """Every paper has an entry, and only others in it."""
    near = related_in(catalogue(SOUPS[:size]))
    assert len(near) == size
    assert all(one.key != key for key, others in near.items() for one in others)


def test_relations_are_the_same_for_the_same_papers(whole: Shelf) -> None:
    """Relating twice gives the same relations, to the last digit."""
    assert related(whole) == related(whole)
