"""Reports: carets under what is wrong, counts of files, how complete the papers are, what survives an export."""

import re
from pathlib import Path

from papershelf.codes import problem
from papershelf.problems import Location, Problem, Severity
from papershelf.reports import for_terminal, summary, text
from papershelf.sources import read_source
from papershelf.sources.managers import hinted
from papershelf.survey import survey
from papershelf.understanding import understand
from papershelf.workplace import locate

LIBRARY = """@article{doe2024,
  title = {Shelves},
  author = {Doe, Jane},
  year = {20l4},
}
@article{roe2024, title = {Books}, year = 2024, doi = {10.1234/books}}
@article{poe2024, author = {Poe, Edgar}}
"""


def _plain(said: str) -> str:
    return re.sub(r"\033\[\d+m", "", said)


def test_a_caret_points_at_what_the_message_quotes() -> None:
    """The line of the source, with its number, and the carets below the words."""
    place = Location("a.bib", 12)
    problem = Problem("PS202", Severity.WARNING, place, "year is '20l4'.", "  year = {20l4},", "No year.", "Write it.")
    said = for_terminal([problem])
    assert "\033[33mPS202\033[0m" in said
    assert _plain(said) == (
        "a.bib:12: PS202 year is '20l4'. No year. Write it.\n"
        "  12 |   year = {20l4},\n"
        "     |           ^^^^\n"
    )  # fmt: skip
    assert text([problem]) == "a.bib:12: PS202 year is '20l4'. No year. Write it.\n"


def test_a_caret_stays_on_a_long_line() -> None:
    """Of a line that is too long the part is shown that the caret is in."""
    line = "x " * 500 + "here" + " y" * 500
    problem = Problem("PS104", Severity.ERROR, Location("a.bib", 1), "holds 'here'.", line)
    _, shown, carets = _plain(for_terminal([problem])).splitlines()
    assert len(shown) < 120
    assert shown[carets.index("^") : carets.rindex("^") + 1] == "here"


def test_the_survey_counts_files_and_fields(tmp_path: Path) -> None:
    """Papers, problems and notices of each file; how many papers have what a page can show."""
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "library.bib").write_text(LIBRARY, "utf-8")
    found = understand(locate(tmp_path / "c", tmp_path))
    counted = survey(found.catalogue.papers.values(), found.problems)
    (file,) = [file for file in counted.files if file.path == "library.bib"]
    assert (file.papers, file.problems) == (2, 2)
    fields = dict(counted.fields)
    assert (fields["authors"], fields["year"], fields["DOI"], fields["abstract"]) == (1, 1, 1, 0)
    assert "2 papers have: authors 50 %, year 50 %," in summary(counted)


def test_what_survives_the_next_export_is_said(tmp_path: Path) -> None:
    """In an export of a reference manager a remedy names the manager, or the file that its export leaves alone."""
    export = LIBRARY.replace("20l4},\n}", "20l4},\n") + "@Comment{jabref-meta: databaseType:biblatex;}\n"
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "library.bib").write_text(export, "utf-8")
    reading = read_source(tmp_path / "c", "library.bib")
    assert reading.manager == "JabRef"
    assert [said.remedy for said in reading.problems] == [
        "Add } before line 5. Do it in JabRef: its next export writes over this file."
    ]
    remedies = {said.code: said.remedy for said in understand(locate(tmp_path / "c", tmp_path)).problems}
    assert "in corrections.toml, which survives the next export" in remedies["PS202"]


def test_no_correction_is_offered_where_no_paper_is() -> None:
    """An entry without a title is no paper that corrections.toml could name."""
    untitled = problem("PS201", Location("a.bib", 1), "the entry 'k' has no title.", remedy="Add title = {...}.")
    assert hinted(untitled, "JabRef").remedy == (
        "Add title = {...}. Do it in JabRef: its next export writes over this file."
    )
