"""Our search beside Material's own (lunr) and stock Pagefind, in Chromium: quality by kind, bytes, time of a key.

``python benchmarks/search_peers.py 225 10000 [--only Material]`` needs ``pagefind[bin]`` and makes a plain MkDocs site
with a page a paper for the two; above 1,000 papers MkDocs renders one, and the others are printed from it. Quality is
asked of the example alone; the synthetic collections have no known items. What breaks or takes too long is said.
"""

import functools
import gzip
import html
import http.server
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, cast

from playwright.sync_api import Browser, Error, Page, sync_playwright

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
_RENDERED: Final = 1_000
_PATIENCE: Final = 300
"""Seconds in which a peer's keys are measured."""
_SENTINELS: Final = ("Sentineltitle", "Sentinelauthors", "Sentinelabstract")
_SEARCH_FILES: Final = ("/search/search_index", "/workers/search", "/javascripts/lunr", "/pagefind/")
_MATERIAL: Final = """async ([text, patience]) => {
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
    let late = setTimeout(finish, patience);
    seen.observe(list, { childList: true, subtree: true });
    seen.observe(meta, { childList: true, characterData: true, subtree: true });
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
  });
  const links = [...list.querySelectorAll(":scope > li > a.md-search-result__link")];
  return [links.slice(0, 10).map((link) => new URL(link.href).pathname), last - begun];
}"""
_PAGEFIND: Final = """async ([text]) => {
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

    def wait(self, text: str) -> bool:
        """Ask for the first time, with patience, and tell whether anything was found."""
        return bool(self._ask(text, 1000 * _PATIENCE)[0])

    def _ask(self, text: str, patience: int = 4000) -> tuple[list[str], float]:
        return cast("tuple[list[str], float]", self._page.evaluate(self._script, [text, patience]))

    def _title(self, path: str) -> str:
        return self._titles.get(path.strip("/").removeprefix("papers/").removesuffix("/index.html"), "")


def mkdocs(made: Collection, folder: Path) -> Path:
    """Return a plain MkDocs site with Material's search: a page a paper."""
    rows = {
        made.addresses.papers[key]: (
            paper.title.plain,
            ", ".join(person.printed for person in paper.authors),
            paper.abstract.plain if paper.abstract else "",
        )
        for key, paper in made.catalogue.papers.items()
    }
    if len(rows) <= _RENDERED:
        return _render(rows, folder)
    site = _render({"sentinel": _SENTINELS}, folder)
    _print(rows, site)
    return site


def _render(rows: Mapping[str, tuple[str, str, str]], folder: Path) -> Path:
    papers = folder / "docs" / "papers"
    papers.mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Papers\n", "utf-8")
    for slug, row in rows.items():
        title, said, abstract = map(html.escape, row)
        (papers / f"{slug}.md").write_text(f"# {title}\n\n<p>{said}</p>\n<p>{abstract}</p>\n", "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: Papers\nsite_url: http://127.0.0.1/\ntheme: {name: material, font: false}\n"
        "plugins: [search]\nnav: [index.md]\n", "utf-8"
    )  # fmt: skip
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, check=True)
    return folder / "site"


def _print(rows: Mapping[str, tuple[str, str, str]], site: Path) -> None:
    """Print the pages and the index of a site as MkDocs renders its one paper."""
    exemplar = (site / "papers" / "sentinel" / "index.html").read_text("utf-8")
    file = site / "search" / "search_index.json"
    index = json.loads(file.read_bytes())
    entries = [entry for entry in index["docs"] if "sentinel" in entry["location"]]
    index["docs"] = [entry for entry in index["docs"] if entry not in entries]
    for slug, row in rows.items():
        escaped = tuple(map(html.escape, row))
        page = site / "papers" / slug / "index.html"
        page.parent.mkdir()
        page.write_text(_filled(exemplar, escaped), "utf-8")
        index["docs"] += [
            {name: _filled(value, escaped).replace("/sentinel/", f"/{slug}/") for name, value in entry.items()}
            for entry in entries
        ]
    file.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")


def _filled(text: str, row: tuple[str, ...]) -> str:
    for sentinel, value in zip(_SENTINELS, row, strict=True):
        text = text.replace(sentinel, value)
    return text


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


def compare(browser: Browser, count: int, folder: Path, only: str) -> None:
    """Print the figures of all three over a collection."""
    made = search_case.example() if count == _EXAMPLE else collection(count)
    titles = {made.addresses.papers[key]: paper.title.plain for key, paper in made.catalogue.papers.items()}
    site = mkdocs(made, folder)
    for name, script in (("Material", _MATERIAL), ("Pagefind", _PAGEFIND)):
        if only not in ("", name):
            continue
        try:
            if name == "Pagefind":
                _pagefind(site)
            ask(browser, name, script, site, titles)
        except (Error, subprocess.SubprocessError, TimeoutError) as error:
            print(f"{name}, {count:,} papers: {str(error).splitlines()[0]}", flush=True)
    if only not in ("", "Papershelf"):
        return
    index = dict(write_index(made))
    cold_box = Site(browser, index.get)
    cold_box.type(QUERIES[0], whole=True)
    box = Site(browser, index.get)
    with search_case.engine(browser, made) as engine:
        report(
            "Papershelf", count, sum(cold_box.fetched.values()),
            lambda text: box.type(text, whole=True)[0], engine.titles,
        )  # fmt: skip


def ask(browser: Browser, name: str, script: str, site: Path, titles: Mapping[str, str]) -> None:
    """Print the figures of a peer."""
    with served(site) as (address, fetched):
        page = browser.new_context().new_page()
        page.goto(address)
        peer = Peer(page, script, titles)
        began = time.perf_counter()
        found = peer.wait(QUERIES[0])
        took = time.perf_counter() - began
        cold = sum(fetched.values())
        print(
            f"{name}, {len(titles):,} papers: {'an' if found else 'no'} answer in {took:.1f} s, {cold / 1000:.0f} kB",
            flush=True,
        )
        if not found:
            return
        report(name, len(titles), cold, peer.milliseconds, peer.titles)
        page.context.close()


def _pagefind(site: Path) -> None:
    """Write Pagefind's index, and print what that takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(site), "--glob", "papers/**/*.html"],
        check=True, capture_output=True, timeout=_PATIENCE,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"Pagefind writes its index in {spent:.1f} CPU s, {after.ru_maxrss / 1024:.0f} MB", flush=True)


def report(
    name: str, count: int, cold: int, milliseconds: Callable[[str], float], found: Callable[[str], list[str]]
) -> None:
    """Print bytes, milliseconds of the second time that each beginning of a query is typed, and quality."""
    took = sorted(_typed(milliseconds))
    print(
        f"{name}, {count:,} papers: {cold / 1000:.0f} kB cold; a key p50 {statistics.median(took):.0f} ms,"
        f" p95 {took[int(len(took) * 0.95)]:.0f} ms ({len(took)} keys)", flush=True
    )  # fmt: skip
    if count == _EXAMPLE:
        for kind, score in scores(ranks(read_queries(), found)).items():
            print(
                f"  {kind:12}{score.queries:5}{score.first:8.3f}{score.in_five:8.3f}{score.nothing:5} nothing",
                flush=True,
            )


def _typed(milliseconds: Callable[[str], float]) -> list[float]:
    """Return how long each key takes the second time, as far as time allows; if it does not, how long the last one."""
    took: list[float] = []
    began = time.monotonic()
    for text in QUERIES:
        for again in (False, True):
            for at in range(1, len(text) + 1):
                lasted = milliseconds(text[:at])
                if again:
                    took.append(lasted)
                if time.monotonic() - began > _PATIENCE / 2:
                    return took or [lasted]
    return took


if __name__ == "__main__":
    wanted = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv else ""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        for size in [int(said) for said in sys.argv[1:] if said.isdigit()]:
            with tempfile.TemporaryDirectory() as scratch:
                compare(chromium, size, Path(scratch), wanted)
        chromium.close()
