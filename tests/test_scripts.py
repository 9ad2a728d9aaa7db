"""The scripts that the site carries."""

import re
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from papershelf.scripts import MAIN, carried

DOCS = Path(__file__).resolve().parent.parent / "docs"
PATHS = tuple(sorted(file.relative_to(DOCS).as_posix() for file in DOCS.rglob("*.js")))


@pytest.fixture(scope="module")
def scripts() -> dict[str, str]:
    """Return the scripts of the theme as the site carries them."""
    return dict(carried(PATHS, lambda path: (DOCS / path).read_text("utf-8")))


def test_every_import_leads_to_a_script_that_is_carried(scripts: dict[str, str]) -> None:
    """What a script imports, at once or later, is there; at once it imports the main script alone."""
    for path, text in scripts.items():
        at_once = re.findall(r'^import (?:\{[^}]*\} from )?"([^"]+)"', text, re.MULTILINE)
        assert {normpath(join(dirname(path), target)) for target in at_once} <= {MAIN}, path
        later = re.findall(r"""import\(["`](\.[^"`$?]*\.js)""", text)
        assert {normpath(join(dirname(path), target)) for target in later} <= set(scripts), path
    assert {"assets/search/engine.js", "assets/search/page.js", "assets/search/shelfpage.js"} <= set(scripts)
    assert len(scripts) < len(PATHS) / 2


def test_what_every_page_has_stands_once(scripts: dict[str, str]) -> None:
    """A module of the main script is bound nowhere else: of what it keeps there is one."""
    modules = re.findall(r"const (\$\w+) = \(\(\) =>", scripts[MAIN])
    assert "$search_kept" in modules
    for path, text in scripts.items():
        own = re.findall(r"const (\$\w+) = \(\(\) =>", text)
        assert len(own) == len(set(own))
        assert path == MAIN or not set(own) & set(modules), path


def test_a_bound_module_keeps_its_address() -> None:
    """A module that asks for its own address or loads another later finds the same as where it stood."""
    files = {
        MAIN: 'import { root } from "./search/place.js";\nroot();',
        "assets/search/place.js": '// Place.\nexport function root() {\n  void import("./more.js");\n'
        '  return new URL("../", import.meta.url);\n}',
        "assets/search/more.js": 'import { root as home } from "./place.js";\n'
        'import * as place from "./place.js";\nhome();',
        "assets/javascripts/theme.js": "// The theme's.",
    }  # fmt: skip
    made = carried(tuple(files), files.__getitem__)
    assert set(made) == {MAIN, "assets/search/more.js"}
    assert 'import("./search/more.js")' in made[MAIN]
    assert 'new URL("../", new URL("search/place.js", import.meta.url))' in made[MAIN]
    assert made["assets/search/more.js"] == (
        'import { $search_place } from "../papershelf.js";\nconst { root: home } = $search_place;\n'
        "const place = $search_place;\nhome();"
    )


def test_a_string_that_spans_lines_is_left_alone() -> None:
    """Comments and margins go, but not out of a string; a script with a string of several lines stays as it is."""
    short = '/** What it does. */\n// More.\nconst at = {\n  here: `a  ${b ? ` (${b})` : ""} // no comment`,\n};\n'
    spanning = "// First.\nconst text = `\n  // not a comment\n`;\n"
    files = {"assets/page/short.js": short, "assets/page/spanning.js": spanning}
    made = carried(tuple(files), files.__getitem__)
    assert made["assets/page/short.js"] == 'const at = {\nhere: `a  ${b ? ` (${b})` : ""} // no comment`,\n};\n'
    assert made["assets/page/spanning.js"] == spanning
