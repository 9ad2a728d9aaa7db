"""Laws of comparisons: what the curator's table says is shown, taken away and never obeyed."""

from pathlib import Path

import pytest

from papershelf.collection import Collection
from papershelf.exports import make_exports
from papershelf.pages import make_pages
from papershelf.templating import Templates
from papershelf.understanding import understand
from papershelf.workplace import locate

BIB = """@article{one, title = {Carrot soup}, author = {Ada Ng and Bo Li}, year = {2019}, number = {7}}
@article{two, title = {Leek soup & more}, author = {Cy Ono}, year = {2021}}
@article{three, title = {Tea}, author = {Di Roe}, year = {2020}}
"""
TOPICS = '[[topic]]\nslug = "soups"\nname = "Soups"\nphrases = ["soup"]\n'
TABLE = 'paper,Task,Data\nCarrot soup,boil,"a_b & <script>alert(1)</script>"\ntwo,=1+1,\n'


def collection(folder: Path, table: str = TABLE, topics: str = TOPICS) -> Collection:
    """Return a collection with a table for its topic."""
    (folder / "topics").mkdir()
    (folder / "library.bib").write_text(BIB, "utf-8")
    (folder / "topics.toml").write_text(topics, "utf-8")
    (folder / "topics" / "_soups.csv").write_text(table, "utf-8")
    return understand(locate(folder, folder))


def page(made: Collection, folder: Path) -> str:
    """Return the body of the comparison's page."""
    pages = make_pages(made, Templates(locate(folder, folder).templates))
    return next(one.body for one in pages if one.address == "topics/soups/compare/")


def test_a_table_has_the_papers_that_it_names(tmp_path: Path) -> None:
    """Papers may be named by title; rows stand in catalogue order; the table itself is no source."""
    made = collection(tmp_path)
    table = made.comparisons["soups"]
    assert table.columns == ("Task", "Data")
    assert list(table.rows) == ["two", "one"]
    assert len(made.catalogue.papers) == 3


@pytest.mark.parametrize("sign", [";", "\t"])
def test_cells_may_stand_apart_as_a_spreadsheet_writes_them(tmp_path: Path, sign: str) -> None:
    """Semicolons and tabs part cells where they part the header; cells may hold commas then."""
    table = f'sep={sign}\r\npaper{sign}"Task, in words"\r\nCarrot soup{sign}boil, slowly\r\ntwo{sign}"a{sign}b"\r\n'
    made = collection(tmp_path, table)
    assert "PS423" not in {problem.code for problem in made.problems}
    assert dict(made.comparisons["soups"].rows) == {"two": (f"a{sign}b".replace("\t", " "),), "one": ("boil, slowly",)}


def test_columns_may_come_from_fields(tmp_path: Path) -> None:
    """The topic says which columns, in which order; where the table is silent the paper's field speaks."""
    topics = TOPICS.replace("phrases", 'compare = ["number", "Task"]\nphrases')
    table = collection(tmp_path, topics=topics).comparisons["soups"]
    assert table.columns == ("number", "Task")
    assert table.rows == {"two": ("", "=1+1"), "one": ("7", "boil")}


def test_a_hostile_cell_is_only_text(tmp_path: Path) -> None:
    """No cell becomes markup on the page, a formula in a spreadsheet or a command in LaTeX."""
    made = collection(tmp_path)
    body = page(made, tmp_path)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert "<script" not in body
    files = dict(make_exports(made))
    assert b"two,Leek soup & more,2021,'=1+1," in files["exports/topics/soups.compare.csv"]
    latex = files["exports/topics/soups.compare.tex"].decode()
    assert r"\cite{one} & boil & a\_b \& " in latex


def test_the_page_reads_without_script(tmp_path: Path) -> None:
    """The rows stand in a plain table, each cell with the name of its column."""
    body = page(collection(tmp_path), tmp_path)
    assert '<th scope="col">Task</th>' in body
    assert '<a href="../../../papers/leek-soup-more/">Leek soup &amp; more</a> <span>Ono</span>' in body
    assert '<td data-column="Task">boil</td>' in body


@pytest.mark.parametrize(
    ("table", "code", "line", "remedy"),
    [
        ("paper,Task\nCarot soup,boil\n", "PS423", 2, "Did you mean 'one', 'Carrot soup'?"),
        ("paper,Task\none,a,b\n", "PS423", 2, "Put a cell that holds the sign between cells in quotes."),
        ("paper,Task\none,a\none,b\n", "PS423", 3, "Put both rows into one."),
        ("name,Task\none,a\n", "PS423", 1, "Name a column paper."),
    ],
)
def test_what_is_wrong_with_a_table_is_said(tmp_path: Path, table: str, code: str, line: int, remedy: str) -> None:
    """A row that cannot be used is a problem at its line, with a remedy; the rest is shown."""
    problems = collection(tmp_path, table).problems
    found = next(problem for problem in problems if problem.code == code)
    assert (found.location.path, found.location.line) == ("topics/_soups.csv", line)
    assert found.remedy == remedy


def test_a_row_that_is_left_out_changes_nothing(tmp_path: Path) -> None:
    """Of two rows of one paper the first stands; one of another length than the header does not."""
    table = "paper,Task\none,boil\none,fry\ntwo,a,b\n"
    assert collection(tmp_path, table).comparisons["soups"].rows == {"one": ("boil",)}


def test_a_table_without_topic_is_said(tmp_path: Path) -> None:
    """A table whose name is no topic's slug is a problem, not a silence."""
    made = collection(tmp_path, topics=TOPICS.replace("soups", "teas"))
    assert "PS424" in {problem.code for problem in made.problems}
