"""A collection of nothing but attempts to break out, judged on its built site: by an HTML parser and in Chromium."""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from conftest import PATH, Built, served
from papershelf.build import Order, build
from papershelf.kitchen import kitchen
from papershelf.workplace import locate

HOSTILE = Path(__file__).parent / "hostile"
THEME = ("__md_scope=", "var target=", "var palette=")
FORBIDDEN = {"iframe", "object", "embed", "base", "applet", "frame", "x-evil", "style", "img", "marquee"}
SECRET = ("secret note", "secret annote", "/home/secret")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Build the hostile collection once."""
    base = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as environment, kitchen() as pool:
        environment.setenv("PAPERSHELF_SITE_URL", f"https://example.org{PATH}")
        yield Built(base / "site", build(Order(locate(HOSTILE, base), base / "site"), pool))


def _trees(site: Built) -> Iterator[tuple[str, Element]]:
    for path in sorted(site.folder.rglob("*.html")):
        yield (
            path.relative_to(site.folder).as_posix(),
            html5lib.parse(path.read_text("utf-8"), treebuilder="etree", namespaceHTMLElements=False),
        )


def _elements(tree: Element) -> Iterator[tuple[str, Element]]:
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield element.tag.rpartition("}")[2].lower(), element


def test_no_text_becomes_an_element_or_an_event(site: Built) -> None:
    """No page has an element or an attribute that a source wrote: no frame, no image, no handler, no style."""
    found = set[tuple[str, ...]]()
    for path, tree in _trees(site):
        for name, element in _elements(tree):
            if name in FORBIDDEN or "x-evil" in name:
                found.add((path, name))
            found |= {
                (path, name, key) for key in element.attrib if str(key).lower().startswith("on") or "evil" in str(key)
            }
    assert found == set()


def test_no_script_is_written_in_a_page(site: Built) -> None:
    """Every script is a file of the site's own, data that reads as JSON, or one of the theme's few lines."""
    for path, tree in _trees(site):
        for name, element in _elements(tree):
            if name != "script":
                continue
            if element.get("type") == "application/ld+json":
                assert json.loads(element.text or "")["@type"] == "ScholarlyArticle", path
            elif "src" in element.attrib:
                assert element.get("src", "").lstrip("./").removeprefix(PATH[1:]).startswith("assets/"), path
                assert not (element.text or "").strip(), path
            else:
                assert (element.text or "").startswith(THEME), path
                assert "evil" not in (element.text or ""), path


def test_links_lead_into_the_web_or_into_the_site(site: Built) -> None:
    """No address runs a script, and the one that holds data is the download of a paper's own BibTeX."""
    for path, tree in _trees(site):
        for _, element in _elements(tree):
            for key in ("href", "src", "action", "formaction", "data", "{http://www.w3.org/1999/xlink}href"):
                address = element.get(key)
                scheme = urlsplit("".join((address or "").split())).scheme.lower()
                if scheme == "data":
                    assert element.get("download", "").endswith(".bib"), path
                    assert (address or "").startswith(("data:text/plain", "data:application/x-bibtex")), path
                else:
                    assert scheme in {"", "http", "https", "mailto"}, (path, address)


def test_a_title_shows_exactly_what_it_says(site: Built) -> None:
    """The head of each paper's page reads as the paper's title, character for character."""
    collection = site.outcome.collection
    for key, paper in collection.catalogue.papers.items():
        page = site.folder / collection.addresses.paper(key) / "index.html"
        tree = html5lib.parse(page.read_text("utf-8"), treebuilder="etree", namespaceHTMLElements=False)
        head = tree.find(".//h1")
        assert head is not None
        assert " ".join("".join(head.itertext()).split()) == " ".join(paper.title.plain.split())


def test_no_control_and_no_override_of_direction_is_left(site: Built) -> None:
    """Control characters and bidirectional overrides stand in no page and no export."""
    stray = [
        *map(chr, range(9)),
        "\x0b",
        "\x0c",
        *map(chr, range(14, 32)),
        *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067",
    ]
    for path in sorted(site.folder.rglob("*")):
        if path.suffix in {".html", ".json", ".bib", ".ris", ".csv", ".xml"}:
            text = unescape(path.read_text("utf-8"))
            shown = text if "report" not in path.parts else ""
            assert [mark for mark in stray if mark in shown] == [], path


def test_the_accent_colours_every_page(site: Built) -> None:
    """Each page loads the sheet with the curator's colour after the site's own."""
    assert (site.folder / "assets" / "css" / "accent.css").is_file()
    for path in sorted(site.folder.rglob("*.html")):
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]*)"', path.read_text("utf-8"))
        assert sheets[-1].endswith("assets/css/accent.css"), path


def test_no_private_word_is_published(site: Built) -> None:
    """Notes and file paths of the curator's own stand in no file of the site, the search index included."""
    for path in sorted(site.folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            assert [word for word in SECRET if word.encode() in content] == [], path
    assert dict(site.outcome.collection.withheld) == {"annote": 1, "file": 1, "note": 1}


def test_every_file_stands_below_the_site(site: Built) -> None:
    """No key, name or slug climbs out of the site or takes a reserved name."""
    assert [path.name for path in sorted(site.folder.parent.iterdir()) if path.name not in {"site", "build"}] == []
    folders = [path.parent.name for path in (site.folder / "papers").glob("*/index.html")]
    assert {"index", "con", "by", "..", ""} & set(folders) == set()
    assert all(path.name.isascii() for path in site.folder.rglob("*"))


def _armed(chromium: Browser) -> tuple[Page, list[str]]:
    """Return a page that writes down whatever a source made the browser do."""
    heard: list[str] = []
    opened = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    opened.add_init_script("window.evil = () => { window.wasEvil = true; console.error('evil ran'); };")
    opened.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: heard.append(str(error)))

    def dismiss(dialog: Dialog) -> None:
        heard.append(dialog.message)
        dialog.dismiss()

    opened.on("dialog", dismiss)
    return opened, heard


def test_no_page_runs_anything_in_the_browser(site: Built, chromium: Browser) -> None:
    """Chromium opens every page, on a phone: nothing runs, nothing fails, nothing scrolls sideways."""
    page, heard = _armed(chromium)
    with served(site.folder) as address:
        for path in sorted(site.folder.rglob("index.html")):
            place = path.parent.relative_to(site.folder).as_posix()
            page.goto(f"{address}{'' if place == '.' else place + '/'}")
            assert (place, page.evaluate("window.wasEvil")) == (place, None)
            assert (place, page.evaluate("document.documentElement.scrollWidth")) == (place, 390)
        page.context.close()
    assert heard == []


@pytest.mark.parametrize(
    "query", ["scripts", "<script>evil()</script>", '"><img src=x onerror=evil()>', "pasted", "7*7"]
)
def test_the_search_shows_text_as_text(site: Built, chromium: Browser, query: str) -> None:
    """Hits, suggestions, marks and the words of an empty result are text, whatever is typed and found."""
    page, heard = _armed(chromium)
    with served(site.folder) as address:
        page.goto(f"{address}papers/")
        page.locator("input[name=q]:visible").press_sequentially(query)
        expect(page.locator("[data-hit]:visible, .search-note:visible").first).to_be_visible()
        page.goto(f"{address}search/")
        page.locator("input[name=q]:visible").fill(query)
        expect(page.locator("main")).to_contain_text(re.compile(r"\d+ papers?|Nothing here for"))
        assert page.locator("img, iframe, x-evil, [onerror], [onload]").count() == 0
        assert page.evaluate("window.wasEvil") is None
        page.context.close()
    assert heard == []
