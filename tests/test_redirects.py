"""Redirects: an address that was published leads on."""

from pathlib import Path

from papershelf.build import Order, build
from papershelf.kitchen import kitchen
from papershelf.workplace import locate


def test_an_old_address_leads_to_the_new_one(tmp_path: Path) -> None:
    """A redirect in the lock becomes a page at the old address that leads to the new one, relative to itself."""
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "a.bib").write_text("@misc{a, title = {New name}, year = {2020}}")
    (folder / "urls.lock").write_text('[redirects]\n"papers/old-name/" = "papers/new-name/"\n')
    with kitchen() as pool:
        build(Order(locate(folder, tmp_path), tmp_path / "site"), pool)
    page = (tmp_path / "site" / "papers" / "old-name" / "index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../papers/new-name/">' in page
    assert (tmp_path / "site" / "papers" / "new-name" / "index.html").is_file()
