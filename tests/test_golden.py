"""The golden site: a small collection and the pages that it becomes; ``--update-golden`` writes them anew."""

from pathlib import Path

import pytest

from papershelf.pages import make_pages
from papershelf.templating import Templates
from papershelf.understanding import understand
from papershelf.workplace import locate

GOLDEN = Path(__file__).parent / "golden"


def test_the_golden_collection_becomes_the_golden_pages(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """The bodies and heads of all pages are as reviewed, and no other page is made."""
    place = locate(GOLDEN / "collection", tmp_path)
    pages = {
        f"{(page.address or 'home/').rstrip('/').replace('/', '.')}.html": f"{page.title}\n{page.head}\n{page.body}\n"
        for page in make_pages(understand(place), Templates(place.templates), report=True)
    }
    folder = GOLDEN / "pages"
    if request.config.getoption("--update-golden"):
        folder.mkdir(exist_ok=True)
        for old in folder.glob("*.html"):
            old.unlink()
        for name, text in pages.items():
            (folder / name).write_text(text, "utf-8")
    assert {path.name: path.read_text("utf-8") for path in folder.glob("*.html")} == pages
