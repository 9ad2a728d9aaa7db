"""The loop: build, serve, watch, build again, and tell the browser."""

import http.server
import json
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

from watchfiles import watch

from papershelf.rebuilding import Attempt

EVENTS: Final = "/_papershelf/events"
SCRIPT: Final = "/_papershelf/reload.js"
_HEARTBEAT: Final = 15.0
_PORTS: Final = 50


class Bulletin:
    """What open browsers are told: the state of the site, pushed as server-sent events.

    Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers: dict[queue.SimpleQueue[str], str] = {}
        self._state = ""
        self._version = 0

    @property
    def version(self) -> int:
        """How many new sites there have been."""
        with self._lock:
            return self._version

    def reload(self, follows: str = "") -> None:
        """Say that there is a new site and that nothing is wrong; ``follows`` says what of it is not there yet."""
        self._say(_event("reload", ""), _event("settling", follows) if follows else "", new=True)

    def warn(self, text: str) -> None:
        """Say what is wrong; ``text`` stays until the next site."""
        self._say(_event("problem", text), _event("problem", text))

    @property
    def pages(self) -> frozenset[str]:
        """The addresses of the pages that are open in browsers."""
        with self._lock:
            return frozenset(self._readers.values())

    def read(self, page: str = "", since: int | None = None) -> Iterator[str]:
        """Yield events for an open page as they come, first how things stand, and an empty string now and then.

        ``since`` is the version of the site that the page was read from: if there is a newer one, it is told so.
        """
        mine: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            self._readers[mine] = page
            if since is not None and since < self._version:
                mine.put(_event("reload", ""))
            if self._state:
                mine.put(self._state)
        try:
            while True:
                try:
                    yield mine.get(timeout=_HEARTBEAT)
                except queue.Empty:
                    yield ""
        finally:
            with self._lock:
                del self._readers[mine]

    def _say(self, event: str, state: str, *, new: bool = False) -> None:
        with self._lock:
            self._version += new
            self._state = state
            for reader in self._readers:
                reader.put(event)


def _event(name: str, text: str) -> str:
    return f"event: {name}\ndata: {json.dumps(text)}\n\n"


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the staged site, its 404 page, the events and the script that listens to them."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, bulletin: Bulletin, script: bytes, directory: str) -> None:
        self._bulletin = bulletin
        self._script = script
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer one request."""
        path = self.path.split("?", 1)[0].split("#", 1)[0]
        if path == EVENTS:
            self._push()
        elif path == SCRIPT:
            self._send(self._script, "text/javascript", HTTPStatus.OK)
        else:
            self._serve(Path(self.translate_path(path)), path)

    def _serve(self, file: Path, path: str) -> None:
        if file.is_dir() and not path.endswith("/"):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", self.path.replace(path, path + "/", 1))
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        page = file / "index.html" if file.is_dir() else file
        status = HTTPStatus.OK if page.is_file() else HTTPStatus.NOT_FOUND
        page = page if page.is_file() else Path(self.directory) / "404.html"
        version = self._bulletin.version  # before the page is read: it may be newer, never older
        try:
            content = page.read_bytes()
        except OSError:
            content = b"Not here."
        if page.suffix == ".html":
            tag = f'<script type="module" src="{SCRIPT}?since={version}"></script></body>'
            content = content.replace(b"</body>", tag.encode(), 1)
        self._send(content, self.guess_type(str(page)), status)

    def _send(self, content: bytes, kind: str, status: HTTPStatus) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def _push(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            query = parse_qs(urlsplit(self.path).query)
            page, since = ("".join(query.get(name, [])) for name in ("page", "since"))
            known = int(since[:9]) if since.isdecimal() else None
            for event in self._bulletin.read(page.removeprefix("/"), known):
                self.wfile.write((event or ": still here\n\n").encode())
                self.wfile.flush()
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Say nothing: the terminal is for what the author of the collection does."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = False
    request_queue_size = 128  # a browser opens many connections at once; the rest would be refused

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that closes a connection is no event."""


def bind(site: Path, port: int, bulletin: Bulletin, script: bytes) -> http.server.ThreadingHTTPServer:
    """Return a server of ``site`` on 127.0.0.1 at ``port`` or the next free one.

    Raises:
        OSError: fifty ports in a row are taken.
    """
    handler = partial(_Handler, bulletin=bulletin, script=script, directory=str(site))
    for candidate in range(port, port + _PORTS):
        try:
            return _Server(("127.0.0.1", candidate), handler)
        except OSError as error:
            refused = error
    raise refused


class SupersededError(Exception):
    """Something changed again: what is being built is out of date."""


class News:
    """What changed on the disk and nobody has looked at yet."""

    def __init__(self) -> None:
        self._changed: set[Path] = set()
        self._some = threading.Event()
        self._lock = threading.Lock()

    def add(self, paths: Iterable[Path]) -> None:
        """Note that files changed."""
        with self._lock:
            self._changed.update(paths)
            self._some.set()

    def take(self) -> frozenset[Path]:
        """Wait until something has changed, and return it."""
        self._some.wait()
        with self._lock:
            self._some.clear()
            taken, self._changed = frozenset(self._changed), set()
            return taken

    def check(self) -> None:
        """Raise if something has changed since.

        Raises:
            SupersededError: there is news.
        """
        if self._some.is_set():
            raise SupersededError


def follow(watched: Iterable[Path], ignored: Iterable[Path], news: News, stop: threading.Event) -> None:
    """Tell ``news`` of every change of and below ``watched``, from threads of its own, until ``stop`` is set.

    A file is watched by its folder: who saves it may put another file in its place.
    """
    hidden = tuple(str(place) for place in ignored)
    places = tuple(watched)
    files = frozenset(str(place) for place in places if not place.is_dir())

    def watching(folders: Iterable[Path], wanted: Callable[[str], bool], *, recursive: bool) -> None:
        for changes in watch(
            *folders,
            watch_filter=lambda _change, path: wanted(path),
            debounce=200,
            step=50,
            stop_event=stop,
            raise_interrupt=False,
            recursive=recursive,
        ):
            news.add(Path(path) for _, path in changes)

    below = [place for place in places if place.is_dir()]
    beside = {Path(file).parent for file in files}
    for folders, wanted, recursive in (
        (below, lambda path: not path.startswith(hidden) and not _is_noise(path), True),
        (beside, files.__contains__, False),
    ):
        if folders:
            told = {"recursive": recursive}
            threading.Thread(target=watching, args=(folders, wanted), kwargs=told, daemon=True).start()


def loop(
    news: News,
    rebuild: Callable[[frozenset[Path], frozenset[str], Callable[[], None]], Iterable[Attempt]],
    bulletin: Bulletin,
    tell: Callable[[str], None],
) -> None:
    """Build again at all news, for ever, and ``tell`` of each attempt.

    ``rebuild`` is given what changed, the addresses that are looked at, and a check that raises at newer news.
    """
    good = time.strftime("%H:%M")
    while True:
        with suppress(SupersededError):
            for attempt in rebuild(news.take(), bulletin.pages, news.check):
                tell(attempt.said)
                if attempt.broken:
                    bulletin.warn(f"{attempt.broken} You see the site as of {good}.")
                else:
                    good = time.strftime("%H:%M")
                    bulletin.reload(attempt.follows)


def _is_noise(path: str) -> bool:
    parts = Path(path).parts
    name = parts[-1]
    return name.endswith(("~", ".swp", ".tmp")) or any(part.startswith((".", "__pycache__")) for part in parts[-3:])
