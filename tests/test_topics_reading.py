"""Laws of the topics file: what is said is read, what is wrong is said with its line, and costs itself alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.problems import Severity
from papershelf.topics.naming import paper_names, resolve
from papershelf.topics.reading import read_topics
from shelf import catalogue, example, example_topics, paper

FILE = """
[[topic]]
slug = "few-labels"
name = "Few labels"
meaning = "Learning with few labels."

[[topic]]
slug = "graph-learning"
parent = "few-labels"
aliases = ["GNN"]
include = ["smith2024", "A Title of a Paper"]
start_here = [{paper = "10.1000/ab", why = "The first one."}]

[topic.phrases]
"graph neural networks" = 2
"not knowledge graph" = 1
"""


def codes(text: str) -> list[tuple[str, int]]:
    """Return code and line of each problem."""
    return [(problem.code, problem.location.line) for problem in read_topics(text)[1]]


def test_every_key_is_read_in_the_order_of_the_file() -> None:
    """Topics come in the order of the file, with all that it says; a phrase with ``not`` weighs below zero."""
    topics, problems = read_topics(FILE)
    assert not problems
    assert [topic.slug for topic in topics] == ["few-labels", "graph-learning"]
    assert topics[1].name == "Graph learning"
    assert topics[1].phrases == {"graph neural networks": 2.0, "knowledge graph": -1.0}
    assert topics[1].start_here[0].why == "The first one."
    assert topics[1].said_at["A Title of a Paper"].line == 11


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("[[topic]]\nslug = 'a'\nname = \n", "PS401", 3),
        ("[[topic]]\nslug = 'a'\nmeanning = 'x'\n", "PS402", 3),
        ("title = 'x'\n[[topic]]\nslug = 'a'\n", "PS402", 1),
        ("[[topic]]\nslug = 'a'\nmeaning = 3\n", "PS403", 3),
        ("[[topic]]\nslug = 'a'\n[topic.phrases]\n'b' = 'c'\n", "PS403", 4),
        ("[[topic]]\nslug = 'a'\n[topic.phrases]\nb = nan\n", "PS403", 4),
        ("[[topic]]\nslug = 'a'\n[topic.phrases]\nb = 1e400\n", "PS403", 4),
        ("[[topic]]\nslug = '../A b'\n", "PS403", 2),
        ("[[topic]]\nmeaning = 'x'\n", "PS403", 1),
        ("[[topic]]\nslug = 'a'\n\n[[topic]]\nslug = 'a'\n", "PS404", 5),
        ("[[topic]]\nslug = 'a'\nparent = 'b'\n", "PS405", 3),
        ("[[topic]]\nslug = 'a'\nparent = 'a'\n", "PS405", 3),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, code: str, line: int) -> None:
    """A fault is one problem with its code, at its line."""
    assert codes(text) == [(code, line)]


def test_a_misspelt_key_is_met_with_the_right_one() -> None:
    """The remedy of an unknown key is the key that looks like it."""
    _, problems = read_topics("[[topic]]\nslug = 'a'\nmeanning = 'x'\n")
    assert problems[0].remedy == "Did you mean 'meaning'?"


def test_a_faulty_topic_costs_itself_alone() -> None:
    """Topics beside a faulty one are read as if it were not there."""
    topics, _ = read_topics("[[topic]]\nmeaning = 'x'\n\n[[topic]]\nslug = 'b'\ninclude = 5\n\n[[topic]]\nslug='c'\n")
    assert [topic.slug for topic in topics] == ["b", "c"]


def test_a_group_of_a_group_becomes_one_group() -> None:
    """A topic whose parent has a parent stands in the topmost group, with a warning."""
    topics, problems = read_topics(
        "[[topic]]\nslug='a'\n[[topic]]\nslug='b'\nparent='a'\n[[topic]]\nslug='c'\nparent='b'\n"
    )
    assert [topic.parent for topic in topics] == [None, "a", "a"]
    assert [problem.code for problem in problems] == ["PS405"]


PAPERS = catalogue(
    [
        paper("smith2024", "A Title of a Paper", doi="10.1000/AB", arxiv="2401.00001"),
        paper("jones2023", "Another Title"),
        paper("twin1", "Twins"),
        paper("twin2", "Twins!"),
    ]
)


@pytest.mark.parametrize(
    "name",
    ["smith2024", "10.1000/ab", "https://doi.org/10.1000/AB", "arXiv:2401.00001v2", "a title of  a paper", "Smith2024"],
)
def test_a_paper_is_found_by_any_of_its_names(name: str) -> None:
    """Key, DOI, arXiv id and title name the same paper."""
    assert paper_names(PAPERS).find(name) == ("smith2024",)


def test_unknown_and_ambiguous_names_are_problems() -> None:
    """A name of no paper is met with the nearest one, a name of two papers with both keys; both are left out."""
    text = '[[topic]]\nslug = "a"\ninclude = [\n  "smith2042",\n  "Twins",\n  "jones2023",\n]\n'
    topics, _ = read_topics(text)
    resolved, problems = resolve(topics, PAPERS)
    assert resolved[0].include == ("jones2023",)
    assert [(problem.code, problem.location.line) for problem in problems] == [("PS406", 4), ("PS407", 5)]
    assert "'smith2024'" in problems[0].remedy


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands in the file, reading ends with topics or with a problem of severity error."""
    topics, problems = read_topics(text)
    assert not topics or not any(problem.severity is Severity.ERROR for problem in problems)


def test_the_example_has_no_problem() -> None:
    """The example's topics file is read, and every paper that it names is found, without a problem."""
    topics, wrong = read_topics(example_topics())
    _, unknown = resolve(topics, example())
    assert not [*map(str, wrong)]
    assert not [*map(str, unknown)]
