"""Privacy: whatever a reference manager keeps beside a paper stays out of every page, export and index, and is counted.

In the exports of tests/cases/privacy every private text holds the word "hush".
"""

import shutil
from pathlib import Path

import pytest

from papershelf.collection import Collection
from papershelf.exports import EXPORTS, make_exports
from papershelf.pages import make_pages
from papershelf.search import write_index
from papershelf.templating import Templates
from papershelf.understanding import understand
from papershelf.workplace import locate

CASES = Path(__file__).parent / "cases" / "privacy"

WITHHELD = {
    "zotero.bib": {"annote", "file", "note"},
    "betterbibtex.bib": {"annotation", "bibtex-extra", "file", "groups", "note", "owner", "timestamp", "zotero-select"},
    "jabref.bib": {
        "__markedentry", "comment", "comment-*", "file", "groups", "owner", "pdf", "priority", "ps",
        "ranking", "readstatus", "review", "timestamp", "url", "username",
    },
    "mendeley.bib": {"annote", "file", "mendeley-groups", "mendeley-tags"},
    "zotero.ris": {"note"},
    "zotero.csl.json": {"annote", "note", "attachments", "collections", "notes"},
    "zotero.csv": {"note"},
}  # fmt: skip
"""Fields that are withheld and counted, among others."""


@pytest.fixture(params=sorted(WITHHELD))
def exported(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, Collection]:
    """Understand one export as a collection."""
    folder = tmp_path / "collection"
    folder.mkdir()
    shutil.copy(CASES / request.param, folder)
    (folder / "collection.toml").write_text("publish_report = true\n", "utf-8")
    return request.param, understand(locate(folder, tmp_path))


def test_every_paper_of_an_export_is_published(exported: tuple[str, Collection]) -> None:
    """With its title, abstract, keywords, and journal; privacy costs no paper."""
    name, collection = exported
    papers = list(collection.catalogue.papers.values())
    assert len(papers) == (2 if name == "zotero.bib" else 1)
    (paper,) = [paper for paper in papers if "Windows" not in paper.title.plain]
    assert paper.abstract
    assert paper.edition
    assert paper.edition.name == "Journal of Shelves"
    assert paper.authors
    assert paper.year
    assert "shelf theory" in paper.keywords


def test_what_is_private_is_counted(exported: tuple[str, Collection]) -> None:
    """The report says how often each private field was withheld."""
    name, collection = exported
    assert WITHHELD[name] <= set(collection.withheld)


def test_nothing_private_leaves(exported: tuple[str, Collection], tmp_path: Path) -> None:
    """Pages with the report among them, exports in each format, and the index of the search hold nothing of it."""
    name, collection = exported
    templates = Templates(locate(tmp_path / "collection", tmp_path).templates)
    for page in make_pages(collection, templates, report=True):
        for said in (page.title, page.head, page.body):
            assert "hush" not in said.lower(), f"{name}: {page.address}: {_around(said)}"
    for suffix, write in EXPORTS.items():
        said = "".join(write(tuple(collection.catalogue.papers.values())))
        assert "hush" not in said.lower(), f"{name}: {suffix}: {_around(said)}"
    for path, content in make_exports(collection):
        assert b"hush" not in content.lower(), path
    for path, content in write_index(collection):
        assert b"hush" not in content.lower(), path


def _around(said: str) -> str:
    at = said.lower().find("hush")
    return said[max(0, at - 60) : at + 60]
