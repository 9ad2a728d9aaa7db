"""The shelf of years: how many papers each year has, as bars on a line and as a table."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

_SPAN: Final = 60
_STEP: Final = 10
_GAP: Final = 2
_LEAST_WIDTH: Final = 2
_HEIGHT: Final = 100
_LEAST: Final = 4
_LABELS: Final = 16


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: its bar in the drawing's units, from the top left."""

    year: int
    count: int
    href: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class YearShelf:
    """The bars of the years from ``first`` to ``last`` that have papers, earliest first.

    ``width`` and ``height`` are those of the drawing, which has room for every year; ``earlier`` counts the papers
    of years before ``first``, which a long history cuts off the drawing.
    """

    bars: tuple[Bar, ...]
    first: int
    last: int
    width: int
    height: int
    earlier: int

    @property
    def labels(self) -> tuple[str, ...]:
        """The years to write under the drawing, one for each year, "" for none."""
        years = self.last - self.first
        every = 1 if years < _LABELS else 5 if years < _LABELS * 2 else 10
        return tuple([str(year) if year % every == 0 else "" for year in range(self.first, self.last + 1)])

    @property
    def shown(self) -> tuple[Bar, ...]:
        """The bars, newest first: the rows of the table."""
        return self.bars[::-1]


def count_years(years: Iterable[int]) -> Mapping[int, int]:
    """Return how many papers each year has, of the year of each paper; 0 stands for no year and is not counted."""
    return Counter(filter(None, years))


def year_shelf(
    counts: Mapping[int, int], href: Callable[[int], str], span: tuple[int, int] | None = None
) -> YearShelf | None:
    """Return the shelf of ``counts`` (year -> papers), None for less than two years; ``href`` says where a year is.

    ``span`` names the first and the last year to draw, where shelves are to be compared.
    """
    years = sorted(year for year, count in counts.items() if count)
    if not years or (span is None and len(years) < 2):  # noqa: PLR2004 - one bar compares nothing
        return None
    earliest, last = span or (years[0], years[-1])
    first = max(earliest, last - _SPAN + 1)
    drawn = [year for year in years if first <= year <= last]
    most = max([counts[year] for year in drawn], default=1)
    width = _width(last - first + 1)
    indent = (_STEP - _GAP - width + 1) // 2
    bars = []
    for year in drawn:
        height = max(_LEAST, round(_HEIGHT * counts[year] / most))
        at = (year - first) * _STEP + indent
        bars.append(Bar(year, counts[year], href(year), at, _HEIGHT - height, width, height))
    room = (last - first + 1) * _STEP - _GAP
    earlier = sum([counts[year] for year in years if year < first])
    return YearShelf(tuple(bars), first, last, room, _HEIGHT, earlier)


def _width(years: int) -> int:
    """Return the width of a bar: of few years the bars stay slender, as spines on a shelf."""
    return min(_STEP - _GAP, max(years - 1, _LEAST_WIDTH))
