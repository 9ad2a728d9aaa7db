"""Rivals that get finished pages: the same ones made ready for Hugo and for MkDocs with Material alone.

Both are handed what Papershelf has to find out: which pages there are, their titles, descriptions and finished
fragments of HTML. Hugo gets them as front matter, with each line of a list as values that a partial of its own prints,
and a layout cut from one of our pages, so that its pages weigh what ours weigh. MkDocs gets them as Markdown files.
Exports and assets are files that both copy. The Hugo that makes pages and exports of front matter is ``hugo_site.py``.
"""

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from papershelf.page import Page

_LINE: Final = re.compile(
    r'<li class="paper-line spine-(?P<spine>\d+)"(?P<added>[^>]*)><a class="paper-link" href="(?P<href>[^"]*)">'
    r'(?P<title>.*?)</a> <span class="paper-meta">(?P<meta>.*?)</span>',
    re.DOTALL,
)
_PARTIAL: Final = (
    '<li class="paper-line spine-{{ .spine }}"{{ safeHTMLAttr .added }}><a class="paper-link" href="{{ .href }}">'
    '{{ safeHTML .title }}</a> <span class="paper-meta">{{ safeHTML .meta }}</span>'
)
_BODY: Final = (
    '{{ range .Params.parts }}{{ with .line }}{{ partial "line.html" . }}'
    "{{ else }}{{ safeHTML .html }}{{ end }}{{ end }}"
)
_CONFIG: Final = """baseURL = "https://example.org/"
title = "Papers"
disableKinds = ["section", "taxonomy", "term", "rss", "sitemap", "robotsTXT"]
disablePathToLower = true
timeout = "600s"
"""
_MKDOCS: Final = """site_name: Papers
theme: material
plugins: []
markdown_extensions: []
nav: [index.md]
validation:
  nav: {omitted_files: ignore, not_found: ignore}
  links: {absolute_links: ignore, not_found: ignore, unrecognized_links: ignore}
"""


def prepare_fragments(pages: Iterable[Page], site: Path, folder: Path) -> None:
    """Write what Hugo makes ``pages`` of; ``site`` is our own, for its layout and the files that are no pages."""
    content = folder / "content"
    content.mkdir(parents=True)
    made = set()
    for number, page in enumerate(pages):
        name = f"p{number}.md" if page.address else "_index.md"
        front = {
            "title": page.title,
            "description": page.description,
            "head": page.head,
            "root": page.root,
            "parts": list(_parts(page.body)),
            **({"url": f"/{page.address}"} if page.address else {}),
        }
        (content / name).write_text(json.dumps(front, ensure_ascii=False) + "\n", "utf-8")
        made.add(f"{page.address}index.html")
        if page.kind == "paper":
            last = page
    _lay_out(last, (site / last.address / "index.html").read_text("utf-8"), folder / "layouts")
    (folder / "hugo.toml").write_text(_CONFIG, "utf-8")
    _copy(site, folder / "static", made)


def prepare_mkdocs(tree: Path, folder: Path) -> None:
    """Write the configuration that makes MkDocs with Material build ``tree``, the Markdown of all pages."""
    folder.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_MKDOCS + f"docs_dir: {json.dumps(str(tree))}\n", "utf-8")


def _parts(body: str) -> Iterator[dict[str, object]]:
    """Yield the fragments of a body: finished HTML, and the lines of its lists as values."""
    at = 0
    for found in _LINE.finditer(body):
        yield {"html": body[at : found.start()]}
        yield {"line": found.groupdict()}
        at = found.end()
    yield {"html": body[at:]}


def _lay_out(page: Page, finished: str, layouts: Path) -> None:
    """Cut a layout out of a finished paper page."""
    before, after = finished.split(page.body)
    values = {
        page.head: "{{ safeHTML .Params.head }}",
        'content="' + _description(before): 'content="{{ .Description }}',
    }
    before = re.sub(r"<title>.*( - [^<]*</title>)", r"<title>{{ .Title }}\1", before)
    for value, call in values.items():
        before = before.replace(value, call, 1)
    frame = f"{before}{_BODY}{after}".replace(page.root, "{{ $.Params.root }}")
    for name in ("_default/single.html", "index.html"):
        (layouts / name).parent.mkdir(parents=True, exist_ok=True)
        (layouts / name).write_text(frame, "utf-8")
    (layouts / "partials").mkdir()
    (layouts / "partials" / "line.html").write_text(_PARTIAL, "utf-8")


def _description(head: str) -> str:
    found = re.search(r'<meta name="description" content="([^"]*)', head)
    return found[1] if found else ""


def _copy(site: Path, static: Path, made: set[str]) -> None:
    """Copy what is no page and not the search index."""
    for path in sorted(found for found in site.rglob("*") if found.is_file()):
        name = path.relative_to(site).as_posix()
        if name not in made and not name.startswith("search/index/"):
            (static / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, static / name)
