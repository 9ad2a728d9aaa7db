"""Filing: the keywords, files, folders and groups under which people put papers, as evidence."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from functools import cache
from typing import Final

from papershelf.catalogue import Catalogue
from papershelf.papers import Paper
from papershelf.richtext.text import sort_key
from papershelf.topics.keywords import public_keywords
from papershelf.topics.topic import Evidence, Topic

_ARXIV_CLASS: Final = ("primaryclass", "eprintclass")
_FILED: Final = 8.0
"""Points of a source's keyword, file, folder or group that the topic names."""


def filed(topics: Sequence[Topic], catalogue: Catalogue) -> dict[tuple[str, int], list[Evidence]]:
    """Return (citation key, topic's place) -> what people filed the paper under that stands for the topic."""
    found: defaultdict[tuple[str, int], list[Evidence]] = defaultdict(list)
    names = _Names(topics)
    for key, paper in catalogue.papers.items():
        for number, evidence in names.evidence(paper):
            found[key, number].append(evidence)
    return dict(found)


class _Names:
    """The topics that a keyword or a group stands for; each is looked up once."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self._by_keyword: defaultdict[str, list[int]] = defaultdict(list)
        self._globs = [(glob, number) for number, topic in enumerate(topics) for glob in topic.sources]
        self._by_group: dict[str, list[int]] = {}
        self._folded = cache(sort_key)
        for number, topic in enumerate(topics):
            for name in dict.fromkeys(map(sort_key, (topic.name, topic.slug, *topic.aliases))):
                self._by_keyword[name].append(number)

    def evidence(self, paper: Paper) -> Iterator[tuple[int, Evidence]]:
        stated = {self._folded(word): word for word in (*_arxiv_classes(paper), *public_keywords(paper.keywords))}
        for folded, keyword in stated.items():
            for number in self._by_keyword.get(folded, ()):
                yield number, Evidence(keyword, "keywords", _FILED)
        for group in paper.groups if self._globs else ():
            for number in self._topics_of_group(group):
                yield number, Evidence(group, "source", _FILED)

    def _topics_of_group(self, group: str) -> list[int]:
        if group not in self._by_group:
            found = (number for glob, number in self._globs if _names_group(glob, group))
            self._by_group[group] = list(dict.fromkeys(found))
        return self._by_group[group]


def _arxiv_classes(paper: Paper) -> list[str]:
    """Return the arXiv category that a BibTeX entry states, ``cs.CV``; an arXiv feed has it among the keywords."""
    return [paper.exported[name] for name in _ARXIV_CLASS if name in paper.exported]


def _names_group(glob: str, group: str) -> bool:
    """Tell whether ``glob`` names a file, folder or group, by its whole path or its last part."""
    return fnmatchcase(group, glob) or fnmatchcase(group.rsplit("/", 1)[-1], glob)
