"""Codes: every problem that the meaning of entries, the catalogue and the addresses can report."""

import re
import tomllib
from collections.abc import Mapping
from typing import Final

from papershelf.problems import Location, Problem, Severity

_N, _W, _E = Severity.NOTICE, Severity.WARNING, Severity.ERROR

CODES: Final[Mapping[str, tuple[Severity, str]]] = {
    "PS201": (_E, "entry without a title"),
    "PS202": (_W, "year that is not a number"),
    "PS203": (_N, "DOI that is none"),
    "PS204": (_N, "arXiv identifier that is none"),
    "PS205": (_N, "month that is none"),
    "PS206": (_N, "address that is not on the web"),
    "PS210": (_N, "text that could not be read whole"),
    "PS220": (_N, "name list repaired"),
    "PS301": (_W, "one key for two papers"),
    "PS302": (_N, "sources that disagree about a paper"),
    "PS303": (_N, "two papers that may be one"),
    "PS304": (_W, "decision about a paper that is not there"),
    "PS310": (_W, "correction of a paper that is not there"),
    "PS311": (_W, "correction that does not apply"),
    "PS320": (_N, "names that fold alike"),
    "PS322": (_W, "person that no paper names"),
    "PS340": (_W, "venue stated twice"),
    "PS350": (_E, "a curator's file that is not TOML"),
    "PS351": (_W, "a curator's row of the wrong shape"),
    "PS501": (_E, "lock that cannot be read"),
    "PS510": (_N, "addresses that are not locked yet"),
    "PS511": (_W, "published address that would vanish"),
    "PS512": (_W, "two owners of one published address"),
    "PS513": (_W, "redirect that leads nowhere"),
}
"""Code -> severity and name, in the order of the documentation."""

_LONGEST_QUOTE: Final = 400


def problem(  # noqa: PLR0913 - a problem has that many sides
    code: str, where: Location, message: str, *, quote: str = "", done: str = "", remedy: str = ""
) -> Problem:
    """Return the problem ``code`` at ``where``; a long quote is cut."""
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[:_LONGEST_QUOTE] + " ..."
    return Problem(code, CODES[code][0], where, message, quote, done, remedy)


def not_toml(code: str, file: str, text: str, error: tomllib.TOMLDecodeError, done: str) -> Problem:
    """Return the problem that ``text`` of ``file`` is no TOML, at the line where it breaks."""
    stated = re.search(r"line (\d+)", str(error))
    line = int(stated[1]) if stated else text.rstrip("\n").count("\n") + 1
    return problem(code, Location(file, line), f"is not TOML: {error}.", done=done)
