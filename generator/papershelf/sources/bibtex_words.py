"""BibTeX words: macros that styles define, and the field names that tell a field from running text."""

from collections.abc import Mapping
from typing import Final

_MONTHS: Final = """January February March April May June July August September October November
    December""".split()  # noqa: SIM905 - words read better so
_JOURNALS: Final[Mapping[str, str]] = {
    "acmcs": "ACM Computing Surveys",
    "acta": "Acta Informatica",
    "cacm": "Communications of the ACM",
    "ibmjrd": "IBM Journal of Research and Development",
    "ibmsj": "IBM Systems Journal",
    "ieeese": "IEEE Transactions on Software Engineering",
    "ieeetc": "IEEE Transactions on Computers",
    "ieeetcad": "IEEE Transactions on Computer-Aided Design of Integrated Circuits",
    "ipl": "Information Processing Letters",
    "jacm": "Journal of the ACM",
    "jcss": "Journal of Computer and System Sciences",
    "scp": "Science of Computer Programming",
    "sicomp": "SIAM Journal on Computing",
    "tcs": "Theoretical Computer Science",
    "tocs": "ACM Transactions on Computer Systems",
    "tods": "ACM Transactions on Database Systems",
    "tog": "ACM Transactions on Graphics",
    "toms": "ACM Transactions on Mathematical Software",
    "toois": "ACM Transactions on Office Information Systems",
    "toplas": "ACM Transactions on Programming Languages and Systems",
}

MACROS: Final[Mapping[str, str]] = {**{name[:3].lower(): name for name in _MONTHS}, **_JOURNALS}
"""Macro in lower case -> text. Source: plain.bst, which every standard style copies."""

TYPES: Final = frozenset(
    """article book booklet collection conference dataset inbook incollection inproceedings manual masterthesis
    mastersthesis misc mvbook mvcollection mvproceedings mvreference online patent periodical phdthesis proceedings
    reference report software suppbook suppcollection suppperiodical techreport thesis unpublished electronic www set
    xdata""".split()  # noqa: SIM905 - words read better so
)
"""The entry types of BibTeX and BibLaTeX."""

FIELDS: Final = frozenset(
    """abstract address annotation annote archive archiveprefix arxiv arxivid author bibsource bibtex_show biburl
    booksubtitle booktitle bookauthor chapter code comment copyright crossref date date-added date-modified day doi
    edition editor eid eprint eprintclass eprinttype eventdate eventtitle file groups howpublished institution isbn
    issn issue journal journaltitle key keyword keywords langid language location mainsubtitle maintitle month note
    number organization owner pages pagetotal part pdf pmcid pmid primaryclass publisher pubstate review school
    series shortjournal shorttitle subtitle timestamp title titleaddon translator type url urldate urlyear venue
    version video volume volumes year xdata""".split()  # noqa: SIM905 - words read better so
)
"""Field names that are hardly words of a sentence before an equals sign."""
