"""Lookups: identifiers that jump, names that are suggested, and words by their ends for corrections."""

from collections.abc import Iterator, Mapping
from typing import Final

from papershelf.collection import Collection
from papershelf.search.cards import plain_slug
from papershelf.search.codec import front_coded, number
from papershelf.search.language import compounds, fold, parts
from papershelf.search.shards import File, Shards, cut, files

_ROTATIONS: Final = 4
"""Words of a name by which it is found, at most."""


def write_identifiers(collection: Collection, target: int) -> tuple[Shards, Iterator[File]]:
    """Return ``ids/<i>.json``: sorted DOIs, arXiv ids, citation keys and ``/slugs``, and the number of each's paper.

    They are in lower case and percent-encoded where not ASCII; the first paper that claims one has it, and keys of
    merged records count last.
    """
    found: dict[str, int] = {}
    papers = collection.catalogue.papers
    for at, (key, paper) in enumerate(papers.items()):
        names = ["/" + collection.addresses.papers[key], key]
        names += [stated.value for stated in (paper.doi, paper.arxiv) if stated]
        for name in names:
            found.setdefault(identifier(name), at)
    for at, paper in enumerate(papers.values()):
        for name in paper.other_keys:
            found.setdefault(identifier(name), at)
    keys = sorted(found)
    numbers = [number(found[key]) for key in keys]
    shards = cut("ids", keys, [len(key) // 2 + 5 for key in keys], target)
    return shards, files(shards, lambda start, end: [front_coded(keys[start:end]), " ".join(numbers[start:end])])


def identifier(text: str) -> str:
    """Return an identifier as it is looked up: lower case, each byte outside of printable ASCII as ``%xx``.

    >>> identifier("Müller 2020"), identifier("10.1000/ABC")
    ('m%c3%bcller%202020', '10.1000/abc')
    """
    return "".join(chr(byte) if 33 <= byte < 127 else f"%{byte:02x}" for byte in text.lower().encode())  # noqa: PLR2004 - printable


def write_names(collection: Collection, target: int) -> tuple[Shards, Iterator[File]]:
    """Return ``people/<i>.json``: what is suggested, under each word of its name.

    A shard has four columns: folded names turned so that each word comes first (sorted, front-coded), kinds
    (``a`` author, ``v`` venue), names, slugs (empty where ``plain_slug`` makes it of the name), numbers of papers.
    """
    rows = sorted(_rows(collection))
    shards = cut("people", [row[0] for row in rows], [len(row[0]) // 2 + len(row[2]) + 8 for row in rows], target)

    def content(start: int, end: int) -> list[object]:
        span = rows[start:end]
        return [
            front_coded([row[0] for row in span]), "".join(row[1] for row in span),
            "\n".join(row[2] for row in span),
            "\n".join("" if row[3] == plain_slug(row[2]) else row[3] for row in span),
            " ".join(number(row[4]) for row in span),
        ]  # fmt: skip

    return shards, files(shards, content)


def _rows(collection: Collection) -> Iterator[tuple[str, str, str, str, int]]:
    """Yield key, kind, name, slug and number of papers of everything that is suggested and has a page."""
    for author in collection.catalogue.authors.values():
        slug = collection.addresses.authors.get(author.key)
        for name in (author.name, *author.also) if slug else ():
            for key in _turned(name):
                yield key, "a", author.name, str(slug), len(author.papers)
    for venue in collection.catalogue.venues.values():
        slug = collection.addresses.venues.get(venue.key)
        for name in dict.fromkeys((venue.name, venue.full_name)) if slug else ():
            for key in _turned(name):
                yield key, "v", venue.name, str(slug), len(venue.papers)


def _turned(name: str) -> list[str]:
    """Return a folded name turned so that each of its words comes first.

    >>> _turned("Kaiming He")
    ['kaiming_he', 'he_kaiming']
    """
    words = [part for compound in compounds(fold(name)) for part in parts(compound)]
    return ["_".join(words[at:] + words[:at]) for at in range(min(len(words), _ROTATIONS))]


def write_spelling(forms: Mapping[str, int], target: int) -> tuple[Shards, Iterator[File]]:
    """Return ``spelling/<i>.json``: words written backwards (sorted, front-coded) and the number of each's papers.

    With the dictionary, which has the words by their beginnings, a word misspelt in one half is near one of its ends.
    """
    words = sorted((form[::-1], count) for form, count in forms.items())
    backwards = [word for word, _ in words]
    counts = [number(count) for _, count in words]
    shards = cut("spelling", backwards, [len(word) // 2 + 4 for word in backwards], target)
    return shards, files(shards, lambda start, end: [front_coded(backwards[start:end]), " ".join(counts[start:end])])
