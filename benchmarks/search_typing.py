"""The box in Chromium over an index of any size: what it fetches, cold, and how long a key takes, warm.

``python benchmarks/search_typing.py FOLDER`` reads an index as ``search_scale.py --keep`` writes it. Bytes are those
of ``gzip -6``, the search's own scripts and styles included; each query is asked twice with an empty cache, pasted and
typed letter by letter. Then all are typed again, warm: milliseconds from a key to the list that answers it.
"""

import gzip
import json
import statistics
import sys
from pathlib import Path
from typing import Final, cast

from playwright.sync_api import Browser, Page, Route, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from browser import FLAGS, executable

ROOT: Final = Path(__file__).resolve().parent.parent
ORIGIN: Final = "http://site.test/"
QUERIES: Final = (
    "contrastive learning", "masked autoencoder pretraining", "vision transformer", "diffusion models image generation",
    "graph neural networks", "self-supervised representation learning", "contrasitve lerning", "making models smaller",
    "how to forget data", "language model pruning",
)  # fmt: skip
_TYPES: Final = {".js": "text/javascript", ".json": "application/json", ".css": "text/css"}
_PAGE: Final = """<!doctype html><html lang="en">
<head><meta charset="utf-8"><title>Box</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="assets/css/search.css">
<script type="module" src="assets/search/box.js"></script></head><body>
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
    """A page with the box over an index, and what it fetched."""

    def __init__(self, browser: Browser, index: Path) -> None:
        self.fetched: dict[str, int] = {}
        self._index = index
        self.page: Page = browser.new_context().new_page()
        self.page.route("**/*", self._serve)
        self.page.goto(ORIGIN)
        self.page.wait_for_selector("[role=listbox]", state="attached")

    def _serve(self, route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        if path == "":
            route.fulfill(body=_PAGE, content_type="text/html")
            return
        file = self._index / path.removeprefix("search/index/") if path.startswith("search/") else ROOT / "docs" / path
        if not file.is_file():
            route.fulfill(status=404)
            return
        content = file.read_bytes()
        self.fetched[path] = len(gzip.compress(content, 6))
        route.fulfill(body=content, content_type=_TYPES.get(file.suffix, "text/plain"))

    def type(self, text: str, *, whole: bool) -> list[float]:
        """Type a text, letter by letter or at once, and return the milliseconds of each key."""
        return cast("list[float]", self.page.evaluate(_TYPE, [text, whole]))


def main(index: Path, *, detailed: bool) -> None:
    """Print bytes and milliseconds of an index."""
    papers = json.loads((index / "manifest.json").read_bytes())["papers"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        print(f"{papers:,} papers, kB of gzip -6:  {'pasted':>8}{'typed':>8}{'requests':>10}{'largest':>9}")
        for text in QUERIES:
            pasted, typed = Site(browser, index), Site(browser, index)
            pasted.type(text, whole=True)
            typed.type(text, whole=False)
            sums = [sum(site.fetched.values()) / 1000 for site in (pasted, typed)]
            name, size = max(typed.fetched.items(), key=lambda row: row[1])
            print(f"  {text:40}{sums[0]:8.1f}{sums[1]:8.1f}{len(typed.fetched):10}  {size / 1000:7.1f} {name}")
            if detailed:
                kinds: dict[str, int] = {}
                for path, its in typed.fetched.items():
                    kind = path.removeprefix("search/index/").split("/")[0] if path.startswith("search/") else "scripts"
                    kinds[kind] = kinds.get(kind, 0) + its
                print(f"    {kinds}")
        site = Site(browser, index)
        for text in QUERIES:
            site.type(text, whole=False)
        took = sorted(time for text in QUERIES for time in site.type(text, whole=False))
        p50, p95 = statistics.median(took), took[int(len(took) * 0.95)]
        print(f"  warm: p50 {p50:.0f} ms, p95 {p95:.0f} ms, most {took[-1]:.0f} ms a key ({len(took)} keys)")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), detailed="--detailed" in sys.argv)
