"""Bytes: what a cold box fetches until the query of a reader is answered."""

import gzip
from collections.abc import Mapping

import pytest
from playwright.sync_api import Browser, expect

import search_case
from conftest import Built
from papershelf.search import write_index
from search_box import Site

pytestmark = pytest.mark.browser

BUDGET = 150_000
"""Bytes of ``gzip -6`` at 225 papers: scripts, styles and index together."""
QUERIES = ("contrastive learning", "diffusion models image generation", "contrasitve lerning", "how to forget data")


@pytest.fixture(scope="module")
def index() -> Mapping[str, bytes]:
    """The index of the example."""
    return dict(write_index(search_case.example()))


@pytest.mark.parametrize("text", QUERIES)
def test_a_cold_box_keeps_to_its_budget(chromium: Browser, index: Mapping[str, bytes], text: str) -> None:
    """Whether a query is typed letter by letter or pasted, all that was fetched for it stays within the budget."""
    for whole in (True, False):
        site = Site(chromium, index.get)
        site.type(text, whole=whole)
        fetched = dict(site.fetched)
        site.close()
        assert any(path.startswith("search/index/cards/") for path in fetched)
        assert sum(fetched.values()) <= BUDGET
        assert not any(path.startswith(("search/index/columns/", "search/index/texts/")) for path in fetched)


def test_no_file_of_the_size_of_the_collection() -> None:
    """Forty times the papers do not make the largest file of the index ten times as large."""
    few, many = (max(len(content) for _, content in write_index(search_case.invented(count))) for count in (100, 4000))
    assert many < few * 10


@pytest.mark.parametrize("text", QUERIES)
def test_the_cold_search_page_keeps_to_its_budget(chromium: Browser, address: str, example: Built, text: str) -> None:
    """The search page of a built site, with our styles, the facets and the context that is seen, keeps to it too."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}search/?q={text}")
    expect(page.locator(".paper-context mark").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    context.close()
    paths = {url.removeprefix(address).partition("?")[0] for url in asked if url.startswith(address)}
    ours = [path for path in paths if path.endswith((".js", ".json", ".css")) and "/stylesheets/" not in path]
    assert any(path.startswith("search/index/texts/") for path in ours)
    assert sum(len(gzip.compress((example.folder / path).read_bytes(), 6)) for path in ours) <= BUDGET
