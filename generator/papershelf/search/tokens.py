"""Every word of every paper as flat arrays of numbers, block by block: term, paper, place and field."""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from papershelf.collection import Collection
from papershelf.papers import LinkKind, Paper
from papershelf.search.codec import Numbers
from papershelf.search.language import LITTLE, compounds, fold, head, parts, stem, whole

GAP: Final = 6
"""Empty places between a title and its abstract, so that no phrase spans them."""
BLOCK: Final = 4096
"""Papers that are laid out at a time: what keeps the memory small."""
BESIDE: Final = 1 + max(LITTLE.values())
"""Classes of stop words, none among them."""
_LETTERS: Final = "".join(chr(code) if chr(code).isalnum() or chr(code) in "'.-" else " " for code in range(128))


class Field(IntEnum):
    """Where a word stands."""

    TITLE = 0
    ABSTRACT = 1
    AUTHORS = 2
    ELSEWHERE = 3


@dataclass(frozen=True, slots=True)
class Block:
    """The words of some papers, in the order of papers, fields and places, one element a word.

    The arrays: number of its term, number of its paper within the block, place (in title and abstract, else -1), field,
    and the stop words beside it: the class of the one before times ``BESIDE`` plus that of the one after.
    """

    first: int
    term: Numbers
    paper: Numbers
    place: Numbers
    field: Numbers
    beside: Numbers


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a collection: ``terms`` are the stems, sorted.

    ``forms`` are the plain words of each term, most frequent first;
    ``lengths`` has a row a paper: the number of words of its title and of its abstract.
    """

    terms: Sequence[str]
    forms: Sequence[Sequence[str]]
    lengths: Numbers
    _pieces: "_Pieces"
    _behind: "_Expansion"

    def blocks(self) -> Iterator[Block]:
        """Yield the words of all papers, ``BLOCK`` papers at a time."""
        for first in range(0, len(self.lengths), BLOCK):
            yield self._block(first, min(first + BLOCK, len(self.lengths)))

    def _block(self, first: int, last: int) -> Block:
        codes, sizes = self._pieces.of(first, last)
        behind, lengths = self._behind, self.lengths[first:last]
        taken = behind.width[codes].astype(np.int64)
        before = np.concatenate(([0], np.cumsum(taken)))
        ends = np.cumsum(sizes)
        base = np.zeros((last - first, len(Field)), dtype=np.int64)
        base[:, Field.ABSTRACT] = lengths[:, Field.TITLE] + GAP
        places = before[:-1] + np.repeat(base.reshape(-1) - before[ends - sizes], sizes)
        rows = np.diff(behind.starts)[codes]
        source = np.repeat(np.arange(len(codes)), rows)
        row = np.arange(len(source)) - np.repeat(np.cumsum(rows) - rows - behind.starts[codes], rows)
        segment = np.repeat(np.arange(len(sizes)), sizes)[source]
        field = segment % len(Field)
        little = behind.little[row]
        kept = (little == 0) | (field != Field.ABSTRACT)
        place = np.where(field <= Field.ABSTRACT, places[source] + behind.shift[row], -1)
        apart = before[source] + behind.shift[row] + segment + 1
        classes = np.zeros(before[-1] + len(sizes) + 2, dtype=np.int64)
        classes[apart[little > 0]] = little[little > 0]
        beside = classes[apart - 1] * BESIDE + classes[apart + 1]
        columns = (behind.term[row], segment // len(Field), place, field, beside)
        return Block(first, *(column[kept] for column in columns))


def read(collection: Collection) -> Tokens:
    """Return the words of a collection's papers, in catalogue order."""
    pieces = _Pieces()
    topics = {slug: " ".join((topic.name, *topic.aliases)) for slug, topic in collection.subjects.topics.items()}
    placements = collection.subjects.placements
    for key, paper in collection.catalogue.papers.items():
        pieces.add(paper.title.plain)
        pieces.add("" if paper.abstract is None else paper.abstract.plain)
        pieces.add(_names(paper))
        named = " ".join(topics[place.topic] for place in placements.get(key, ()))
        pieces.add(f"{_elsewhere(collection, paper)} {named}")
    behind, forms = _expand(pieces.lexicon)
    terms, formed, behind.term[:] = _stems(forms, behind.term, np.diff(behind.starts), pieces.counts())
    return Tokens(terms, formed, pieces.lengths(behind.width), pieces, behind)


class _Numbering(dict[str, int]):
    """Word -> its number, in the order in which they were met."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class _Pieces:
    """The texts of a collection, cut at white space and all that is in no word, a number for each distinct piece."""

    def __init__(self) -> None:
        self.lexicon = _Numbering()
        self._flat = array("I")
        self._ends = array("Q", [0])

    def add(self, text: str) -> None:
        """Add the next field of the next paper."""
        folded = fold(text)
        words = folded.translate(_LETTERS).split() if folded.isascii() else compounds(folded)
        self._flat.extend(map(self.lexicon.__getitem__, words))
        self._ends.append(len(self._flat))

    def of(self, first: int, last: int) -> tuple[npt.NDArray[np.uint32], Numbers]:
        """Return the pieces of papers ``first`` up to ``last``, and how many each of their fields has."""
        ends = np.asarray(self._ends[first * len(Field) : last * len(Field) + 1], dtype=np.int64)
        return np.frombuffer(self._flat, dtype=np.uint32)[ends[0] : ends[-1]], np.diff(ends)

    def counts(self) -> Numbers:
        """Return how often each piece stands in the collection."""
        flat = np.frombuffer(self._flat, dtype=np.uint32) if self._flat else np.zeros(0, dtype=np.uint32)
        return np.bincount(flat, minlength=len(self.lexicon))

    def lengths(self, width: Numbers) -> Numbers:
        """Return the words of title and abstract of each paper, where a piece has ``width`` words."""
        rows = [np.zeros((0, len(Field)), dtype=np.int64)]
        papers = len(self._ends) // len(Field)
        for first in range(0, papers, BLOCK):
            codes, sizes = self.of(first, min(first + BLOCK, papers))
            before = np.concatenate(([0], np.cumsum(width[codes])))
            ends = np.cumsum(sizes)
            rows.append((before[ends] - before[ends - sizes]).reshape(-1, len(Field)))
        return np.concatenate(rows)[:, : Field.ABSTRACT + 1]


def _names(paper: Paper) -> str:
    """Return who stands for a paper, as printed, and the initials of their given names."""
    names = []
    for person in paper.credited:
        names.append(person.printed)
        names += [given[0] for given in person.given.replace("-", " ").split() if len(given.rstrip(".")) > 1]
    return " ".join(names)


def _elsewhere(collection: Collection, paper: Paper) -> str:
    """Return the words that stand for a paper outside of its title, abstract and authors."""
    words = [str(paper.year or ""), *paper.keywords]
    words += [_repository(link.url) for link in paper.links if link.kind is LinkKind.CODE]
    if paper.edition is not None:
        words.append(paper.edition.name)
        venue = collection.catalogue.venues.get(paper.edition.series)
        words += () if venue is None else (venue.name, venue.full_name)
    return " ".join(words)


def _repository(url: str) -> str:
    """Return the name of the repository, or of the folder in it, that an address leads to: often a method's name."""
    path = re.sub(r"/tree/[^/]*\Z", "", re.sub(r"[?#].*|(\.git)?/*\Z", "", url))
    return path.rpartition("/")[2].replace("_", "-")


@dataclass(frozen=True, slots=True)
class _Expansion:
    """The words behind each piece: rows ``starts[p]:starts[p + 1]`` belong to piece number ``p``.

    ``term``, ``shift`` (places after the piece's own) and ``little`` (the class of a stop word, else 0) have one
    element a row, ``width`` (places taken) one a piece.
    """

    term: Numbers
    shift: Numbers
    little: Numbers
    starts: Numbers
    width: Numbers


def _expand(lexicon: Mapping[str, int]) -> tuple[_Expansion, Sequence[str]]:
    """Return the words behind pieces: each at its place, the whole at that of its first part.

    The ``term`` of a row is the number of its form yet.
    """
    forms = _Numbering()
    form, shift, starts, width = array("q"), array("q"), array("q", [0]), array("q")
    for piece in lexicon:
        place = 0
        for compound in (piece,) if piece.isalnum() else compounds(piece):
            words = parts(compound)
            for at, word in enumerate(words):
                form.append(forms[word])
                shift.append(place + at)
                if (letters := head(word)) is not None:
                    form.append(forms[letters])
                    shift.append(place + at)
            if len(words) > 1:
                form.append(forms[whole(compound)])
                shift.append(place)
            place += len(words)
        starts.append(len(form))
        width.append(place)
    numbers = [np.array(values, dtype=np.int64) for values in (form, shift, starts, width)]
    little = np.fromiter((LITTLE.get(word, 0) for word in forms), dtype=np.int64, count=len(forms))
    return _Expansion(numbers[0], numbers[1], little[numbers[0]], numbers[2], numbers[3]), tuple(forms)


def _stems(
    forms: Sequence[str], form: Numbers, rows: Numbers, counts: Numbers
) -> tuple[list[str], list[list[str]], Numbers]:
    """Return the sorted terms, the forms of each (most frequent first), and the term of each row of ``form``.

    A piece has so many ``rows`` and stands in the collection ``counts`` times.
    """
    times = np.bincount(form, weights=np.repeat(counts, rows), minlength=len(forms)).astype(np.int64).tolist()
    stems = [stem(one) for one in forms]
    terms = sorted(set(stems))
    number = {term: at for at, term in enumerate(terms)}
    term_of = np.fromiter((number[stemmed] for stemmed in stems), dtype=np.int64, count=len(forms))
    grouped: list[list[str]] = [[] for _ in terms]
    for at in sorted(range(len(forms)), key=lambda at: (-times[at], forms[at])):
        grouped[term_of[at]].append(forms[at])
    return terms, grouped, term_of[form]
