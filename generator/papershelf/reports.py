"""Reports: all problems as text, as JSON, or as annotations of a code host."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from papershelf.problems import Problem, Severity

_LEVEL: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "notice"}


def text(problems: Sequence[Problem]) -> str:
    """Return a line for each problem."""
    return "".join(f"{problem}\n" for problem in problems) or "Nothing to report.\n"


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
