"""Keywords: what sources and managers file papers under, without the private ones."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import filterfalse
from pathlib import PurePosixPath
from typing import Final

from slugify import slugify

from papershelf.catalogue import Catalogue
from papershelf.papers import Paper
from papershelf.richtext.text import sort_key
from papershelf.topics.topic import Topic

_PRIVATE: Final = re.compile(
    r"""^(?:
        [^\w]*$ | [_#@!*\u2605\u2606].* | .*[\u2605\u2606].* | .*\.(?:pdf|bib)$ | \d+$
      | (?:to|2)[-_ ]?(?:read|do|review|cite|print|check|skim|summari[sz]e|discuss).*
      | (?:(?:un|must|re|already|not)[-_ ]?)?read(?:ing)?(?:[-_ ](?:list|me|later|soon|next|this|it))?$
      | (?:prio(?:rity)?|rating|rank(?:ing)?|score|stars?)\s*[-_:\d].* | prio\d* | relevance\b.* | qualityassured
      | (?:fav(?:ou?rites?)?|starred|important|todo|done|skimmed|printed|seen|new|misc|later|inbox|urgent|unsorted)$
      | (?:tablet|kindle|ipad)$
      | (?:my|our)[-_ ].* | (?:file|import(?:ed)?|zotero|mendeley|jabref|papers\d?)\b.*
      | .*\b(?:notion|duplicate|nosource)\b.*
    )""",
    re.IGNORECASE | re.VERBOSE,
)

_folded: Final = lru_cache(maxsize=65536)(sort_key)

_FEWEST_PAPERS: Final = 2
_LARGEST_SHARE: Final = 0.6
_SMALL: Final = 12
"""A keyword of so many papers is a topic however small the collection, unless all papers have it."""
_MOST_TOPICS: Final = 60
_ENOUGH: Final = 0.6
"""Keywords suffice when they place this share of the papers."""


@cache
def is_private(keyword: str) -> bool:
    """Tell a reader's note to self from a subject: such tags never leave the house.

    >>> [is_private(tag) for tag in ("to-read", "_tablet", "★★★", "reading comprehension", "graph learning")]
    [True, True, True, False, False]
    """
    return _PRIVATE.match(keyword.strip()) is not None


def public_keywords(keywords: Sequence[str]) -> tuple[str, ...]:
    """Return the keywords that name a subject, in order."""
    return tuple(filterfalse(is_private, keywords))


def from_keywords(catalogue: Catalogue) -> tuple[Topic, ...]:
    """Return a topic for each keyword, folder or group that some papers share, those with most papers first.

    Empty where keywords do not suffice: where they place less than three papers in five.
    """
    filed = _filed(catalogue)
    largest = max(_LARGEST_SHARE * len(catalogue.papers), _FEWEST_PAPERS)
    every = len(catalogue.papers)
    words = {word for paper in catalogue.papers.values() for word in paper.keywords}
    stated = set(map(_folded, words))
    kept = [
        (name, keys)
        for name, keys in filed.items()
        if _FEWEST_PAPERS <= len(keys) <= (max(largest, _SMALL) if name in stated else largest) and len(keys) < every
    ]
    kept.sort(key=lambda entry: (-len(entry[1]), entry[0]))
    placed = {key for _, keys in kept[:_MOST_TOPICS] for key in keys}
    if len(placed) < _ENOUGH * len(catalogue.papers):
        return ()
    topics: dict[str, Topic] = {}
    for name, keys in kept[:_MOST_TOPICS]:
        slug = slugify(name)
        if slug:
            topics.setdefault(slug, _topic(slug, Counter(keys.values())))
    return tuple(topics.values())


def _filed(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Return folded name -> citation key -> the name as written."""
    filed: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for key, paper in catalogue.papers.items():
        for name in _names(paper):
            if folded := _folded(name):
                filed[folded].setdefault(key, name)
    return dict(filed)


def _names(paper: Paper) -> Iterator[str]:
    yield from public_keywords(paper.keywords)
    for group in paper.groups:
        name = _name_of(group)
        if not is_private(name):
            yield name


@lru_cache(maxsize=4096)
def _name_of(group: str) -> str:
    return PurePosixPath(group).stem.replace("_", " ").replace("-", " ")


def _topic(slug: str, written: Counter[str]) -> Topic:
    """Return the topic of a keyword: named as most papers write it, recognised in every form."""
    forms = sorted(written, key=lambda form: (-written[form], form))
    name = forms[0][:1].upper() + forms[0][1:]
    files = (f"{form}.*" for form in forms)
    return Topic(
        slug, name, f"Papers filed under {forms[0]!r}.", aliases=tuple(forms), sources=(*forms, *files),
        phrases={forms[0]: 1.5}, found=True,
    )  # fmt: skip
