"""Every word of every paper as flat arrays of numbers: term, paper, place and field."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np

from papershelf.collection import Collection
from papershelf.papers import Paper
from papershelf.search.codec import Numbers
from papershelf.search.language import STOPS, compounds, fold, head, parts, stem, whole

GAP: Final = 6
"""Empty places between a title and its abstract, so that no phrase spans them."""
_STOPS: Final = frozenset(STOPS)


class Field(IntEnum):
    """Where a word stands."""

    TITLE = 0
    ABSTRACT = 1
    AUTHORS = 2
    ELSEWHERE = 3


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a collection, in the order of papers, fields and places.

    ``terms`` are the stems, sorted; ``forms`` the plain words behind each, most frequent first;
    the arrays have one element a word: number of its term, of its paper, place (in title and abstract, else -1), field;
    ``lengths`` has a row a paper: the number of words of its title and of its abstract.
    """

    terms: Sequence[str]
    forms: Sequence[Sequence[str]]
    term: Numbers
    paper: Numbers
    place: Numbers
    field: Numbers
    lengths: Numbers


def read(collection: Collection) -> Tokens:
    """Return the words of a collection's papers, in catalogue order."""
    lexicon = _Numbering()
    flat, ends = array("i"), array("q")
    code = lexicon.__getitem__
    topics = {slug: " ".join((topic.name, *topic.aliases)) for slug, topic in collection.subjects.topics.items()}
    placements = collection.subjects.placements
    for key, paper in collection.catalogue.papers.items():
        abstract = "" if paper.abstract is None else paper.abstract.plain
        named = " ".join(topics[place.topic] for place in placements.get(key, ()))
        for text in (paper.title.plain, abstract, _names(paper), f"{_elsewhere(collection, paper)} {named}"):
            flat.extend(map(code, compounds(fold(text))))
            ends.append(len(flat))
    return _lay_out(_expand(lexicon), np.asarray(flat, dtype=np.int64), np.asarray(ends, dtype=np.int64))


class _Numbering(dict[str, int]):
    """Word -> its number, in the order in which they were met."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def _names(paper: Paper) -> str:
    """Return the authors of a paper as printed, and the initials of their given names."""
    names = []
    for person in paper.authors:
        names.append(person.printed)
        names += [given[0] for given in person.given.replace("-", " ").split() if len(given.rstrip(".")) > 1]
    return " ".join(names)


def _elsewhere(collection: Collection, paper: Paper) -> str:
    """Return the words that stand for a paper outside of its title, abstract and authors."""
    words = [str(paper.year or ""), *paper.keywords]
    if paper.edition is not None:
        words.append(paper.edition.name)
        venue = collection.catalogue.venues.get(paper.edition.series)
        words += () if venue is None else (venue.name, venue.full_name)
    return " ".join(words)


@dataclass(frozen=True, slots=True)
class _Expansion:
    """The plain words behind each compound: rows ``starts[c]:starts[c + 1]`` belong to compound number ``c``.

    ``form`` and ``shift`` (places after the compound's own) have one element a row, ``width`` (places taken) one a
    compound; ``forms`` are the plain words by number.
    """

    forms: Sequence[str]
    form: Numbers
    shift: Numbers
    starts: Numbers
    width: Numbers


def _expand(lexicon: Mapping[str, int]) -> _Expansion:
    """Return the words behind compounds: each at its place, and the whole at that of its first part."""
    forms = _Numbering()
    form, shift, starts, width = array("i"), array("i"), array("q", [0]), array("i")
    for compound in lexicon:
        words = parts(compound)
        for at, word in enumerate(words):
            form.append(forms[word])
            shift.append(at)
            if (letters := head(word)) is not None:
                form.append(forms[letters])
                shift.append(at)
        if len(words) > 1:
            form.append(forms[whole(compound)])
            shift.append(0)
        starts.append(len(form))
        width.append(len(words))
    arrays = (np.asarray(values, dtype=np.int64) for values in (form, shift, starts, width))
    return _Expansion(tuple(forms), *arrays)


def _lay_out(behind: _Expansion, flat: Numbers, ends: Numbers) -> Tokens:
    """Return the words of all papers: ``flat`` are compounds, ``ends`` where each field of each paper ends."""
    segment_sizes = np.diff(ends, prepend=0)
    places, lengths = _places(behind.width[flat], ends, segment_sizes)
    sizes = np.diff(behind.starts)[flat]
    source = np.repeat(np.arange(len(flat)), sizes)
    first = np.cumsum(sizes) - sizes
    row = np.arange(len(source)) - first[source] + behind.starts[flat][source]
    segment = np.repeat(np.arange(len(ends)), segment_sizes)[source]
    field = segment % len(Field)
    form = behind.form[row]
    stop = np.fromiter((word in _STOPS for word in behind.forms), dtype=bool, count=len(behind.forms))
    kept = ~(stop[form] & (field == Field.ABSTRACT))
    terms, forms, term_of = _stems(behind.forms, np.bincount(form, minlength=len(behind.forms)))
    place = np.where(field <= Field.ABSTRACT, places[source] + behind.shift[row], -1)
    return Tokens(terms, forms, term_of[form[kept]], segment[kept] // len(Field), place[kept], field[kept], lengths)


def _places(widths: Numbers, ends: Numbers, sizes: Numbers) -> tuple[Numbers, Numbers]:
    """Return the place of each compound in its paper, the abstract's after the title's, and the lengths of both."""
    before = np.concatenate(([0], np.cumsum(widths)))
    segment_width = before[ends] - before[ends - sizes]
    lengths = segment_width.reshape(-1, len(Field))[:, : Field.ABSTRACT + 1]
    base = np.zeros_like(segment_width).reshape(-1, len(Field))
    base[:, Field.ABSTRACT] = lengths[:, Field.TITLE] + GAP
    places = before[:-1] + np.repeat(base.reshape(-1) - before[ends - sizes], sizes)
    return places, lengths


def _stems(forms: Sequence[str], counts: Numbers) -> tuple[list[str], list[list[str]], Numbers]:
    """Return the sorted terms, the forms of each (most frequent first), and the term of each form."""
    stems = [stem(form) for form in forms]
    terms = sorted(set(stems))
    number = {term: at for at, term in enumerate(terms)}
    term_of = np.fromiter((number[stemmed] for stemmed in stems), dtype=np.int64, count=len(forms))
    grouped: list[list[str]] = [[] for _ in terms]
    for at in sorted(range(len(forms)), key=lambda at: (-counts[at], forms[at])):
        grouped[term_of[at]].append(forms[at])
    return terms, grouped, term_of
