"""The front matter of a paper: what its page, its line in every list and its entry in every export are made of.

Texts that are HTML or LaTeX stand there once: beside the plain text only where they differ from it.
"""

from collections.abc import Iterator, Mapping

from papershelf.exports.bibtex import bibtex
from papershelf.meaning.states import with_marks
from papershelf.pages.desk import Desk
from papershelf.pages.html import flat
from papershelf.pages.line import place_in_short
from papershelf.pages.record import AboutRecord
from papershelf.papers import Paper, Person, State
from papershelf.relations import Related

Values = dict[str, object]


def paper_values(desk: Desk, paper: Paper, given: Mapping[str, object], entry: str) -> Values:
    """Return the front matter of ``paper``: ``given`` is what our template is given, ``entry`` its exported BibTeX."""
    edition = paper.edition
    values: Values = {
        "key": paper.key,
        "html": _unless(flat(paper.title.html), paper.title.plain),
        "spine": given["spine"],
        "speech": given["title_speech"],
        "abstract_speech": given["abstract_speech"],
        "authors": list(_authors(desk, paper)),
        "others": paper.more_authors,
        "unusual_names": any(not person.given or person.particle or person.suffix for person in paper.authors),
        "editors": [_person(person) for person in paper.editors],
        "year": paper.year,
        "month": paper.month,
        "venue": {"slug": desk.addresses.venues[edition.series], "name": edition.name} if edition else None,
        "printed": _unless(edition.printed, edition.name) if edition else "",
        "place": given["place"] if paper.fields or not (edition and edition.year) else "",
        "short": _unless(place_in_short(paper), edition.name if edition else ""),
        "links": [{"kind": words, "url": url} for words, url, _ in _rows(given["buttons"])],
        "kind": paper.kind.value,
        "fields": dict(paper.fields),
        "doi": paper.doi.value if paper.doi else "",
        "arxiv": paper.arxiv.value if paper.arxiv else "",
        "language": paper.language,
        "states": [state.value for state in paper.states],
        "award": paper.states.get(State.AWARD),
        "banners": given["banners"],
        "note": given["note"],
        "keywords": with_marks(paper.keywords, paper.states),
        "topics": [placement.topic for placement in desk.subjects.placements.get(paper.key, ())],
        "related": [
            {"slug": desk.addresses.papers[found.key], "reason": found.reason}
            for found in _related(desk, paper, len(_rows(given["related"])))
        ],
        "citation": given["citation"],
        "versions": given["versions"],
        **_abstract(desk, paper),
        **_entry(paper, entry),
        **_neighbours(desk, paper),
        **_record(given["record"]),
    }
    return values


def _unless(text: str, same: str) -> str:
    """Return ``text``, or nothing where it is what is known anyway."""
    return "" if text == same else text


def _rows(value: object) -> tuple[tuple[object, ...], ...]:
    return value if isinstance(value, tuple) else ()


def _related(desk: Desk, paper: Paper, count: int) -> list[Related]:
    return [found for found in desk.relations.get(paper.key, ()) if found.key in desk.catalogue.papers][:count]


def _authors(desk: Desk, paper: Paper) -> Iterator[Values]:
    for key, person in zip(desk.catalogue.author_keys[paper.key], paper.authors, strict=True):
        yield {**_person(person), "slug": desk.addresses.authors.get(key)}


def _person(person: Person) -> Values:
    """Return a name as printed, and in the parts that exports ask for."""
    return {
        "name": person.printed,
        "family": person.family,
        "given": person.given,
        "particle": person.particle,
        "suffix": person.suffix,
        "orcid": person.orcid.value if person.orcid else None,
    }


def _abstract(desk: Desk, paper: Paper) -> Values:
    if not paper.abstract or desk.settings.abstracts == "hide":
        return {}
    shown = flat(paper.abstract.html) if desk.abstract(paper) else ""
    return {"abstract": shown, "plain": _unless(paper.abstract.plain, shown)}


def _entry(paper: Paper, entry: str) -> Values:
    """Return the entry to cite without its end, and what an export adds to it.

    An abstract at its end that is the plain text is left out: the template has it, and is told to print it.
    """
    begun = bibtex(paper).removesuffix("}")
    beside = entry.removeprefix(begun).removesuffix("}\n\n")
    abstract = f"  abstract = {{{paper.abstract.plain}}},\n" if paper.abstract else ""
    plain = bool(abstract) and beside.endswith(abstract)
    return {"bibtex": begun, "beside": beside.removesuffix(abstract), "plain_in_bibtex": plain}


def _neighbours(desk: Desk, paper: Paper) -> Values:
    placements = desk.subjects.placements.get(paper.key, ())
    before, after = desk.place(placements[0].topic, paper.key) if placements else (None, None)
    slugs = desk.addresses.papers
    return {"before": slugs[before] if before else "", "after": slugs[after] if after else ""}


def _record(record: object) -> Values:
    if not isinstance(record, AboutRecord):
        raise TypeError(record)
    return {
        "details": record.details,
        "permalink": record.permalink,
        "source": [{"name": place.name, "href": place.href} for place in record.places],
        "added": record.added,
        "why": [{"name": row.name, "why": row.why} for row in record.topics],
        "remarks": record.remarks,
        "correction": record.correction,
    }
