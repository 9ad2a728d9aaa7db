"""Order: where an entry stands in its file, and in which order files lie on disk, changes nothing but line numbers."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from papershelf.pages import make_pages
from papershelf.site_files import make_files
from papershelf.templating import Templates
from papershelf.understanding import understand
from papershelf.workplace import locate

COUNT = 60
ENTRIES = [
    f"@{entry}"
    for entry in re.split(r"^@", (ROOT / "collection" / "papers.bib").read_text("utf-8"), flags=re.MULTILINE)
]
LINES = re.compile(rb"(\.bib)(?::\d+|#L\d+|\x01\d+)")


def _site(folder: Path) -> dict[str, bytes]:
    """Return all pages and files that the collection in ``folder`` becomes, without line numbers."""
    place = locate(folder, folder.parent)
    collection = understand(place)
    pages = list(make_pages(collection, Templates(place.templates), report=False))
    made = {page.address: f"{page.title}\n{page.description}\n{page.head}\n{page.body}".encode() for page in pages}
    made |= dict(make_files(collection, [page.address for page in pages]))
    return {path: LINES.sub(rb"\1", content) for path, content in made.items()}


def _write(folder: Path, order: list[int], cut: int, *, topics: bool) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    entries = [ENTRIES[1 + at] for at in order]
    (folder / "a.bib").write_text("".join(entries[:cut]), "utf-8")
    (folder / "b.bib").write_text("".join(entries[cut:]), "utf-8")
    if topics:
        shutil.copy(ROOT / "collection" / "topics.toml", folder)
    return folder


@pytest.mark.parametrize("topics", [True, False], ids=["with topics", "topics found"])
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(COUNT)))
def test_shuffled_entries_give_the_same_site(tmp_path: Path, order: list[int], *, topics: bool) -> None:
    """Every page, export and index file is the same whatever the order of the entries in the file."""
    straight = _site(_write(tmp_path / "papers", sorted(order), COUNT, topics=topics))
    shuffled = _site(_write(tmp_path / "papers", order, COUNT, topics=topics))
    assert {path for path in straight if straight[path] != shuffled.get(path)} == set()
    assert straight.keys() == shuffled.keys()


def test_files_written_in_another_order_give_the_same_site(tmp_path: Path) -> None:
    """The order in which a disk lists the files of a folder does not matter."""
    straight = _site(_write(tmp_path / "papers", list(range(COUNT)), 30, topics=True))
    content = {name: (tmp_path / "papers" / name).read_text("utf-8") for name in ("a.bib", "b.bib")}
    for name in content:
        (tmp_path / "papers" / name).unlink()
    for name in reversed(content):
        (tmp_path / "papers" / name).write_text(content[name], "utf-8")
    assert _site(tmp_path / "papers") == straight
