"""The site on disk: swapped in whole, untouched where nothing changed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click import UsageError
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.site import Changes, publish
from papershelf.terminal import TREE, guard

_PATHS = st.sampled_from(["index.html", "a/index.html", "a/b/index.html", "c.txt", "d/e.css"])
"""None of them stands where another one needs a folder."""
_ODD_PATHS = [{"a": b"file", "b/c": b"1"}, {"a/b": b"1", "b": b"file"}, {"a/b/c": b"1"}]
_SITES = st.dictionaries(_PATHS, st.binary(max_size=20), min_size=1)


def _read(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@settings(max_examples=40, deadline=None)
@given(old=_SITES, new=_SITES, bound=st.booleans())
def test_the_folder_holds_exactly_what_was_published(
    tmp_path_factory: pytest.TempPathFactory, old: dict[str, bytes], new: dict[str, bytes], *, bound: bool
) -> None:
    """After publishing, the folder holds the new files and no other, and the counts say what was done.

    So it is where the folder is a volume of its own, which nothing can take the place of.
    """
    output = tmp_path_factory.mktemp("publish") / "site"
    with pytest.MonkeyPatch.context() as system:
        system.setattr(os.path, "ismount", lambda _folder: bound)
        publish(old.items(), output)
        inode = output.stat().st_ino
        changes = publish(new.items(), output)
    assert output.stat().st_ino == inode or not bound
    assert _read(output) == new
    assert changes == Changes(
        added=len(new.keys() - old.keys()),
        changed=sum(old[path] != new[path] for path in old.keys() & new.keys()),
        removed=len(old.keys() - new.keys()),
        kept=sum(old[path] == new[path] for path in old.keys() & new.keys()),
    )
    assert [path.name for path in output.parent.iterdir()] == ["site"]


def test_a_bound_folder_turns_files_into_folders_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What needs the place of something that goes comes after it; the publisher's own stays."""
    monkeypatch.setattr(os.path, "ismount", lambda _folder: True)
    output = tmp_path / "site"
    (output / ".git").mkdir(parents=True)
    (output / ".git" / "HEAD").write_bytes(b"ref: x")
    for files in (*_ODD_PATHS, *_ODD_PATHS[::-1]):
        publish(files.items(), output)
        assert _read(output) == {**files, ".git/HEAD": b"ref: x"}


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    """The folder that it leads to becomes the site, be it there already or not."""
    link = tmp_path / "public"
    link.symlink_to("real", target_is_directory=True)
    for files in ({"a.html": b"1"}, {"a.html": b"2", "b.html": b"3"}, {"b.html": b"3"}):
        publish(files.items(), link)
        assert link.is_symlink()
        assert _read(tmp_path / "real") == files
    assert sorted(path.name for path in tmp_path.iterdir()) == ["public", "real"]


def test_unchanged_files_keep_their_inode_and_time(tmp_path: Path) -> None:
    """A file whose bytes stay the same is not touched, even when others come and go."""
    output = tmp_path / "site"
    publish([("a.html", b"1"), ("b.html", b"2")], output)
    before = (output / "a.html").stat()
    publish([("a.html", b"1"), ("c.html", b"3")], output)
    after = (output / "a.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_what_is_the_publishers_own_stays(tmp_path: Path) -> None:
    """Hidden files and folders at the top, empty ones and links too, and CNAME outlive what comes and goes."""
    output = tmp_path / "site"
    publish([("a.html", b"1")], output)
    (output / ".git" / "refs").mkdir(parents=True)
    (output / ".git" / "HEAD").write_text("ref: x")
    (output / ".git" / "link").symlink_to("HEAD")
    (output / ".nojekyll").touch()
    (output / "CNAME").write_text("papers.example.org")
    (output / "old").mkdir()
    (output / "old" / ".hidden").touch()
    assert publish([("a.html", b"1"), ("b.html", b"2")], output) == Changes(added=1, changed=0, removed=1, kept=1)
    assert publish([("a.html", b"1"), ("b.html", b"2")], output) == Changes(added=0, changed=0, removed=0, kept=2)
    assert _read(output) == {
        "a.html": b"1", "b.html": b"2", "CNAME": b"papers.example.org", ".nojekyll": b"",
        ".git/HEAD": b"ref: x", ".git/link": b"ref: x",
    }  # fmt: skip
    assert (output / ".git" / "link").is_symlink()
    assert (output / ".git" / "refs").is_dir()
    publish([("CNAME", b"other.example.org"), ("b.html", b"2")], output)
    assert (output / "CNAME").read_bytes() == b"other.example.org"


def test_a_folder_that_is_no_site_of_ours_is_refused(tmp_path: Path) -> None:
    """A site that another generator made has a 404 page too; it is not replaced. What stays anyway does no harm."""
    theirs = tmp_path / "theirs"
    (theirs / ".git").mkdir(parents=True)
    guard(theirs)
    (theirs / "404.html").touch()
    with pytest.raises(UsageError, match="holds files that we did not make"):
        guard(theirs)
    (theirs / "api").mkdir()
    (theirs / "api" / "papers.json").touch()
    guard(theirs)
    with pytest.raises(UsageError, match="name an empty folder with --tree"):
        guard(theirs, TREE, "--tree")
    (theirs / "index.md").touch()
    guard(theirs, TREE, "--tree")


def test_a_failure_leaves_the_old_site(tmp_path: Path) -> None:
    """When making the files fails half-way, the old site is whole and nothing else is left behind."""
    output = tmp_path / "site"
    publish([("a.html", b"old")], output)

    def broken() -> Iterator[tuple[str, bytes]]:
        yield "a.html", b"new"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        publish(broken(), output)
    assert _read(output) == {"a.html": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


_WRITER = """
import sys, itertools
from pathlib import Path
from papershelf.site import publish
output = Path(sys.argv[1])
for turn in itertools.count():
    pages = [f"p{(turn + n) % 90}" for n in range(60)]
    links = "".join(f'<a href="../{page}/">' for page in pages).encode()
    publish(((f"{page}/index.html", links) for page in pages), output)
    print(turn, flush=True)
"""


def test_killed_at_any_moment_every_link_resolves(tmp_path: Path) -> None:
    """Whenever the writer is killed, the folder holds one whole site: every page that a page links to is there."""
    output = tmp_path / "site"
    environment = {**os.environ, "PYTHONPATH": "generator"}
    for kill in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(output)], stdout=subprocess.PIPE, env=environment
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.003 * kill)
            writer.send_signal(signal.SIGKILL)
        pages = {path.parent.name: path.read_text() for path in output.glob("*/index.html")}
        assert len(pages) == 60
        linked = {part.split("/")[1] for text in pages.values() for part in text.split('"') if part.startswith("../")}
        assert linked == set(pages)
