"""The whole built example: every paper is there, every link resolves, the HTML is valid, twice is the same."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import html5lib
import pytest
from html5lib.html5parser import HTMLParser

from conftest import PATH, ROOT, Built
from links import LINK, broken_links
from papershelf.build import Order, build
from papershelf.kitchen import kitchen
from papershelf.workplace import locate


def _pages(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix(), path.read_text("utf-8")


def _papers(example: Built) -> list[dict[str, object]]:
    papers: list[dict[str, object]] = json.loads((example.folder / "api" / "papers.json").read_text("utf-8"))
    return papers


def test_the_example_has_a_page_for_each_of_its_225_papers(example: Built) -> None:
    """225 papers have 225 pages, each with its own full abstract, authors and one to four topics."""
    papers = _papers(example)
    folders = {path.parent.name for path in (example.folder / "papers").glob("*/index.html")}
    assert len(papers) == 225
    assert folders == {paper["slug"] for paper in papers}
    assert all(1 <= len(list(str(paper["topics"]).split(","))) <= 4 and paper["topics"] for paper in papers)
    assert all(paper["authors"] and paper["year"] for paper in papers)
    for key, paper in example.outcome.collection.catalogue.papers.items():
        page = (example.folder / example.outcome.collection.addresses.paper(key) / "index.html").read_text("utf-8")
        assert paper.abstract is not None
        assert paper.abstract.html in page


def test_the_newsletter_stands_nowhere(example: Built) -> None:
    """What belongs to the page that the list was pasted from is on no page and in no file, save the report."""
    for path in sorted(example.folder.rglob("*")):
        if path.suffix in {".html", ".json", ".bib", ".csv", ".ris", ".xml"} and "report" not in path.parts:
            text = path.read_text("utf-8")
            assert "SubscribeFreeDoM" not in text
            assert "Get trending papers" not in text


def test_every_internal_link_and_fragment_resolves(example: Built) -> None:
    """Each link of each page leads to a file of the site, and each fragment to an element on it."""
    assert broken_links(example.folder, f"https://example.org{PATH}")[:20] == []


def test_every_paper_is_reached_from_home(example: Built) -> None:
    """Following links from home reaches every paper, and each paper stands on at least one topic page."""
    pages = dict(_pages(example.folder))
    seen, todo = {"index.html"}, ["index.html"]
    while todo:
        path = todo.pop()
        for raw in LINK.findall(pages[path]):
            target = urlsplit(urldefrag(urljoin(f"https://x/{path.removesuffix('index.html')}", raw))[0])
            place = f"{unquote(target.path)[1:]}index.html"
            if target.netloc == "x" and place in pages and place not in seen:
                seen.add(place)
                todo.append(place)
    slugs = {str(paper["slug"]) for paper in _papers(example)}
    assert {f"papers/{slug}/index.html" for slug in slugs} <= seen
    topics = "".join(text for path, text in pages.items() if path.startswith("topics/"))
    assert {slug for slug in slugs if f"papers/{slug}/" not in topics} == set()


def _sample(folder: Path) -> list[tuple[str, str]]:
    """Return a page of each first folder and depth, and every fortieth other page."""
    pages = list(_pages(folder))
    kinds = {(path.split("/")[0], path.count("/")): (path, text) for path, text in pages}
    return [*kinds.values(), *pages[::40]]


def test_our_html_is_valid(example: Built) -> None:
    """html5lib finds no error in what we put into the body and the head."""
    for path, text in _sample(example.folder):
        for part in (_between(text), *re.findall(r"<meta (?:name|property)=[^>]*>", text)):
            parser = HTMLParser(tree=html5lib.getTreeBuilder("etree"))
            parser.parseFragment(part)
            assert (path, [(error, part[max(0, where[1] - 60) :][:80]) for where, error, _ in parser.errors][:3]) == (
                path,
                [],
            )


def _between(text: str) -> str:
    """Return what the site itself puts into the body: the content of the page's main part."""
    return text[text.index("<main") : text.index("</main>") + len("</main>")]


def test_every_page_has_its_own_description_and_canonical_address(example: Built) -> None:
    """Each page says where it stands, what it is, and has exactly one visible search box in its source."""
    for path, text in _pages(example.folder):
        if path != "404.html":
            where = path.removesuffix("index.html")
            assert f'<link rel="canonical" href="https://example.org{PATH}{where}"' in text, path
        assert text[: text.index("<body")].count("<title>") == 1, path
        assert text.count('name="description"') == 1, path


def test_building_twice_changes_nothing(tmp_path: Path) -> None:
    """A second build of the same sources writes no file: every inode and time stays."""
    place = locate(ROOT / "collection", tmp_path)
    with kitchen() as pool:
        build(Order(place, tmp_path / "site"), pool)
        before = {path: path.stat().st_mtime_ns for path in sorted((tmp_path / "site").rglob("*"))}
        again = build(Order(place, tmp_path / "site"), pool)
    assert (again.changes.added, again.changes.changed, again.changes.removed) == (0, 0, 0)
    assert {path: path.stat().st_mtime_ns for path in sorted((tmp_path / "site").rglob("*"))} == before


def test_printed_pages_are_what_mkdocs_prints(example: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--plain``, which renders every page through MkDocs, gives the same files with the same bytes."""
    monkeypatch.setenv("PAPERSHELF_SITE_URL", f"https://example.org{PATH}")
    with kitchen() as pool:
        build(Order(locate(ROOT / "collection", tmp_path), tmp_path / "site", plain=True), pool)
    ours = {path.relative_to(example.folder).as_posix() for path in example.folder.rglob("*") if path.is_file()}
    plain = {
        path.relative_to(tmp_path / "site").as_posix() for path in (tmp_path / "site").rglob("*") if path.is_file()
    }
    assert ours == plain
    different = [
        path for path in sorted(ours) if (example.folder / path).read_bytes() != (tmp_path / "site" / path).read_bytes()
    ]
    assert different == []
    assert [problem for problem in example.outcome.problems if problem.code == "PS810"] == []


def test_mkdocs_by_itself_gives_the_same_site(example: Built, tmp_path: Path) -> None:
    """``mkdocs build --strict`` passes without a warning, and its files are those of ``papershelf build``."""
    environment = {**os.environ, "PAPERSHELF_SITE_URL": f"https://example.org{PATH}", "NO_MKDOCS_2_WARNING": "1"}
    environment["PYTHONPATH"] = str(ROOT / "generator")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    said = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (said.returncode, [line for line in said.stderr.splitlines() if "WARN" in line or "ERROR" in line]) == (
        0,
        [],
    )
    assert _bytes_of(tmp_path / "site") == _bytes_of(example.folder)


def test_without_an_address_no_sitemap_is_made(tmp_path: Path) -> None:
    """Where ``site_url`` is not set, MkDocs's own template of a sitemap is not published either."""
    environment = {name: value for name, value in os.environ.items() if name != "PAPERSHELF_SITE_URL"}
    environment |= {"PYTHONPATH": str(ROOT / "generator"), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path / "site")]
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert [path.name for path in (tmp_path / "site").glob("sitemap*")] == []


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
