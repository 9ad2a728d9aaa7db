"""The index: what the writer promises of its files."""

import json
from bisect import bisect_right
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import search_case
from papershelf.collection import Collection
from papershelf.search import write_index
from papershelf.search.shards import cut


@pytest.fixture(scope="module")
def seed() -> Collection:
    """The example collection."""
    return search_case.example()


def test_the_same_collection_gives_the_same_bytes(seed: Collection) -> None:
    """Writing twice gives the same files in the same order, byte for byte."""
    assert list(write_index(seed)) == list(write_index(seed))


def test_every_file_is_json_and_stands_once(seed: Collection) -> None:
    """Each file is one JSON value under a path of its own, in plain ASCII names."""
    files = list(write_index(seed))
    assert len({path for path, _ in files}) == len(files)
    for path, content in files:
        assert path.isascii()
        assert path.endswith(".json")
        json.loads(content)
    assert files[-1][0] == "manifest.json"


def test_files_grow_slower_than_the_collection() -> None:
    """Sixteen times the papers give less than ten times the files."""
    few, many = (len(list(write_index(search_case.invented(count)))) for count in (250, 4000))
    assert many < few * 10


def test_an_empty_collection_has_an_index() -> None:
    """No papers, no errors."""
    files = dict(write_index(search_case.collect()))
    assert json.loads(files["manifest.json"])["papers"] == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=80)), max_size=6))
def test_any_text_can_be_indexed(texts: list[tuple[str, str]]) -> None:
    """Whatever stands in a title or an abstract, the index is made and is JSON."""
    papers = [search_case.paper(f"k{at}", title or "?", abstract) for at, (title, abstract) in enumerate(texts)]
    for _, content in write_index(search_case.collect(*papers)):
        json.loads(content)


def test_hidden_abstracts_are_not_handed_out(tmp_path: Path, seed: Collection) -> None:
    """With ``abstracts = "hide"`` neither the abstracts nor the places of their words are in the index."""
    (tmp_path / "collection.toml").write_text('abstracts = "hide"\n', "utf-8")
    source = search_case.ROOT / "collection" / "trending-papers.txt"
    (tmp_path / "list.txt").write_text("".join(source.read_text("utf-8").splitlines(keepends=True)[:12]), "utf-8")
    hidden = dict(write_index(search_case.understood(tmp_path)))
    shown = dict(write_index(seed))
    assert b"guidance" not in b"".join(content for path, content in hidden.items() if path.startswith("texts/"))
    assert {text for path, content in hidden.items() if path.startswith("texts/") for text in json.loads(content)} == {
        ""
    }
    assert any(text for path, content in shown.items() if path.startswith("texts/") for text in json.loads(content))


@given(st.lists(st.text("ab", max_size=3), max_size=60), st.integers(1, 40))
def test_a_word_is_in_the_shard_where_it_is_looked_for(words: list[str], target: int) -> None:
    """Shards hold all words once, in their order; equal ones, as of two people of one name, are never parted."""
    words.sort()
    shards = cut("names", words, [len(word) + 1 for word in words], target)
    assert [at for span in shards.spans for at in range(*span)] == list(range(len(words)))
    for number, span in enumerate(shards.spans):
        assert {bisect_right(shards.begins, word) - 1 for word in words[slice(*span)]} == {number}
