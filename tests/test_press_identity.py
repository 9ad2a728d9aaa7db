"""Identity: every file of a printed site is, byte for byte, that of ``--plain``, whatever collection and theme."""

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from papershelf.build import Order, build, kitchen
from papershelf.pages import FORMS
from papershelf.press import MARK
from papershelf.problems import Problem
from papershelf.workplace import locate

_SENTINELS = (f"{MARK}title", f"<div>{MARK}body</div>", f"{MARK}address/{MARK}address", f"{MARK}head", MARK.upper())
_HOSTILE = (
    *_SENTINELS,
    "</title><script>alert(1)</script>",
    "&amp; &lt; &#10; \\u003c \\ \" ' `",
    "{{ page.title }} {% raw %} {# no #}",
    "---\ntitle: no\n---",
    "é ß 漢字 עברית \u202e \u2028 \u0085 \x07 😀",
    "İ ﬀ ŉ CON aux",
    "x" * 300,
)
_SITE_URL = 'site_url = "https://example.org/sub/päth/"\n'


@dataclass(frozen=True, slots=True)
class Pair:
    """One collection built both ways: path -> bytes, and what the printing build said."""

    printed: Mapping[str, bytes]
    plain: Mapping[str, bytes]
    problems: tuple[Problem, ...]

    @property
    def fallen_back(self) -> tuple[Problem, ...]:
        """The notices that every page was made by the engine."""
        return tuple(problem for problem in self.problems if problem.code == "PS810")

    def agree(self) -> bool:
        """Fail with the first paths that differ."""
        assert sorted(self.printed) == sorted(self.plain)
        assert [path for path in self.plain if self.printed[path] != self.plain[path]][:5] == []
        return True


@pytest.fixture(scope="module")
def engine() -> Iterator[ProcessPoolExecutor]:
    """Start the theme engine's process once."""
    with kitchen() as pool:
        yield pool


def _both_ways(collection: Path, pool: ProcessPoolExecutor) -> Pair:
    """Build with the press over the plain site: what is stale of one must not reach the other."""
    base = collection.parent
    place = locate(collection, base)
    build(Order(place, base / "site", plain=True, report=True), pool)
    plain = _files(base / "site")
    printed = build(Order(place, base / "site", report=True), pool)
    return Pair(_files(base / "site"), plain, printed.problems)


def _files(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _item(key: str, title: str, author: str, abstract: str, venue: str) -> dict[str, object]:
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


def _write(folder: Path, items: list[dict[str, object]], settings: str = "") -> Path:
    """Write a collection in which every author has a page."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "library.json").write_text(json.dumps(items), "utf-8")
    (folder / "collection.toml").write_text(f"author_pages_from = 1\npublish_report = true\n{settings}", "utf-8")
    return folder


def _hostile(folder: Path, settings: str = "") -> Path:
    """Write a collection whose every text tries to break out or to look like a sentinel."""
    items = [_item(text, text, text, text, text) for text in _HOSTILE]
    return _write(folder, items, settings)


def test_a_hostile_collection_is_printed_as_the_engine_prints_it(tmp_path: Path, engine: ProcessPoolExecutor) -> None:
    """Markup, sentinels, front matter and odd characters in every field make no page differ."""
    pair = _both_ways(_hostile(tmp_path / "hostile", _SITE_URL), engine)
    assert pair.agree()
    assert pair.fallen_back == ()


def test_every_kind_of_page_is_printed_as_the_engine_prints_it(tmp_path: Path, engine: ProcessPoolExecutor) -> None:
    """A collection that is large enough to have every kind of page, also the parts of long lists, agrees in all."""
    items = [
        _item(f"k{at}", f"Paper {at} on graphs", f"{chr(65 + at % 26)}uthor{at % 40}", "", "Venue") for at in range(640)
    ]
    collection = _write(tmp_path / "large", items)
    (collection / "topics.toml").write_text(
        '[[topic]]\nslug = "g"\nname = "G"\nmeaning = "G."\n\n'
        '[[topic]]\nslug = "graphs"\nname = "Graphs"\nparent = "g"\nmeaning = "G."\nphrases = { "graphs" = 3 }\n',
        "utf-8",
    )
    pair = _both_ways(collection, engine)
    assert pair.agree()
    assert pair.fallen_back == ()
    made = {_form(path) for path in pair.printed if path.endswith("/index.html")}
    assert {(address.split("/", maxsplit=1)[0], address.count("/")) for _, address in FORMS if address} <= made


def _form(path: str) -> tuple[str, int]:
    return path.split("/", maxsplit=1)[0], path.count("/")


_ANY = st.text(max_size=40) | st.sampled_from(_HOSTILE)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(_ANY, _ANY, _ANY, _ANY, _ANY), min_size=25, max_size=25))
def test_any_collection_is_printed_as_the_engine_prints_it(
    rows: list[tuple[str, str, str, str, str]],
    tmp_path_factory: pytest.TempPathFactory,
    engine: ProcessPoolExecutor,
) -> None:
    """Titles, names, abstracts, venues and keys of any characters, sentinels among them, make no page differ."""
    items = [_item(key, title, name, text, venue) for key, title, name, text, venue in rows]
    pair = _both_ways(_write(tmp_path_factory.mktemp("any") / "c", items), engine)
    assert pair.agree()
    assert pair.fallen_back == ()
