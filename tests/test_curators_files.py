"""The curator's own files: whatever bytes they hold, each costs only itself, and is named."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from papershelf.cli import main
from papershelf.collection import Collection
from papershelf.understanding import understand
from papershelf.workplace import locate

PAPERS = """@article{muller2020,
  title = {Soup}, author = {M\u00fcller, Jo}, year = 2020, journal = {Kitchen},
}
@article{ono2021,
  title = {Leeks}, author = {Ono, Yoko}, year = 2021, journal = {Kitchen},
}
"""
FILES = {
    "collection.toml": 'title = "Caf\u00e9"\n',
    "topics.toml": '[[topic]]\nslug = "soups"\nname = "Caf\u00e9"\nphrases = ["soup"]\n',
    "people.toml": '[[person]]\nname = "Jo M\u00fcller"\n',
    "venues.toml": '[[venue]]\nname = "Caf\u00e9"\n',
    "corrections.toml": "# Caf\u00e9\n",
    "decisions.toml": "# Caf\u00e9\n",
    "urls.lock": '# Caf\u00e9\n[papers]\n"suppe" = { added = 2019-05-05, is = ["key:muller2020"] }\n',
    "home.md": "Caf\u00e9\n",
    "about.md": "Caf\u00e9\n",
    "topics/soups.md": "Caf\u00e9\n",
    "topics/_soups.csv": "paper,Place\nmuller2020,Caf\u00e9\n",
}


def _understood(root: Path) -> Collection:
    return understand(locate(root, root.parent))


def _written(root: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_utf_8_is_read_and_named(tmp_path: Path, name: str) -> None:
    """What Windows wrote means what it says in UTF-8, and a notice names the file and the line."""
    whole = {"papers.bib": PAPERS.encode(), **{own: text.encode() for own, text in FILES.items()}}
    meant = _understood(_written(tmp_path / "utf8" / "c", whole))
    read = _understood(_written(tmp_path / "cp1252" / "c", {**whole, name: FILES[name].encode("cp1252")}))
    line = next(at for at, text in enumerate(FILES[name].split("\n"), 1) if not text.isascii())
    misread = [str(problem) for problem in read.problems if problem.code == "PS120"]
    assert [said.partition(" ")[0] for said in misread] == [f"{name}:{line}:"]
    assert [problem for problem in read.problems if problem.code != "PS120"] == list(meant.problems)
    assert (read.settings, read.prose, read.comparisons, read.subjects.topics, read.addresses) == (
        meant.settings, meant.prose, meant.comparisons, meant.subjects.topics, meant.addresses
    )  # fmt: skip


def test_a_lock_that_cannot_be_read_is_not_written_over(tmp_path: Path) -> None:
    """Conflict markers in ``urls.lock`` stop ``papershelf lock``: published addresses are never forgotten."""
    broken = FILES["urls.lock"].encode() + b"<<<<<<< HEAD\n"
    root = _written(tmp_path / "c", {"papers.bib": PAPERS.encode(), "urls.lock": broken})
    said = CliRunner().invoke(main, ["lock", str(root)])
    assert said.exit_code == 1
    assert "urls.lock:4: is not TOML" in said.output
    assert "Restore it from version control. Nothing was written." in said.output
    assert (root / "urls.lock").read_bytes() == broken
