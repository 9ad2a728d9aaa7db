"""The dictionary: for each term its forms and its postings, short ones beside it, long ones in lists of their own."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import orjson

from papershelf.search.codec import after_shared, front_coded, number
from papershelf.search.postings import Postings
from papershelf.search.shards import File, Shards, cut, files

INLINE: Final = 6
"""Terms of at most so many papers keep their postings in the dictionary."""
OUTSIDE: Final = "!"
"""Marks postings that stand in a list; parts forms."""


@dataclass(slots=True)
class _Lists:
    """Long postings, gathered into files: ``members`` are the terms of each, ``of`` gives a term's file and place."""

    target: int
    members: list[list[int]] = field(default_factory=list)
    of: dict[int, tuple[int, int]] = field(default_factory=dict)
    _filled: int = 0

    def add(self, term: int, size: int) -> None:
        if not self.members or self._filled + size > self.target:
            self.members.append([])
            self._filled = 0
        self.of[term] = (len(self.members) - 1, len(self.members[-1]))
        self.members[-1].append(term)
        self._filled += size


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The files of the dictionary and where it is cut."""

    shards: Shards
    files: Iterator[File]


def write_dictionary(
    terms: Sequence[str], forms: Sequence[Sequence[str]], postings: Postings, target: int
) -> Dictionary:
    """Return the dictionary of sorted ``terms``, in files of about ``target`` characters.

    ``words/<i>.json`` is a list of three texts, one item a term, parted by spaces: the terms (front-coded), their forms
    (empty where the term is its only form), their postings; ``lists/<j>.json`` a list of postings;
    ``places/words-<i>.json`` and ``places/lists-<j>.json`` are lists of the places of the same terms.
    """
    codes = _slices(postings.codes.tobytes().decode("ascii"), postings.code_at.tolist())
    places = _slices(postings.places.tobytes().decode("ascii"), postings.place_at.tolist())
    counts: list[int] = postings.counts.tolist()
    lists = _Lists(target)
    for term, count in enumerate(counts):
        if count > INLINE:
            lists.add(term, len(codes(term)))

    def stated(term: int) -> str:
        if (at := lists.of.get(term)) is None:
            return codes(term)
        return OUTSIDE + number(counts[term]) + number(at[0]) + number(at[1])

    formed = [_forms(term, its) for term, its in zip(terms, forms, strict=True)]
    listed = [stated(term) for term in range(len(terms))]
    sizes = [len(term) // 2 + len(its) + len(posts) + 3 for term, its, posts in zip(terms, formed, listed, strict=True)]
    shards = cut("words", terms, sizes, target)

    def content(start: int, end: int) -> list[str]:
        return [front_coded(terms[start:end]), " ".join(formed[start:end]), " ".join(listed[start:end])]

    def made() -> Iterator[File]:
        yield from files(shards, content)
        for at, (start, end) in enumerate(shards.spans):
            inline = [places(term) for term in range(start, end) if term not in lists.of]
            yield f"places/words-{at}.json", orjson.dumps(inline)
        for at, members in enumerate(lists.members):
            yield f"lists/{at}.json", orjson.dumps([codes(term) for term in members])
            yield f"places/lists-{at}.json", orjson.dumps([places(term) for term in members])

    return Dictionary(shards, made())


def _slices(text: str, at: Sequence[int]) -> Callable[[int], str]:
    """Return what gives the piece of ``text`` of a term."""
    return lambda term: text[at[term] : at[term + 1]]


def _forms(term: str, forms: Sequence[str]) -> str:
    """Return the forms of a term, most frequent first, each after what it shares with the term."""
    if tuple(forms) == (term,):
        return ""
    return OUTSIDE.join(after_shared(term, form) for form in forms)
