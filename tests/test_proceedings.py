"""A real-looking proceedings of more than a thousand papers: what a reader sees on its pages."""

import html
import re
from collections.abc import Iterator

import pytest

import proceedings
from papershelf.page import Page
from papershelf.pages import make_pages
from papershelf.templating import Templates
from papershelf.understanding import understand
from papershelf.workplace import locate

PAPERS = 1_050
SOURCE = re.compile(r"<pre\b.*?</pre>|<annotation\b.*?</annotation>", re.DOTALL)
MATHEMATICS = re.compile(r"<math\b.*?</math>", re.DOTALL)
STRAY = re.compile(r"\\[A-Za-z]*|[{}]|\$(?!\d)|&[A-Za-z#][\w]*;")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, ...]:
    """Make all pages of the proceedings."""
    folder = tmp_path_factory.mktemp("proceedings")
    proceedings.write(PAPERS, folder / "collection")
    place = locate(folder / "collection", folder)
    return tuple(make_pages(understand(place), Templates(place.templates), report=False))


def _visible(body: str) -> str:
    """Return the text that a browser shows, sources left out."""
    return html.unescape(re.sub(r"<[^<>]*>", "", SOURCE.sub("", body)))


def _stray(body: str) -> Iterator[str]:
    """Yield what looks like TeX or markup in the text of a page, with the words around it."""
    text = _visible(body)
    for found in STRAY.finditer(text):
        yield text[max(0, found.start() - 30) : found.end() + 20]


MEANT = (
    "writes \\ for a backslash and { } for braces",
    "so does a lone $ sign",
    "Beyond $100M",
)
"""What the sources say and mean."""


def test_no_tex_stands_on_any_page(pages: tuple[Page, ...]) -> None:
    """Outside of mathematics there is no command, brace, dollar or entity, but for those that mean themselves."""
    meant = 0
    for page in pages:
        body = MATHEMATICS.sub(" ", page.body)
        for phrase in MEANT:
            meant += body.count(phrase)
            body = body.replace(phrase, "")
        assert not list(_stray(body)), page.address
        assert not STRAY.search(page.title.replace("Beyond $100M", "")), page.address
    assert meant > PAPERS / 10


def test_no_command_stands_in_mathematics(pages: tuple[Page, ...]) -> None:
    """What a formula shows has no command; its braces are those of sets and cases."""
    shown = [formula for page in pages for formula in MATHEMATICS.findall(page.body)]
    assert len(shown) > 5 * PAPERS
    for formula in set(shown):
        text = _visible(formula)
        assert not re.search(r"\\|\$|&[A-Za-z#]\w*;", text), formula
        assert not re.search(r"[{}]", re.sub(r"<mo[^>]*>[{}]</mo>", "", SOURCE.sub("", formula))), formula


def test_no_formula_is_shown_by_its_source(pages: tuple[Page, ...]) -> None:
    """The mathematics of proceedings is set, all of it."""
    assert not [page.address for page in pages if "math-source" in page.body]
