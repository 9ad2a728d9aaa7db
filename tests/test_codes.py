"""Codes: each has its explanation, whose example a test reads, and PROBLEMS.md holds them all."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from papershelf.cli import main
from papershelf.codes import CODES
from papershelf.explanations import explanations, page
from papershelf.understanding import understand
from papershelf.workplace import locate

ROOT = Path(__file__).resolve().parent.parent
SHOWN_BY_NO_TEXT = {"PS122", "PS125", "PS801", "PS810"}
"""A file that cannot be opened, one that is being written, and what MkDocs says."""


def _collection(code: str, folder: Path) -> Path:
    """Write the files of the example of ``code`` into ``folder``."""
    own = explanations()[code]
    for name, text in {**own.beside, own.file: own.example}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(own.encoding if name == own.file else "utf-8"))
    return folder


def test_each_code_has_an_explanation() -> None:
    """What it means, what the site does and what to write; and nothing is explained that does not exist."""
    assert list(explanations()) == list(CODES)
    assert all(own.means and own.done and own.remedy for own in explanations().values())
    assert {code for code, own in explanations().items() if not own.example} == SHOWN_BY_NO_TEXT


@pytest.mark.parametrize("code", [code for code in CODES if code not in SHOWN_BY_NO_TEXT])
def test_each_example_shows_its_code(code: str, tmp_path: Path) -> None:
    """The report on the example has the code, with its severity, in a file of the example."""
    own = explanations()[code]
    found = understand(locate(_collection(code, tmp_path / "collection"), tmp_path)).problems
    (first, *_) = [problem for problem in found if problem.code == code]
    assert first.severity is CODES[code][0]
    assert first.location.path in {own.file, *own.beside, "missing.bib", "urls.lock", "topics.toml", "."}


def test_the_page_of_problems_is_that_of_the_program() -> None:
    """PROBLEMS.md is what ``papershelf check --explain all`` prints."""
    assert (ROOT / "PROBLEMS.md").read_text("utf-8") == page()


@pytest.mark.parametrize(
    ("strict", "status"),
    [((), 0), (("--strict",), 1), (("--strict=PS202",), 1), (("--strict=PS1,PS2",), 1), (("--strict=PS201",), 0),
     (("--strict=PS999",), 2)],
)  # fmt: skip
def test_strict_decides_the_exit_status(strict: tuple[str, ...], status: int, tmp_path: Path) -> None:
    """Alone it fails on warnings and errors; with codes, or their beginnings, on these alone."""
    folder = _collection("PS202", tmp_path / "collection")
    assert CliRunner().invoke(main, ["check", *strict, str(folder)]).exit_code == status


def test_notices_fail_only_when_they_are_named(tmp_path: Path) -> None:
    """``--strict`` lets notices pass; ``--strict=PS205`` does not."""
    folder = str(_collection("PS205", tmp_path / "collection"))
    assert CliRunner().invoke(main, ["check", "--strict", folder]).exit_code == 0
    assert CliRunner().invoke(main, ["check", "--strict=PS205", folder]).exit_code == 1


def test_a_code_is_explained_in_the_terminal() -> None:
    """By its code in any case; an unknown one is wrong usage."""
    said = CliRunner().invoke(main, ["check", "--explain", "ps101"])
    assert said.exit_code == 0
    assert said.output.startswith("### PS101 unclosed brace\n")
    assert CliRunner().invoke(main, ["check", "--explain", "PS999"]).exit_code == 2
