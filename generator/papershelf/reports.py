"""Reports: all problems as text, for a terminal, as JSON, or as annotations of a code host."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from papershelf.problems import Problem, Severity
from papershelf.survey import Survey

_LEVEL: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}
_COLOURS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTICE: "36"}
_QUOTED: Final = re.compile(r"'([^']+)'")
_WIDE: Final = 100


def text(problems: Sequence[Problem]) -> str:
    """Return a line for each problem."""
    return "".join(f"{problem}\n" for problem in problems) or "Nothing to report.\n"


def for_terminal(problems: Sequence[Problem]) -> str:
    """Return the problems with colours, each under its line with a caret below the words that it quotes."""
    return "".join(map(_drawn, problems)) or "Nothing to report.\n"


def _drawn(problem: Problem) -> str:
    colour = _COLOURS[problem.severity]
    sentences = " ".join(part for part in (problem.message, problem.done, problem.remedy) if part)
    head = f"\033[1m{problem.location}\033[0m: \033[{colour}m{problem.code}\033[0m {sentences}\n"
    line = next((line for line in problem.quote.splitlines() if line.strip()), "")
    if not line:
        return head
    start, length = _pointed_at(problem.message, line)
    shift = max(0, start + length - _WIDE)
    start, shown = start - min(start, shift), line[min(start, shift) :][:_WIDE]
    number = str(problem.location.line or "")
    margin = " " * len(number)
    carets = f"\033[{colour}m{' ' * start}{'^' * max(1, min(length, len(shown) - start))}\033[0m"
    return f"{head}  {number} | {shown}\n  {margin} | {carets}\n"


def _pointed_at(message: str, line: str) -> tuple[int, int]:
    """Return where the words that a message quotes stand in a line, and how many letters these are."""
    for quoted in _QUOTED.findall(message):
        at = line.find(quoted)
        if at >= 0:
            return at, len(quoted)
    indent = len(line) - len(line.lstrip())
    return indent, len(line.rstrip()) - indent


def summary(found: Survey) -> str:
    """Return the counts of a collection: a line for each file that the report speaks of, and one of its fields."""
    files = [file for file in found.files if file.problems or file.notices]
    widest = max((len(file.path) for file in files), default=0)
    lines = [
        f"{file.path:<{widest}}  {file.papers:>6,} {_noun('paper', file.papers)}  {file.problems:>5,}"
        f" {_noun('problem', file.problems)}  {file.notices:>5,} {_noun('notice', file.notices)}".rstrip()
        + "\n"
        for file in files
    ]
    if not found.papers:
        return "".join(lines)
    fields = ", ".join(f"{name} {_share(count, found.papers)}" for name, count in found.fields)
    return "".join(lines) + f"{found.papers:,} {'paper has' if found.papers == 1 else 'papers have'}: {fields}.\n"


def _noun(name: str, count: int) -> str:
    """Return ``name`` for ``count`` things, as wide as for many."""
    return name + (" " if count == 1 else "s")


def _share(count: int, whole: int) -> str:
    return f"{count * 100 // whole} %"


def as_json(problems: Sequence[Problem]) -> str:
    """Return a JSON list of objects with the problems' fields."""
    rows = [
        {
            "code": problem.code,
            "severity": problem.severity.value,
            "path": problem.location.path,
            "line": problem.location.line,
            "message": problem.message,
            "quote": problem.quote,
            "done": problem.done,
            "remedy": problem.remedy,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def github(problems: Sequence[Problem]) -> str:
    """Return a workflow command for each problem.

    Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    return "".join(
        f"::{_LEVEL[p.severity]} file={_value(p.location.path)},line={p.location.line or 1},title={p.code}::"
        f"{_value(f'{p.message} {p.done} {p.remedy}'.strip(), comma=False)}\n"
        for p in problems
    )


def _value(said: str, *, comma: bool = True) -> str:
    said = said.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return said.replace(":", "%3A").replace(",", "%2C") if comma else said


REPORTS: Final[Mapping[str, Callable[[Sequence[Problem]], str]]] = {"text": text, "json": as_json, "github": github}
