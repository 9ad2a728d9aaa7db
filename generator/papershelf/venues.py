"""Venues: a printed name is an edition (``ICLR 2024``) of a series (``ICLR``)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from papershelf.papers import Edition
from papershelf.venue_names import VenueName, fold_venue, read_venue_name

_SPEAKING: Final = 4


@dataclass(frozen=True, slots=True)
class VenueNames:
    """What ``venues.toml`` says.

    ``series``: folded printed name -> the name that the site shows; ``full``: that name -> the name in words.
    """

    series: Mapping[str, str] = field(default_factory=dict)
    full: Mapping[str, str] = field(default_factory=dict)


class Venues:
    """Gives each printed venue its edition, and remembers the names that it saw.

    An edition's ``series`` is the folding of the series' name; the answer depends on the words alone.
    """

    def __init__(self, names: VenueNames) -> None:
        self._names = names
        self._read: dict[str, tuple[VenueName, Edition, bool]] = {}

    def edition(self, printed: Iterable[str]) -> Edition | None:
        """Return the edition that the first name known to ``venues.toml`` means, else the first name."""
        first = None
        for text in printed:
            _, edition, known = self._edition(text)
            if known:
                return edition
            first = first or edition
        return first

    def _edition(self, text: str) -> tuple[VenueName, Edition, bool]:
        found = self._read.get(text)
        if found is None:
            name = read_venue_name(text)
            known = self._known(name, text)
            found = (name, replace(_edition(name, known), printed=" ".join(text.split())), known is not None)
            self._read[text] = found
        return found

    def _known(self, name: VenueName, text: str) -> str | None:
        tried = (name.series, name.full, name.full.partition(":")[0], name.full.partition(",")[0], text)
        return next((known for form in tried if form and (known := self._names.series.get(fold_venue(form)))), None)

    def aliases(self) -> Mapping[str, str]:
        """Return which series is printed in words in one place and by its acronym in another: words -> acronym.

        ``Proc. of the International Conference on Machine Learning (ICML)`` teaches both.
        """
        taught = defaultdict[str, set[str]](set)
        for name, edition, _ in self._read.values():
            if len(name.full.split()) >= _SPEAKING:
                taught[fold_venue(name.full)].add(edition.series)
        return {words: min(series) for words, series in taught.items() if len(series) == 1 and words not in series}

    def names(self) -> Mapping[str, tuple[str, str]]:
        """Return for each series the name to show and the name in words ("" where none is known)."""
        shown = defaultdict[str, Counter[str]](Counter)
        words = defaultdict[str, Counter[str]](Counter)
        for name, edition, known in self._read.values():
            shown[edition.series][self._names.series[edition.series] if known else name.series] += 1
            if len(name.full.split()) >= _SPEAKING and not known:
                words[edition.series][name.full] += 1
        return {
            series: (_most(forms), self._names.full.get(_most(forms), "") or _most(words.get(series, Counter())))
            for series, forms in shown.items()
        }


def _edition(name: VenueName, known: str | None) -> Edition:
    series = known or name.series
    if name.printed and fold_venue(name.series) == fold_venue(series):
        return Edition(name.printed, fold_venue(series), name.year)
    shown = f"{series} {name.year}" if name.year else series
    return Edition(f"{shown} ({name.track})" if name.track else shown, fold_venue(series), name.year)


def _most(forms: Counter[str]) -> str:
    ranked: Iterator[tuple[int, str]] = ((-count, form) for form, count in forms.items())
    return min(ranked, default=(0, ""))[1]
