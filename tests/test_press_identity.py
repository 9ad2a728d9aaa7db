"""Identity: every file of a printed site is, byte for byte, that of ``--plain``, whatever collection and theme."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import ROOT
from papershelf.build import Order, build, kitchen
from papershelf.builder import MkDocsBuilder
from papershelf.config import Settings
from papershelf.envelope import site_path
from papershelf.kitchen import Kitchen
from papershelf.pages import FORMS, Page
from papershelf.press import MARK, UNLIKE, Form, Press
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
        return tuple(problem for problem in self.problems if problem.code == UNLIKE)

    def agree(self) -> bool:
        """Fail with the first paths that differ."""
        assert sorted(self.printed) == sorted(self.plain)
        assert [path for path in self.plain if self.printed[path] != self.plain[path]][:5] == []
        return True


@pytest.fixture(scope="module")
def engine() -> Iterator[Kitchen]:
    """Start the theme engine's process once."""
    with kitchen() as pool:
        yield pool


def _both_ways(collection: Path, pool: Kitchen) -> Pair:
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


def _configure(collection: Path, text: str) -> None:
    """Give the collection an ``mkdocs.yml`` of its own, on top of ours."""
    (collection / "mkdocs.yml").write_text(f"INHERIT: {json.dumps(str(ROOT / 'mkdocs.yml'))}\n{text}", "utf-8")


def _override(collection: Path, template: str, text: str) -> None:
    path = collection / "templates" / template
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_a_hostile_collection_is_printed_as_the_engine_prints_it(tmp_path: Path, engine: Kitchen) -> None:
    """Markup, sentinels, front matter and odd characters in every field make no page differ."""
    pair = _both_ways(_hostile(tmp_path / "hostile", _SITE_URL), engine)
    assert pair.agree()
    assert pair.fallen_back == ()


def test_every_kind_of_page_is_printed_as_the_engine_prints_it(tmp_path: Path, engine: Kitchen) -> None:
    """A collection that is large enough to have every kind of page, also the parts of long lists, agrees in all."""
    items = [
        _item(f"k{at}", f"Paper {at} on graphs", f"{chr(65 + at % 26)}uthor{at % 40}", "", "Venue") for at in range(505)
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


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(_ANY, _ANY, _ANY, _ANY, _ANY), min_size=30, max_size=30))
def test_any_collection_is_printed_as_the_engine_prints_it(
    rows: list[tuple[str, str, str, str, str]],
    tmp_path_factory: pytest.TempPathFactory,
    engine: Kitchen,
) -> None:
    """Titles, names, abstracts, venues and keys of any characters, sentinels among them, make no page differ."""
    items = [_item(key, title, name, text, venue) for key, title, name, text, venue in rows]
    pair = _both_ways(_write(tmp_path_factory.mktemp("any") / "c", items), engine)
    assert pair.agree()
    assert pair.fallen_back == ()


_SETTINGS: Mapping[str, str] = {
    "another palette and language": (
        "theme:\n  palette:\n    scheme: slate\n    primary: teal\n  language: de\n  favicon: assets/other.svg\n"
    ),
    "features on": (
        "theme:\n  features: [navigation.tabs, navigation.path, navigation.top, navigation.footer, navigation.indexes,"
        " toc.follow, header.autohide, content.action.edit, announce.dismiss]\n"
        "repo_url: https://example.org/repo\nedit_uri: edit/main/\nextra:\n  generator: true\n"
        "  papershelf: {collection: .}\ncopyright: Someone\n"
    ),
    "no navigation, no scripts, no directories": (
        "nav: null\nextra_javascript: []\nextra_css: []\nmarkdown_extensions: []\nuse_directory_urls: false\n"
    ),
    "extensions that change text": (
        "markdown_extensions: [attr_list, md_in_html, abbr, footnotes, admonition, def_list, smarty, sane_lists,"
        " pymdownx.superfences, pymdownx.emoji, pymdownx.magiclink, pymdownx.snippets, pymdownx.arithmatex]\n"
    ),
}


@pytest.mark.parametrize("settings", _SETTINGS.values(), ids=_SETTINGS)
def test_settings_of_the_theme_make_no_page_differ(settings: str, tmp_path: Path, engine: Kitchen) -> None:
    """Another palette, each feature of Material on and off, other extensions: the press follows."""
    collection = _hostile(tmp_path / "hostile", _SITE_URL)
    _configure(collection, settings)
    pair = _both_ways(collection, engine)
    assert pair.agree()
    assert pair.fallen_back == ()


def test_overrides_that_treat_all_pages_alike_are_printed(tmp_path: Path, engine: Kitchen) -> None:
    """A template for bodies and one for the theme that prints title, description and address as they are: followed."""
    collection = _hostile(tmp_path / "hostile", _SITE_URL)
    _override(collection, "years.html", "<div><h1 id='title'>Years!</h1></div>")
    _override(
        collection,
        "theme/partials/footer.html",
        '<footer title="{{ page.meta.title if page }}">{{ page.meta.description if page }}'
        " {{ page.canonical_url if page }} {{ page.url if page }}"
        ' {% if page and page.url.startswith("papers/") %}a paper{% endif %}'
        '<script type="application/json">{"t": "{{ page.meta.title if page }}"}</script></footer>\n',
    )
    pair = _both_ways(collection, engine)
    assert pair.agree()
    assert pair.fallen_back == ()
    assert b"a paper" in pair.printed["papers/index.html"]


_QUESTIONS: Mapping[str, str] = {
    "one title": '{% if page and page.meta.title == "CON aux" %}found{% endif %}',
    "the start of a title": '{% if page and page.title.startswith("CON") %}found{% endif %}',
    "a word of the title": '{% if page and "CON" in page.meta.title %}found{% endif %}',
    "a list of titles": '{% if page and page.title in ["CON aux", "x"] %}found{% endif %}',
    "the length of the title": "{% if page and page.meta.title | length < 9 %}found{% endif %}",
    "the description": '{% if page and page.meta.description.startswith("CON") %}found{% endif %}',
    "the body": '{% if page and "CON aux" in page.content %}found{% endif %}',
    "one address": '{% if page and page.url == "papers/con-aux/" %}found{% endif %}',
    "one canonical address": '{% if page and page.canonical_url.endswith("/con-aux/") %}found{% endif %}',
    "the source": '{% if page and page.file.src_uri == "papers/con-aux.md" %}found{% endif %}',
    "capitals": "{{ page.meta.title | upper if page }}",
    "the first words": "{{ page.meta.title | truncate(20) if page }}",
}
_CHANGES: Mapping[str, str] = {
    "JSON": "{{ page.meta.title | tojson if page }}",
    "escaped again": "{{ page.meta.description | e if page }}",
    "without tags": "{{ page.content | striptags if page }}",
    "words counted": "{{ page.content | wordcount if page }}",
}


def _dress(footer: str, page: Page, folder: Path, *, exemplars: bool = False) -> tuple[bytes, tuple[Problem, ...]]:
    """Return ``page`` as the engine dresses it under a theme with this footer, and what the builder remarked."""
    collection = _write(folder / "c", [], _SITE_URL)
    _override(collection, "theme/partials/footer.html", f"<footer>{footer}</footer>")
    place = locate(collection, folder)
    target = folder / page.address.replace("/", "-")
    target.mkdir()
    builder = MkDocsBuilder(place.config, Settings(site_url="https://example.org/"), place.docs, place.themes)
    problems = builder.dress((page,), target, exemplars=exemplars)
    return (target / site_path(page.address)).read_bytes(), problems


@pytest.mark.parametrize("footer", _QUESTIONS.values(), ids=_QUESTIONS)
def test_a_theme_that_asks_what_a_page_holds_is_named(footer: str, tmp_path: Path) -> None:
    """What could come out differently for a single page is noticed on the exemplar alone."""
    _, problems = _dress(footer, Form.of("paper", "papers/x/").exemplar, tmp_path, exemplars=True)
    assert [problem.code for problem in problems].count(UNLIKE) == 1


@pytest.mark.parametrize("footer", _CHANGES.values(), ids=_CHANGES)
def test_a_theme_that_changes_what_a_page_holds_is_named(footer: str, tmp_path: Path) -> None:
    """What comes out of a filter otherwise than it went in is noticed on the exemplar or on the probe."""
    form = Form.of("paper", "papers/x/")
    exemplar, problems = _dress(footer, form.exemplar, tmp_path, exemplars=True)
    probed, _ = _dress(footer, form.probe, tmp_path)
    press = Press.of({form: exemplar.decode()})
    asked = any(problem.code == UNLIKE for problem in problems)
    assert press.remnants or asked or press.print(form.probe) != probed


@pytest.mark.parametrize("footer", [_QUESTIONS["one title"], _CHANGES["JSON"]], ids=["question", "change"])
def test_under_a_theme_that_treats_pages_differently_the_engine_makes_every_page(
    footer: str, tmp_path: Path, engine: Kitchen
) -> None:
    """Nothing is printed wrongly: the site is that of ``--plain``, and a notice says why it took longer."""
    collection = _hostile(tmp_path / "hostile")
    _override(collection, "theme/partials/footer.html", f"<footer>{footer}</footer>")
    pair = _both_ways(collection, engine)
    assert pair.agree()
    assert pair.fallen_back


@pytest.mark.parametrize("addition", ["plugins: [search]", "hooks: [meddler.py]"])
def test_plugins_that_work_on_every_page_see_every_page(addition: str, tmp_path: Path, engine: Kitchen) -> None:
    """A plugin or hook that reads or changes single pages is named, and the engine makes every page."""
    collection = _write(tmp_path / "c", [_item("k", "CON aux", "Doe", "Text", "V")])
    _configure(collection, addition)
    (collection / "meddler.py").write_text(
        "def on_post_page(output, page, config):\n    return output + page.url * (page.url == 'papers/con-aux/')\n",
        "utf-8",
    )
    pair = _both_ways(collection, engine)
    assert pair.agree()
    assert pair.fallen_back
    assert not any(MARK.encode() in content for content in pair.printed.values())


def test_a_hand_written_page_wins_over_a_printed_one(tmp_path: Path, engine: Kitchen) -> None:
    """A file of the collection's ``docs/`` takes the place of the generated page, of any depth, both ways."""
    collection = _write(tmp_path / "c", [_item("k", "CON aux", "Doe", "Text", "V")])
    for path in ("papers/con-aux.md", "years/index.md", "extra.md"):
        (collection / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (collection / "docs" / path).write_text("# By hand\n", "utf-8")
    pair = _both_ways(collection, engine)
    assert pair.agree()
    assert b"By hand" in pair.printed["papers/con-aux/index.html"]
