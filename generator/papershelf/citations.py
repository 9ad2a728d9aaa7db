"""Citations: one line that names a paper."""

from papershelf.papers import Kind, Paper, State


def citation(paper: Paper) -> str:
    """Return the plain formatted citation: authors, year, title, place, identifier."""
    said = [f"{_names(paper)} ({paper.year or 'n.d.'}).", f"{paper.title.plain.rstrip('.')}."]
    place = where(paper)
    if place:
        said.append(f"{place}.")
    if paper.doi:
        said.append(paper.doi.url)
    elif paper.arxiv:
        said.append(f"arXiv:{paper.arxiv.value}")
    if State.RETRACTED in paper.states:
        said.append("[Retracted]")
    return " ".join(said)


def _names(paper: Paper) -> str:
    names = [person.printed for person in paper.authors]
    if paper.more_authors:
        names.append("others")
    if not names:
        return "Anonymous"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def where(paper: Paper) -> str:
    """Return where a paper appeared: venue, volume, number and pages; a thesis or preprint says so."""
    fields = paper.fields
    if paper.edition is None:
        school = fields.get("school") or fields.get("institution") or fields.get("publisher")
        named = {Kind.THESIS: fields.get("type") or "Thesis", Kind.PREPRINT: "Preprint"}.get(paper.kind, "")
        return ", ".join(part for part in (named, school) if part)
    volume = fields.get("volume", "") + (f"({fields['number']})" if "number" in fields else "")
    pages = fields.get("pages", "").replace("--", "\u2013")
    return ", ".join(part for part in (paper.edition.name, volume, pages) if part)


def short(paper: Paper) -> str:
    """Return how prose names a paper: ``Chen et al. (2020)``."""
    families = [" ".join(part for part in (person.particle, person.family) if part) for person in paper.authors[:3]]
    if not families:
        names = paper.title.plain
    elif len(paper.authors) == 1 and not paper.more_authors:
        names = families[0]
    elif len(paper.authors) == 2 and not paper.more_authors:  # noqa: PLR2004 - a pair
        names = f"{families[0]} and {families[1]}"
    else:
        names = f"{families[0]} et al."
    return f"{names} ({paper.year})" if paper.year else names
