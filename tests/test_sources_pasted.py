"""A pasted list: pairs of a title and an abstract."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.records import Dialect
from papershelf.sources import read_source
from papershelf.sources.pasted import read

COLLECTION = Path(__file__).parent.parent / "collection"
ABSTRACT = "We study a thing that matters to many. " * 10 + "It works."


def _list(*pairs: tuple[str, str]) -> str:
    return "\n".join(line for pair in pairs for line in pair)


PAIRS = (("First Title", ABSTRACT), ("Second Title", ABSTRACT), ("Third Title", ABSTRACT))


def test_the_seed_list_is_225_papers() -> None:
    """The living example is read whole, each field at its own line, and what was dropped is said once."""
    reading = read_source(COLLECTION, "trending-papers.txt")
    assert len(reading.records) == 225
    first, last = reading.records[0], reading.records[-1]
    assert first.fields["title"].value == "FreeDoM: Training-Free Energy-Guided Conditional Diffusion Model"
    assert (first.key, first.dialect) == (None, Dialect.DAMAGED_LATEX)
    assert [record.fields["title"].location.line for record in reading.records] == list(range(3, 453, 2))
    assert [record.fields["abstract"].location.line for record in reading.records] == list(range(4, 453, 2))
    assert last.fields["abstract"].value.endswith("competitive results in phone classification.")
    assert [(problem.code, problem.location.line) for problem in reading.problems] == [("PS130", 1)]


@pytest.mark.parametrize("index", range(0, 450, 37))
def test_a_lost_line_of_the_seed_costs_its_pair(index: int) -> None:
    """Whichever line of the list is deleted, the other 224 papers stay and the problem stands at the place."""
    lines = (COLLECTION / "trending-papers.txt").read_text(encoding="utf-8").split("\n")
    del lines[2 + index]
    reading = read("\n".join(lines), "list.txt")
    whole = [record for record in reading.records if "abstract" in record.fields]
    assert len(whole) == 224
    problems = [problem for problem in reading.problems if problem.code != "PS130"]
    assert len(problems) == 1
    assert abs(problems[0].location.line - (3 + index)) <= 1


def test_an_abstract_where_a_title_should_be_is_a_problem_at_its_line() -> None:
    """The pairs before and after are kept."""
    reading = read(_list(PAIRS[0], ("", ABSTRACT), PAIRS[2]), "list.txt")
    assert [record.fields["title"].value for record in reading.records] == ["First Title", "Third Title"]
    assert [(problem.code, problem.location.line) for problem in reading.problems] == [("PS131", 4)]


def test_a_title_without_an_abstract_is_published_and_said() -> None:
    """An odd number of lines costs an abstract, wherever it is missing."""
    for at in range(3):
        lines = [line for pair in PAIRS for line in pair]
        del lines[2 * at + 1]
        reading = read("\n".join(lines), "list.txt")
        assert [record.fields["title"].value for record in reading.records] == [title for title, _ in PAIRS]
        assert [(problem.code, problem.location.line) for problem in reading.problems] == [("PS132", 2 * at + 1)]


def test_an_abstract_broken_in_two_lines_is_joined() -> None:
    """A line that goes on in lower case belongs to the abstract before it."""
    broken = ("First Title", ABSTRACT + "\n" + "where " + ABSTRACT)
    reading = read(_list(broken, PAIRS[1]), "list.txt")
    assert reading.records[0].fields["abstract"].value == ABSTRACT + " where " + ABSTRACT
    assert [problem.code for problem in reading.problems] == ["PS133"]
    assert len(reading.records) == 2


def test_words_of_the_page_are_dropped_at_the_head_only() -> None:
    """A paper about newsletters is a paper."""
    text = _list(("Subscribe", "Get the news in your inbox"), *PAIRS, ("How to Land in Your Inbox", ABSTRACT))
    reading = read(text, "list.txt")
    assert [record.fields["title"].value for record in reading.records] == [
        "First Title", "Second Title", "Third Title", "How to Land in Your Inbox"]  # fmt: skip
    assert read("Subscriber Churn\n" + ABSTRACT, "list.txt").records[0].fields["title"].value == "Subscriber Churn"


@given(st.lists(st.tuples(st.from_regex(r"[A-Z][a-z]{3,30}", fullmatch=True), st.just(ABSTRACT)), max_size=6))
def test_blank_lines_are_nothing_special(pairs: list[tuple[str, str]]) -> None:
    """Blank lines change nothing but line numbers."""
    dense = read(_list(*pairs), "list.txt")
    loose = read("\n\n" + _list(*pairs).replace("\n", "\n  \n\n") + "\n\n", "list.txt")
    assert [record.quote for record in dense.records] == [record.quote for record in loose.records]
    assert len(dense.records) == len(pairs)
