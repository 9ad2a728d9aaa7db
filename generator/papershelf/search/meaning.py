"""Meaning: other words for the same thing, from a small thesaurus and from "Long Form (LF)" in the abstracts."""

import re
from collections import Counter
from collections.abc import Collection as Words
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, takewhile
from pathlib import Path
from typing import Final

from papershelf.collection import Collection
from papershelf.search.codec import front_coded
from papershelf.search.language import compounds, fold, parts, stem
from papershelf.search.shards import File, Shards, cut, files

THESAURUS: Final = Path(__file__).parent / "thesaurus.txt"
CERTAIN: Final = "="
"""Begins what an abstract itself says to be the same."""
_SHORT: Final = re.compile(r"\(([A-Z][A-Za-z0-9]*[A-Z0-9][A-Za-z0-9]*?)s?\)")
_FAR: Final = 160
"""Characters before a short form in which its long form begins, at most."""
_LONGEST: Final = 7
"""Words of a long form, at most."""


def key(phrase: str) -> str:
    """Return the stems of a phrase, joined: what is looked up.

    >>> key("Nearest neighbours"), key("X-rays")
    ('nearest_neighbor', 'x_ray')
    """
    return "_".join(stem(part) for compound in compounds(fold(phrase)) for part in parts(compound))


def abbreviations(texts: Iterable[str]) -> Mapping[str, str]:
    """Return short form -> the long form that stands before it most often, both as keys.

    >>> abbreviations(["We use neural architecture search (NAS) and convolutional nets (CNNs)."])
    {'nas': 'neural_architectur_search'}
    """
    found: Counter[tuple[str, str]] = Counter()
    for text in texts:
        for said in _SHORT.finditer(text) if "(" in text else ():
            before = text[max(0, said.start() - _FAR) : said.start()].split(" ")[-1 - _LONGEST :]
            words = list(takewhile(lambda word: word.replace("-", "").isalnum(), reversed(before[:-1])))
            if not before[-1] and (long := _long_form(words[::-1], said[1])):
                found[said[1], long] += 1
    longest: dict[str, str] = {}
    for (short, long), _ in sorted(found.items(), key=lambda row: (-row[1], row[0])):
        longest.setdefault(key(short), key(long))
    return longest


def _long_form(words: list[str], short: str) -> str:
    """Return the last words whose initials spell ``short``, "" where there are none.

    Source: Schwartz, Hearst: A simple algorithm for identifying abbreviation definitions, PSB 2003.
    """
    letters = [part[0].lower() for word in words for part in word.split("-") if part]
    wanted = [letter.lower() for letter in short if letter.isalpha()]
    pieces = [part for word in words for part in word.split("-") if part]
    if len(wanted) < 2 or letters[-len(wanted) :] != wanted:  # noqa: PLR2004 - one letter says nothing
        return ""
    return " ".join(pieces[-len(wanted) :])


_NAMED: Final = re.compile(r"(?:[A-Z][a-z]+[ -]){2,4}[A-Z][a-z]+")


def initials(texts: Iterable[str]) -> Mapping[str, str]:
    """Return the initials of what texts write with capitals -> its stems, the most frequent where several share them.

    >>> initials(["We revisit Contrastive Predictive Coding for images."])
    {'cpc': 'contrast_predict_code'}
    """
    found: Counter[str] = Counter()
    for text in texts:
        found.update(_NAMED.findall(text))
    named: dict[str, str] = {}
    for name, _ in sorted(found.items(), key=lambda row: (-row[1], row[0])):
        short = "".join(word[0] for word in name.replace("-", " ").split()).lower()
        named.setdefault(short, key(name))
    return named


def write_meaning(collection: Collection, terms: Words[str], target: int) -> tuple[Shards, Iterator[File]]:
    """Return ``meaning/<i>.json``: sorted keys, front-coded, and for each the keys that may stand for it.

    Keys that may stand for it are parted by ``!``; only those are written all of whose words are in the collection.
    """
    related: dict[str, dict[str, None]] = {}
    papers = collection.catalogue.papers.values()
    abstracts = [paper.abstract.plain for paper in papers if paper.abstract]
    for short, long in abbreviations(abstracts).items():
        related.setdefault(short, {})[CERTAIN + long] = None
        related.setdefault(long, {})[CERTAIN + short] = None
    for short, long in initials(chain(abstracts, (paper.title.plain for paper in papers))).items():
        if stem(short) not in terms:
            related.setdefault(stem(short), {})[CERTAIN + long] = None
    for circle in _circles():
        for one in circle:
            for other in circle:
                if other != one:
                    related.setdefault(one, {})[other] = None
    known = {one: [other for other in others if _known(other, terms)] for one, others in related.items()}
    keys = sorted(one for one, others in known.items() if others)
    texts = ["!".join(known[one]) for one in keys]
    shards = cut("meaning", keys, [len(text) + 8 for text in texts], target)
    return shards, files(shards, lambda start, end: [front_coded(keys[start:end]), " ".join(texts[start:end])])


def _known(phrase: str, terms: Words[str]) -> bool:
    return all(word in terms for word in phrase.removeprefix(CERTAIN).split("_"))


def _circles() -> Iterator[list[str]]:
    """Yield the circles of the thesaurus, as keys."""
    for line in THESAURUS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield list(dict.fromkeys(key(phrase) for phrase in line.split(",")))
