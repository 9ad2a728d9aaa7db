"""Interruptions of real builds: killed at any moment or on a full disk, there is one whole site, and it links.

``PAPERSHELF_KILLS=200`` asks for that many kills instead of a few.
"""

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from links import broken_links

_KILLS = int(os.environ.get("PAPERSHELF_KILLS", "4"))
_BUILDER = """
import itertools, json, sys
from pathlib import Path
from papershelf.build import Order, build
from papershelf.kitchen import kitchen
from papershelf.workplace import locate

if __name__ == "__main__":
    base = Path(sys.argv[1])
    with kitchen() as pool:
        for turn in itertools.count(int(sys.argv[2])):
            papers = [
                {"id": f"k{n}", "type": "article-journal", "title": f"Paper {n}, {'even' if turn % 2 else 'odd'}",
                 "author": [{"family": f"Author{n}"}], "container-title": f"Journal {n % 5}",
                 "abstract": f"Turn {turn}.", "issued": {"date-parts": [[2000 + n % 9]]}}
                for n in range(turn % 3 * 4, turn % 3 * 4 + 12)
            ]
            (base / "papers" / "library.json").write_text(json.dumps(papers))
            build(Order(locate(base / "papers", base), base / "site"), pool)
            print(turn, flush=True)
"""
_FULL = """
import resource, sys
from papershelf.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
main(["build", "papers"])
"""


def test_killed_at_any_moment_of_a_build_the_site_links(tmp_path: Path) -> None:
    """Whenever a build is killed, the site is there and its every internal link resolves; the next build goes on."""
    chance = random.Random(3)  # noqa: S311 - any moment is as good
    (tmp_path / "papers").mkdir()
    turn, whole = 0, 1.0
    for _ in range(_KILLS):
        with _building(tmp_path, turn) as builder:
            assert builder.stdout is not None
            begun = time.perf_counter()
            turn = int(builder.stdout.readline()) + 1
            if turn > 1:
                time.sleep(chance.uniform(0, 2 * whole))
            else:
                builder.stdout.readline()
                whole = time.perf_counter() - begun
            os.killpg(builder.pid, signal.SIGKILL)
            turn += len(builder.stdout.read().split())
        assert (tmp_path / "site" / "index.html").is_file()
        assert broken_links(tmp_path / "site") == []


def _building(base: Path, turn: int) -> subprocess.Popen[str]:
    """Start a process that builds one collection after the other, from which papers come and go."""
    script = base / "builder.py"
    script.write_text(_BUILDER, "utf-8")
    return subprocess.Popen(
        [sys.executable, str(script), str(base), str(turn)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        start_new_session=True,
    )


@pytest.mark.parametrize("limit", [1_000, 300_000], ids=["from the start", "at the pages"])
def test_a_full_disk_leaves_the_old_site_and_says_so(tmp_path: Path, limit: int) -> None:
    """When no more can be written, the old site stays as it was, and one sentence says what happened."""
    (tmp_path / "papers").mkdir()
    library = tmp_path / "papers" / "library.json"
    library.write_text(json.dumps([{"id": "k", "type": "book", "title": "Old", "abstract": "Short."}]), "utf-8")
    assert _build(tmp_path, resource.RLIM_INFINITY).returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")}
    library.write_text(json.dumps([{"id": "k", "type": "book", "title": "New", "abstract": "word " * 99_999}]), "utf-8")
    said = _build(tmp_path, limit)
    assert said.returncode == 1
    assert [line for line in said.stderr.splitlines() if line.startswith("Error: ")] == said.stderr.splitlines()[-1:]
    assert "File too large" in said.stderr
    assert "The site is as it was" in said.stderr
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "site").rglob("*")} == before
    assert not (tmp_path / ".site.staged").exists()


def _build(base: Path, limit: int) -> subprocess.CompletedProcess[str]:
    """Build with files of at most ``limit`` bytes: for the builder, what a full disk is."""
    return subprocess.run(
        [sys.executable, "-c", _FULL, str(limit)],
        cwd=base,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
