"""The box on a page of its own over an index: what it fetches, and how long a key takes."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Final, cast

from playwright.sync_api import Browser, Page, Route

from papershelf.scripts import carried

DOCS: Final = Path(__file__).resolve().parent.parent / "docs"
ORIGIN: Final = "http://site.test/"
_TYPES: Final = {".js": "text/javascript", ".json": "application/json", ".css": "text/css"}
_PAGE: Final = """<!doctype html><html lang="en">
<head><meta charset="utf-8"><title>Box</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="assets/css/search.css">
<script type="module" src="assets/papershelf.js"></script></head><body>
<form action="search/" role="search" data-search>
<input type="search" name="q" aria-label="Search"></form></body></html>"""
_TYPE: Final = """async ([text, whole]) => {
  const input = document.querySelector("input[name=q]");
  const list = document.querySelector("[role=listbox]");
  input.focus();
  const took = [];
  for (let at = whole ? text.length : 1; at <= text.length; at++) {
    input.value = text.slice(0, at);
    const begun = performance.now();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((done) => {
      const seen = new MutationObserver(() => {
        if (list.hasAttribute("aria-busy")) return;
        seen.disconnect();
        done();
      });
      seen.observe(list, { attributes: true });
    });
    took.push(performance.now() - begun);
    await new Promise((go) => setTimeout(go, 30));
  }
  return took;
}"""


class Site:
    """A page with the box over an index, which gives the bytes of a path; ``fetched``: path -> bytes of ``gzip -6``."""

    def __init__(self, browser: Browser, index: Callable[[str], bytes | None]) -> None:
        self.fetched: dict[str, int] = {}
        self._index = index
        paths = sorted(file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*.js"))
        self._scripts = carried(tuple(paths), lambda path: (DOCS / path).read_text("utf-8"))
        self.page: Page = browser.new_context().new_page()
        self.page.route("**/*", self._serve)
        self.page.goto(ORIGIN)
        self.page.wait_for_selector("[role=listbox]", state="attached")

    def _serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        if path == "":
            route.fulfill(body=_PAGE, content_type="text/html")
            return
        if path.startswith("search/index/"):
            content = self._index(path.removeprefix("search/index/"))
        elif path in self._scripts:
            content = self._scripts[path].encode()
        else:
            content = _read(DOCS / path)
        if content is None:
            route.fulfill(status=404)
            return
        self.fetched[path] = len(gzip.compress(content, 6))
        route.fulfill(body=content, content_type=_TYPES.get(Path(path).suffix, "text/plain"))

    def type(self, text: str, *, whole: bool) -> list[float]:
        """Type a text, letter by letter or at once, and return the milliseconds of each key."""
        return cast("list[float]", self.page.evaluate(_TYPE, [text, whole]))

    def close(self) -> None:
        """Close the page and forget its cache."""
        self.page.context.close()


def _read(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
