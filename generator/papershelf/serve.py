"""The loop: build, serve, watch, build again, and tell the browser."""

import http.server
import json
import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Final

from watchfiles import watch

EVENTS: Final = "/_papershelf/events"
SCRIPT: Final = "/_papershelf/reload.js"
_TAG: Final = f'<script type="module" src="{SCRIPT}"></script></body>'.encode()
_HEARTBEAT: Final = 15.0
_PORTS: Final = 50


class Bulletin:
    """What open browsers are told: the state of the site, pushed as server-sent events.

    Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers: list[queue.SimpleQueue[str]] = []
        self._state = ""

    def reload(self) -> None:
        """Say that there is a new site, and that nothing is wrong."""
        self._say("reload", "")

    def warn(self, text: str) -> None:
        """Say what is wrong; ``text`` stays until the next site."""
        self._say("problem", text)

    def read(self) -> Iterator[str]:
        """Yield events as they come, first what is wrong now, and an empty string now and then."""
        mine: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._lock:
            self._readers.append(mine)
            if self._state:
                mine.put(_event("problem", self._state))
        try:
            while True:
                try:
                    yield mine.get(timeout=_HEARTBEAT)
                except queue.Empty:
                    yield ""
        finally:
            with self._lock:
                self._readers.remove(mine)

    def _say(self, name: str, text: str) -> None:
        with self._lock:
            self._state = text
            for reader in self._readers:
                reader.put(_event(name, text))


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
        try:
            content = page.read_bytes()
        except OSError:
            content = b"Not here."
        if page.suffix == ".html":
            content = content.replace(b"</body>", _TAG, 1)
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
            for event in self._bulletin.read():
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


@dataclass(frozen=True, slots=True)
class Attempt:
    """The outcome of one build in the loop: ``broken`` is the sentence for the strip, "" for a good site."""

    broken: str


def loop(
    watched: Callable[[], tuple[Path, ...]],
    ignored: tuple[Path, ...],
    rebuild: Callable[[], Attempt],
    bulletin: Bulletin,
    stop: threading.Event,
) -> None:
    """Build again whenever something below ``watched`` changes, until ``stop`` is set."""
    hidden = tuple(str(place) for place in ignored)
    good = time.strftime("%H:%M")
    for _ in watch(
        *watched(),
        watch_filter=lambda _change, path: not path.startswith(hidden) and not _is_noise(path),
        debounce=200,
        step=50,
        stop_event=stop,
        raise_interrupt=False,
    ):
        attempt = rebuild()
        if attempt.broken:
            bulletin.warn(f"{attempt.broken} You see the site as of {good}.")
        else:
            good = time.strftime("%H:%M")
            bulletin.reload()


def _is_noise(path: str) -> bool:
    parts = Path(path).parts
    name = parts[-1]
    return name.endswith(("~", ".swp", ".tmp")) or any(part.startswith((".", "__pycache__")) for part in parts[-3:])
