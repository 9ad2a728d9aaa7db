"""The desk: what the makers of all page kinds have at hand, each thing worked out once."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, TypeAlias

from papershelf.collection import Collection
from papershelf.exports import Entries
from papershelf.exports.bibtex import bibtex
from papershelf.pages.html import Html, flat
from papershelf.pages.line import PaperLine, Stand, paper_line
from papershelf.papers import Paper
from papershelf.problems import Location, Problem
from papershelf.richtext import RichText
from papershelf.templating import Templates
from papershelf.topics.topic import Topic

COLOURS: Final = 8
SMALL: Final = 500


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its topics; topics without a group stand in one without ``topic``."""

    topic: Topic | None
    topics: tuple[Topic, ...]


class Desk:
    """A collection with its templates, and what several page kinds derive from it.

    ``paper`` gives the paper with a citation key. ``curating`` says that the curator looks at the pages, as in
    ``serve``: what they can change is said beside it. ``relations`` are those of the collection; they may be set later,
    before the first page of a paper is made, as may the ``entries`` of BibTeX that are known.
    """

    def __init__(self, collection: Collection, templates: Templates, *, curating: bool = False) -> None:
        self.collection = collection
        self.relations = collection.relations
        self.curating = curating
        self.catalogue = collection.catalogue
        self.paper: Callable[[str], Paper] = self.catalogue.papers.__getitem__
        self.subjects = collection.subjects
        self.addresses = collection.addresses
        self.settings = collection.settings
        self.render = templates.render
        self._templates = templates
        self._line_macro = templates.macro("macros.html", "paper_line")
        self._fragments: dict[tuple[object, ...], Html] = {}
        self.entries: Entries = {}
        self._lines: dict[str, PaperLine] = {}
        self._lines_at: defaultdict[str, dict[str, PaperLine]] = defaultdict(dict)
        self._beside: dict[str, Html] = {}
        self._kept: dict[tuple[Maker, str, str], Html] = {}
        self._places: dict[str, Mapping[str, int]] = {}

    def line(self, key: str, root: str, *, abstract: bool = False) -> PaperLine:
        """Return the line of a paper for pages whose way to the site's root is ``root``."""
        if abstract and (shown := self.abstract(self.catalogue.papers[key])):
            return self.rootless(key).at(root, Html(shown.html))
        lines = self._lines_at[root]
        line = lines.get(key)
        if line is None:
            line = lines[key] = self.rootless(key).at(root)
        return line

    def beside(self, key: str) -> Html:
        """Return the line of a paper for the page of another one; made once."""
        made = self._beside.get(key)
        if made is None:
            made = self._beside[key] = self.rootless(key).beside
        return made

    def entry(self, paper: Paper) -> str:
        """Return the BibTeX entry to cite a paper with."""
        known = self.entries.get(paper.key)
        return known[0] if known else bibtex(paper)

    def rootless(self, key: str) -> PaperLine:
        """Return the line of a paper, made once for all pages: it does not know yet on which it stands."""
        line = self._lines.get(key)
        if line is None:
            paper = self.catalogue.papers[key]
            stand = Stand(self.addresses.papers[key], self.spine(key), self.added(key))
            line = self._lines[key] = paper_line(paper, stand, self._line_macro)
        return line

    def kept(self, make: "Maker", what: str, where: str) -> Html:
        """Return the HTML that ``make`` made of ``what`` and ``where`` when it was first asked to."""
        made = self._kept.get((make, what, where))
        if made is None:
            made = self._kept[make, what, where] = make(self, what, where)
        return made

    def fragment(self, macro: str, **values: object) -> Html:
        """Return what the macro ``macro`` makes of ``values``; made once for the same values."""
        known = (macro, *values.values())
        made = self._fragments.get(known)
        if made is None:
            made = self._fragments[known] = flat(self._templates.macro("macros.html", macro)(**values))
        return made

    def added(self, key: str) -> date | None:
        """Return the day on which a paper came to the collection, as its source or the lock states it."""
        return self.catalogue.papers[key].added or self.collection.added.get(key)

    def abstract(self, paper: Paper) -> RichText | None:
        """Return what may be shown of a paper's abstract."""
        return paper.abstract if self.settings.abstracts == "show" else None

    def spine(self, key: str) -> int:
        """Return the colour of a paper: that of the group of its most central topic, 0 without one."""
        placements = self.subjects.placements.get(key)
        return self.colours.get(placements[0].topic, 0) if placements else 0

    def place(self, topic: str, key: str) -> tuple[str | None, str | None]:
        """Return the papers before and after a paper in the list of a topic."""
        keys = self.subjects.papers.get(topic, ())
        if topic not in self._places:
            self._places[topic] = {known: at for at, known in enumerate(keys)}
        at = self._places[topic].get(key)
        if at is None:
            return None, None
        return (keys[at - 1] if at else None), (keys[at + 1] if at + 1 < len(keys) else None)

    @cached_property
    def known_authors(self) -> Mapping[str, tuple[str, ...]]:
        """Citation key -> the keys of those authors of the paper who have a page, each once."""
        pages = self.addresses.authors
        keys = self.catalogue.author_keys
        return {
            paper: tuple([one for one in dict.fromkeys(authors) if one in pages]) for paper, authors in keys.items()
        }

    @cached_property
    def topics_of(self) -> Mapping[str, tuple[str, ...]]:
        """Citation key -> the slugs of the paper's topics, most central first."""
        placements = self.subjects.placements
        return {key: tuple([placement.topic for placement in placed]) for key, placed in placements.items()}

    @cached_property
    def series(self) -> Mapping[str, str]:
        """Citation key -> the key of the venue series in which the paper appeared, where it has one."""
        return {key: paper.edition.series for key, paper in self.catalogue.papers.items() if paper.edition}

    @cached_property
    def year(self) -> Callable[[str], int]:
        """Gives the year of the paper with a citation key, 0 where it has none."""
        years = {key: year for year, keys in self.by_year.items() for key in keys}
        return years.__getitem__

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups in the curator's order, then the topics that have none."""
        topics = self.subjects.topics
        members: defaultdict[str | None, list[Topic]] = defaultdict(list)
        for topic in topics.values():
            members[topic.parent if topic.parent in topics else None].append(topic)
        roots = members.pop(None, [])
        grouped = [Group(topic, tuple(members[topic.slug])) for topic in roots if members.get(topic.slug)]
        alone = tuple(topic for topic in roots if not members.get(topic.slug) and self.subjects.papers.get(topic.slug))
        return (*grouped, Group(None, alone)) if alone else tuple(grouped)

    @cached_property
    def colours(self) -> Mapping[str, int]:
        """Topic slug -> the number of its group's colour, from 1 to 8, reused from the ninth group on."""
        colours: dict[str, int] = {}
        for at, group in enumerate(self.groups):
            for within, topic in enumerate(group.topics):
                colours[topic.slug] = (at if group.topic else at + within) % COLOURS + 1
            if group.topic:
                colours[group.topic.slug] = at % COLOURS + 1
        return colours

    @cached_property
    def group_papers(self) -> Mapping[str, tuple[str, ...]]:
        """Group slug -> the citation keys of its topics' papers, each once, in catalogue order."""
        groups_of: defaultdict[str, set[str]] = defaultdict(set)
        for group in self.groups:
            if group.topic:
                for topic in (group.topic, *group.topics):
                    for key in self.subjects.papers.get(topic.slug, ()):
                        groups_of[key].add(group.topic.slug)
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key in self.catalogue.papers:
            for slug in sorted(groups_of.get(key, ())):
                found[slug].append(key)
        return {slug: tuple(keys) for slug, keys in found.items()}

    @cached_property
    def problems_at(self) -> Mapping[Location, tuple[Problem, ...]]:
        """Source line -> the problems found there."""
        found: defaultdict[Location, list[Problem]] = defaultdict(list)
        for problem in self.collection.problems:
            found[problem.location].append(problem)
        return {place: tuple(problems) for place, problems in found.items()}

    @property
    def is_small(self) -> bool:
        """Whether all papers stand on one page, and abstracts in the lists of years too."""
        return len(self.catalogue.papers) <= SMALL

    @cached_property
    def span(self) -> tuple[int, int]:
        """The years of the earliest and of the latest paper; both 0 where no paper has a year."""
        years = [year for year in self.by_year if year]
        return (years[-1], years[0]) if years else (0, 0)

    @cached_property
    def by_year(self) -> Mapping[int, tuple[str, ...]]:
        """Year -> citation keys in catalogue order, newest year first; 0 for papers without a year, last."""
        found: defaultdict[int, list[str]] = defaultdict(list)
        for key, paper in self.catalogue.papers.items():
            found[paper.year or 0].append(key)
        return {year: tuple(found[year]) for year in sorted(found, reverse=True)}


Maker: TypeAlias = Callable[[Desk, str, str], Html]
"""Makes HTML of two texts, and of what a desk knows."""
