"""What many tests stand on: the built example, a server under a path, and a real browser."""

import functools
import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import find, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, sync_playwright

from browser import FLAGS, executable
from papershelf.build import Order, Outcome, build
from papershelf.kitchen import Kitchen, kitchen
from papershelf.understanding import EMBEDDINGS
from papershelf.workplace import locate

settings.register_profile("papershelf", deadline=None)  # a law does not depend on how busy the machine is
settings.load_profile("papershelf")

ROOT = Path(__file__).resolve().parent.parent
PATH = "/sub/path/"
os.environ[EMBEDDINGS] = "off"  # but for the tests that are about the model


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-golden``."""
    parser.addoption("--update-golden", action="store_true", help="write the golden pages anew")


@pytest.fixture(scope="session", autouse=True)
def _generators() -> None:
    """Let Hypothesis take numpy's generator over at once: builds freeze what is there, and so hide who holds it."""
    find(st.none(), lambda _: True)


@dataclass(frozen=True, slots=True)
class Built:
    """A built site and how it was built."""

    folder: Path
    outcome: Outcome


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build the example collection once."""
    base = tmp_path_factory.mktemp("example")
    os.environ["PAPERSHELF_SITE_URL"] = f"https://example.org{PATH}"
    with kitchen() as pool:
        outcome = build(Order(locate(ROOT / "collection", base), base / "site"), pool)
    del os.environ["PAPERSHELF_SITE_URL"]
    return Built(base / "site", outcome)


@pytest.fixture(scope="session")
def engine() -> Iterator[Kitchen]:
    """Start a process for the theme engine once."""
    with kitchen() as pool:
        yield pool


class _UnderPath(http.server.SimpleHTTPRequestHandler):
    """Serves a folder under a path, with the site's own 404 page elsewhere."""

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(PATH) if path.startswith(PATH) else "/no/such/place")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    """Takes as many connections at once as a browser opens."""

    request_queue_size = 256
    daemon_threads = True


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve ``folder`` under ``/sub/path/`` and give its address."""
    handler = functools.partial(_UnderPath, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{PATH}"
        server.shutdown()


@pytest.fixture(scope="session")
def address(example: Built) -> Iterator[str]:
    """Serve the built example."""
    with served(example.folder) as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start a real Chromium; without one the tests fail."""
    path = executable()
    assert path, "no Chromium: make test installs one"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """Give a page that fails the test on a console error or a request to another host."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, permissions=[])
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    host = address.split("/sub/", maxsplit=1)[0]
    opened.on(
        "request",
        lambda request: None if request.url.startswith((host, "data:", "blob:")) else wrong.append(request.url),
    )
    yield opened
    context.close()
    assert wrong == []
