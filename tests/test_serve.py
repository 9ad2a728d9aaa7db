"""The loop's server: the site, its 404 page, the script, and events that reach the browser."""

import json
import queue
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from papershelf.serve import EVENTS, SCRIPT, Bulletin, News, bind, follow


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Bulletin, ThreadingHTTPServer]]:
    """Serve a site of two pages."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("<body>page a</body>")
    (tmp_path / "404.html").write_text("<body>no page</body>")
    bulletin = Bulletin()
    server = bind(tmp_path, 8700, bulletin, b"// script")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", bulletin, server
    server.shutdown()
    server.server_close()


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


def test_pages_carry_the_reload_script(served: tuple[str, Bulletin, ThreadingHTTPServer]) -> None:
    """A folder without its slash leads to its page, and each page loads the script."""
    assert _get(f"{served[0]}/a") == f'<body>page a<script type="module" src="{SCRIPT}?since=0"></script></body>'
    assert _get(f"{served[0]}{SCRIPT}") == "// script"


def test_an_unknown_address_shows_the_404_page(served: tuple[str, Bulletin, ThreadingHTTPServer]) -> None:
    """What is not there answers 404 with the site's own page, and never leaves the site's folder."""
    for path in ("/nowhere/", "/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            _get(f"{served[0]}{path}")
        with refused.value as answer:
            assert answer.code == 404
            assert b"no page" in answer.read()


def test_a_port_in_use_means_the_next(served: tuple[str, Bulletin, ThreadingHTTPServer], tmp_path: Path) -> None:
    """Binding a taken port gives a later one."""
    port = served[2].server_port
    with bind(tmp_path, port, Bulletin(), b"") as other:
        assert other.server_port > port


def test_a_browser_hears_what_is_wrong_and_when_it_is_mended(
    served: tuple[str, Bulletin, ThreadingHTTPServer],
) -> None:
    """Whoever connects hears the present problem at once, then the reload."""
    url, bulletin, _ = served
    bulletin.warn("papers.bib:3 has no closing brace.")
    with urllib.request.urlopen(f"{url}{EVENTS}", timeout=5) as stream:  # noqa: S310 - our own server
        heard = [stream.readline().decode() for _ in range(3)]
        assert heard[0] == "event: problem\n"
        assert json.loads(heard[1].removeprefix("data: ")) == "papers.bib:3 has no closing brace."
        bulletin.reload()
        assert stream.readline() == b"event: reload\n"


def test_a_page_of_an_older_site_is_told_at_once(served: tuple[str, Bulletin, ThreadingHTTPServer]) -> None:
    """A page that was read before a new site, and asks for events after it, loads again; a new one does not."""
    url, bulletin, _ = served
    assert "?since=0" in _get(f"{url}/a")
    bulletin.reload("Lists follow.")
    assert "?since=1" in _get(f"{url}/a")
    for since, first in (("0", b"event: reload\n"), ("1", b"event: settling\n"), ("x", b"event: settling\n")):
        with urllib.request.urlopen(f"{url}{EVENTS}?page=/a&since={since}", timeout=5) as stream:  # noqa: S310 - ours
            assert stream.readline() == first


def test_a_file_is_watched_however_it_is_saved(tmp_path: Path) -> None:
    """Whoever saves by putting another file in its place, or deletes it first, is heard each time; others never."""
    file, news, stop = tmp_path / "library.bib", News(), threading.Event()
    heard: queue.SimpleQueue[frozenset[Path]] = queue.SimpleQueue()

    def save() -> None:
        (tmp_path / "other").write_text("text")
        (tmp_path / "other").replace(file)

    def listen() -> None:
        while True:
            heard.put(news.take())

    save()
    follow([file], [], news, stop)
    threading.Thread(target=listen, daemon=True).start()
    try:
        for _ in range(100):  # until the watch is set
            save()
            with suppress(queue.Empty):
                heard.get(timeout=0.1)
                break
        with suppress(queue.Empty):
            while heard.get(timeout=1):
                pass
        for change in (save, save, file.unlink, save, save):
            change()
            assert heard.get(timeout=10) == {file}
    finally:
        stop.set()
