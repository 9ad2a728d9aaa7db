"""The engine: MkDocs, or ProperDocs where that is installed; ``make test-properdocs`` runs the same laws with it."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from papershelf.build import write_tree
from papershelf.config import Settings
from papershelf.dressing import dress_config
from papershelf.engine import ENGINE, MkDocsConfig, load_config
from papershelf.resources import resources
from papershelf.workplace import locate


def test_properdocs_is_the_engine_where_it_is_installed() -> None:
    """All of the engine comes from one package: ProperDocs where that is installed, else MkDocs."""
    assert ("properdocs" if find_spec("properdocs") else "mkdocs") == ENGINE
    assert {MkDocsConfig.__module__.split(".")[0], load_config.__module__.split(".")[0]} == {ENGINE}


def test_mkdocs_stays_the_engine_of_its_own_process() -> None:
    """What ``mkdocs build`` started goes on with MkDocs, whatever else is installed: two engines never mix."""
    code = "import mkdocs, papershelf.engine as engine; print(engine.ENGINE, mkdocs.__name__)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["mkdocs", "mkdocs"]


def test_the_tree_for_other_engines_gives_the_same_addresses(tmp_path: Path) -> None:
    """The tree holds each page as the index of a folder; what was written by hand stays, and what went goes."""
    collection = tmp_path / "collection"
    (collection / "docs" / "years").mkdir(parents=True)
    (collection / "docs" / "years" / "2001.md").write_text("# By hand\n", "utf-8")
    (collection / "library.bib").write_text("@book{k, title = {A title}, year = 2001}", "utf-8")
    place = locate(collection, tmp_path)
    (collection / "gone.bib").write_text("@book{g, title = {Gone}, year = 1999}", "utf-8")
    write_tree(place, tmp_path / "tree")
    (collection / "gone.bib").unlink()
    count = write_tree(place, tmp_path / "tree")
    written = {path.relative_to(tmp_path / "tree").as_posix() for path in (tmp_path / "tree").rglob("*.md")}
    assert len(written) == count + 1
    assert written >= {"index.md", "papers/a-title/index.md", "years/index.md", "years/2001.md"}
    assert not {"years/2001/index.md", "papers/gone/index.md"} & written
    assert (tmp_path / "tree" / "years" / "2001.md").read_text("utf-8") == "# By hand\n"


def test_the_theme_calls_no_method_of_python() -> None:
    """Engines that read Jinja without Python, as Zensical does, can read our theme."""
    calls = [
        found
        for path in (resources() / "templates" / "theme").rglob("*.html")
        for tag in re.findall(r"\{[{%].*?[%}]\}", path.read_text("utf-8"), re.DOTALL)
        for found in re.findall(r"\.(?!t\()[a-z_]+\(", tag)
    ]
    assert calls == []


def test_a_theme_s_files_are_listed_without_hidden_folders(tmp_path: Path) -> None:
    """The engine asks a theme for its files and takes none that are hidden: nobody walks through those."""
    theme = tmp_path / "theme"
    for name in ("main.html", "img/logo.svg", ".icons/set/a.svg", "img/.cache/b.svg"):
        (theme / name).parent.mkdir(parents=True, exist_ok=True)
        (theme / name).write_text("", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: S\ntheme: {name: null, custom_dir: theme}\n", "utf-8")
    (tmp_path / "docs").mkdir()
    config = load_config(str(tmp_path / "mkdocs.yml"))

    def asked(path: str) -> bool:
        return path.startswith(("main", "img", ".icons"))

    before = config.theme.get_env().list_templates(filter_func=asked)
    dress_config(config, (), Settings())
    assert before == [".icons/set/a.svg", "img/.cache/b.svg", "img/logo.svg", "main.html"]
    assert config.theme.get_env().list_templates(filter_func=asked) == ["img/logo.svg", "main.html"]
