"""Exports: a collection as files to take away, and as JSON for programs."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Final

from papershelf.addresses import Addresses
from papershelf.catalogue import Catalogue
from papershelf.collection import Collection
from papershelf.config import Settings
from papershelf.exports import api, bibtex, comparison, csl, ris, table
from papershelf.papers import Paper

Exporter = Callable[[Sequence[Paper]], Iterator[str]]
"""Yields the text of a file piece by piece."""

EXPORTS: Final[Mapping[str, Exporter]] = {
    "bib": bibtex.write,
    "ris": ris.write,
    "json": csl.write,
    "csv": table.write,
}
Entries = Mapping[str, tuple[str, bytes]]
"""Citation key -> the BibTeX entry to cite, and the one that a collection hands out."""


def make_entries(settings: Settings, catalogue: Catalogue) -> Entries:
    """Return the BibTeX entries of each paper."""
    entries = ((key, bibtex.both(paper)) for key, paper in _published(settings, catalogue).items())
    return {key: (cited, whole.encode()) for key, (cited, whole) in entries}


def make_paper_exports(
    settings: Settings, catalogue: Catalogue, addresses: Addresses, entries: Entries
) -> Iterator[tuple[str, bytes]]:
    """Yield path -> bytes of what can be made before topics are known: the collection in each format, sidecars."""
    papers = _published(settings, catalogue)
    yield "exports/collection.bib", b"".join([whole for _, whole in entries.values()])
    yield from _written(papers, EXPORTS.keys() - {"bib"})
    for key in papers if "bib" in settings.sidecars else ():
        yield f"{addresses.paper(key)}paper.bib", f"{entries[key][0]}\n".encode()


def make_topic_exports(collection: Collection, entries: Entries) -> Iterator[tuple[str, bytes]]:
    """Yield path -> bytes of what tells of topics: each of them as BibTeX, its comparison, the API."""
    for slug, keys in collection.subjects.papers.items():
        yield f"exports/topics/{slug}.bib", b"".join([entries[key][1] for key in keys])
    for slug, compared in collection.comparisons.items():
        yield f"exports/topics/{slug}.compare.csv", comparison.as_csv(compared, collection.catalogue).encode()
        yield f"exports/topics/{slug}.compare.tex", comparison.as_latex(compared, collection.catalogue).encode()
    yield "api/papers.json", api.papers_json(collection)
    yield "api/topics.json", api.topics_json(collection)


def make_exports(collection: Collection) -> Iterator[tuple[str, bytes]]:
    """Yield path -> bytes of every file to take away: the collection in each format, topics as BibTeX, the API."""
    settings, catalogue = collection.settings, collection.catalogue
    entries = make_entries(settings, catalogue)
    yield from make_paper_exports(settings, catalogue, collection.addresses, entries)
    yield from make_topic_exports(collection, entries)


def _written(papers: Mapping[str, Paper], formats: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    whole = tuple(papers.values())
    for suffix in sorted(formats):
        yield f"exports/collection.{suffix}", _encoded(EXPORTS[suffix](whole))


def _encoded(pieces: Iterable[str]) -> bytes:
    """Return the bytes of a text; of its pieces one at a time is held."""
    file = BytesIO()
    file.writelines(map(str.encode, pieces))
    return file.getvalue()


def _published(settings: Settings, catalogue: Catalogue) -> Mapping[str, Paper]:
    """Return the papers as they may leave: without abstracts where the curator hides them."""
    if settings.abstracts != "hide":
        return catalogue.papers
    return {key: replace(paper, abstract=None) if paper.abstract else paper for key, paper in catalogue.papers.items()}
