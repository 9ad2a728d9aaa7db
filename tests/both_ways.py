"""Both ways: small collections, hostile or plain, built by the press and by the engine alone, to be compared."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from conftest import ROOT
from papershelf.build import Order, build
from papershelf.kitchen import Kitchen
from papershelf.press import MARK, UNLIKE
from papershelf.problems import Problem
from papershelf.workplace import locate

SENTINELS = (f"{MARK}title", f"<div>{MARK}body</div>", f"{MARK}address/{MARK}address", f"{MARK}head", MARK.upper())
HOSTILE = (
    *SENTINELS,
    "</title><script>alert(1)</script>",
    "&amp; &lt; &#10; \\u003c \\ \" ' `",
    "{{ page.title }} {% raw %} {# no #}",
    "---\ntitle: no\n---",
    "é ß 漢字 עברית \u202e \u2028 \u0085 \x07 😀",
    "İ ﬀ ŉ CON aux",
    "x" * 300,
)
SITE_URL = 'site_url = "https://example.org/sub/päth/"\n'


@dataclass(frozen=True, slots=True)
class Pair:
    """One collection built both ways: path -> bytes, and what the printing build said."""

    printed: Mapping[str, bytes]
    plain: Mapping[str, bytes]
    problems: tuple[Problem, ...]

    @property
    def fallen_back(self) -> tuple[Problem, ...]:
        """The notices that every page was made by the engine."""
        return tuple(problem for problem in self.problems if problem.code == UNLIKE)

    def agree(self) -> bool:
        """Fail with the first paths that differ."""
        assert sorted(self.printed) == sorted(self.plain)
        assert [path for path in self.plain if self.printed[path] != self.plain[path]][:5] == []
        return True


def both_ways(collection: Path, pool: Kitchen) -> Pair:
    """Build with the press over the plain site: what is stale of one must not reach the other."""
    base = collection.parent
    place = locate(collection, base)
    build(Order(place, base / "site", plain=True, report=True), pool)
    plain = files_of(base / "site")
    printed = build(Order(place, base / "site", report=True), pool)
    return Pair(files_of(base / "site"), plain, printed.problems)


def files_of(folder: Path) -> Mapping[str, bytes]:
    """Return path -> bytes of every file below ``folder``."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def item(key: str, title: str, author: str, abstract: str, venue: str) -> dict[str, object]:
    """Return an item of CSL-JSON by two authors."""
    return {
        "id": key,
        "type": "paper-conference",
        "title": title,
        "author": [{"family": author, "given": "A."}, {"literal": f"{author} et al."}],
        "abstract": abstract,
        "container-title": venue,
        "keyword": f"{venue}, {author}",
        "issued": {"date-parts": [[2000 + len(key) % 3]]},
    }


def write(folder: Path, items: list[dict[str, object]], settings: str = "") -> Path:
    """Write a collection in which every author has a page."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "library.json").write_text(json.dumps(items), "utf-8")
    (folder / "collection.toml").write_text(f"author_pages_from = 1\npublish_report = true\n{settings}", "utf-8")
    return folder


def hostile(folder: Path, settings: str = "") -> Path:
    """Write a collection whose every text tries to break out or to look like a sentinel."""
    items = [item(text, text, text, text, text) for text in HOSTILE]
    return write(folder, items, settings)


def configure(collection: Path, text: str) -> None:
    """Give the collection an ``mkdocs.yml`` of its own, on top of ours."""
    (collection / "mkdocs.yml").write_text(f"INHERIT: {json.dumps(str(ROOT / 'mkdocs.yml'))}\n{text}", "utf-8")


def override(collection: Path, template: str, text: str) -> None:
    """Give the collection a template of its own."""
    path = collection / "templates" / template
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
