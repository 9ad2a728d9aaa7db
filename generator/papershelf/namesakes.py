"""Namesakes: authors whose names could be two ways to print one name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

_MOST: Final = 5
_LOOKED_AT: Final = 40


def find_namesakes(names: Mapping[str, tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Return for each author up to five others who may be the same: "Y. Asano" and "Yuki Asano".

    ``names``: author key -> the family name and the given names, both folded. Nothing is assumed, it is shown both
    ways. Authors of one family name are looked up by their first name and its initial; in a crowd only the first forty
    are compared, so that the work grows with the number of authors.
    """
    named = defaultdict[str, list[tuple[tuple[str, ...], str]]](list)
    for key, (family, given) in names.items():
        if given:
            named[family].append((tuple(given.split()), key))
    found = defaultdict[str, dict[str, None]](dict)
    for crowd in named.values():
        if len(crowd) > 1:
            for one, other in _pairs(sorted(crowd)):
                found[one][other] = found[other][one] = None
    return {key: tuple(sorted(others)[:_MOST]) for key, others in found.items()}


def _pairs(crowd: Sequence[tuple[tuple[str, ...], str]]) -> Iterator[tuple[str, str]]:
    """Yield who may be who in a crowd of one family name, sorted by given names."""
    by_first = defaultdict[str, list[int]](list)
    for number, (given, _) in enumerate(crowd):
        by_first[given[0]].append(number)
    by_initial = defaultdict[str, list[int]](list)
    for number, (given, _) in enumerate(crowd):
        by_initial[given[0][0]].append(number)
    for number, (given, key) in enumerate(crowd):
        near = by_initial[given[0]] if len(given[0]) == 1 else by_first[given[0]]
        for other in near[:_LOOKED_AT]:
            if other != number and _compatible(given, crowd[other][0]):
                yield key, crowd[other][1]


def _compatible(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether the given names can be one person's: each is the other's, or its initial; later ones may miss."""
    return all(
        first == second or (1 in {len(first), len(second)} and first[0] == second[0])
        for first, second in zip(one, other, strict=False)
    )
