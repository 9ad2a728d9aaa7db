"""The catalogue: each paper once, and nothing lost."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries import catalogue, entry, gathered
from papershelf.catalogue import Catalogue
from papershelf.curation import Curation, read_curation
from papershelf.papers import Kind, LinkKind, Paper, State
from papershelf.records import Dialect, Record


def only(found: Catalogue) -> Paper:
    """Return the one paper of a catalogue."""
    (paper,) = found.papers.values()
    return paper


def curated(**texts: str) -> Curation:
    """Return what curator's files say, which hold nothing wrong."""
    curation, problems = read_curation({f"{name}.toml": text for name, text in texts.items()}, {})
    assert problems == ()
    return curation


LISTED = {"title": "Pre-training deep nets, again", "abstract": "As listed."}
STATED = {"title": "Pretraining Deep Nets, Again", "author": "Li, Ada", "year": "2020", "abstract": "As printed."}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": "A", "doi": "10.1000/X"}, {"title": "A!", "doi": "https://doi.org/10.1000/x"}),
        ({"title": "Deep nets", "eprint": "1512.03385v1", "author": "Li, A"},
         {"title": "Very deep nets indeed, renamed", "eprint": "1512.03385", "author": "Li, Ada"}),
        (LISTED, STATED),
        ({"title": "Deep nets", "author": "Jégou, H", "year": "2019", "kind": "misc", "eprint": "1901.00001"},
         {"title": "Deep Nets.", "author": "Jegou, Hervé", "year": "2020"}),
        ({"title": "RETRACTED: Deep nets"}, {"title": "Deep nets"}),
        ({"title": "Hyper-connections"}, {"title": "Hyper-Connections", "author": "Zhu, D", "year": "2025"}),
    ],
)  # fmt: skip
def test_records_of_one_work_are_one_paper(one: dict[str, str], other: dict[str, str]) -> None:
    """One DOI, one arXiv identifier, or one title with compatible years and authors is one work, in any order."""
    assert len(catalogue(entry("a", **one), entry("b", at="b.bib:1", **other)).papers) == 1
    assert len(catalogue(entry("a", **other), entry("b", at="b.bib:1", **one)).papers) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": "Deep nets", "author": "Li, A"}, {"title": "Deep nets", "author": "Wu, B"}),
        ({"title": "Deep nets", "doi": "10.1000/x"}, {"title": "Deep nets", "doi": "10.1000/y"}),
        ({"title": "Annual review", "author": "Li, A", "year": "2019"},
         {"title": "Annual review", "author": "Li, A", "year": "2020"}),
        ({"title": "Introduction", "year": "2019"}, {"title": "Introduction", "year": "2020"}),
        ({"title": "Deep nets for vision", "doi": "10.1000/proceedings", "author": "Li, A"},
         {"title": "Bayesian trees", "doi": "10.1000/proceedings", "author": "Wu, B"}),
        ({"title": "\u2603"}, {"title": "\u2604"}),
        ({"title": "Calendar", "journal": "TUGboat", "volume": "26", "number": "1", "year": "2005"},
         {"title": "Calendar", "journal": "TUGboat", "volume": "26", "number": "2", "year": "2005"}),
        ({"title": "Fonts, an editor", "year": "1988", "kind": "misc"},
         {"title": "Fonts, an editor", "year": "1990", "kind": "misc"}),
    ],
)  # fmt: skip
def test_different_works_stay_apart(one: dict[str, str], other: dict[str, str]) -> None:
    """Other first authors, other DOIs, other years of published papers, or one DOI on unlike papers are two works."""
    assert len(catalogue(entry("a", **one), entry("b", **other)).papers) == 2


def test_for_each_field_the_first_source_wins() -> None:
    """The first source that states a field wins it, and its place is remembered."""
    listed = entry(None, at="list.txt:3", kind="misc", **LISTED)
    paper = only(catalogue(listed, entry("li2020", at="papers.bib:7", **STATED)))
    assert (paper.key, paper.year, paper.title.plain) == ("li2020", 2020, "Pre-training deep nets, again")
    assert paper.abstract
    assert paper.abstract.plain == "As listed."
    places = {name: str(paper.said_at[name]) for name in ("title", "abstract", "author")}
    assert places == {"title": "list.txt:4", "abstract": "list.txt:5", "author": "papers.bib:9"}
    assert paper.groups == ("list.txt", "papers.bib")
    assert list(map(str, paper.entry)) == ["list.txt:3", "papers.bib:7"]


def test_the_curator_may_name_another_source_for_a_field() -> None:
    """Under [fields] a source wins its field."""
    records = entry(None, at="list.txt:3", **LISTED), entry("a", at="papers.bib:7", **STATED)
    paper = only(gathered(*records, curation=Curation(preferred={"abstract": "papers.bib"})).catalogue)
    assert paper.abstract
    assert (paper.abstract.plain, paper.title.plain) == ("As printed.", LISTED["title"])


def test_braces_of_another_source_protect_the_same_title() -> None:
    """Where the first source prints the same words, the LaTeX of the source that protects their case is kept."""
    listed = entry(None, at="list.txt:3", title="Fast FreeDoM")
    braced = replace(entry("a", at="b.bib:1", title="Fast {FreeDoM}"), dialect=Dialect.LATEX)
    title = only(catalogue(listed, braced)).title
    assert (title.plain, title.latex) == ("Fast FreeDoM", "Fast {FreeDoM}")


def test_a_preprint_and_its_publication_are_versions() -> None:
    """The published record is the one to cite; the preprint stays as a version with its link."""
    preprint = entry(
        "he2015", kind="misc", title="Deep residual nets", author="He, K", year="2015", eprint="1512.03385"
    )
    published = entry("he2016", at="b.bib:1", kind="inproceedings", title="Deep Residual Nets", author="He, K",
                      year="2016", booktitle="CVPR 2016", doi="10.1109/CVPR.2016.90", pages="770--778")  # fmt: skip
    paper = only(catalogue(preprint, published))
    assert (paper.key, paper.other_keys, paper.year, paper.kind) == ("he2016", ("he2015",), 2016, Kind.CONFERENCE)
    assert paper.edition
    assert paper.edition.name == "CVPR 2016"
    assert [(version.label, version.year, version.url) for version in paper.versions] == [
        ("CVPR 2016", 2016, "https://doi.org/10.1109/cvpr.2016.90"),
        ("arXiv", 2015, "https://arxiv.org/abs/1512.03385"),
    ]
    assert [link.kind for link in paper.links] == [LinkKind.PUBLISHER, LinkKind.ARXIV]
    assert only(catalogue(published, preprint)).versions == paper.versions
    assert gathered(preprint, published).problems == ()


@pytest.mark.parametrize(
    ("published", "stated"),
    [({"year": "2021"}, (2021, None, None)), ({"year": "2020"}, (2020, 3, 15)),
     ({"year": "2020", "month": "mar"}, (2020, 3, 15)), ({"year": "2020", "month": "apr"}, (2020, 4, None))],
)  # fmt: skip
def test_a_preprint_states_no_month_of_another_year(
    published: dict[str, str], stated: tuple[int, int | None, int | None]
) -> None:
    """Month and day come from a record that states the same year, the day from one that states the same month."""
    preprint = entry("p", kind="misc", title="Deep nets", author="He, K", date="2020-03-15", eprint="2003.00001")
    printed = entry("a", at="b.bib:1", title="Deep nets", author="He, K", journal="J", eprint="2003.00001", **published)
    for paper in (only(catalogue(preprint, printed)), only(catalogue(printed, preprint))):
        assert (paper.year, paper.month, paper.day) == stated


def test_sources_that_disagree_in_substance_are_named() -> None:
    """A conflict is a notice with every value, its place, and which one the site shows."""
    found = gathered(
        entry("a", title="Deep nets", author="Li, Ada", year="2019", doi="10.1000/x"),
        entry("b", at="b.bib:1", title="Deep nets", author="Li, A. and Wu, Bo", year="2020", doi="10.1000/x"),
    )
    assert [(problem.code, problem.severity, str(problem.location)) for problem in found.problems] == [
        ("PS302", "notice", "b.bib:4"),
        ("PS302", "notice", "b.bib:3"),
    ]
    assert "'2019' (a.bib:4), '2020' (b.bib:4)" in found.problems[0].message
    assert found.problems[0].done == "The site shows '2019'."


def test_a_venue_lists_its_papers_as_they_stand_in_print() -> None:
    """Newest year first, then by volume, number and page; a paper that states none comes after those that do."""
    rows = [("zebra", "2020", "2", "1--9"), ("apple", "2020", "10", "5--8"), ("berry", "2020", "2", "10--12"),
            ("cherry", "2020", "", ""), ("new", "2021", "3", "1--2")]  # fmt: skip
    records = [
        entry(key, title=f"The {key}", author="Doe, Jane", year=year, journal="Shelves", volume=volume, pages=pages)
        for key, year, volume, pages in rows
    ]
    (venue,) = catalogue(*records).venues.values()
    assert venue.papers == ("new", "zebra", "berry", "apple", "cherry")


def test_two_papers_with_one_key_are_both_kept() -> None:
    """The later of two papers with one key is renamed, visibly, to a key that nobody has."""
    found = gathered(
        entry("smith", title="Deep nets", author="Smith, A"),
        entry("smith", at="a.bib:9", title="Bayesian trees", author="Smith, B"),
        entry("smitha", title="Spiking neurons", author="Smith, C"),
    )
    assert {key: paper.title.plain for key, paper in found.catalogue.papers.items()} == {
        "smith": "Deep nets", "smithb": "Bayesian trees", "smitha": "Spiking neurons",
    }  # fmt: skip
    assert [str(problem) for problem in found.problems] == [
        (
            "a.bib:9: PS301 'smith' is also the key of 'Deep nets' (a.bib:1). This paper is 'smithb' on the site. "
            "Give it a key of its own."
        )
    ]


def test_keys_that_differ_in_case_alone_are_one_key() -> None:
    """BibTeX takes ``DUP`` and ``dup`` for one key, so the export would be refused: the later paper is renamed."""
    found = gathered(
        entry("dup", title="Deep nets", author="Smith, A"),
        entry("DUP", at="a.bib:9", title="Bayesian trees", author="Smith, B"),
    )
    assert list(found.catalogue.papers) == ["DUPa", "dup"]
    assert [str(problem) for problem in found.problems] == [
        (
            "a.bib:9: PS301 'DUP' is but for its case the key of 'Deep nets' (a.bib:1). This paper is 'DUPa' on the"
            " site. Give it a key of its own."
        )
    ]


def test_a_doi_on_several_papers_is_said_once() -> None:
    """However many papers of other titles and authors state one DOI, one notice names them."""
    titles = ("Deep nets", "Bayesian trees", "Spiking neurons", "Old maps", "Cold soup", "Warm tea")
    found = gathered(*(
        entry(f"k{number}", at=f"a.bib:{number}", title=title, author=f"Smith{title[0]}, A", doi="10.1000/Same")
        for number, title in enumerate(titles)
    ))  # fmt: skip
    assert len(found.catalogue.papers) == len(titles)
    (said,) = [str(problem) for problem in found.problems]
    assert " PS305 10.1000/same is stated as the DOI of 6 papers: " in said
    assert " and 1 more. Whoever pastes it finds " in said


def test_a_key_twice_for_one_paper_merges() -> None:
    """Two entries with one key whose titles differ by a slip are one paper."""
    paper = only(
        catalogue(entry("a", title="Deep lerning of nets"), entry("a", title="Deep learning of nets", year="2020"))
    )
    assert (paper.key, paper.year) == ("a", 2020)


def test_a_paper_without_a_key_has_its_slug_as_key() -> None:
    """Keys that are missing come from the title, told apart by year, author or a short hash."""
    records = [
        entry(None, at=f"a.txt:{n}", title="Deep nets", doi=f"10.1000/{n}", year="2020" if n else "") for n in range(2)
    ]
    assert set(catalogue(*records).papers) == {"deep-nets", "deep-nets-2020"}


def test_near_duplicates_are_proposed_and_settled_by_decisions() -> None:
    """Titles that nearly agree are proposed; the curator's [[same]] merges them and [[different]] silences them."""
    records = (
        entry("a", title="Learning to see by moving around", author="Li, A", year="2019"),
        entry("b", at="b.bib:1", title="Learning to see by moving arround", author="Li, A", year="2019"),
    )
    (proposal,) = gathered(*records).problems
    assert (proposal.code, proposal.severity) == ("PS303", "notice")
    assert '["b", "a"]' in proposal.remedy or '["a", "b"]' in proposal.remedy
    same = gathered(*records, curation=curated(decisions='[[same]]\npapers = ["a", "b"]'))
    assert (len(same.catalogue.papers), same.problems) == (1, ())
    different = gathered(*records, curation=curated(decisions='[[different]]\npapers = ["a", "b"]'))
    assert (len(different.catalogue.papers), different.problems) == (2, ())


def test_a_decision_keeps_apart_what_would_merge() -> None:
    """[[different]] is stronger than one title."""
    records = entry("a", title="Deep nets"), entry("b", at="b.bib:1", title="Deep nets")
    found = gathered(*records, curation=curated(decisions='[[different]]\npapers = ["a", "b"]'))
    assert set(found.catalogue.papers) == {"a", "b"}


def test_parts_of_a_series_are_no_duplicates() -> None:
    """Titles that differ in a number are different papers."""
    records = [entry(f"k{n}", title=f"On the theory of everything, part {n}", year="2019") for n in range(3)]
    assert gathered(*records).problems == ()


def test_corrections_change_a_field_and_its_place() -> None:
    """A correction replaces words or a whole field of the paper that it names, and is where the field stands."""
    text = """
[[correction]]
paper = "10.1000/x"
field = "abstract"
replace = "teh"
with = "the"

[[correction]]
paper = "Deep nets"
field = "retracted"
value = "Data were made up."
why = "notice of the journal"
"""
    records = (
        entry(None, at="l.txt:1", title="Deep nets", abstract="See teh nets."),
        entry("a", title="Deep nets", doi="10.1000/x"),
    )
    found = gathered(*records, curation=curated(corrections=text))
    paper = only(found.catalogue)
    assert paper.abstract
    assert (paper.abstract.plain, str(paper.said_at["abstract"])) == ("See the nets.", "corrections.toml:2")
    assert paper.states == {State.RETRACTED: "Data were made up."}
    assert found.problems == ()


def test_a_correction_in_vain_is_said() -> None:
    """A correction of no paper, or of words that do not stand there, is a warning that helps."""
    text = (
        '[[correction]]\npaper = "smith2020dep"\nfield = "year"\nvalue = "2021"\n'
        '[[correction]]\npaper = "smith2020deep"\nfield = "title"\nreplace = "Shallow"\nwith = "Deep"\n'
    )
    found = gathered(entry("smith2020deep", title="Deep nets"), curation=curated(corrections=text))
    assert [str(problem) for problem in found.problems] == [
        "corrections.toml:1: PS310 no paper is 'smith2020dep'. Did you mean 'smith2020deep'?",
        (
            "corrections.toml:5: PS311 title of 'smith2020deep' does not hold 'Shallow'. Nothing was corrected. "
            "It stands at a.bib:2."
        ),
    ]


def test_a_mended_field_is_no_problem_any_more() -> None:
    """A correction that mends a year takes away the complaint about it."""
    record = entry("a", title="Deep nets", year="20l6")
    assert [problem.code for problem in gathered(record).problems] == ["PS202"]
    mended = gathered(record, curation=curated(corrections='[[correction]]\npaper="a"\nfield="year"\nvalue="2016"'))
    assert (only(mended.catalogue).year, mended.problems) == (2016, ())


def test_curators_files_that_are_wrong_say_where() -> None:
    """Unknown names, rows of the wrong shape and broken TOML are reported with file and line."""
    _, problems = read_curation(
        {
            "people.toml": '[[person]]\nnam = "x"\n',
            "corrections.toml": "x = [",
            "decisions.toml": '[[same]]\npapers = ["a"]\n',
        },
        {},
    )
    assert [(str(problem.location), problem.code) for problem in problems] == [
        ("people.toml:1", "PS351"), ("people.toml:1", "PS351"), ("corrections.toml:1", "PS350"),
        ("decisions.toml:1", "PS351"),
    ]  # fmt: skip


WORDS = st.sampled_from(["deep", "nets", "vision", "learning", "graph", "bayesian"])
ROWS = st.tuples(
    st.lists(WORDS, min_size=1, max_size=3).map(" ".join),
    st.sampled_from(["", "Li, Ada", "Wu, Bo", "Li, A."]),
    st.sampled_from(["", "2019", "2020"]),
    st.sampled_from(["", "10.1000/x", "10.1000/y"]),
    st.sampled_from(["", "1512.03385"]),
)


def made(rows: Sequence[tuple[str, str, str, str, str]]) -> list[Record]:
    """Return records with a key each."""
    names = ("title", "author", "year", "doi", "eprint")
    return [
        entry(f"k{number}", at=f"a.bib:{number + 1}", **dict(zip(names, row, strict=True)))
        for number, row in enumerate(rows)
    ]


@given(st.lists(ROWS, max_size=8))
def test_nothing_is_lost(rows: Sequence[tuple[str, str, str, str, str]]) -> None:
    """Every titled record is in exactly one paper, keys are unique, and every author and venue leads to its papers."""
    found = gathered(*made(rows))
    papers = found.catalogue.papers
    assert sum(len(paper.entry) for paper in papers.values()) == len(rows) == found.records
    assert len({place for paper in papers.values() for place in paper.entry}) == len(rows)
    assert found.merged == len(rows) - len(papers)
    assert list(papers.values()) == sorted(papers.values(), key=lambda paper: paper.order)
    assert all(key in found.catalogue.authors[author].papers
               for key, authors in found.catalogue.author_keys.items() for author in authors)  # fmt: skip


@given(st.lists(ROWS, max_size=6, unique_by=lambda row: row[0]), st.randoms())
def test_the_order_of_distinct_entries_changes_nothing(
    rows: Sequence[tuple[str, str, str, str, str]], random: Random
) -> None:
    """Papers with titles of their own are the same in whatever order their entries stand."""
    records = made([(title, author, year, "", "") for title, author, year, _, _ in rows])
    shuffled = list(records)
    random.shuffle(shuffled)
    assert catalogue(*records) == catalogue(*shuffled)


def test_a_key_of_several_papers_decides_nothing() -> None:
    """A key that two entries have names neither of them: the decision is said to be unclear, and nothing is merged."""
    records = (
        entry("dup", title="Apples and pears of old"),
        entry("dup", title="Quantum steel bridges", year="1999"),
        entry("x", title="Apples and pears in old days"),
    )
    found = gathered(*records, curation=curated(decisions='[[same]]\npapers = ["dup", "x"]'))
    assert sorted(paper.title.plain for paper in found.catalogue.papers.values()) == [
        "Apples and pears in old days", "Apples and pears of old", "Quantum steel bridges",
    ]  # fmt: skip
    (said,) = (str(problem) for problem in found.problems if problem.code == "PS304")
    assert said.startswith(
        "decisions.toml:1: PS304 2 papers are 'dup'. The name was left out. Name one of them by DOI,"
    )
    lone = gathered(*records, curation=curated(decisions='[[same]]\npapers = ["Quantum steel bridges", "nosuch"]'))
    assert len(lone.catalogue.papers) == 3


def test_a_key_of_one_work_decides_though_its_titles_differ() -> None:
    """Two records under one key and one DOI are one work: a decision by this key holds."""
    records = (
        entry("he2016", title="Deep nets", doi="10.1000/x"),
        entry("he2016", at="b.bib:1", title="Deep nets: on shelves", doi="10.1000/x"),
        entry("p", title="Nets of another name", eprint="2001.00001", kind="misc"),
    )
    found = gathered(*records, curation=curated(decisions='[[same]]\npapers = ["he2016", "2001.00001"]'))
    assert len(found.catalogue.papers) == 1
    assert "PS304" not in {problem.code for problem in found.problems}
