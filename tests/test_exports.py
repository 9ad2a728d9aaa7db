"""Exports: what is taken away is valid, and reading it gives the same papers."""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entries import NO_CURATION, catalogue, entry, paper_of
from papershelf.exports import EXPORTS
from papershelf.exports.bibtex import bibtex, both
from papershelf.exports.table import COLUMNS
from papershelf.gathering import gather
from papershelf.papers import LinkKind, Paper
from papershelf.records import Dialect, Field
from papershelf.sources import read_sources
from papershelf.sources.registry import READERS

EXAMPLE = Path(__file__).parent.parent / "collection"
READER = {"bib": "bibtex", "ris": "ris", "json": "csl-json"}


def read_back(papers: Mapping[str, Paper], suffix: str) -> Mapping[str, Paper]:
    """Return the papers that the export of ``papers`` in a format reads back to."""
    text = "".join(EXPORTS[suffix](tuple(papers.values())))
    reading = READERS[READER[suffix]].read(text, f"collection.{suffix}")
    assert reading.problems == ()
    return gather([reading], NO_CURATION).catalogue.papers


def in_common(paper: Paper) -> dict[str, object]:
    """Return what every format keeps of a paper."""
    return {
        "title": paper.title.plain,
        "authors": [person.printed for person in paper.authors],
        "year": paper.year,
        "series": paper.edition.series if paper.edition else None,
        "doi": paper.doi,
        "arxiv": paper.arxiv,
        "abstract": paper.abstract.plain if paper.abstract else None,
        "keywords": paper.keywords,
        "url": next((link.url for link in paper.links if link.kind is LinkKind.PUBLISHER), None),
    }


def in_full(paper: Paper) -> dict[str, object]:
    """Return all that BibTeX keeps of a paper."""
    names = (
        "key kind title authors more_authors editors year month day edition abstract doi arxiv links keywords fields "
        "states note added language entry_type exported"
    )
    return {name: getattr(paper, name) for name in names.split()}


@pytest.fixture(scope="module")
def example() -> Mapping[str, Paper]:
    """The papers of the example collection."""
    return gather(read_sources(EXAMPLE), NO_CURATION).catalogue.papers


@pytest.mark.parametrize("suffix", sorted(READER))
def test_the_example_reads_back_from_every_format(example: Mapping[str, Paper], suffix: str) -> None:
    """Exporting the 225 papers and reading the file gives the same papers under the same keys."""
    back = read_back(example, suffix)
    assert {key: in_common(paper) for key, paper in back.items()} == {
        key: in_common(paper) for key, paper in example.items()
    }


def test_bibtex_loses_nothing(example: Mapping[str, Paper]) -> None:
    """The BibTeX of the example holds every public value of its papers, and printing it again changes no byte."""
    back = read_back(example, "bib")
    assert {key: in_full(paper) for key, paper in back.items()} == {
        key: in_full(paper) for key, paper in example.items()
    }
    write = EXPORTS["bib"]
    assert "".join(write(tuple(back.values()))) == "".join(write(tuple(example.values())))


def test_an_entry_is_what_a_person_would_write() -> None:
    """The entry of a page has the fields that cite a paper, in a readable order, each on its line."""
    paper = paper_of(
        "inproceedings", title=r"Fast {FreeDoM} in $O(n)$", author="van der Berg, Jan and {ACME, Inc.} and others",
        booktitle="Proceedings of the 37th International Conference on Machine Learning (ICML 2020)", year="2020",
        pages="1--9", month="jul", day="9", doi="10.1000/X_1", eprint="2001.00001", url="https://a.org/x_y",
        keywords="a, b", abstract="Long.", mrnumber="7", note="Private!",
    )  # fmt: skip
    assert (
        f"{bibtex(paper)}\n"
        == r"""@inproceedings{k,
  title = {Fast {FreeDoM} in {$O(n)$}},
  author = {van der Berg, Jan and {ACME, Inc.} and others},
  booktitle = {Proceedings of the 37th International Conference on Machine Learning (ICML 2020)},
  pages = {1--9},
  mrnumber = {7},
  year = {2020},
  month = jul,
  day = {9},
  doi = {10.1000/x_1},
  eprint = {2001.00001},
  archiveprefix = {arXiv},
  url = {https://a.org/x_y},
}
"""
    )


@pytest.mark.parametrize("suffix", ["bib", "ris", "json"])
def test_a_date_reads_back_as_far_as_it_is_known(suffix: str) -> None:
    """Year, month and day come back from each format that has a place for them."""
    stated = {"a": {"year": "2020"}, "b": {"date": "2020-07"}, "c": {"date": "2020-07-09"}}
    papers = {key: replace(paper_of(title=f"Title {key}", **said), key=key) for key, said in stated.items()}
    back = read_back(papers, suffix)
    assert [(back[key].year, back[key].month, back[key].day) for key in stated] == [
        (2020, None, None), (2020, 7, None), (2020, 7, 9)
    ]  # fmt: skip


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"]), max_size=30)
ROWS = st.fixed_dictionaries(
    {"title": TEXT.map(lambda text: f"T{text}")},
    optional={
        "author": st.lists(st.tuples(TEXT, TEXT), max_size=3).map(
            lambda names: " and ".join(f"{{{a}}}" if not b else f"{a}, {b}" for a, b in names)
        ),
        "year": st.integers(1900, 2030).map(str),
        "booktitle": TEXT,
        "abstract": TEXT,
        "keywords": st.lists(TEXT, max_size=3).map(", ".join),
        "volume": TEXT,
        "publisher": TEXT,
        "foo": TEXT,
        "retracted": TEXT,
        "doi": st.just("10.1000/x"),
        "url": st.sampled_from(["https://a.org/x%20y_z~w#q", "https://b.org/?a=1&b={x}"]),
    },
)


def test_an_entry_names_a_field_once() -> None:
    """What a source's own field and a field of ours both say stands in a file once, where the field stood."""
    (paper,) = catalogue(entry("key", title="A", keywords="b, c", year="2020")).papers.values()
    own = replace(paper, exported={"keywords": "b", "note": "d"})
    assert both(own)[1].split("\n") == [
        "@article{key,", "  title = {A},", "  keywords = {b, c},", "  note = {d},", "  year = {2020},", "}", "", "",
    ]  # fmt: skip
    assert both(paper)[1].removesuffix("}\n\n") == bibtex(paper).removesuffix("}") + "  keywords = {b, c},\n"


@settings(deadline=None)
@given(ROWS, st.sampled_from(["article", "inproceedings", "misc", "phdthesis"]))
def test_bibtex_of_anything_is_valid_and_settles(fields: dict[str, str], kind: str) -> None:
    """Whatever stands in an entry, its BibTeX parses without a problem to one paper whose BibTeX is the same again."""
    papers = catalogue(entry("key", kind=kind, **fields)).papers
    back = read_back(papers, "bib")
    assert list(back) == list(papers)
    again = read_back(back, "bib")
    write = EXPORTS["bib"]
    assert "".join(write(tuple(again.values()))) == "".join(write(tuple(back.values())))
    for key, paper in papers.items():
        assert back[key].title.plain == paper.title.plain
        assert (back[key].year, back[key].doi, back[key].links) == (paper.year, paper.doi, paper.links)


@settings(deadline=None)
@given(ROWS)
def test_ris_and_json_of_anything_parse(fields: dict[str, str]) -> None:
    """Whatever stands in an entry, RIS keeps one record with its title on one line, and CSL-JSON is JSON."""
    papers = tuple(catalogue(entry("key", **fields)).papers.values())
    lines = "".join(EXPORTS["ris"](papers)).split("\n")
    assert [line[:6] for line in lines if line].count("TY  - ") == len(papers)
    assert all(line[2:6] == "  - " for line in lines if line)
    assert [item["id"] for item in json.loads("".join(EXPORTS["json"](papers)))] == [paper.key for paper in papers]


WORDS = st.text("abcXYZ 0189éßłĐ中日-.'()", min_size=1, max_size=12).map(lambda text: f"w{text.strip()}z")
PHRASES = st.lists(
    WORDS
    | st.sampled_from(["$O(n \\log n)$", "$x^2$", r"G{\"o}del", "{BERT}", r"\emph{deep}"])
    | st.sampled_from([r"50\%", r"R\&D", "$5", "a_b"]),
    min_size=1, max_size=5,
).filter(lambda words: words.count("$5") < 2).map(" ".join)  # fmt: skip
"""Prices in the plural are left out: in a format without LaTeX nobody can tell two signs from the ends of a formula."""
PEOPLE = st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4, unique=True).map(
    lambda names: " and ".join(f"{family}, {given}" for family, given in names)
)
RECORDS = st.fixed_dictionaries(
    {"title": PHRASES, "author": PEOPLE, "year": st.integers(1950, 2029).map(str)},
    optional={
        "journal": WORDS.map(lambda name: f"Journal of {name}"),
        "abstract": PHRASES,
        "keywords": st.lists(WORDS, min_size=1, max_size=3).map(", ".join),
        "volume": st.integers(1, 99).map(str),
        "number": st.integers(1, 12).map(str),
        "pages": st.sampled_from(["1--9", "17", "e12", "100--120"]),
        "publisher": WORDS,
        "issn": st.just("1234-5679"),
        "eprint": st.just("2001.00001"),
        "retracted": st.sampled_from(["yes", "The data were lost"]),
        "award": st.sampled_from(["Best paper", "yes"]),
    },
)


@st.composite
def libraries(draw: st.DrawFn) -> Mapping[str, Paper]:
    """Draw the catalogue of a few different articles."""
    fields = draw(st.lists(RECORDS, min_size=1, max_size=4))
    records = [
        replace(entry(f"key{number}", doi=f"10.1000/{number}", **stated), dialect=Dialect.LATEX)
        for number, stated in enumerate(fields)
    ]
    for number, record in enumerate(records[1:], 1):
        records[number] = replace(
            record, fields={**record.fields, "eprint": Field(f"2001.0000{number + 1}", record.location)}
        )
    return catalogue(*records).papers


@settings(deadline=None, max_examples=60)
@given(libraries(), st.sampled_from(sorted(READER)))
def test_export_and_back_gives_the_same_papers(papers: Mapping[str, Paper], suffix: str) -> None:
    """BibTeX, RIS and CSL-JSON read back to the same papers: texts, people, places and states."""
    back = read_back(papers, suffix)
    assert {key: in_common(paper) for key, paper in back.items()} == {
        key: in_common(paper) for key, paper in papers.items()
    }
    for key, paper in papers.items():
        assert set(back[key].states) == set(paper.states)
        kept = {"volume", "number", "pages", "publisher", "issn"}
        assert {name: said for name, said in back[key].fields.items() if name in kept} == {
            name: said for name, said in paper.fields.items() if name in kept
        }


@given(ROWS)
def test_a_table_is_rectangular_and_holds_no_formula(fields: dict[str, str]) -> None:
    """Every row has every column, and no cell begins as a spreadsheet's formula does."""
    papers = tuple(catalogue(entry("key", **fields)).papers.values())
    table = "".join(EXPORTS["csv"](papers))
    rows = list(csv.reader(io.StringIO(table, newline="")))
    again = io.StringIO(newline="")
    csv.writer(again).writerows(rows)
    assert again.getvalue() == table
    assert [len(row) for row in rows] == [len(COLUMNS)] * (len(papers) + 1)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_an_export_of_nothing_is_valid() -> None:
    """A collection without papers has exports that parse."""
    assert {suffix: "".join(write(())) for suffix, write in EXPORTS.items()} == {
        "bib": "", "ris": "", "json": "[\n]\n", "csv": ",".join(COLUMNS) + "\r\n",
    }  # fmt: skip


@pytest.mark.parametrize(("code", "line"), [("de", "  langid = {ngerman},\n"), ("pt-br", "  language = {pt-br},\n")])
def test_a_language_has_the_name_that_babel_knows(code: str, line: str) -> None:
    """``langid`` takes babel's names alone; a code that has none there stays a code, in ``language``."""
    paper = paper_of(langid=code)
    assert line in both(paper)[1]
    assert in_full(read_back({paper.key: paper}, "bib")[paper.key])["language"] == code
