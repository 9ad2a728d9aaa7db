"""Small catalogues made by hand, and the example as it is: what the tests of topics and relations stand on."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from papershelf.catalogue import Author, Catalogue
from papershelf.identifiers import ArxivId, Doi
from papershelf.papers import Kind, Paper, Person
from papershelf.problems import Problem
from papershelf.richtext import RichText
from papershelf.topics.assignment import assign
from papershelf.topics.naming import resolve
from papershelf.topics.reading import read_topics
from papershelf.topics.texts import read_texts
from papershelf.topics.topic import Subjects
from papershelf.topics.vectors import Vectors, make_vectors

ROOT = Path(__file__).resolve().parent.parent


def paper(  # noqa: PLR0913 - a paper has many fields, and a test names those that it is about
    key: str, title: str, abstract: str = "", *, authors: Iterable[str] = (), keywords: Iterable[str] = (),
    groups: Iterable[str] = (), cites: Iterable[str] = (), year: int = 2020, doi: str = "", arxiv: str = "",
) -> Paper:  # fmt: skip
    """Return a paper; authors by family name."""
    return Paper(
        key=key, kind=Kind.OTHER, title=RichText.of_plain(title), abstract=RichText.of_plain(abstract), year=year,
        authors=tuple(Person(name) for name in authors), keywords=tuple(keywords), groups=tuple(groups),
        cites=tuple(cites), doi=Doi.parse(doi), arxiv=ArxivId.parse(arxiv),
    )  # fmt: skip


def catalogue(papers: Iterable[Paper]) -> Catalogue:
    """Return the catalogue of these papers; an author's key is the family name."""
    ordered = sorted(papers, key=lambda one: one.order)
    names = sorted({person.family for one in ordered for person in one.authors})
    written = {name: tuple(one.key for one in ordered if name in {p.family for p in one.authors}) for name in names}
    return Catalogue(
        {one.key: one for one in ordered},
        {name: Author(name, name, name, keys) for name, keys in written.items()},
        {one.key: tuple(person.family for person in one.authors) for one in ordered},
        {},
    )


@dataclass(frozen=True, slots=True)
class Shelf:
    """A catalogue with its vectors and subjects."""

    catalogue: Catalogue
    vectors: Vectors
    subjects: Subjects
    problems: tuple[Problem, ...]

    def topics(self, key: str) -> list[str]:
        """Return the slugs of a paper's topics, most central first."""
        return [placement.topic for placement in self.subjects.placements[key]]


def shelf(papers: Catalogue, topics: str, *, with_pins: bool = True) -> Shelf:
    """Return ``papers`` under the topics that a topics file describes."""
    read, wrong = read_topics(topics)
    resolved, unknown = resolve(read, papers)
    vectors = make_vectors(read_texts(papers))
    subjects, unplaced = assign(papers, resolved, vectors=vectors, with_pins=with_pins)
    return Shelf(papers, vectors, subjects, (*wrong, *unknown, *unplaced))


@cache
def example() -> Catalogue:
    """Return the example's pasted list as a catalogue, keyed by place: titles and abstracts suffice."""
    lines = (ROOT / "collection" / "trending-papers.txt").read_text("utf-8").splitlines()[2:]
    lines[0] = lines[0].removeprefix("Subscribe")
    pairs = zip(lines[::2], lines[1::2], strict=True)
    return catalogue(paper(f"paper{number}", title, abstract) for number, (title, abstract) in enumerate(pairs, 1))


def example_topics() -> str:
    """Return the example's topics file."""
    return (ROOT / "collection" / "topics.toml").read_text("utf-8")
