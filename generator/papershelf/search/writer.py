"""The index: the files that the search box and the search page read, as FORMAT.md specifies them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from math import isqrt
from typing import Final

import orjson

from papershelf.collection import Collection
from papershelf.search.cards import KINDS, write_cards, write_records, write_texts
from papershelf.search.dictionary import write_dictionary
from papershelf.search.facets import COLUMN, Facets, read_facets, write_columns, write_facets
from papershelf.search.language import language
from papershelf.search.lookups import write_identifiers, write_names, write_spelling
from papershelf.search.meaning import write_meaning
from papershelf.search.postings import LEVELS, post
from papershelf.search.shards import File, Shards
from papershelf.search.tokens import Tokens, read

FORMAT: Final = 2
SPELLED: Final = 3
"""Letters of the shortest word that another is corrected to."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the files are: they grow with the root of the collection, so that their number does too."""

    shard: int
    list: int
    lookup: int
    card: int
    text: int
    record: int
    name: int

    @classmethod
    def of(cls, papers: int) -> "Sizes":
        """Return the sizes for so many papers: characters in a shard, papers or names in a file."""
        root = isqrt(papers)
        return cls(
            shard=4_000 + 160 * root,
            list=1_500 + 85 * root,
            lookup=4_000 + 80 * root,
            card=max(20, min(root // 3, 15 + root // 6)),
            text=max(4, root // 3 - 1),
            record=max(40, root * 2),
            name=max(200, root * 3),
        )


def write_index(collection: Collection) -> Iterator[File]:
    """Yield path below ``search/`` and bytes of every file of the index, the manifest last."""
    sizes = Sizes.of(len(collection.catalogue.papers))
    shards: dict[str, Shards] = {}
    digest = blake2b(digest_size=8)
    for path, content in _words(collection, sizes, shards):
        digest.update(path.encode() + b"\0" + content)
        yield path, content
    facets = read_facets(collection)  # Not before: the words take the most memory.
    for path, content in _papers(collection, facets, sizes, shards):
        digest.update(path.encode() + b"\0" + content)
        yield path, content
    manifest = _manifest(collection, facets, sizes, shards)
    digest.update(orjson.dumps(manifest))
    yield "manifest.json", orjson.dumps({"version": digest.hexdigest(), **manifest})


def _words(collection: Collection, sizes: Sizes, shards: dict[str, Shards]) -> Iterator[File]:
    """Yield the files by which words find papers."""
    tokens = read(collection)
    postings = post(tokens, placed=collection.settings.abstracts == "show")
    counts = postings.counts
    shards["words"] = yield from write_dictionary(tokens.terms, tokens.forms, postings, sizes.shard, sizes.list)
    del postings
    shards["meaning"], made = write_meaning(collection, frozenset(tokens.terms), sizes.lookup)
    yield from made
    shards["spelling"], made = write_spelling(_spelled(tokens, counts.tolist(), len(tokens.lengths)), sizes.shard)
    yield from made


def _spelled(tokens: Tokens, counts: list[int], papers: int) -> dict[str, int]:
    """Return the words that a typed one may be corrected to: the larger the collection, the more papers have them."""
    least = 1 if papers < 2_000 else 2 if papers < 40_000 else 3  # noqa: PLR2004 - rare words are misspelt themselves
    return {
        form: count for forms, count in zip(tokens.forms, counts, strict=True) if count >= least
        for form in forms if len(form) >= SPELLED and not form.isdigit()
    }  # fmt: skip


def _papers(collection: Collection, facets: Facets, sizes: Sizes, shards: dict[str, Shards]) -> Iterator[File]:
    """Yield the files of what papers show, and by which they are narrowed, suggested and looked up."""
    topics = {slug: at for at, slug in enumerate(facets.topics)}
    yield from write_cards(collection, topics, sizes.card)
    yield from write_texts(collection, sizes.text)
    yield from write_records(collection, sizes.record)
    yield from write_columns(facets, sizes.name)
    for name, (cut, made) in {
        "facets": write_facets(facets, sizes.shard),
        "ids": write_identifiers(collection, sizes.lookup),
        "people": write_names(collection, sizes.lookup),
    }.items():
        shards[name] = cut
        yield from made


def _manifest(collection: Collection, facets: Facets, sizes: Sizes, shards: Mapping[str, Shards]) -> dict[str, object]:
    subjects = collection.subjects
    years: dict[int, int] = {}
    for paper in collection.catalogue.papers.values():
        if paper.year:
            years[paper.year] = years.get(paper.year, 0) + 1
    return {
        "format": FORMAT,
        "papers": len(collection.catalogue.papers),
        "levels": LEVELS,
        "sizes": {
            "cards": sizes.card,
            "texts": sizes.text,
            "records": sizes.record,
            "columns": COLUMN,
            "names": sizes.name,
        },
        "shards": {name: cut.manifest for name, cut in shards.items()},
        "authors": len(facets.authors.slugs),
        "venues": len(facets.venues.slugs),
        "kinds": [kind.value for kind in KINDS],
        "years": sorted(years.items()),
        "groups": {slug: topic.name for slug, topic in subjects.topics.items() if topic.parent is None},
        "topics": [
            [slug, topic.name, topic.parent or "", len(subjects.papers.get(slug, ())), list(topic.aliases)]
            for slug, topic in ((slug, subjects.topics[slug]) for slug in facets.topics)
        ],
        "language": language(),
    }
