"""The second process: what goes wrong there is raised here, and it never outlives the first."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from papershelf.build import Order, build
from papershelf.builder import BuilderError
from papershelf.kitchen import kitchen
from papershelf.templating import TemplateError
from papershelf.workplace import locate
from processes import ends, goes_with

_ENTRY = "@article{k, title = {A title}, author = {Doe, Ann}, year = 2020}\n"


def _collection(folder: Path) -> Path:
    """Write a collection of one paper with a template folder of its own."""
    (folder / "c" / "templates").mkdir(parents=True)
    (folder / "c" / "papers.bib").write_text(_ENTRY, "utf-8")
    return folder / "c"


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_broken_template_leaves_the_old_site(tmp_path: Path) -> None:
    """A template that fails after the first pages were printed is named, and the old site stands as it was."""
    collection = _collection(tmp_path)
    order = Order(locate(collection, tmp_path), tmp_path / "site")
    with kitchen() as pool:
        build(order, pool)
        before = _files(tmp_path / "site")
        (collection / "templates" / "years.html").write_text("<div>{{ nothing.here }}</div>", "utf-8")
        with pytest.raises(TemplateError, match="nothing"):
            build(order, pool)
        assert _files(tmp_path / "site") == before
        (collection / "templates" / "years.html").unlink()
        assert build(order, pool).changes.kept == len(before)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "c", "site"]


def test_a_second_process_that_is_ended_is_said(tmp_path: Path) -> None:
    """Where the system ends the second process, the build says so in a sentence."""
    order = Order(locate(_collection(tmp_path), tmp_path), tmp_path / "site")
    with kitchen() as pool:
        pool.submit(os._exit, 1)
        with pytest.raises(BuilderError, match="second process"):
            build(order, pool)


def test_the_second_process_loads_nothing_that_it_does_not_use() -> None:
    """It dresses pages: what finds topics and relations, slow to load and large, stays out of it."""
    script = "import papershelf.kitchen, papershelf.dressing, sys; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(Path("generator").resolve())}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "mkdocs" in loaded or "properdocs" in loaded
    assert loaded & {"numpy", "scipy", "papershelf.pages", "papershelf.collection"} == set()


_BUSY = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
from papershelf.kitchen import kitchen
if __name__ == "__main__":
    with kitchen() as pool:
        print(pool.submit(os.getpid).result(), flush=True)
        time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "interrupted"])
def test_the_second_process_never_outlives_the_first(tmp_path: Path, how: signal.Signals) -> None:
    """However the first process ends, the second one is gone soon after."""
    assert goes_with(tmp_path, _BUSY, how)


_SERVE = """
import signal, sys
from papershelf.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main(["serve", sys.argv[1], "--port", sys.argv[2]])
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["ended", "interrupted"])
def test_whoever_serves_leaves_in_silence(tmp_path: Path, how: signal.Signals) -> None:
    """Ended or interrupted, ``papershelf serve`` stops with nothing to say and no process left behind."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    command = (sys.executable, "-c", _SERVE, str(_collection(tmp_path)), port)
    environment = {**os.environ, "PYTHONPATH": str(Path("generator").resolve())}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path, env=environment
    ) as serving:
        assert serving.stdout is not None
        assert serving.stdout.readline().startswith("http://127.0.0.1:")
        children = Path(f"/proc/{serving.pid}/task/{serving.pid}/children").read_text().split()
        serving.send_signal(how)
        assert ends(serving.pid)
        _, said = serving.communicate()
    assert serving.returncode == 0
    assert said.splitlines()[-1].startswith("1 of 1 papers published.")
    assert children
    assert all(ends(int(child)) for child in children)


def _said(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path("generator").resolve())}
    command = (sys.executable, "-m", "papershelf", *arguments)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_command_ends_with_its_status_and_nothing_more_to_say(tmp_path: Path) -> None:
    """The process goes at once, all that it said is said, and what it began in the system is put away."""
    built = _said(tmp_path, "build", str(_collection(tmp_path)))
    assert built.returncode == 0
    assert built.stderr.splitlines()[-1].startswith("1 of 1 papers published")
    assert "leaked" not in built.stderr
    missing = _said(tmp_path, "check", "nowhere")
    assert missing.returncode == 2  # as for any wrong use of a command line
    assert missing.stderr.startswith("Usage: ")
    checked = _said(tmp_path, "check", "c", "--format", "json")
    assert checked.returncode == 0
    assert json.loads(checked.stdout) == []


def test_a_reader_who_has_gone_is_no_failure(tmp_path: Path) -> None:
    """``papershelf check --explain all | head -1`` ends in silence."""
    environment = {**os.environ, "PYTHONPATH": str(Path("generator").resolve())}
    command = (sys.executable, "-m", "papershelf", "check", "--explain", "all")
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as speaking:
        assert speaking.stdout is not None
        assert speaking.stderr is not None
        speaking.stdout.close()
        assert speaking.stderr.read() == ""
