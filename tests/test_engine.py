"""The engine: MkDocs, or ProperDocs where that is installed; ``make test-properdocs`` runs the same laws with it."""

import subprocess
import sys
from importlib.util import find_spec

from papershelf.engine import ENGINE, MkDocsConfig, load_config


def test_properdocs_is_the_engine_where_it_is_installed() -> None:
    """All of the engine comes from one package: ProperDocs where that is installed, else MkDocs."""
    assert ("properdocs" if find_spec("properdocs") else "mkdocs") == ENGINE
    assert {MkDocsConfig.__module__.split(".")[0], load_config.__module__.split(".")[0]} == {ENGINE}


def test_mkdocs_stays_the_engine_of_its_own_process() -> None:
    """What ``mkdocs build`` started goes on with MkDocs, whatever else is installed: two engines never mix."""
    code = "import mkdocs, papershelf.engine as engine; print(engine.ENGINE, mkdocs.__name__)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["mkdocs", "mkdocs"]
