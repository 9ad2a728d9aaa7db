"""Exports: a collection as files to take away, and as JSON for programs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from papershelf.collection import Collection
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


def make_exports(collection: Collection) -> Iterator[tuple[str, bytes]]:
    """Yield path -> bytes of every file to take away: the collection in each format, topics as BibTeX, the API."""
    papers = _published(collection)
    whole = tuple(papers.values())
    entries = {key: entry.encode() for key, entry in zip(papers, bibtex.write(whole), strict=True)}
    for suffix, write in EXPORTS.items():
        content = b"".join(entries.values()) if write is bibtex.write else "".join(write(whole)).encode()
        yield f"exports/collection.{suffix}", content
    for slug, keys in collection.subjects.papers.items():
        yield f"exports/topics/{slug}.bib", b"".join([entries[key] for key in keys])
    for slug, compared in collection.comparisons.items():
        yield f"exports/topics/{slug}.compare.csv", comparison.as_csv(compared, collection.catalogue).encode()
        yield f"exports/topics/{slug}.compare.tex", comparison.as_latex(compared, collection.catalogue).encode()
    for key in papers if "bib" in collection.settings.sidecars else ():
        yield f"{collection.addresses.paper(key)}paper.bib", f"{bibtex.bibtex(papers[key])}\n".encode()
    yield "api/papers.json", api.papers_json(collection)
    yield "api/topics.json", api.topics_json(collection)


def _published(collection: Collection) -> Mapping[str, Paper]:
    """Return the papers as they may leave: without abstracts where the curator hides them."""
    papers = collection.catalogue.papers
    if collection.settings.abstracts != "hide":
        return papers
    return {key: replace(paper, abstract=None) if paper.abstract else paper for key, paper in papers.items()}
