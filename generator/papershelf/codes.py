"""Codes: every problem that a report can hold, from sources to addresses."""

import re
import tomllib
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
    "PS116": (_W, "an entry without its @ or its opening brace"),
    "PS117": (_N, "what looks like an entry inside of another one"),
    "PS118": (_N, "a container that has a title"),
    "PS120": (_N, "not UTF-8"),
    "PS121": (_N, "control characters"),
    "PS122": (_E, "file that cannot be opened"),
    "PS123": (_W, "format not recognised"),
    "PS124": (_W, "file without entries"),
    "PS125": (_W, "file that is still being written"),
    "PS126": (_W, "a source that does not exist"),
    "PS127": (_W, "a folder without sources"),
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
    "PS305": (_N, "one DOI for several papers"),
    "PS310": (_W, "correction of a paper that is not there"),
    "PS311": (_W, "correction that does not apply"),
    "PS320": (_N, "names that fold alike"),
    "PS322": (_W, "person that no paper names"),
    "PS340": (_W, "venue stated twice"),
    "PS350": (_E, "a curator's file that is not TOML"),
    "PS351": (_W, "a curator's row of the wrong shape"),
    "PS401": (_E, "topics file that is not TOML"),
    "PS402": (_W, "key that topics do not have"),
    "PS403": (_W, "value of the wrong shape in topics"),
    "PS404": (_W, "two topics with one slug"),
    "PS405": (_W, "parent that is no topic"),
    "PS406": (_W, "topic that names a paper that is not there"),
    "PS407": (_W, "topic that names a paper by a name of several"),
    "PS408": (_W, "paper that a topic includes and excludes"),
    "PS409": (_W, "paper pinned to a group"),
    "PS410": (_N, "paper on very many topics"),
    "PS411": (_N, "paper without a topic"),
    "PS420": (_W, "citation in prose that names no paper"),
    "PS421": (_N, "HTML in prose that was removed"),
    "PS422": (_W, "prose for a topic that is not there"),
    "PS423": (_W, "a row of a comparison that cannot be used"),
    "PS424": (_W, "a comparison for a topic that is not there"),
    "PS425": (_W, "a link in prose that leads nowhere"),
    "PS426": (_N, "front matter in prose"),
    "PS501": (_E, "lock that cannot be read"),
    "PS510": (_N, "addresses that are not locked yet"),
    "PS511": (_W, "published address that would vanish"),
    "PS512": (_W, "two owners of one published address"),
    "PS513": (_W, "redirect that leads nowhere"),
    "PS514": (_W, "redirect from outside of the site"),
    "PS601": (_E, "settings that are not TOML"),
    "PS602": (_W, "setting that does not exist"),
    "PS603": (_W, "setting of the wrong kind"),
    "PS604": (_W, "source of a field that is none"),
    "PS801": (_W, "something that MkDocs says"),
    "PS810": (_N, "pages that MkDocs must render one by one"),
}
"""Code -> severity and name, in the order of the documentation."""

_LONGEST_QUOTE: Final = 2000


def problem(  # noqa: PLR0913 - a problem has that many sides
    code: str, where: Location, message: str, *, quote: str = "", done: str = "", remedy: str = ""
) -> Problem:
    """Return the problem ``code`` at ``where``; a long quote is cut."""
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[:_LONGEST_QUOTE] + " ..."
    return Problem(code, CODES[code][0], where, message, quote, done, remedy)


def line_of(text: str, name: str) -> int:
    """Return the line of a TOML ``text`` on which the value or the table ``name`` begins, 0 if it is written oddly."""
    found = re.search(rf"^\s*(?:\[\[?\s*)?[\"']?({re.escape(name)})\b", text, re.MULTILINE)
    return text.count("\n", 0, found.start(1)) + 1 if found else 0


def not_toml(code: str, file: str, text: str, error: tomllib.TOMLDecodeError, done: str) -> Problem:
    """Return the problem that ``text`` of ``file`` is no TOML, at the line where it breaks."""
    stated = re.search(r"line (\d+)", str(error))
    line = int(stated[1]) if stated else text.rstrip("\n").count("\n") + 1
    return problem(code, Location(file, line), f"is not TOML: {error}.", done=done)
