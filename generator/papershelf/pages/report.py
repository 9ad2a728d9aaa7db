"""The report: what the sources say wrong, where, what the site did instead, and what to write."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from papershelf.codes import CODES
from papershelf.explanations import explanations
from papershelf.page import Page
from papershelf.pages.desk import Desk
from papershelf.pages.head import PLAIN
from papershelf.pages.html import Html, preformatted
from papershelf.problems import Problem, Severity
from papershelf.survey import survey

_MOST: Final = 100
_QUOTED: Final = 600


@dataclass(frozen=True, slots=True)
class Remark:
    """One problem as the report shows it."""

    place: str
    message: str
    done: str
    remedy: str
    quote: Html


@dataclass(frozen=True, slots=True)
class Kind:
    """The problems of one code, in their order; ``more`` counts those that are not shown."""

    code: str
    name: str
    means: str
    severity: str
    count: int
    remarks: tuple[Remark, ...]
    more: int


def report_page(desk: Desk) -> Iterator[Page]:
    """Yield the report."""
    problems = desk.collection.problems
    notices = [problem for problem in problems if problem.severity is Severity.NOTICE]
    serious = [problem for problem in problems if problem.severity is not Severity.NOTICE]
    body = desk.render(
        "report.html",
        problems=_kinds(serious),
        notices=_kinds(notices),
        counts=(len(serious), len(notices)),
        withheld=tuple(desk.collection.withheld.items()),
        survey=survey(desk.catalogue.papers.values(), problems),
        merged=desk.collection.merged,
        published=len(desk.catalogue.papers),
    )
    said = f"{len(serious)} problems and {len(notices)} notices about the sources of {desk.settings.title}"
    yield Page("report/", "report", "Report", said, PLAIN, body)


def _kinds(problems: Sequence[Problem]) -> tuple[Kind, ...]:
    by_code: defaultdict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        by_code[problem.code].append(problem)
    return tuple(
        Kind(
            code,
            *_words(code),
            own[0].severity.value,
            len(own),
            tuple(map(_remark, own[:_MOST])),
            max(0, len(own) - _MOST),
        )
        for code, own in sorted(by_code.items())
    )


def _words(code: str) -> tuple[str, str]:
    """Return the name of a code and what it means, both "" where nobody knows it."""
    return (CODES[code][1], explanations()[code].means) if code in CODES else ("", "")


def _remark(problem: Problem) -> Remark:
    quote = problem.quote if len(problem.quote) <= _QUOTED else problem.quote[:_QUOTED] + "\u2026"
    return Remark(str(problem.location), problem.message, problem.done, problem.remedy, preformatted(quote.rstrip()))
