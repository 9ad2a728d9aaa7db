"""Author pages, and the index of people."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from papershelf.catalogue import Author
from papershelf.page import Page
from papershelf.pages.crumbs import Crumb
from papershelf.pages.desk import Desk
from papershelf.pages.head import PLAIN
from papershelf.pages.sections import Section, whole_sections
from papershelf.pages.tally import Row, letter_of, timed_topics, top_authors, top_topics, top_venues
from papershelf.pages.topics import year_span

ROOT: Final = "../../"
_ONE_PAGE: Final = 300
_FREQUENT: Final = 60
_ENOUGH: Final = 5
_TOP: Final = 8
_SHORT: Final = 10


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the index with its page ("" for the page itself) and its number of authors."""

    name: str
    href: str
    count: int


def authors_index(desk: Desk) -> Iterator[Page]:
    """Yield the index of authors with a page, and one page a letter where they are many."""
    authors = [author for author in desk.catalogue.authors.values() if author.key in desk.addresses.authors]
    split = len(authors) > _ONE_PAGE
    letters: defaultdict[str, list[Author]] = defaultdict(list)
    for author in authors:
        letters[letter_of(author.sort_name)].append(author)
    names = sorted(letters, key=lambda letter: (letter == "other", letter))
    counts = {name: len(letters[name]) for name in names}
    frequent = sorted(authors, key=lambda author: (-len(author.papers), author.sort_name, author.key))[:_FREQUENT]
    body = desk.render(
        "authors.html",
        count=len(authors),
        single=len(desk.catalogue.authors) - len(authors),
        letters=_letters(counts, "by/") if split else (),
        rows=_rows(desk, frequent if split else authors, "../"),
        split=split,
    )
    said = f"The {len(authors)} authors of {desk.settings.title} with their papers"
    yield Page("authors/", "authors", "Authors", said, PLAIN, body)
    for name in names if split else ():
        yield _letter_page(desk, name, letters[name], counts)


def _letters(counts: dict[str, int], folder: str, here: str = "") -> tuple[Letter, ...]:
    return tuple(
        Letter(letter_name(name), "" if name == here else f"{folder}{name}/", count) for name, count in counts.items()
    )


def letter_name(letter: str) -> str:
    """Return how a letter of the index is called: ``A``, ``Other``."""
    return letter.capitalize()


def _rows(desk: Desk, authors: list[Author], root: str) -> tuple[Row, ...]:
    return tuple(
        Row(author.name, f"{root}{desk.addresses.author(author.key)}", len(author.papers)) for author in authors
    )


def _letter_page(desk: Desk, letter: str, authors: list[Author], counts: dict[str, int]) -> Page:
    body = desk.render(
        "letter.html",
        letter=letter_name(letter),
        letters=_letters(counts, "../", letter),
        rows=_rows(desk, authors, "../../../"),
        crumbs=(Crumb("Authors", "../../"),),
    )
    title = f"Authors: {letter_name(letter)}"
    said = f"The {len(authors)} authors of {desk.settings.title} under {letter_name(letter)}"
    return Page(f"authors/by/{letter}/", "authors-letter", title, said, PLAIN, body)


def author_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page of every author who has one."""
    for author in desk.catalogue.authors.values():
        address = desk.addresses.author(author.key)
        if address:
            yield _author_page(desk, author, address)


def _author_page(desk: Desk, author: Author, address: str) -> Page:
    keys = author.papers
    enough = len(keys) >= _ENOUGH
    body = desk.render(
        "author.html",
        name=author.name,
        also=author.also,
        orcid=author.orcid,
        count=len(keys),
        span=year_span(desk, keys),
        sections=_sections(desk, keys),
        topics=() if enough else top_topics(desk, keys, ROOT, _TOP),
        timed=timed_topics(desk, keys, ROOT, _TOP) if enough else (),
        coauthors=top_authors(desk, keys, ROOT, _TOP, author.key) if len(keys) > 1 else (),
        venues=top_venues(desk, keys, ROOT, _TOP) if enough else (),
        similar=tuple(
            Row(other.name, f"{ROOT}{desk.addresses.author(other.key)}", len(other.papers))
            for other in (desk.catalogue.authors[key] for key in author.similar if key in desk.addresses.authors)
        ),
    )
    papers = "paper" if len(keys) == 1 else "papers"
    said = f"{len(keys)} {papers} by {author.name} in {desk.settings.title}"
    return Page(address, "author", author.name, said, PLAIN, body)


def _sections(desk: Desk, keys: tuple[str, ...]) -> tuple[Section, ...]:
    """Return the papers by year; a short list is not cut up, for each of its lines says the year."""
    if len(keys) > _SHORT:
        return whole_sections(desk, keys, ROOT)
    return (Section("Papers", "papers", len(keys), tuple(desk.line(key, ROOT) for key in keys)),)
