"""The engine in Chromium: what it finds, corrects, narrows and marks."""

import random
from collections.abc import Iterator
from typing import cast

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
    texts += [_STRANGE, "ΑΣ ΣΑΣ", "intercity interferences"]
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


def test_any_words_of_an_abstract_in_quotes_find_it(engine: Engine, seed: Collection) -> None:
    """A run of words of an abstract, typed between quotes, finds its paper; with another stop word it does not."""
    chance = random.Random(3)  # noqa: S311 - the same each time
    for key, paper in list(seed.catalogue.papers.items())[::9]:
        words = language.compounds(language.fold(paper.abstract.plain if paper.abstract else ""))
        begin = chance.randrange(max(1, len(words) - 7))
        phrase = " ".join(words[begin : begin + 7])
        assert seed.addresses.papers[key] in engine.slugs(f'"{phrase}"'), phrase
    assert engine.slugs('"weights of multiple fine-tuned models"') == [
        "model-soups-averaging-weights-of-multiple-fine-tuned-models-improves-accuracy"
    ]
    assert engine.slugs('"weights with multiple fine-tuned models"') == []


def test_a_phrase_is_known_by_its_stop_words(chromium: Browser) -> None:
    """Of papers that have the same telling words, the one with the stop words between them as typed comes first."""
    papers = [search_case.paper(f"k{at}", f"Deep networks {at}", f"We prune {word} networks") for at, word in
              enumerate(("from the", "for all", "of our", "into many"))]  # fmt: skip
    with search_case.engine(chromium, search_case.collect(*papers)) as opened:
        for key, phrase in (
            ("k0", "prune from the networks"),
            ("k1", "prune for all networks"),
            ("k2", "of our networks"),
        ):
            assert opened.slugs(phrase)[0] == key


def test_a_citation_key_leads_to_its_paper_whatever_it_is_made_of(chromium: Browser) -> None:
    """A key of letters alone does too where no paper has the word; nothing is said of other words then."""
    papers = (
        search_case.paper("detr", "End to end detection", "We detect things."),
        search_case.paper("mueller_2019", "Soup", "By Muller in 2019."),
        search_case.paper("soup", "Cold leeks", "We cook."),
    )
    script = """await Promise.all(values[0].map(async (text) => {
        const answer = await engine.search({ text });
        return [answer.hits[0]?.slug, answer.jump?.slug ?? null, answer.correction, answer.partial];
    }))"""
    with search_case.engine(chromium, search_case.collect(*papers)) as opened:
        assert opened.ask(script, ["detr", "DETR", "mueller_2019", "soup"]) == [
            ["detr", "detr", None, False],
            ["detr", "detr", None, False],
            ["mueller_2019", "mueller_2019", None, False],
            ["mueller_2019", None, None, False],
        ]


def test_a_name_finds_the_paper_whose_code_is_called_so(engine: Engine) -> None:
    """The name of a repository finds its paper first, as typed, joined, parted or in lower case."""
    vision = "simple-open-vocabulary-object-detection-with-vision-transformers"
    for text in ("OWL-ViT", "owl vit", "owlvit", "owl_vit"):
        assert engine.slugs(text)[0] == vision, text
    assert engine.slugs("clip")[0] == "learning-transferable-visual-models-from-natural-language-supervision"


def test_a_name_is_found_however_it_is_parted(chromium: Browser) -> None:
    """A name that is spelled out is found in its plural, and a word of three joined parts when they are typed apart."""
    papers = (
        search_case.paper("plural", "Why they work", "We study CNNs and GPTs."),
        search_case.paper("joined", "PubLayNet", "Pages."),
    )
    with search_case.engine(chromium, search_case.collect(*papers)) as opened:
        for text, key in (("CNN", "plural"), ("cnns", "plural"), ("gpt", "plural"), ("pub lay net", "joined")):
            assert opened.slugs(text) == [key], text


def test_a_word_with_a_prefix_finds_the_same_however_it_is_parted(engine: Engine) -> None:
    """Papers that have the prefix before another word, and the word alone, are not meant."""
    script = "await Promise.all(values[0].map(async (text) => (await engine.search({ text })).total))"
    for spellings in (("pretraining", "pre-training", "pre training"), ("multimodal", "multi-modal", "multi modal")):
        totals = cast("list[int]", engine.ask(script, list(spellings)))
        assert len(set(totals)) == 1, (spellings, totals)


def test_a_phrase_of_little_words_finds_its_paper(engine: Engine) -> None:
    """Words that say little count fully where there are no others."""
    assert engine.slugs("it does so even when the")[0] == (
        "a-transformer-based-framework-for-multivariate-time-series-representation"
    )


def test_operators_are_completed_before_anything_tells_and_by_years(engine: Engine, seed: Collection) -> None:
    """After an operator alone the most frequent names are offered, years by their beginning, and ranges."""

    def completed(text: str) -> list[str]:
        return [
            str(row["text"])
            for row in cast("list[dict[str, object]]", engine.ask("engine.complete(values[0], 4)", text))
        ]

    assert completed("gans ye") == ["gans year:"]
    assert completed("year:20") == ["year:2025 ", "year:2024 ", "year:2023 ", "year:2022 "]
    assert completed("year:2022..") == ["year:2022..2025 ", "year:2022..2024 ", "year:2022..2023 "]
    assert completed("topic:self")[0] == "topic:self-supervised-learning "
    assert len(completed("topic:")) == 4
    first = next(iter(sorted(seed.catalogue.venues.values(), key=lambda venue: (-len(venue.papers), venue.name))))
    assert completed("venue:")[0] in {f"venue:{first.name} ", f'venue:"{first.name}" '}
    assert len(completed("author:")) == 4


def test_the_context_is_where_the_words_stand_together(engine: Engine) -> None:
    """Of several places that have all the words, the lines around the one where they are nearest are shown."""
    text = f"Learning to see. {'It goes on and on. ' * 12}We study contrastive methods and, later, learning. "
    text += f"{'And on. ' * 30}Here is contrastive learning at last."
    script = """(() => {
        engine.papers.abstract = async () => values[0];
        return engine.context({ paper: 0 }, ["contrast", "learn"]);
    })()"""
    pieces = cast("list[dict[str, object]]", engine.ask(script, text))
    assert [piece["text"] for piece in pieces if piece["marked"]] == ["contrastive", "learning"]
    assert "learning at last" in "".join(str(piece["text"]) for piece in pieces)


def test_an_author_is_found_misspelt_in_an_operator_too(engine: Engine) -> None:
    """A name without its umlaut, or written out, narrows to its bearer's papers."""
    umlaut = engine.slugs("author:müller")
    assert umlaut
    assert engine.slugs("author:mueller") == umlaut == engine.slugs("author:muller")
    assert engine.slugs("author:schoelkopf") == engine.slugs("author:Schölkopf") != []
