"""Search quality on generated queries: hundreds of each kind, made from the example's own titles and abstracts.

``python benchmarks/search_generated.py [SEED ...]`` makes the queries of each seed and prints success at 1 and 5 by
kind and by kind of slip; ``--missed`` lists what was not first. Queries that fit another paper as well are left out.
"""

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import search_case
from browser import FLAGS, executable
from papershelf.collection import Collection
from papershelf.search.language import STOPS, compounds, fold, parts, stem
from search_queries import Query, ranks

_VOWELS: Final = "aeiou"
_SOUNDS: Final = (("ph", "f"), ("f", "ph"), ("c", "k"), ("k", "c"), ("y", "i"), ("i", "y"), ("s", "z"), ("qu", "kw"),
                  ("ei", "ie"), ("ie", "ei"), ("tion", "sion"), ("ent", "ant"), ("ant", "ent"), ("able", "ible"),
                  ("ll", "l"), ("ss", "s"), ("tt", "t"), ("mm", "m"), ("nn", "n"))  # fmt: skip
_BRITISH: Final = (
    ("ization", "isation"),
    ("izing", "ising"),
    ("izable", "isable"),
    ("ized", "ised"),
    ("ize", "ise"),
    ("yzing", "ysing"),
    ("yze", "yse"),
    ("ior", "iour"),
    ("or", "our"),
    ("eling", "elling"),
    ("eled", "elled"),
    ("abeling", "abelling"),
    ("og", "ogue"),
)
_BRITISH_WORDS: Final = frozenset(
    [
        "analyze",
        "analyzing",
        "behavior",
        "catalog",
        "color",
        "customized",
        "generalizable",
        "generalization",
        "initialization",
        "labeled",
        "labeling",
        "modeling",
        "neighbor",
        "neighbors",
        "normalization",
        "optimization",
        "optimizing",
        "personalized",
        "quantization",
        "regularization",
        "specialize",
        "unlabeled",
        "visualization",
    ]
)
_NUMBERS: Final = {"one": "1", "two": "2", "three": "3", "zero": "0"}


def swap(word: str, chance: random.Random) -> str:
    """Return two neighbouring letters in the wrong order."""
    at = chance.choice([at for at in range(1, len(word) - 1) if word[at] != word[at + 1]] or [0])
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def drop(word: str, chance: random.Random) -> str:
    """Return the word without one of its letters."""
    at = chance.randrange(1, len(word))
    return word[:at] + word[at + 1 :]


def double(word: str, chance: random.Random) -> str:
    """Return the word with a letter typed twice."""
    at = chance.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def replace(word: str, chance: random.Random) -> str:
    """Return the word with another letter in one place."""
    at = chance.randrange(1, len(word))
    return word[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz".replace(word[at], "")) + word[at + 1 :]


def insert(word: str, chance: random.Random) -> str:
    """Return the word with a letter too many."""
    at = chance.randrange(1, len(word))
    return word[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[at:]


def first(word: str, chance: random.Random) -> str:
    """Return the word with another first letter."""
    return chance.choice("abcdefghijklmnopqrstuvwxyz".replace(word[0], "")) + word[1:]


def sounded(word: str, chance: random.Random) -> str:
    """Return the word as somebody writes it who only heard it."""
    fitting = [(old, new) for old, new in _SOUNDS if old in word[1:]]
    if fitting:
        old, new = chance.choice(fitting)
        at = word.index(old, 1)
        return word[:at] + new + word[at + len(old) :]
    at = chance.choice([at for at in range(1, len(word)) if word[at] in _VOWELS] or [1])
    return word[:at] + chance.choice(_VOWELS.replace(word[at], "")) + word[at + 1 :]


def twice(word: str, chance: random.Random) -> str:
    """Return the word with two slips (long words only, else one)."""
    once = drop(word, chance)
    return replace(once, chance) if len(word) > 8 else once


SLIPS: Final = {"swap": swap, "drop": drop, "double": double, "replace": replace, "insert": insert, "first": first,
                "sounded": sounded, "twice": twice}  # fmt: skip


class Generator:
    """Queries about the papers of a collection."""

    def __init__(self, collection: Collection, seed: int) -> None:
        self._papers = tuple(collection.catalogue.papers.values())
        self._chance = random.Random(seed)
        self._titles = [_words(paper.title.plain) for paper in self._papers]
        self._stems = [{stem(part) for word in words for part in (*parts(word), word)} for words in self._titles]
        self._texts = [
            " ".join(compounds(fold(paper.abstract.plain if paper.abstract else ""))) for paper in self._papers
        ]

    def queries(self) -> Iterator[Query]:
        """Yield the queries of all kinds."""
        for at, paper in enumerate(self._papers):
            title = paper.title.plain
            yield Query("whole", title, title, "")
            made: dict[str, Callable[[int], tuple[str, str] | None]] = {
                "title": lambda at: ("", " ".join(self._some(at, self._chance.randint(2, 4)))),
                "misspelt": self._misspelt,
                "variants": self._variant,
                "unfinished": self._unfinished,
                "phrase": self._phrase,
            }
            for kind, make in made.items():
                query = make(at)
                if query and query[1].strip():
                    yield Query(kind, query[1], title, query[0])
        yield from self._acronyms()

    def _some(self, at: int, count: int) -> list[str]:
        """Return some words of a title in their order, such that no other title has them all; none where that fails."""
        words = [word for word in dict.fromkeys(self._titles[at]) if word not in STOPS and len(word) > 1]
        for _ in range(40):
            if len(words) < 2:
                return []
            places = sorted(self._chance.sample(range(len(words)), min(count, len(words))))
            chosen = [words[place] for place in places]
            if self._alone(chosen):
                return chosen
        return []

    def _alone(self, words: list[str], start: str = "") -> bool:
        wanted = {stem(part) for word in words for part in parts(word)}
        fitting = [
            at
            for at, stems in enumerate(self._stems)
            if wanted <= stems
            and (
                not start
                or any(word.startswith(start) for title in self._titles[at] for word in (title, *parts(title)))
            )
        ]
        return len(fitting) == 1

    def _misspelt(self, at: int) -> tuple[str, str] | None:
        chosen = self._some(at, self._chance.randint(2, 3))
        long = [place for place, word in enumerate(chosen) if len(word) > 4 and word.isalpha()]
        if not long:
            return None
        place = self._chance.choice(long)
        name = self._chance.choice(sorted(SLIPS))
        chosen[place] = SLIPS[name](chosen[place], self._chance)
        return name, " ".join(chosen)

    def _variant(self, at: int) -> tuple[str, str] | None:
        words = self._some(at, self._chance.randint(2, 4))
        choices = [(place, name, other) for place, word in enumerate(words) for name, other in _variants(word)]
        if not choices:
            return None
        rare = Counter(name for _, name, _ in choices)
        place, name, other = self._chance.choices(choices, [1 / rare[name] for _, name, _ in choices])[0]
        return name, " ".join([*words[:place], other, *words[place + 1 :]])

    def _unfinished(self, at: int) -> tuple[str, str] | None:
        for _ in range(20):
            words = self._some(at, self._chance.randint(2, 4))
            if not words:
                return None
            start = words[-1][: self._chance.randint(2, 4)]
            if self._alone(words[:-1], start):
                return "", " ".join([*words[:-1], start])
        return None

    def _phrase(self, at: int) -> tuple[str, str] | None:
        words = self._texts[at].split()
        for _ in range(20):
            size = self._chance.randint(4, 6)
            if len(words) < size:
                return None
            begin = self._chance.randrange(len(words) - size + 1)
            said = " ".join(words[begin : begin + size])
            told = [word for word in words[begin : begin + size] if word not in STOPS]
            if len(told) > 1 and sum(said in text for text in self._texts) == 1:
                return "", said
        return None

    def _acronyms(self) -> Iterator[Query]:
        """Yield the names that titles give their work, and those that only one abstract introduces in brackets."""
        named: defaultdict[str, set[int]] = defaultdict(set)
        for at, paper in enumerate(self._papers):
            title = paper.title.plain
            before, colon, _ = title.partition(":")
            if colon and len(before.split()) == 1:
                named[before].add(at)
            for word in re.findall(r"\b[A-Za-z]*[A-Z][a-z]*[A-Z][A-Za-z0-9-]*\b", title):
                named[word].add(at)
            for word in re.findall(
                r"\(([A-Z][A-Za-z]*[A-Z][A-Za-z]*)s?\)", paper.abstract.plain if paper.abstract else ""
            ):
                named[word].add(at)
        texts = [f"{paper.title.plain} {paper.abstract.plain if paper.abstract else ''}" for paper in self._papers]
        for word, papers in sorted(named.items()):
            if len(papers) == 1 and sum(bool(re.search(rf"\b{re.escape(word)}s?\b", text)) for text in texts) == 1:
                said = self._chance.choice((word, word.lower()))
                yield Query("acronym", said, self._papers[min(papers)].title.plain, "")


def _words(text: str) -> list[str]:
    return compounds(fold(text))


def _variants(word: str) -> Iterator[tuple[str, str]]:
    """Yield the other ways to write a word, each with its kind."""
    if "-" in word:
        yield "joined", word.replace("-", "")
        yield "split", word.replace("-", " ")
    if word in _NUMBERS:
        yield "digits", _NUMBERS[word]
    if word in _BRITISH_WORDS:
        old, new = next((old, new) for old, new in _BRITISH if old in word)
        yield "british", word.replace(old, new)
    if word.isalpha() and len(word) > 4:
        if word.endswith("ies"):
            yield "singular", word[:-3] + "y"
        elif word.endswith("s") and not word.endswith(("ss", "us", "is", "os")):
            yield "singular", word[:-1]
        elif not word.endswith(("s", "ed", "ing", "ly", "al", "ous", "ive", "ic")):
            yield "plural", word[:-1] + "ies" if word.endswith("y") and word[-2] not in _VOWELS else word + "s"


def main(seeds: list[int], *, missed: bool) -> None:
    """Print success at 1 and 5 by kind, all seeds together."""
    collection = search_case.example()
    asked: dict[Query, int] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        with search_case.engine(browser, collection) as engine:
            for seed in seeds:
                queries = list(Generator(collection, seed).queries())
                answers = dict(
                    zip((query.text for query in queries), engine.all_titles([q.text for q in queries]), strict=True)
                )
                asked |= {query: rank for query, (rank, _) in ranks(queries, answers.__getitem__).items()}
        browser.close()
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for query, rank in asked.items():
        rows[query.kind].append(rank)
        if query.half:
            rows[f"{query.kind} {query.half}"].append(rank)
    print(f"{'kind':20}{'queries':>8}{'success@1':>11}{'success@5':>11}")
    for kind, found in sorted(rows.items()):
        one, five = (sum(0 < rank <= most for rank in found) / len(found) for most in (1, 5))
        print(f"{kind:20}{len(found):8}{one:11.3f}{five:11.3f}")
    for query, rank in asked.items():
        if missed and rank != 1:
            print(f"{rank or '-':>3}  {query.kind:10} {query.half:9} {query.text!r} -> {query.paper}")


if __name__ == "__main__":
    main([int(arg) for arg in sys.argv[1:] if arg.isdigit()] or [1], missed="--missed" in sys.argv)
