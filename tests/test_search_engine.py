"""The engine in Chromium: what it finds, corrects, narrows and marks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

import search_case
from papershelf.collection import Collection
from papershelf.search import language
from search_case import Engine

_STRANGE = "Straße œuvre Łódź İstanbul ﬁne x² Οδυσσεύς \u2018tis pre\u2013training 深度学习的 C++ \u03b1-β-VAE e.g.this"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def seed() -> Collection:
    """The example collection."""
    return search_case.example()


@pytest.fixture(scope="module")
def engine(chromium: Browser, seed: Collection) -> Iterator[Engine]:
    """The engine over the example collection."""
    with search_case.engine(chromium, seed) as opened:
        yield opened


def test_both_sides_read_every_word_of_the_collection_alike(engine: Engine, seed: Collection) -> None:
    """Python and the browser fold, cut and stem every text of the collection alike."""
    texts = []
    for paper in seed.catalogue.papers.values():
        texts += [paper.title.plain, paper.abstract.plain if paper.abstract else ""]
        texts += [person.printed for person in paper.authors]
    texts += [_STRANGE, "ΑΣ ΣΑΣ"]
    script = """values[0].map((text) => {
        const own = engine.language;
        return own.compounds(own.fold(text)).map((word) => [
            word, own.parts(word).map((part) => [part, own.stem(part), own.head(part)]), own.stem(own.whole(word))]);
    })"""
    found = engine.ask(script, texts)
    assert found == [
        [
            [word, [[part, language.stem(part), language.head(part)] for part in language.parts(word)],
             language.stem(language.whole(word))]
            for word in language.compounds(language.fold(text))
        ]
        for text in texts
    ]  # fmt: skip


def test_every_whole_title_is_first(engine: Engine, seed: Collection) -> None:
    """The whole title of a paper finds that paper first, for all 225."""
    titles = [(paper.title.plain, seed.addresses.papers[key]) for key, paper in seed.catalogue.papers.items()]
    script = "await Promise.all(values[0].map(async (text) => (await engine.search({ text, limit: 1 })).hits[0].slug))"
    assert engine.ask(script, [title for title, _ in titles]) == [slug for _, slug in titles]


def test_an_identifier_leads_to_its_paper(engine: Engine, seed: Collection) -> None:
    """A DOI, an arXiv id, an address of either, a citation key and our own address each lead to their paper alone."""
    for key, paper in list(seed.catalogue.papers.items())[:40]:
        slug = seed.addresses.papers[key]
        pasted = [f"https://example.org/sub/papers/{slug}/"]
        if paper.doi:
            pasted += [paper.doi.value, paper.doi.url, f"doi:{paper.doi.value.upper()}"]
        if paper.arxiv:
            pasted += [paper.arxiv.value, paper.arxiv.url, f"arXiv:{paper.arxiv.value}v3"]
            pasted += [f"https://arxiv.org/pdf/{paper.arxiv.value}v1.pdf"]
        for text in pasted:
            assert engine.slugs(text) == [slug], text
