"""Codes: every problem that reading a source can report, and how each is phrased."""

from collections.abc import Mapping
from typing import Final

from papershelf.problems import Location, Problem, Severity

_N, _W, _E = Severity.NOTICE, Severity.WARNING, Severity.ERROR

CODES: Final[Mapping[str, tuple[Severity, str]]] = {
    "PS101": (_E, "unclosed brace"),
    "PS102": (_E, "unclosed quote"),
    "PS103": (_W, "missing comma"),
    "PS104": (_W, "a field that cannot be read"),
    "PS105": (_W, "closing brace too many"),
    "PS106": (_W, "undefined macro"),
    "PS107": (_N, "field stated twice"),
    "PS108": (_N, "citation key missing or odd"),
    "PS109": (_E, "an entry that cannot be read"),
    "PS110": (_E, "merge-conflict marker"),
    "PS111": (_N, "an entry that is commented out"),
    "PS112": (_W, "HTML pasted in"),
    "PS113": (_W, "crossref or xdata leads nowhere"),
    "PS114": (_N, "text between entries that may be a lost entry"),
    "PS115": (_W, "a value that seems to have swallowed the next field"),
    "PS116": (_W, "an entry without its @ or its opening brace"),
    "PS117": (_N, "what looks like an entry inside of another one"),
    "PS120": (_N, "not UTF-8"),
    "PS121": (_N, "control characters"),
    "PS122": (_E, "file that cannot be opened"),
    "PS123": (_W, "format not recognised"),
    "PS124": (_N, "file without entries"),
    "PS125": (_W, "file that is still being written"),
    "PS126": (_W, "a source that does not exist"),
    "PS130": (_N, "newsletter lines dropped"),
    "PS131": (_W, "an abstract where a title should be"),
    "PS132": (_W, "a title without an abstract"),
    "PS133": (_N, "an abstract in two lines"),
    "PS140": (_W, "a record without its end or its beginning"),
    "PS141": (_N, "a line that belongs to no tag"),
    "PS150": (_E, "damaged JSON"),
    "PS151": (_W, "an item or a value of the wrong shape"),
    "PS160": (_E, "a table without a column of titles"),
    "PS161": (_W, "a row of the wrong length"),
    "PS170": (_E, "damaged XML"),
}
"""Code -> severity and name, in the order of the documentation."""

_LONGEST_QUOTE: Final = 2000


def problem(  # noqa: PLR0913 - named arguments, as a report has them
    code: str, where: Location, message: str, *, quote: str = "", done: str = "", remedy: str = ""
) -> Problem:
    """Return the problem ``code`` at ``where``; a long quote is cut."""
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[:_LONGEST_QUOTE] + " ..."
    return Problem(code, CODES[code][0], where, message, quote, done, remedy)
