"""The dictionary: for each term its forms and its postings, short ones beside it, long ones in lists of their own."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import orjson

from papershelf.search.codec import after_shared, front_coded, number
from papershelf.search.postings import Postings
from papershelf.search.shards import File, Shards, shortest

INLINE: Final = 6
"""Terms of at most so many papers keep their postings in the dictionary."""
LONG: Final = 1024
"""Terms of more papers have a short list of the best ones besides: enough while a word is still being typed."""
WIDE: Final = 8 * LONG
"""A term of more papers begins a file of its own: nobody who asks for rarer ones fetches its places."""
OUTSIDE: Final = "!"
"""Marks postings that stand in a list; parts forms."""
_AT_ONCE: Final = 400_000
"""Postings that are encoded at a time, about: what keeps the memory small."""


def write_dictionary(
    terms: Sequence[str], forms: Sequence[Sequence[str]], postings: Postings, target: int, long: int
) -> Generator[File, None, Shards]:
    """Yield the dictionary of sorted ``terms`` in files of about ``target`` characters, and return where it is cut.

    ``words/<i>.json`` is a list of three texts, one item a term, parted by spaces: the terms (front-coded), their forms
    (empty where the term is its only form), their postings; ``lists/<j>.json`` and ``best/<k>.json``, of about ``long``
    characters, are lists of postings; ``places/words-<i>.json`` and ``places/lists-<j>.json`` are lists of the places
    of the same terms.
    """
    words, lists, best = _Words(target), _Lists("lists", long), _Lists("best", long)
    for start, end in _runs(postings):
        span = postings.span(start, end)
        for at, (codes, places) in enumerate(zip(span.codes(), span.places(), strict=True), start):
            count = int(postings.counts[at])
            if count <= INLINE:
                yield from words.add(terms[at], forms[at], codes, places)
                continue
            if count > WIDE:
                yield from lists.rest()
            stated = OUTSIDE + number(count) + lists.add(codes, places)
            if count > LONG:
                stated += best.add(span.best(at - start))
            yield from words.add(terms[at], forms[at], stated)
            yield from lists.filled()
            yield from best.filled()
    for made in (words, lists, best):
        yield from made.rest()
    return Shards("words", tuple(words.begins), ())


@dataclass(slots=True)
class _Lists:
    """Texts gathered into files, each of which ends with the text that fills it."""

    name: str
    target: int
    _number: int = 0
    _texts: list[str] = field(default_factory=list)
    _places: list[str] = field(default_factory=list)
    _size: int = 0

    def add(self, text: str, places: str | None = None) -> str:
        """Add a text and return where it stands: number of the file, place in it."""
        self._texts.append(text)
        self._size += len(text)
        if places is not None:
            self._places.append(places)
        return number(self._number) + number(len(self._texts) - 1)

    def filled(self) -> Iterator[File]:
        """Yield the file that is full, if it is."""
        if self._size >= self.target:
            yield from self.rest()

    def rest(self) -> Iterator[File]:
        """Yield what is gathered, and begin the next file."""
        if not self._texts:
            return
        yield f"{self.name}/{self._number}.json", orjson.dumps(self._texts)
        if self._places:
            yield f"places/{self.name}-{self._number}.json", orjson.dumps(self._places)
        self._number += 1
        self._texts, self._places, self._size = [], [], 0


@dataclass(slots=True)
class _Words:
    """The shards of the dictionary; ``begins``: the shortest start that tells each from the one before."""

    target: int
    begins: list[str] = field(default_factory=list)
    _terms: list[str] = field(default_factory=list)
    _forms: list[str] = field(default_factory=list)
    _listed: list[str] = field(default_factory=list)
    _places: list[str] = field(default_factory=list)
    _size: int = 0

    def add(self, term: str, forms: Sequence[str], listed: str, places: str | None = None) -> Iterator[File]:
        """Add a term, and yield the shard that it no longer fits in; ``places`` where its postings stand here."""
        formed = _forms(term, forms)
        size = len(term) // 2 + len(formed) + len(listed) + 3
        if not self._terms:
            self.begins.append("")
        elif self._size + size > self.target * 1.2:
            before = self._terms[-1]
            yield from self.rest()
            self.begins.append(shortest(before, term))
        self._terms.append(term)
        self._forms.append(formed)
        self._listed.append(listed)
        self._size += size
        if places is not None:
            self._places.append(places)

    def rest(self) -> Iterator[File]:
        """Yield the shard that is being filled."""
        if self._terms:
            at = len(self.begins) - 1
            content = [front_coded(self._terms), " ".join(self._forms), " ".join(self._listed)]
            yield f"words/{at}.json", orjson.dumps(content)
            yield f"places/words-{at}.json", orjson.dumps(self._places)
        self._terms, self._forms, self._listed, self._places, self._size = [], [], [], [], 0


def _runs(postings: Postings) -> Iterator[tuple[int, int]]:
    """Yield runs of terms with about ``_AT_ONCE`` postings together."""
    marks = np.cumsum(postings.counts) // _AT_ONCE
    ends = [*(np.flatnonzero(np.diff(marks)) + 1).tolist(), len(postings.counts)]
    start = 0
    for end in ends:
        if end > start:
            yield start, end
        start = end


def _forms(term: str, forms: Sequence[str]) -> str:
    """Return the forms of a term, most frequent first, each after what it shares with the term."""
    if tuple(forms) == (term,):
        return ""
    return OUTSIDE.join(after_shared(term, form) for form in forms)
