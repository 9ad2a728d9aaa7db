"""Laws of assignment: rules and wording place papers, people have the last word, and everything has its reason."""

from dataclasses import replace
from itertools import pairwise

import pytest

from papershelf.papers import Paper
from shelf import catalogue, example, example_topics, paper, shelf

TOPICS = """
[[topic]]
slug = "learning"

[[topic]]
slug = "gans"
name = "Generative adversarial networks"
parent = "learning"
aliases = ["cs.GAN"]
sources = ["gans.bib"]
phrases = {"generative adversarial networks" = 1, "discriminator" = 1, "not graph" = 3}

[[topic]]
slug = "graphs"
name = "Graph learning"
parent = "learning"

[topic.phrases]
"graph neural network" = 2
"""
FILLERS = [
    paper(f"filler{n}", f"Soup {n}", "Recipes for soup with carrots and onions, boiled slowly.") for n in range(3)
]


def placed(*papers: Paper, topics: str = TOPICS, with_pins: bool = True) -> dict[str, list[str]]:
    """Return citation key -> slugs."""
    made = shelf(catalogue([*papers, *FILLERS]), topics, with_pins=with_pins)
    return {one.key: made.topics(one.key) for one in papers}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Training generative adversarial networks", ["gans"]),
        ("A GENERATIVE ADVERSARIAL NETWORK", ["gans"]),
        ("Pre-training of graph neural networks", ["graphs"]),
        ("Boiling carrots", []),
    ],
)
def test_a_phrase_in_the_title_is_enough(title: str, expected: list[str]) -> None:
    """A phrase in the title places a paper, whatever its case and endings; nothing is forced."""
    assert placed(paper("one", title)) == {"one": expected}


def test_phrases_end_where_titles_end() -> None:
    """No phrase begins in the title and ends in the abstract."""
    assert placed(paper("one", "On the graph neural", "network of soup")) == {"one": []}


def test_evidence_against_counts() -> None:
    """A phrase of negative weight takes points away."""
    plain, graph = paper("plain", "A discriminator"), paper("graph", "A graph discriminator")
    made = shelf(catalogue([plain, graph, *FILLERS]), TOPICS)
    assert made.topics("plain") == ["gans"]
    assert made.topics("graph") == []


@pytest.mark.parametrize(
    "one",
    [
        paper("one", "Soup", keywords=["CS.GAN"]),
        paper("one", "Soup", keywords=["generative adversarial networks", "to-read"]),
        replace(paper("one", "Soup"), exported={"primaryclass": "cs.GAN"}),
        replace(paper("one", "Soup", keywords=["cs.GAN"]), exported={"eprintclass": "cs.GAN"}),
        paper("one", "Soup", groups=["folder/gans.bib"]),
    ],
)
def test_filing_places_papers(one: Paper) -> None:
    """A keyword or an arXiv category that is a name or alias, and a source that the topic names, place a paper."""
    assert placed(one) == {"one": ["gans"]}


PINS = """
[[topic]]
slug = "gans"
phrases = ["discriminator"]
include = ["pinned", "One title"]
exclude = ["banned"]

[[topic]]
slug = "soups"
phrases = ["discriminator"]
first = ["one"]
"""


def test_the_curator_has_the_last_word() -> None:
    """Include, exclude and first hold against every rule; without pins they count for nothing."""
    papers = [paper("pinned", "Water"), paper("banned", "Discriminator"), paper("one", "One title")]
    assert placed(*papers, topics=PINS) == {"pinned": ["gans"], "banned": ["soups"], "one": ["soups", "gans"]}
    assert placed(*papers, topics=PINS, with_pins=False) == {"pinned": [], "banned": ["gans", "soups"], "one": []}


def test_what_is_excluded_too_is_excluded() -> None:
    """A paper that a topic includes, or has first, and excludes is not on it, as the report says."""
    text = '[[topic]]\nslug = "t"\nphrases = ["soup"]\ninclude = ["one"]\nfirst = ["two"]\nexclude = ["one", "two"]\n'
    made = shelf(catalogue([paper("one", "Soup"), paper("two", "Soup of two"), paper("three", "Soup of three")]), text)
    assert {key: made.topics(key) for key in ("one", "two", "three")} == {"one": [], "two": [], "three": ["t"]}
    assert [problem.code for problem in made.problems].count("PS408") == 2


def test_a_paper_has_at_most_four_topics() -> None:
    """Five topics that fit leave the four most central ones; five that include it are said."""
    text = "\n".join(f'[[topic]]\nslug = "t{n}"\nphrases = {{discriminator = {9 - n}}}' for n in range(5))
    assert placed(paper("one", "Discriminator"), topics=text) == {"one": ["t0", "t1", "t2", "t3"]}
    pins = "\n".join(f'[[topic]]\nslug = "t{n}"\ninclude = ["one"]' for n in range(5))
    made = shelf(catalogue([paper("one", "Soup")]), pins)
    assert len(made.topics("one")) == 4
    assert "PS410" in {problem.code for problem in made.problems}


def test_evidence_adds_up_to_the_score() -> None:
    """The weights of a placement's evidence are its score."""
    made = shelf(example(), example_topics())
    for key, placements in made.subjects.placements.items():
        for placement in placements:
            evidence = made.subjects.evidence[key, placement.topic]
            assert sum(row.weight for row in evidence) == pytest.approx(placement.score, abs=0.02)


def test_placements_are_ordered_and_listed() -> None:
    """Scores fall along a paper's topics; a topic lists its papers in catalogue order; a group those of its topics."""
    made = shelf(example(), example_topics())
    order = {key: place for place, key in enumerate(made.catalogue.papers)}
    for placements in made.subjects.placements.values():
        assert all(first.score >= second.score for first, second in pairwise(placements))
    for slug, keys in made.subjects.papers.items():
        assert list(keys) == sorted(set(keys), key=lambda key: order[key])
        children = [topic.slug for topic in made.subjects.topics.values() if topic.parent == slug]
        inside = {key for child in children for key in made.subjects.papers[child]}
        assert not children or inside == set(keys)


def test_groups_stand_before_their_topics() -> None:
    """Each group is followed by its topics, whatever the order of the file, and holds no paper directly."""
    text = '[[topic]]\nslug = "b"\nparent = "a"\nphrases=["soup"]\n[[topic]]\nslug = "a"\ninclude = ["one"]\n'
    made = shelf(catalogue([paper("one", "Soup")]), text)
    assert list(made.subjects.topics) == ["a", "b"]
    assert made.topics("one") == ["b"]
    assert "PS409" in {problem.code for problem in made.problems}


def test_what_fits_nowhere_is_said() -> None:
    """A paper on no topic is a notice that shows how to place it."""
    made = shelf(catalogue([paper("one", "Boiling carrots"), *FILLERS]), TOPICS)
    assert made.problems[-1].code == "PS411"
    assert 'include = ["' in made.problems[-1].remedy


def test_every_paper_of_the_example_is_placed_by_rules_alone() -> None:
    """Without pins nine papers in ten of the example are placed; with them all, on at least one topic each of 49."""
    with_pins, without = (shelf(example(), example_topics(), with_pins=pins) for pins in (True, False))
    assert all(with_pins.subjects.placements.values())
    assert sum(map(bool, without.subjects.placements.values())) > 200
    children = [topic for topic in with_pins.subjects.topics.values() if topic.parent]
    assert len(children) == 49
    assert all(with_pins.subjects.papers[topic.slug] for topic in children)


def test_the_evidence_of_one_paper() -> None:
    """The reasons of one known paper, word for word."""
    made = shelf(example(), example_topics(), with_pins=False)
    key = next(key for key, one in made.catalogue.papers.items() if one.title.plain.startswith("Matching Networks"))
    first = made.subjects.placements[key][0]
    assert first.topic == "few-shot-learning"
    evidence = made.subjects.evidence[key, first.topic]
    assert [(row.what, row.where) for row in evidence if row.where != "wording"] == [
        ("one-shot learning", "title"),
        ("one-shot learning", "abstract"),
    ]
    wording = next(row for row in evidence if row.where == "wording")
    assert "one-shot" in wording.what.split(", ")
