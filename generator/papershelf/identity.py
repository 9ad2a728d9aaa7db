"""Identity: the names under which a paper is known, and the paper that a curator's words mean."""

from collections.abc import Iterable
from typing import Final

from papershelf.identifiers import ArxivId, Doi
from papershelf.meaning.states import unmarked
from papershelf.papers import Paper
from papershelf.richtext.text import sort_key

_NEAR: Final = 72
_SEVERAL: Final = 2


def identities(paper: Paper) -> tuple[str, ...]:
    """Return every name by which a paper is known again, strongest first: DOI, arXiv, keys, title."""
    found = [f"doi:{paper.doi.value}"] if paper.doi else []
    if paper.arxiv:
        found.append(f"arxiv:{paper.arxiv.value}")
    found += [f"key:{key}" for key in (paper.key, *paper.other_keys) if key]
    title = paper.title.sort_key
    return (*found, f"title:{title}") if title else tuple(found)


def fold_title(paper: Paper) -> str:
    """Return the title under which two records are one work: "pre-training" is "pretraining", "An" is nothing."""
    title = unmarked(paper.title.plain)
    return (paper.title.sort_key if title == paper.title.plain else sort_key(title)).replace(" ", "")


class Directory:
    """Finds papers by what a curator writes: a key, a DOI, an arXiv identifier or a title.

    A paper stands for its number in the order in which it was entered.
    """

    def __init__(self, papers: Iterable[Paper]) -> None:
        self._numbers: dict[str, list[int]] = {}
        self._titles: dict[str, str] = {}
        self._marks: list[set[str]] = []
        for number, paper in enumerate(papers):
            self._marks.append({fold_title(paper), *(i.value for i in (paper.doi, paper.arxiv) if i)})
            for name in identities(paper):
                self._numbers.setdefault(name, []).append(number)
                if name.startswith("title:"):
                    self._titles.setdefault(name, paper.title.plain)

    def find(self, words: str) -> tuple[int, ...]:
        """Return the numbers of the papers that ``words`` name, none where nothing is so named."""
        for name in _meant(words):
            if name in self._numbers:
                return tuple(self._numbers[name])
        return ()

    def is_clear(self, words: str) -> bool:
        """Tell whether ``words`` may name one work: no citation key whose papers share neither title nor identifier."""
        works: list[set[str]] = []
        for number in self._numbers.get(f"key:{words}", ()):
            marks = set(self._marks[number])
            marks.update(*(work for work in works if work & marks))
            works = [*(work for work in works if not work & marks), marks]
        return len(works) < _SEVERAL

    def suggest(self, words: str) -> str:
        """Return "Did you mean ...?" where a key or title is near ``words``, else how papers are named."""
        from rapidfuzz import fuzz, process  # which is loaded where a curator errs

        keys = [name.removeprefix("key:") for name in self._numbers if name.startswith("key:")]
        near = process.extractOne(words, [*keys, *self._titles.values()], scorer=fuzz.ratio, score_cutoff=_NEAR)
        return f"Did you mean {near[0]!r}?" if near else "Name a paper by key, DOI, arXiv identifier or title."


def _meant(words: str) -> Iterable[str]:
    yield f"key:{words}"
    doi, arxiv = Doi.parse(words), ArxivId.parse(words)
    if doi:
        yield f"doi:{doi.value}"
    if arxiv:
        yield f"arxiv:{arxiv.value}"
    yield f"title:{sort_key(words)}"
