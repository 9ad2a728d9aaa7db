"""What machines read in the head of a paper's page: Highwire tags for scholarly search, JSON-LD for the rest."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import starmap
from typing import Final
from urllib.parse import urlsplit

import orjson

from papershelf.pages.html import UNPRINTABLE, attribute
from papershelf.papers import Kind, LinkKind, Paper

PLAIN: Final = '<meta property="og:type" content="website">'
_CONTAINER: Final[Mapping[Kind, str]] = {
    Kind.ARTICLE: "citation_journal_title",
    Kind.CONFERENCE: "citation_conference_title",
    Kind.WORKSHOP: "citation_conference_title",
    Kind.CHAPTER: "citation_inbook_title",
}
_INSTITUTION: Final[Mapping[Kind, str]] = {
    Kind.THESIS: "citation_dissertation_institution",
    Kind.REPORT: "citation_technical_report_institution",
}
_FIELDS: Final[Mapping[str, str]] = {
    "volume": "citation_volume",
    "number": "citation_issue",
    "publisher": "citation_publisher",
    "isbn": "citation_isbn",
    "issn": "citation_issn",
}


def paper_head(paper: Paper, site_url: str, address: str) -> str:
    """Return the head of a paper's page.

    Source: https://scholar.google.com/intl/en/scholar/inclusion.html#indexing
    """
    names = [person.printed for person in paper.authors]
    tags = "".join(_tags(paper, names, site_url))
    return f'{tags}<script type="application/ld+json">{_json_ld(paper, names, site_url, address)}</script>'


def link(relation: str, href: str, kind: str = "", title: str = "") -> str:
    """Return a link of the head."""
    kinds = f' type="{kind}"' if kind else ""
    titles = f' title="{attribute(title)}"' if title else ""
    return f'<link rel="{relation}"{kinds}{titles} href="{attribute(href)}">'


def _tag(name: str, value: str) -> str:
    return f'<meta name="{name}" content="{attribute(value)}">'


_recurring = lru_cache(maxsize=1 << 16)(_tag)
"""The same for people, days and places, which many papers name."""


def _tags(paper: Paper, names: Sequence[str], site_url: str) -> Iterator[str]:
    yield _tag("citation_title", paper.title.plain)
    for person, name in zip(paper.authors, names, strict=True):
        yield _recurring("citation_author", name)
        if person.orcid:
            yield _recurring("citation_author_orcid", person.orcid.url)
    if paper.year:
        yield _recurring("citation_publication_date", _published(paper, "/"))
    yield from starmap(_recurring, _place_tags(paper))
    if paper.doi:
        yield _tag("citation_doi", paper.doi.value)
    if paper.arxiv:
        yield _tag("citation_arxiv_id", paper.arxiv.value)
    if paper.language:
        yield _recurring("citation_language", paper.language)
    pdf = next((found.url for found in paper.links if found.kind is LinkKind.PDF), "") if paper.links else ""
    if pdf and site_url and urlsplit(pdf).netloc == urlsplit(site_url).netloc:
        yield _tag("citation_pdf_url", pdf)


def _published(paper: Paper, between: str) -> str:
    """Return when a paper appeared, as far as that is known, "" where it is not."""
    parts = [f"{part:02}" for part in (paper.year, paper.month, paper.day) if part]
    return between.join(parts)


def _place_tags(paper: Paper) -> Iterator[tuple[str, str]]:
    if paper.edition:
        yield _CONTAINER.get(paper.kind, "citation_journal_title"), paper.edition.name
    institution = paper.fields.get("school") or paper.fields.get("institution")
    if institution and paper.kind in _INSTITUTION:
        yield _INSTITUTION[paper.kind], institution
    if paper.fields:
        yield from ((tag, paper.fields[name]) for name, tag in _FIELDS.items() if name in paper.fields)
        yield from _page_tags(paper.fields.get("pages", ""))


def _page_tags(pages: str) -> Iterator[tuple[str, str]]:
    first, _, last = pages.replace("\u2013", "-").replace("--", "-").partition("-")
    if first.strip():
        yield "citation_firstpage", first.strip()
    if last.strip():
        yield "citation_lastpage", last.strip()


def _json_ld(paper: Paper, names: Sequence[str], site_url: str, address: str) -> str:
    """Return a ScholarlyArticle that no character can end early.

    Source: https://schema.org/ScholarlyArticle
    """
    known: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "name": paper.title.plain,
        "author": [{"@type": "Person", "name": name} for name in names],
        "datePublished": _published(paper, "-"),
        "isPartOf": {"@type": "Periodical", "name": paper.edition.name} if paper.edition else "",
        "identifier": paper.doi.url if paper.doi else paper.arxiv.url if paper.arxiv else "",
        "url": site_url + address if site_url else "",
    }
    text = orjson.dumps({name: value for name, value in known.items() if value}).decode()
    if not text.isprintable():
        text = UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
