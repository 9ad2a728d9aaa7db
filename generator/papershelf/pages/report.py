"""The report: every problem and notice, with its place and its remedy."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from papershelf.pages.desk import Desk
from papershelf.pages.head import PLAIN
from papershelf.pages.html import preformatted
from papershelf.pages.page import Page
from papershelf.problems import Problem, Severity

_SHOWN: Final = 500
_QUOTED: Final = 600


@dataclass(frozen=True, slots=True)
class Row:
    """A problem as the page shows it."""

    code: str
    place: str
    message: str
    quote: str
    done: str
    remedy: str


def report(desk: Desk) -> Iterator[Page]:
    """Yield the report; of very many rows the first five hundred of each kind, and the counts of all."""
    problems = desk.collection.problems
    wrong = [problem for problem in problems if problem.severity is not Severity.NOTICE]
    notices = [problem for problem in problems if problem.severity is Severity.NOTICE]
    counts = Counter((problem.code, problem.location.path) for problem in problems)
    body = desk.render(
        "report.html",
        problems=_rows(wrong),
        notices=_rows(notices),
        wrong=len(wrong),
        noticed=len(notices),
        counts=tuple((code, path, count) for (code, path), count in sorted(counts.items())),
        withheld=tuple(desk.collection.withheld.items()),
        shown=_SHOWN,
    )
    said = f"{len(wrong)} problems and {len(notices)} notices about the sources of {desk.settings.title}"
    yield Page("report/", "report", "Report", said, PLAIN, body)


def _rows(problems: Sequence[Problem]) -> tuple[Row, ...]:
    return tuple(
        Row(
            problem.code,
            str(problem.location),
            problem.message,
            preformatted(problem.quote[:_QUOTED]),
            problem.done,
            problem.remedy,
        )
        for problem in problems[:_SHOWN]
    )
