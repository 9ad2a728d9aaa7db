"""Papers: what the records of one work mean together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from papershelf.identifiers import ArxivId, Doi, Orcid
from papershelf.problems import Location
from papershelf.richtext import RichText


@dataclass(frozen=True, slots=True)
class Person:
    """A person as printed on a paper; an organisation has only a family name.

    ``printed`` is the name in reading order, ``Ludwig van Beethoven Jr.``, and ``inverted`` in BibTeX's order,
    ``van Beethoven, Jr., Ludwig``: who has many papers is named many times.
    """

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""
    orcid: Orcid | None = None
    printed: str = field(init=False, repr=False, compare=False)
    inverted: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Write the name in both orders."""
        family = " ".join(filter(None, (self.particle, self.family)))
        object.__setattr__(self, "printed", " ".join(filter(None, (self.given, family, self.suffix))))
        object.__setattr__(self, "inverted", ", ".join(filter(None, (family, self.suffix, self.given))))


class Kind(StrEnum):
    """What a paper is."""

    ARTICLE = "article"
    CONFERENCE = "conference paper"
    WORKSHOP = "workshop paper"
    CHAPTER = "chapter"
    BOOK = "book"
    PREPRINT = "preprint"
    THESIS = "thesis"
    REPORT = "report"
    DATASET = "dataset"
    SOFTWARE = "software"
    OTHER = "other"


class State(StrEnum):
    """What a reader must know before citing."""

    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    ERRATUM = "erratum"
    AWARD = "award"


class LinkKind(StrEnum):
    """Where a link leads; the order is that of the buttons."""

    PDF = "pdf"
    PUBLISHER = "publisher"
    ARXIV = "arxiv"
    CODE = "code"
    VIDEO = "video"
    SLIDES = "slides"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Link:
    """An http or https address and what lies there."""

    kind: LinkKind
    url: str


@dataclass(frozen=True, slots=True)
class Edition:
    """Where a paper appeared: ``ICLR 2024`` is an edition of the series ``ICLR``.

    ``name`` is as printed, or as a line names it; ``series`` is the key of the venue series; ``year`` is that
    of the edition's name, None where the name holds no year; ``printed`` is all that the source prints.
    """

    name: str
    series: str
    year: int | None = None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """Another record of the same work: a preprint beside the published paper."""

    label: str
    year: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Paper:
    """One work, once.

    ``key`` is the citation key, unique in a catalogue, and ``other_keys`` are those of the other records merged;
    ``authors`` are in order and as printed, and ``more_authors`` says that the source ended with "and others";
    ``year`` counts as printed on the paper, ``month`` and ``day`` are of that year; ``fields`` are the other public
    fields by BibLaTeX name (volume, number, pages, publisher, isbn ...), as plain text; ``said_at`` tells for each
    field which source line won; ``entry`` is the first line of each record merged; ``groups`` are the source file,
    folders and reference manager's groups, evidence for topics; ``states`` maps a state to its reason (may be empty);
    ``entry_type`` is the BibTeX type of the entry to cite, and ``exported`` what that entry holds beside the values
    here: field name -> LaTeX.
    """

    key: str
    kind: Kind
    title: RichText
    authors: tuple[Person, ...] = ()
    more_authors: bool = False
    editors: tuple[Person, ...] = ()
    year: int | None = None
    month: int | None = None
    day: int | None = None
    edition: Edition | None = None
    abstract: RichText | None = None
    doi: Doi | None = None
    arxiv: ArxivId | None = None
    links: tuple[Link, ...] = ()
    keywords: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[State, str] = field(default_factory=dict)
    note: RichText | None = None
    added: date | None = None
    language: str | None = None
    versions: tuple[Version, ...] = ()
    cites: tuple[str, ...] = ()
    other_keys: tuple[str, ...] = ()
    entry_type: str = "misc"
    exported: Mapping[str, str] = field(default_factory=dict)
    entry: tuple[Location, ...] = ()
    said_at: Mapping[str, Location] = field(default_factory=dict)

    @property
    def credited(self) -> tuple[Person, ...]:
        """Who stands for the work: its authors, and where nobody wrote the whole, as proceedings, its editors."""
        return self.authors or self.editors

    @property
    def order(self) -> tuple[int, str, str]:
        """The place of a paper in the catalogue: newest first, then title, then key."""
        return (-(self.year or 0), self.title.sort_key, self.key)
