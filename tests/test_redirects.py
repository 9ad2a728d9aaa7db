"""Redirects: an address that was published leads on."""

from pathlib import Path

import pytest

from papershelf.build import Order, build
from papershelf.kitchen import kitchen
from papershelf.lock import Lock, read_lock
from papershelf.site import publish
from papershelf.site_files import make_signs
from papershelf.understanding import understand
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


def test_an_address_elsewhere_is_led_to_as_it_is(tmp_path: Path) -> None:
    """A page that moved to another site leads there."""
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "a.bib").write_text("@misc{a, title = {New name}, year = {2020}}")
    (folder / "urls.lock").write_text('[redirects]\n"papers/old/" = "https://example.org/a?b=1&c"\n')
    collection = understand(locate(folder, tmp_path))
    assert collection.problems == ()
    page = dict(make_signs(collection, ()))["papers/old/index.html"].decode()
    assert '<a href="https://example.org/a?b=1&amp;c">' in page


@pytest.mark.parametrize(
    "old",
    [
        "../elsewhere/",
        "papers/../../x/",
        "/etc/x",
        "a//b/",
        "..",
        "papers/..",
        "./x/",
        "../",
        "./",
        "papers/../",
        "papers/./",
        "/",
        "a\\\\b/",
        "",
    ],
)
def test_nothing_is_redirected_from_outside_of_the_site(old: str) -> None:
    """An old address that leads up or is none is named at its line and left out; nothing is ever written there."""
    lock, (said,) = read_lock(f'[redirects]\n"papers/fine/" = "papers/x/"\n"{old}" = "papers/x/"\n')
    assert lock.redirects == {"papers/fine/": "papers/x/"}
    assert (said.code, said.location.line) == ("PS514", 3)


@pytest.mark.parametrize("old", ["papers/old/", "old", "papers/a..b/", ".well-known/x/", "papers/\u00fc b/"])
def test_what_was_an_address_may_be_redirected(old: str) -> None:
    """Any folder below the root of the site may have been a page."""
    assert read_lock(f'[redirects]\n"{old}" = "papers/x/"\n') == (Lock(redirects={old: "papers/x/"}), ())


def test_nothing_is_staged_outside_of_the_site(tmp_path: Path) -> None:
    """Whatever asks for it."""
    for path in ("papers/../../x.html", "./index.html", "/etc/x", "papers//x", "..", ""):
        with pytest.raises(ValueError, match="outside of the site"):
            publish([(path, b"")], tmp_path / "site")
