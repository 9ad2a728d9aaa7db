"""Themes: under any override, setting or plugin a printed site is that of ``--plain``, or is made by the engine."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from both_ways import SITE_URL, both_ways, configure, hostile, item, override, write
from papershelf.builder import MkDocsBuilder
from papershelf.config import Settings
from papershelf.envelope import site_path
from papershelf.kitchen import Kitchen
from papershelf.pages import Page
from papershelf.press import MARK, UNLIKE, Form, Press
from papershelf.problems import Problem
from papershelf.workplace import locate

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
    collection = hostile(tmp_path / "hostile", SITE_URL)
    configure(collection, settings)
    pair = both_ways(collection, engine)
    assert pair.agree()
    assert pair.fallen_back == ()


def test_overrides_that_treat_all_pages_alike_are_printed(tmp_path: Path, engine: Kitchen) -> None:
    """A template for bodies and one for the theme that prints title, description and address as they are: followed."""
    collection = hostile(tmp_path / "hostile", SITE_URL)
    override(collection, "years.html", "<div><h1 id='title'>Years!</h1></div>")
    override(
        collection,
        "theme/partials/footer.html",
        '<footer title="{{ page.meta.title if page }}">{{ page.meta.description if page }}'
        " {{ page.canonical_url if page }} {{ page.url if page }}"
        ' {% if page and page.url.startswith("papers/") %}a paper{% endif %}'
        '<script type="application/json">{"t": "{{ page.meta.title if page }}"}</script></footer>\n',
    )
    pair = both_ways(collection, engine)
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
    collection = write(folder / "c", [], SITE_URL)
    override(collection, "theme/partials/footer.html", f"<footer>{footer}</footer>")
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
    collection = hostile(tmp_path / "hostile")
    override(collection, "theme/partials/footer.html", f"<footer>{footer}</footer>")
    pair = both_ways(collection, engine)
    assert pair.agree()
    assert pair.fallen_back


@pytest.mark.parametrize("addition", ["plugins: [search]", "hooks: [meddler.py]"])
def test_plugins_that_work_on_every_page_see_every_page(addition: str, tmp_path: Path, engine: Kitchen) -> None:
    """A plugin or hook that reads or changes single pages is named, and the engine makes every page."""
    collection = write(tmp_path / "c", [item("k", "CON aux", "Doe", "Text", "V")])
    configure(collection, addition)
    (collection / "meddler.py").write_text(
        "def on_post_page(output, page, config):\n    return output + page.url * (page.url == 'papers/con-aux/')\n",
        "utf-8",
    )
    pair = both_ways(collection, engine)
    assert pair.agree()
    assert pair.fallen_back
    assert not any(MARK.encode() in content for content in pair.printed.values())


def test_a_hand_written_page_wins_over_a_printed_one(tmp_path: Path, engine: Kitchen) -> None:
    """A file of the collection's ``docs/`` takes the place of the generated page, of any depth, both ways."""
    collection = write(tmp_path / "c", [item("k", "CON aux", "Doe", "Text", "V")])
    for path in ("papers/con-aux.md", "years/index.md", "extra.md"):
        (collection / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (collection / "docs" / path).write_text("# By hand\n", "utf-8")
    pair = both_ways(collection, engine)
    assert pair.agree()
    assert b"By hand" in pair.printed["papers/con-aux/index.html"]


def test_hand_written_files_in_the_place_of_generated_ones_end_alike(tmp_path: Path, engine: Kitchen) -> None:
    """Exports, API, index and what robots read are ours wherever they are written, both ways."""
    collection = write(tmp_path / "c", [item("k", "A title", "Doe", "Text", "V")])
    places = ("exports/collection.bib", "api/papers.json", "search/index/manifest.json", "robots.txt", "own/data.txt")
    for path in places:
        (collection / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (collection / "docs" / path).write_text("by hand\n", "utf-8")
    pair = both_ways(collection, engine)
    assert pair.agree()
    assert [path for path in places if pair.printed[path] == b"by hand\n"] == ["own/data.txt"]
