"""Quality: no kind of known-item query does worse than it did."""

from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser

import search_case
from search_queries import KINDS, Score, ranks, read_queries, scores

pytestmark = pytest.mark.browser

FLOORS = {
    "acronym": 0.95,
    "title": 0.99,
    "whole": 1.0,
    "misspelt": 0.96,
    "phrase": 0.98,
    "paraphrase": 0.75,
    "distant": 0.48,
    "variants": 0.98,
    "unfinished": 0.97,
    "all": 0.85,
}
"""The least share of queries whose paper must be the first hit."""


@pytest.fixture(scope="module")
def found(chromium: Browser) -> Mapping[str, Score]:
    """How the queries fare on the example collection, in Chromium."""
    with search_case.engine(chromium, search_case.example()) as engine:
        return scores(ranks(read_queries(), engine.titles))


def test_the_queries_are_many_and_of_eight_kinds() -> None:
    """There are hundreds of queries, ten or more of each kind, three in ten never tuned on, none twice."""
    queries = read_queries()
    assert len(queries) >= 500
    assert all(sum(query.kind == kind for query in queries) >= 10 for kind in KINDS)
    assert sum(query.half == "held" for query in queries) >= 0.3 * len(queries)
    assert len({query.text.lower() for query in queries}) == len(queries)


@pytest.mark.parametrize("kind", FLOORS)
def test_no_kind_drops_below_its_floor(kind: str, found: Mapping[str, Score]) -> None:
    """The paper that is meant is the first hit at least as often as recorded."""
    assert found[kind].first >= FLOORS[kind]


def test_no_query_finds_nothing(found: Mapping[str, Score]) -> None:
    """A query for a paper of the collection never comes back empty, and eight of ten paraphrases find it in five."""
    assert found["all"].nothing == 0
    assert found["paraphrase"].in_five >= 0.8
