"""Pages: every kind is one inert block of valid HTML, its links lead somewhere, and long lists are split."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown  # type: ignore[import-untyped]

from papershelf.config import Settings
from papershelf.envelope import envelope, inert
from papershelf.exports.bibtex import bibtex
from papershelf.page import FORMS, Page
from papershelf.pages import make_pages
from papershelf.pages.head import paper_head
from papershelf.pages.line import authors_in_short, place_in_short
from papershelf.pages.yearshelf import year_shelf
from papershelf.papers import Edition, Link, LinkKind, Paper
from papershelf.press import Form
from papershelf.resources import resources
from papershelf.templating import Templates
from small_collection import EVIL, bare_paper, collection_of, evil_paper, paper, text

TEMPLATES = Templates([resources() / "templates"])
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def _pages(papers: list[Paper], stated: Settings | None = None) -> tuple[Page, ...]:
    return tuple(make_pages(collection_of(papers, stated), TEMPLATES))


@cache
def _small() -> tuple[Page, ...]:
    return _pages([evil_paper(), bare_paper(), *(paper(f"k{number}", year=2000 + number) for number in range(12))])


@cache
def _large() -> tuple[Page, ...]:
    many = (
        replace(paper(f"k{number}", f"Title {number}", year=2010 + number % 3), edition=Edition("J", "J"))
        for number in range(1250)
    )
    return _pages(list(many))


def _page(pages: tuple[Page, ...], address: str) -> Page:
    return next(page for page in pages if page.address == address)


class _Seen(HTMLParser):
    """What an HTML parser sees: tags with attributes, and the text within the tag and class that are watched."""

    def __init__(self, html: str, within: str = "") -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._within = within
        self._depth = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._depth += tag == self._within

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == self._within

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text += data


def _links(page: Page) -> Iterator[str]:
    for tag, attributes in _Seen(page.body).tags:
        for name in ("href", "action"):
            value = attributes.get(name)
            if value is not None and tag != "svg":
                yield value


@pytest.mark.parametrize("page", _small(), ids=lambda page: page.address or "home")
def test_a_body_passes_markdown_unchanged(page: Page) -> None:
    """Python-Markdown hands a body on byte for byte, and no part of a page is empty."""
    envelope(page)
    assert Markdown(extensions=["tables", "toc"]).convert(page.body) == page.body
    assert page.title
    assert page.description
    assert page.head


@pytest.mark.parametrize("page", _small(), ids=lambda page: page.address or "home")
def test_a_page_is_valid_html(page: Page) -> None:
    """Head and body are valid HTML by a strict parser, with one h1 that the skip link finds."""
    head = f'<head><meta charset="utf-8"><title>{inert(page.title)}</title>{page.head}</head>'
    whole = f'<!doctype html><html lang="en">{head}<body>{page.body}</body></html>'
    html5lib.HTMLParser(strict=True).parse(whole)
    headings = [attributes for tag, attributes in _Seen(page.body).tags if tag == "h1"]
    assert [attributes.get("id") for attributes in headings] == ["title"]
    ids = Counter(attributes["id"] for _, attributes in _Seen(page.body).tags if attributes.get("id"))
    assert [name for name, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("page", _small(), ids=lambda page: page.address or "home")
def test_nothing_in_a_source_becomes_markup(page: Page) -> None:
    """No text of a source makes an element, a handler or an address that runs; no style stands in an attribute."""
    for part in (page.head, page.body):
        for tag, attributes in _Seen(part).tags:
            assert tag != "script" or attributes == {"type": "application/ld+json"}
            assert tag != "b"
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
            href = attributes.get("href") or ""
            assert not href.lower().lstrip().startswith("javascript:")
    assert "49" not in page.title


@pytest.mark.parametrize("page", _small(), ids=lambda page: page.address or "home")
def test_links_lead_somewhere(page: Page) -> None:
    """A relative link leads to a page of the site or to one of its files; a fragment to an element of that page."""
    known = {own.address: own for own in _small()}
    for href in _links(page):
        if re.match(r"https?:|data:|mailto:", href):
            continue
        path, _, fragment = href.partition("#")
        place = unquote(urljoin(f"https://x/{page.address}", path).removeprefix("https://x/")).partition("?")[0]
        assert place in known or place.startswith(("exports/", "api/")), href
        if fragment:
            assert f'id="{fragment}"' in known[place].body, href


def test_every_page_has_a_known_form() -> None:
    """``FORMS`` names the form of every page that a collection of any size has."""
    known = {Form.of(kind, address) for kind, address in FORMS}
    assert {Form.of(page.kind, page.address) for page in (*_small(), *_large())} - known == set()


def test_addresses_are_unique() -> None:
    """No two pages share an address, and making them twice gives the same."""
    addresses = [page.address for page in _large()]
    assert len(addresses) == len(set(addresses))
    again = _pages([evil_paper(), bare_paper(), *(paper(f"k{number}", year=2000 + number) for number in range(12))])
    assert again == _small()


@settings(max_examples=40, deadline=None)
@given(ANYTHING, ANYTHING, ANYTHING)
def test_text_shows_exactly_the_text(title: str, abstract: str, name: str) -> None:
    """Title, authors, BibTeX and JSON-LD of any characters are read back as they were, but for white space."""
    own = replace(paper("k", title, [f"X {name}"]), abstract=text(abstract))
    page = _page(_pages([own]), "papers/k/")
    assert envelope(page)
    shown = _Seen(page.body, "h1").text
    assert "".join(shown.split()) == "".join(title.replace("\x02", "").replace("\x03", "").split())
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.head)
    assert found
    assert json.loads(found[1])["name"] == title
    code = _Seen(page.body, "pre").text
    assert _printable(code) == _printable(bibtex(own))


def _printable(shown: str) -> str:
    return "".join(char for char in shown if char.isprintable() and not char.isspace())


def test_a_long_list_is_split_and_loses_nothing() -> None:
    """No page of a large collection lists more than two hundred papers, and all stand on the pages of years."""
    lines = {page.address: page.body.count('class="paper-line') for page in _large()}
    assert max(count for address, count in lines.items() if not address.startswith("authors/")) == 200
    assert sum(count for address, count in lines.items() if re.match(r"years/\d+/", address)) == 1250
    on_venue = {address: count for address, count in lines.items() if re.match(r"venues/v0/\d+/", address)}
    assert sum(on_venue.values()) == 1250
    assert "years/2010/3/" in lines
    assert "Search in this topic" in _page(_large(), "topics/graphs/").body


def test_an_abstract_is_said_missing_or_hidden() -> None:
    """A paper without an abstract says so; with abstracts hidden no page and no description holds one."""
    assert "No abstract in the source." in _page(_small(), "papers/bare/").body
    own = replace(paper("k"), abstract=text("The secret finding."))
    for page in _pages([own], Settings(abstracts="hide")):
        assert "secret finding" not in page.body + page.head + page.description


def test_private_remarks_stay_private() -> None:
    """What was withheld is counted on the report and named on no page of a paper."""
    assert "my private note" not in _page(_small(), "papers/evil/").body
    assert "&lt;file&gt; (3)" in _page(_small(), "report/").body


def test_the_report_is_made_only_where_it_is_published() -> None:
    """Without ``publish_report`` there is no report, and nothing links to one."""
    pages = _pages([paper("k")], Settings())
    assert [page for page in pages if page.kind == "report" or "report/" in page.body] == []


@pytest.mark.parametrize(
    ("count", "more", "said"),
    [(1, False, "N0 F"), (4, False, "N0 F, N1 F, N2 F, N3 F"), (5, False, "N0 F, N1 F, N2 F and 2 more"),
     (8, False, "N0 F, N1 F, N2 F and 5 more"), (2, True, "N0 F, N1 F and others"), (0, False, "")],
)  # fmt: skip
def test_a_line_names_three_authors(count: int, more: bool, said: str) -> None:  # noqa: FBT001 - a case
    """A line names up to four authors, else three and the number of the rest, which is never one."""
    own = replace(paper("k", authors=[f"N{number} F" for number in range(count)]), more_authors=more)
    assert authors_in_short(own) == said


@pytest.mark.parametrize(
    ("edition", "year", "said"),
    [(Edition("NeurIPS 2023", "NeurIPS", 2023), 2023, "NeurIPS 2023"), (Edition("JMLR", "JMLR"), 2023, "JMLR 2023"),
     (Edition("JMLR", "JMLR"), None, "JMLR"), (None, 2023, "2023"), (None, None, "")],
)  # fmt: skip
def test_a_line_says_no_year_twice(edition: Edition | None, year: int | None, said: str) -> None:
    """The venue comes with its year, the year alone only without a venue."""
    assert place_in_short(replace(paper("k", year=year), edition=edition)) == said


def test_many_authors_fold() -> None:
    """Of more than twelve authors the first eight stand open and the rest in details, each a link."""
    page = _page(_small(), "papers/evil/")
    first, _, rest = page.body.partition('<details class="paper-authors-more">')
    assert first.count("../../authors/") == 8
    assert "and 7 more" in rest
    assert rest.partition("</details>")[0].count("../../authors/") == 7


def test_scholars_read_the_names_as_printed() -> None:
    """Each author has a tag of their own, as printed and in order; no Dublin Core stands beside them."""
    own = paper("k", authors=["Ludwig van Beethoven", "Ann Doe"])
    tags = [tag for name, tag in _Seen(paper_head(own, "", "papers/k/")).tags if name == "meta"]
    assert [tag["content"] for tag in tags if tag["name"] == "citation_author"] == ["Ludwig van Beethoven", "Ann Doe"]
    assert not [tag for tag in tags if str(tag["name"]).lower().startswith("dc.")]


@pytest.mark.parametrize(("host", "named"), [("example.org", True), ("elsewhere.org", False)])
def test_a_pdf_is_named_on_its_own_host_only(host: str, named: bool) -> None:  # noqa: FBT001 - a case
    """``citation_pdf_url`` names a PDF of the site's own host and no other."""
    own = replace(paper("k"), links=(Link(LinkKind.PDF, f"https://{host}/k.pdf"),))
    assert ("citation_pdf_url" in paper_head(own, "https://example.org/site/", "papers/k/")) is named


@given(st.dictionaries(st.integers(1900, 2030), st.integers(1, 500), max_size=20))
def test_the_shelf_of_years_counts_all(counts: dict[int, int]) -> None:
    """Bars are of the years with papers, the highest fills the drawing, and ``earlier`` has the other papers."""
    shelf = year_shelf(counts, str)
    if shelf is None:
        assert len(counts) < 2
        return
    assert [bar.year for bar in shelf.bars] == [y for y in range(shelf.first, shelf.last + 1) if y in counts]
    assert sum(bar.count for bar in shelf.bars) + shelf.earlier == sum(counts.values())
    assert max(bar.height for bar in shelf.bars) == shelf.height
    assert all(bar.height > 0 for bar in shelf.bars)
    assert len(shelf.labels) == shelf.last - shelf.first + 1


def test_a_bad_title_cannot_leave_its_place() -> None:
    """The hostile paper's title is shown as it is written, in one heading."""
    shown = _Seen(_page(_small(), "papers/evil/").body, "h1").text
    assert " ".join(shown.split()) == " ".join(EVIL.split())
