"""Our search beside Material's own (lunr) and stock Pagefind, in Chromium: quality by kind, bytes, time of a key.

``python benchmarks/search_peers.py 225 10000`` needs ``pagefind[bin]`` and makes a plain MkDocs site with a page a
paper for the two. Quality is asked of the example alone; the synthetic collections have no known items.
"""

import functools
import gzip
import html
import http.server
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, cast

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import search_case
from browser import FLAGS, executable
from papershelf.collection import Collection
from papershelf.search import write_index
from search_box import Site
from search_queries import ranks, read_queries, scores
from search_scale import collection
from search_typing import QUERIES

_EXAMPLE: Final = 225
_SEARCH_FILES: Final = ("/search/search_index", "/workers/search", "/javascripts/lunr", "/pagefind/")
_MATERIAL: Final = """async (text) => {
  const input = document.querySelector(".md-search__input");
  const list = document.querySelector(".md-search-result__list");
  const meta = document.querySelector(".md-search-result__meta");
  input.focus();
  const begun = performance.now();
  let last = begun;
  await new Promise((done) => {
    const seen = new MutationObserver(() => {
      clearTimeout(late);
      late = setTimeout(finish, 40);
      last = performance.now();
    });
    const finish = () => { seen.disconnect(); done(); };
    let late = setTimeout(finish, 4000);
    seen.observe(list, { childList: true, subtree: true });
    seen.observe(meta, { childList: true, characterData: true, subtree: true });
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  });
  const links = [...list.querySelectorAll(":scope > li > a.md-search-result__link")];
  return [links.slice(0, 10).map((link) => new URL(link.href).pathname), last - begun];
}"""
_PAGEFIND: Final = """async (text) => {
  window.pagefind ??= await import("/pagefind/pagefind.js");
  const begun = performance.now();
  const found = await window.pagefind.search(text);
  const results = await Promise.all(found.results.slice(0, 10).map((result) => result.data()));
  return [results.map((result) => result.url), performance.now() - begun];
}"""


class Peer:
    """A search on a page of its own, asked by a script that gives addresses of pages and milliseconds."""

    def __init__(self, page: Page, script: str, titles: Mapping[str, str]) -> None:
        self._page, self._script, self._titles = page, script, titles

    def titles(self, text: str) -> list[str]:
        """Return the titles of the first ten hits."""
        return [title for title in map(self._title, self._ask(text)[0]) if title]

    def milliseconds(self, text: str) -> float:
        """Return how long an answer took."""
        return self._ask(text)[1]

    def _ask(self, text: str) -> tuple[list[str], float]:
        return cast("tuple[list[str], float]", self._page.evaluate(self._script, text))

    def _title(self, path: str) -> str:
        return self._titles.get(path.strip("/").removeprefix("papers/").removesuffix("/index.html"), "")


def mkdocs(made: Collection, folder: Path) -> Path:
    """Build a plain MkDocs site with Material's search: a page a paper."""
    papers = folder / "docs" / "papers"
    papers.mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Papers\n", "utf-8")
    for key, paper in made.catalogue.papers.items():
        authors = ", ".join(person.printed for person in paper.authors)
        texts = (paper.title.plain, authors, paper.abstract.plain if paper.abstract else "")
        title, said, abstract = map(html.escape, texts)
        text = f"# {title}\n\n<p>{said}</p>\n<p>{abstract}</p>\n"
        (papers / f"{made.addresses.papers[key]}.md").write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Papers\nsite_url: http://127.0.0.1/\ntheme: {name: material, font: false}\n"
        "plugins: [search]\nnav: [index.md]\n", "utf-8"
    )  # fmt: skip
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True)
    return folder / "site"


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, dict[str, int]]]:
    """Serve a folder; give its address, and the bytes (``gzip -6``) of each of the search's files that is asked for."""
    fetched: dict[str, int] = {}

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            file = Path(self.translate_path(self.path))
            if file.is_file() and any(part in self.path for part in _SEARCH_FILES):
                fetched[self.path] = len(gzip.compress(file.read_bytes(), 6))
            super().do_GET()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
            """Say nothing."""

    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", fetched
        server.shutdown()


def compare(browser: Browser, count: int, folder: Path) -> None:
    """Print the figures of all three over a collection."""
    made = search_case.example() if count == _EXAMPLE else collection(count)
    titles = {made.addresses.papers[key]: paper.title.plain for key, paper in made.catalogue.papers.items()}
    site = mkdocs(made, folder)
    subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", "papers/**/*.html"],
        check=True, capture_output=True,
    )  # fmt: skip
    for name, script in (("Material", _MATERIAL), ("Pagefind", _PAGEFIND)):
        with served(site) as (address, fetched):
            page = browser.new_context().new_page()
            page.goto(address)
            peer = Peer(page, script, titles)
            peer.titles(QUERIES[0])
            cold = sum(fetched.values())
            report(name, count, cold, peer.milliseconds, peer.titles)
            page.context.close()
    index = dict(write_index(made))
    cold_box = Site(browser, index.get)
    cold_box.type(QUERIES[0], whole=True)
    box = Site(browser, index.get)
    with search_case.engine(browser, made) as engine:
        report(
            "Papershelf", count, sum(cold_box.fetched.values()),
            lambda text: box.type(text, whole=True)[0], engine.titles,
        )  # fmt: skip


def report(name: str, count: int, cold: int, time: Callable[[str], float], ask: Callable[[str], list[str]]) -> None:
    """Print bytes, milliseconds of the second time that each beginning of each query is typed, and quality."""
    keys = [text[:at] for text in QUERIES for at in range(1, len(text) + 1)]
    for key in keys:
        time(key)
    took = sorted(time(key) for key in keys)
    print(
        f"{name}, {count:,} papers: {cold / 1000:.0f} kB cold; a key p50 {statistics.median(took):.0f} ms,"
        f" p95 {took[int(len(took) * 0.95)]:.0f} ms", flush=True
    )  # fmt: skip
    if count == _EXAMPLE:
        for kind, score in scores(ranks(read_queries(), ask)).items():
            print(
                f"  {kind:12}{score.queries:5}{score.first:8.3f}{score.in_five:8.3f}{score.nothing:5} nothing",
                flush=True,
            )


if __name__ == "__main__":
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        for size in map(int, sys.argv[1:]):
            with tempfile.TemporaryDirectory() as scratch:
                compare(chromium, size, Path(scratch))
        chromium.close()
