"""The shelf of years: how many papers each year has, as bars on a line and as a table."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from papershelf.papers import Paper

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
    """The bars from the first year to the last; ``width`` and ``height`` are those of the drawing.

    ``labels`` are the years to write under the bars, one for each bar, "" for none; ``earlier`` counts the papers
    of years before the first bar, which a long history cuts off the drawing.
    """

    bars: tuple[Bar, ...]
    labels: tuple[str, ...]
    width: int
    height: int
    earlier: int

    @property
    def first(self) -> int:
        """The year of the first bar."""
        return self.bars[0].year

    @property
    def last(self) -> int:
        """The year of the last bar."""
        return self.bars[-1].year

    @property
    def shown(self) -> tuple[Bar, ...]:
        """The bars of years that have papers, newest first: the rows of the table."""
        return tuple(bar for bar in reversed(self.bars) if bar.count)


def count_years(papers: Iterable[Paper]) -> Mapping[int, int]:
    """Return how many of ``papers`` each year has; papers without a year are not counted."""
    return Counter(paper.year for paper in papers if paper.year)


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
    most = max((counts[year] for year in years if year >= first), default=1)
    width = _width(last - first + 1)
    indent = (_STEP - _GAP - width + 1) // 2
    bars = []
    for at, year in enumerate(range(first, last + 1)):
        count = counts.get(year, 0)
        height = max(_LEAST, round(_HEIGHT * count / most)) if count else 0
        bars.append(Bar(year, count, href(year), at * _STEP + indent, _HEIGHT - height, width, height))
    earlier = sum(counts[year] for year in years if year < first)
    return YearShelf(tuple(bars), _labels(first, last), len(bars) * _STEP - _GAP, _HEIGHT, earlier)


def _width(years: int) -> int:
    """Return the width of a bar: of few years the bars stay slender, as spines on a shelf."""
    return min(_STEP - _GAP, max(years - 1, _LEAST_WIDTH))


def _labels(first: int, last: int) -> tuple[str, ...]:
    every = 1 if last - first < _LABELS else 5 if last - first < _LABELS * 2 else 10
    return tuple(str(year) if year % every == 0 else "" for year in range(first, last + 1))
