"""RIS, CSL-JSON, tables, PubMed and arXiv: BibLaTeX's names, BibTeX's name lists, a line for each field."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.records import Dialect, Reading, Record
from papershelf.sources import READERS, arxiv, csl, nbib, read_source, ris, table
from papershelf.sources.name_lists import family_first, in_order, name_list, person
from papershelf.sources.registry import reader_of

CASES = Path(__file__).parent / "cases" / "sources"


def _values(record: Record) -> dict[str, str]:
    return {name: field.value for name, field in record.fields.items()}


def _lines(record: Record) -> dict[str, int]:
    return {name: field.location.line for name, field in record.fields.items()}


def _said(reading: Reading) -> list[tuple[str, int]]:
    return [(problem.code, problem.location.line) for problem in reading.problems]


def _titles(reading: Reading) -> list[str]:
    return [record.fields["title"].value for record in reading.records if "title" in record.fields]


RIS = """TY  - JOUR
ID  - smith2019
TI  - A title that
goes on
AU  - van Beethoven, Ludwig
AU  - King, Martin, Jr.
AU  - OpenAI
PY  - 2019
DA  - 2019/03/5/
JF  - Journal of Tests
JA  - J. Tests
VL  - 3
IS  - 2
SP  - 1
EP  - 10
SN  - 1234-5678
KW  - one
KW  - two
DO  - 10.1000/x
UR  - https://example.org/a;b
N1  - private words
U1  - 5 stars
AB  - H<sub>2</sub>O &amp; more
ER  -
"""


def test_a_ris_record() -> None:
    """Tags become fields, dates ISO dates, pages a range; what is not known keeps the name of its tag."""
    (record,) = ris.read(RIS, "a.ris").records
    assert (record.key, record.kind, record.dialect) == ("smith2019", "article", Dialect.HTML)
    assert _values(record) == {
        "title": "A title that goes on", "author": "van Beethoven, Ludwig and King, Jr., Martin and {OpenAI}",
        "date": "2019-03-05", "journaltitle": "Journal of Tests", "shortjournal": "J. Tests", "volume": "3",
        "number": "2", "pages": "1--10", "issn": "1234-5678", "keywords": "one; two", "doi": "10.1000/x",
        "url": "https://example.org/a;b", "note": "private words", "u1": "5 stars",
        "abstract": "H<sub>2</sub>O &amp; more",
    }  # fmt: skip
    assert (_lines(record)["title"], _lines(record)["author"], _lines(record)["abstract"]) == (3, 5, 23)
    assert record.quote == RIS.rstrip("\n")
    assert _said(ris.read(RIS, "a.ris")) == []


@pytest.mark.parametrize(
    ("kind", "becomes", "venue"),
    [("JOUR", "article", "journaltitle"), ("CPAPER", "inproceedings", "booktitle"),
     ("CHAP", "incollection", "booktitle"), ("BOOK", "book", "series"), ("THES", "thesis", "series"),
     ("NEW", "misc", "journaltitle")],
)  # fmt: skip
def test_the_venue_of_a_ris_record_depends_on_its_type(kind: str, becomes: str, venue: str) -> None:
    """T2 is the journal of an article, the book of a part, the series of a whole."""
    (record,) = ris.read(f"TY  - {kind}\nTI  - T\nT2  - Where\nER  - \n", "a.ris").records
    assert (record.kind, record.fields[venue].value) == (becomes, "Where")


def test_a_ris_record_without_its_end_or_beginning_costs_nothing() -> None:
    """Every record is read, and its neighbours are; the place is the record's first line."""
    text = "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\nER  - \n\nstray\nTI  - Three\nER  - \nTY  - JOUR\nTI  - Four"
    reading = ris.read(text, "a.ris")
    assert _titles(reading) == ["One", "Two", "Three", "Four"]
    assert sorted(_said(reading)) == [("PS140", 1), ("PS140", 8), ("PS140", 10), ("PS141", 7)]


def test_ris_with_one_space_and_in_a_text_file(tmp_path: Path) -> None:
    """What is certain is read, whatever its spacing and its suffix."""
    assert _titles(ris.read("TY - JOUR\nTI - One\nER -\n", "a.ris")) == ["One"]
    (tmp_path / "export.txt").write_text(RIS, encoding="utf-8")
    assert read_source(tmp_path, "export.txt", named=False).records[0].key == "smith2019"


NBIB = """
PMID- 123
DP  - 2019 Mar 15
TI  - A very long title that
      goes on.
LID - e12 [pii]
LID - 10.1000/x [doi]
AB  - We did. It
      worked.
FAU - Smith, John A
AU  - Smith JA
AUID- ORCID: 0000-0002-1825-0097
CN  - The Big Consortium
PT  - Journal Article
PT  - Retracted Publication
MH  - *Humans/blood
OT  - words
JT  - Nature
IS  - 1234-5678 (Electronic)
RIN - Nature. 2020

PMID- 124
AU  - Doe JB Jr
TI  - Second
"""


def test_a_pubmed_file() -> None:
    """Full names before initials, groups in braces, the DOI among the identifiers, retractions."""
    first, second = nbib.read(NBIB, "a.nbib").records
    assert _values(first) == {
        "pmid": "123", "date": "2019-03-15", "title": "A very long title that goes on.", "eid": "e12",
        "doi": "10.1000/x", "abstract": "We did. It worked.", "author": "Smith, John A and {The Big Consortium}",
        "auid": "ORCID: 0000-0002-1825-0097", "publicationtype": "Journal Article; Retracted Publication",
        "retracted": "Nature. 2020", "keywords": "words; Humans/blood", "journaltitle": "Nature", "issn": "1234-5678",
    }  # fmt: skip
    assert (first.kind, first.key, first.location.line, _lines(first)["doi"]) == ("article", None, 2, 7)
    assert second.fields["author"].value == "Doe, Jr, J. B."
    assert _said(nbib.read(NBIB, "a.nbib")) == []


CSL: list[Mapping[str, object]] = [
    {"id": "smith2020", "type": "article-journal", "title": "One", "DOI": "10.1/x", "volume": 3, "page": "1-2",
     "author": [{"family": "Smith", "given": "A."}, {"literal": "OpenAI"},
                {"family": "Beethoven", "given": "L.", "non-dropping-particle": "van", "suffix": "Jr."}],
     "issued": {"date-parts": [[2020, "3", 1]]}, "container-title": "J", "custom": {"deep": 1}, "empty": None},
    {"id": 7, "type": "paper-conference", "title": ["Two"], "container-title": ["Proc"], "keyword": "a, b"},
    {"id": "http://zotero.org/1", "citation-key": "three", "type": "article", "title": "Three", "genre": "Preprint",
     "number": "arXiv:2001.00001", "accessed": {"date-parts": [[2021, 1]]}, "issued": {"raw": "2020-01"}},
]  # fmt: skip


def test_csl_json() -> None:
    """Types, dates, names with particles, identifiers; a number or an address is no citation key."""
    one, two, three = csl.read(json.dumps(CSL, indent=1), "a.json").records
    assert (one.key, one.kind, two.key, two.kind, three.key, three.kind) == (
        "smith2020", "article", None, "inproceedings", "three", "preprint")  # fmt: skip
    assert _values(one) == {
        "title": "One", "doi": "10.1/x", "volume": "3", "pages": "1-2", "date": "2020-03-01", "journaltitle": "J",
        "author": "Smith, A. and {OpenAI} and van Beethoven, Jr., L.", "custom": '{"deep": 1}',
    }  # fmt: skip
    assert _values(two) == {"title": "Two", "booktitle": "Proc", "keywords": "a, b"}
    assert _values(three) == {"title": "Three", "type": "Preprint", "eprint": "2001.00001", "eprinttype": "arXiv",
                              "urldate": "2021-01", "date": "2020-01"}  # fmt: skip
    text = json.dumps(CSL, indent=1)
    assert text.split("\n")[_lines(two)["title"] - 1].strip().startswith('"title"')


@pytest.mark.parametrize(
    "text",
    [json.dumps(CSL[0]), "\n".join(map(json.dumps, CSL[:1])), json.dumps({"items": CSL[:1]}),
     json.dumps({"status": "ok", "message": {"total-results": 1, "items": CSL[:1]}}), json.dumps([CSL[0]], indent=4)],
)  # fmt: skip
def test_json_in_any_wrapping(text: str) -> None:
    """One item, a list, a line each, Crossref's answer."""
    assert _titles(csl.read(text, "a.json")) == ["One"]


def test_a_damaged_item_costs_itself() -> None:
    """The fields before the damage and the items after it are read."""
    text = json.dumps(CSL, indent=1)
    for harmed in (text.replace('"Two"', '"Two'), text.replace('"keyword":', '"keyword"'), text[:-60]):
        reading = csl.read(harmed, "a.json")
        assert _titles(reading)[0] == "One"
        assert [code for code, _ in _said(reading)] == ["PS150"]
    assert _titles(csl.read(text.replace('"keyword":', '"keyword"'), "a.json")) == ["One", "Two", "Three"]


def test_deep_json_is_damage() -> None:
    """Nesting and numbers without end cost their item."""
    hostile = '[{"title": "T", "x": ' + "[" * 100_000 + '\n},\n{"title": "U", "n": ' + "9" * 10_000 + "}]"
    assert _titles(csl.read(hostile, "a.json"))[0] == "T"


TABLE = '''Title,Authors,Publication Year,Source title,DOI,My rating,Start Page,End Page
"One, two","Smith, A.; Doe, B.",2019,Journal,10.1/x,5,1,9
"Multi
line",A B,2020,,,,,
"open quote,A B,2000,J,,,,
"Second ""quoted""",C D,2001,K,,,,
short,E F
,,,,,,,
=1+1,'=x,2000,,,,,
'''


def test_a_table() -> None:
    """Columns by any of their names, unknown ones kept, a quote without a partner costs its row."""
    reading = table.read(TABLE, "a.csv")
    assert _titles(reading) == ["One, two", "Multi line", "open quote", 'Second "quoted"', "short", "=1+1"]
    assert _values(reading.records[0]) == {
        "title": "One, two", "author": "Smith, A. and Doe, B.", "year": "2019", "journaltitle": "Journal",
        "doi": "10.1/x", "my-rating": "5", "pages": "1--9",
    }  # fmt: skip
    assert [record.location.line for record in reading.records] == [2, 3, 5, 6, 7, 9]
    assert _said(reading) == [("PS161", 5), ("PS161", 7)]


@pytest.mark.parametrize("delimiter", ["\t", ";", "|"])
def test_a_table_with_other_delimiters(delimiter: str) -> None:
    """Tabs, semicolons, bars; a line that names the separator and words above the header are passed over."""
    text = (
        TABLE.split("\n", 1)[0].replace(",", delimiter)
        + "\n"
        + delimiter.join(["T", "A B", "2001", "J", "", "", "", ""])
    )
    assert _titles(table.read(text, "a.csv")) == ["T"]
    assert _titles(table.read("Exported on Monday\n\n" + text, "a.csv")) == ["T"]
    assert _titles(table.read(f"sep={delimiter}\n" + text, "a.csv")) == ["T"]


def test_a_table_without_titles_is_a_problem() -> None:
    """Nothing is guessed."""
    assert _said(table.read("a,b\n1,2\n", "a.csv")) == [("PS160", 1)]


ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>ArXiv Query</title>
  <entry>
    <id>http://arxiv.org/abs/cs/0112017v1</id>
    <published>2001-12-14T00:00:00Z</published>
    <title>Speech &amp; thought
      in $O(n)$</title>
    <summary>Words.</summary>
    <author><name>John A. Smith</name></author>
    <author><name>ATLAS Collaboration</name></author>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">Withdrawn by the author</arxiv:comment>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CL"/>
    <category term="cs.CL"/>
    <category term="cs.LG"/>
  </entry>
  <entry>
    <id>http://arxiv.org/abs/2001.00002v3</id>
    <title>Second</title>
  </entry>
</feed>
"""


def test_an_arxiv_feed() -> None:
    """Identifier, classes, names in reading order, withdrawal; each at the line of its element."""
    first, second = arxiv.read(ATOM, "a.xml").records
    assert _values(first) == {
        "title": "Speech & thought in $O(n)$", "abstract": "Words.", "date": "2001-12-14", "eprint": "cs/0112017v1",
        "eprinttype": "arXiv", "eprintclass": "cs.CL", "url": "http://arxiv.org/abs/cs/0112017v1",
        "author": "John A. Smith and {ATLAS Collaboration}", "keywords": "cs.CL; cs.LG",
        "comment": "Withdrawn by the author", "withdrawn": "Withdrawn by the author",
    }  # fmt: skip
    assert (_lines(first)["title"], _lines(first)["author"], second.location.line) == (7, 10, 17)


@pytest.mark.parametrize("harm", [("&amp;", "&"), ("<summary>", "<summary"), ("</entry>", ""), ("<id>", "")])
def test_a_damaged_feed_entry_costs_itself(harm: tuple[str, str]) -> None:
    """What is whole in it is read, and so is the next one."""
    reading = arxiv.read(ATOM.replace(*harm, 1), "a.xml")
    assert len(reading.records) == 2
    assert _titles(reading)[-1] == "Second"
    assert _said(reading) == [("PS170", 4)]


def test_xml_that_declares_entities_is_refused() -> None:
    """Nobody defines a billion laughs here."""
    bomb = '<!DOCTYPE x [<!ENTITY a "ha">]>' + ATOM.replace("Words.", "&a;")
    assert arxiv.read(bomb, "a.xml").records[0].fields["abstract"].value == "&a;"


@pytest.mark.parametrize(
    ("name", "text"),
    [("ris", RIS), ("pubmed", NBIB), ("csl-json", json.dumps(CSL)), ("table", TABLE), ("arxiv", ATOM),
     ("bibtex", "@misc{a, title={T}}"), ("list", "A title\n" + "Some words of an abstract. " * 20)],
)  # fmt: skip
def test_formats_are_recognised_by_their_content(name: str, text: str) -> None:
    """Each reader knows its own in a file of another suffix, and only its own where the suffix is right."""
    assert reader_of("a.txt", text, named=False) is READERS[name]
    assert reader_of("a" + READERS[name].suffixes[0], text, named=False) is READERS[name]


@pytest.mark.parametrize(
    ("stated", "written"),
    [("Smith, John", "Smith, John"), ("Smith, John, Jr.", "Smith, Jr., John"), ("Smith, III, John", "Smith, III, John"),
     ("Acme, Inc.", "{Acme, Inc.}"), ("World Health Organization", "{World Health Organization}"),
     ("John Smith", "John Smith"), ("Plato", "{Plato}"), ("Smith,", "{Smith}"), ("A {B}, C", "A B, C"),
     ("Rock and Roll, X", "{Rock and Roll}, X"), ("", ""), ("University of California, Berkeley, CA, USA",
     "{University of California, Berkeley, CA, USA}")],
)  # fmt: skip
def test_names_with_the_family_first(stated: str, written: str) -> None:
    """As BibTeX writes them: the suffix in the middle, organisations in braces."""
    assert family_first(stated) == written


def test_the_others() -> None:
    """Whatever a source calls them, they come last."""
    assert name_list([in_order("A B"), in_order("et al.")]) == "A B and others"
    assert name_list([in_order("A B"), "", in_order("C D")]) == "A B and C D"
    assert name_list([]) == ""


@given(st.text(max_size=30), st.text(max_size=30))
def test_no_name_breaks_a_list(family: str, given_name: str) -> None:
    """Braces balance, and "and" separates names only."""
    written = name_list([person(family, given_name), "Last, One"])
    assert written.count("{") == written.count("}")
    assert written.endswith("Last, One")


@pytest.mark.parametrize("name", READERS)
@given(text=st.text(st.sampled_from('TYERPMID-  \n@{}",:[]<>/entry\tabc1;='), max_size=200))
def test_no_reader_raises(name: str, text: str) -> None:
    """Whatever a file holds, it gives records and problems."""
    assert isinstance(READERS[name].read(text, "a"), Reading)
    assert READERS[name].sniff(text) in {True, False}


def test_the_address_of_a_pdf_is_read_from_ris() -> None:
    """``L1`` on the web is the PDF; a path of somebody's disk is a file, which is withheld."""
    lines = "TY  - JOUR\nTI  - T\nL1  - {}\nER  - \n"
    (known,) = ris.read(lines.format("https://example.org/a.pdf"), "a.ris").records
    assert _values(known)["pdf"] == "https://example.org/a.pdf"
    (other,) = ris.read(lines.format("file:///home/me/a.pdf"), "a.ris").records
    assert "pdf" not in other.fields
