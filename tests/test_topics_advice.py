"""Laws of the advice to curators: what it suggests can be read, what it explains is what was judged."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from papershelf.cli import main
from papershelf.topics.advice import UnknownPaperError, assignment_lines, assignments, check, explain, suggest
from papershelf.topics.reading import read_topics
from papershelf.topics.texts import read_texts
from papershelf.topics.vectors import make_vectors
from shelf import catalogue, example, example_topics, paper, shelf


def test_the_suggested_file_is_a_topics_file() -> None:
    """What ``suggest`` writes is read without a problem, places papers, and names the closest ones."""
    text = suggest(example(), make_vectors(read_texts(example())))
    topics, problems = read_topics(text)
    assert not problems
    assert len(topics) >= 8
    assert text.count("# close: ") >= 3 * len(topics)
    assert sum(map(bool, shelf(example(), text).subjects.placements.values())) > 0.6 * len(example().papers)


def test_a_suggestion_for_keywords_keeps_them() -> None:
    """Topics from keywords are suggested with the keywords as aliases, whatever characters they hold."""
    papers = catalogue(paper(f"p{n}", f"Title {n}", keywords=['say "cheese"' if n % 2 else "soups"]) for n in range(6))
    topics, problems = read_topics(suggest(papers, make_vectors(read_texts(papers))))
    assert not problems
    assert {alias for topic in topics for alias in topic.aliases} == {'say "cheese"', "soups"}


def test_nothing_to_suggest_is_said() -> None:
    """An empty collection gets a file with an example in comments."""
    text = suggest(catalogue([]), make_vectors(read_texts(catalogue([]))))
    assert read_topics(text) == ((), ())
    assert "Too few papers" in text


PAPERS = catalogue([paper("gan", "A discriminator"), paper("soup", "Boiling carrots"), paper("tea", "Cold tea")])
TOPICS = '[[topic]]\nslug = "gans"\nname = "GANs"\nphrases = ["discriminator"]\n[[topic]]\nslug = "empty"\n'


def test_explain_gives_every_reason() -> None:
    """An explanation has the topic, its points and each piece of evidence; a paper may be named by its title."""
    subjects = shelf(PAPERS, TOPICS).subjects
    text = explain("a discriminator", PAPERS, subjects)
    assert text.startswith("A discriminator (gan)\n  GANs (gans): ")
    assert "+3.0  'discriminator' (title)" in text
    assert 'include = ["soup"]' in explain("soup", PAPERS, subjects)
    with pytest.raises(UnknownPaperError, match=r"No paper is called 'A diskriminator'\. Did you mean 'gan'\?"):
        explain("A diskriminator", PAPERS, subjects)


def test_assignments_are_complete() -> None:
    """The JSON holds every paper in catalogue order with slug, score and evidence; the text a line for each."""
    made = shelf(example(), example_topics(), with_pins=False)
    rows = json.loads(assignments(made.subjects))
    assert [row["key"] for row in rows] == list(made.catalogue.papers)
    for row in rows:
        assert [placed["slug"] for placed in row["topics"]] == made.topics(row["key"])
        assert all(placed["evidence"] and placed["score"] > 0 for placed in row["topics"])
    assert assignment_lines(made.subjects).count("\n") == len(rows)


def test_check_finds_trouble() -> None:
    """Empty topics and papers without topic are said; so are topics that hold the same papers."""
    remarks = check(PAPERS, shelf(PAPERS, TOPICS).subjects)
    assert remarks == (
        "'empty' has no papers: give it phrases that papers use, or drop it.",
        "2 of 3 papers are on no topic: soup, tea.",
    )
    papers = catalogue(paper(f"p{n}", "A discriminator") for n in range(50))
    twins = "\n".join(f'[[topic]]\nslug = "{slug}"\nphrases = ["discriminator"]' for slug in ("one", "two"))
    remarks = check(papers, shelf(papers, twins).subjects)
    assert [remark.split(":")[0] for remark in remarks] == [
        "'one' has 50 of 50 papers",
        "'two' has 50 of 50 papers",
        "50 of the 50 papers of 'one' are on 'two', too",
    ]


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """Write a collection of eight papers filed under two keywords; return its folder."""
    folder = tmp_path / "papers"
    folder.mkdir()
    entry = "@misc{{p{0}, title = {{On {1} {0}}}, year = 2020, keywords = {{{1}}}}}\n"
    text = "".join(entry.format(n, "soups" if n % 2 else "breads") for n in range(8))
    (folder / "papers.bib").write_text(text, "utf-8")
    return folder


def test_suggest_writes_the_topics_file_once(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``topics suggest`` writes the collection's topics.toml, says so, and refuses to write over it."""
    monkeypatch.chdir(papers.parent)
    written = CliRunner().invoke(main, ["topics", "suggest", "papers"])
    assert (written.exit_code, written.stdout) == (0, "")
    assert written.stderr == f"{papers / 'topics.toml'}: 2 topics to start from.\n"
    text = (papers / "topics.toml").read_text("utf-8")
    assert {topic.slug for topic in read_topics(text)[0]} == {"soups", "breads"}
    again = CliRunner().invoke(main, ["topics", "suggest", "papers"])
    assert again.exit_code == 2
    assert "is there already; name another file with --output, or - to print" in " ".join(again.stderr.split())
    assert (papers / "topics.toml").read_text("utf-8") == text


def test_suggest_writes_where_it_is_told(papers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``--output`` names another file, ``-`` the terminal; a single file gets nothing laid beside it."""
    monkeypatch.chdir(papers.parent)
    printed = CliRunner().invoke(main, ["topics", "suggest", "papers", "--output", "-"]).stdout
    alone = CliRunner().invoke(main, ["topics", "suggest", "papers/papers.bib"]).stdout
    assert 'slug = "soups"' in printed
    assert printed == alone
    assert [path.name for path in papers.iterdir()] == ["papers.bib"]
    CliRunner().invoke(main, ["topics", "suggest", "papers", "--output", "draft.toml"])
    assert Path("draft.toml").read_text("utf-8") == printed
