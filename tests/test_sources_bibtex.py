# ruff: noqa: E501 - a table of cases
"""BibTeX: each entry with the lines of its fields; damage costs the entry it is in, and has a name and a place."""

from collections.abc import Sequence

import pytest

from papershelf.records import Dialect, Reading, Record
from papershelf.sources.bibtex import read

GOOD = "@article{good,\n  title = {A good neighbour},\n  year  = 2001,\n}\n"


def _read(text: str) -> Reading:
    return read(text, "a.bib")


def _values(record: Record) -> dict[str, str]:
    return {name: field.value for name, field in record.fields.items()}


def _said(reading: Reading) -> list[tuple[str, int]]:
    return [(problem.code, problem.location.line) for problem in reading.problems]


def _keys(reading: Reading) -> Sequence[str | None]:
    return [record.key for record in reading.records]


def test_an_entry_is_a_record_with_its_lines() -> None:
    """Kind and field names are in lower case, texts stay LaTeX, places are those of the names."""
    text = '\n@InProceedings{Smith:2020-x,\n  Title = "{Deep} \\"{u}ber\n     nets",\n  YEAR = 2020, pages={1--2}\n}\n'
    (record,) = _read(text).records
    assert (record.key, record.kind, record.dialect) == ("Smith:2020-x", "inproceedings", Dialect.LATEX)
    assert _values(record) == {"title": '{Deep} \\"{u}ber nets', "year": "2020", "pages": "1--2"}
    assert str(record.location) == "a.bib:2"
    assert [field.location.line for field in record.fields.values()] == [3, 5, 5]
    assert record.quote == ""


@pytest.mark.parametrize(
    "entry", ["@misc{a, year = 1}", "@misc{a, title = {\\relax}}", "@misc{a, title = {T}, crossref = b}"]
)
def test_an_entry_that_a_report_may_show_is_quoted(entry: str) -> None:
    """One that may have no title, or names another entry, is kept as it stands; the others need not be kept twice."""
    assert _read(f"\n{entry} % rest").records[0].quote == entry


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("@misc(k, title = {In (parentheses)}, year = 1)", {"title": "In (parentheses)", "year": "1"}),
        ('@misc{k, title = "a" # { b} # 3}', {"title": "a b3"}),
        ("@misc{k, month = jan # { 5}, journal = CACM}", {"month": "January 5", "journal": "Communications of the ACM"}),
        ("@string{x = {X} # { Y}}\n@string(Z = x # 1)\n@misc{k, journal = z}", {"journal": "X Y1"}),
        ("@misc{k, journal = late}\n@string{late = {Defined later}}", {"journal": "Defined later"}),
        ("@misc { k , title={a} , }", {"title": "a"}),
        ("@misc{k, title={a},, year=1,}", {"title": "a", "year": "1"}),
        ('@misc{k, title={{A {B {C {D {E}}}}}}, note="{"}quoted{"}"}', {"title": "{A {B {C {D {E}}}}}", "note": '{"}quoted{"}'}),
        ("@misc{k, title={}, year=1}", {"year": "1"}),
        ("@misc{k, author+an = {1=first}, date-added = {2020}, bdsk-url-1={u}}",
         {"author+an": "1=first", "date-added": "2020", "bdsk-url-1": "u"}),
        ("@misc{k, título = {Ü}}", {"título": "Ü"}),
        ("@misc{k, title = {mail a@b.org and @inproceedings{x} and 50% of #1}}",
         {"title": "mail a@b.org and @inproceedings{x} and 50% of #1"}),
    ],
)  # fmt: skip
def test_what_bibtex_allows_is_read_without_a_word(text: str, fields: dict[str, str]) -> None:
    """Concatenation, macros, parentheses, nested braces, odd field names: no problem."""
    reading = _read(text)
    assert [_values(record) for record in reading.records] == [fields]
    assert reading.problems == ()


def test_an_entry_inside_of_a_value_is_named() -> None:
    """It stays a part of the value, and a notice says so at its line: a brace before it may be missing."""
    reading = _read("@misc{k, note = {\n@misc{x,\n title={inside}\n}\n}, title = {outside}}")
    assert [_values(record) for record in reading.records] == [
        {"note": "@misc{x, title={inside} }", "title": "outside"}
    ]
    assert _said(reading) == [("PS117", 2)]


@pytest.mark.parametrize(
    "key",
    ["a", "DBLP:conf/nips/2017", "smith_2020+x", "a'b", "Ü-1", "12", "a.b;c", "<a>", "x=y", "§", "a*b", "@a", "a(b)"],
)
def test_odd_keys_are_kept(key: str) -> None:
    """A citation key is what stands before the first comma."""
    assert _keys(_read(f"@misc{{{key}, title = {{T}}}}\n@misc{{{key},\n}}")) == [key, key]


def test_duplicate_keys_stay() -> None:
    """The catalogue decides what two entries of one key are."""
    reading = _read("@misc{a, title={One}}\n@misc{a, title={Two}}")
    assert [record.fields["title"].value for record in reading.records] == ["One", "Two"]
    assert reading.problems == ()


def test_preambles_and_comments_are_no_papers() -> None:
    """An entry in a comment is named, not published."""
    text = (
        "@preamble{{\\newcommand{\\x}{y}} # {z}}\n@comment{jabref-meta: x{}}\n@Comment{\n@misc{hidden, title={T}}\n}\n"
    )
    text += "% @misc{out, title={T}}\n%@misc{too,\n%  title={T}\n%}\nfree text, e.g. me@home.org {x}\n"
    reading = _read(text + GOOD)
    assert _keys(reading) == ["good"]
    assert _said(reading) == [("PS111", 4), ("PS111", 6), ("PS111", 7)]
    assert "'hidden'" in reading.problems[0].message


DAMAGED: Sequence[tuple[str, str, dict[str, str], list[tuple[str, int]]]] = [
    ("no closing brace", "@article{bad,\n  title = {T},\n  year = 2000,\n", {"title": "T", "year": "2000"}, [("PS101", 1)]),
    ("no closing brace, no comma", "@article{bad,\n  title = {T}\n", {"title": "T"}, [("PS101", 1)]),
    ("no closing parenthesis", "@article(bad,\n  title = {T},\n", {"title": "T"}, [("PS101", 1)]),
    ("open value", "@article{bad,\n  title = {T,\n  year = 2000,\n}\n", {"title": "T", "year": "2000"}, [("PS101", 2)]),
    ("open value, last", "@article{bad,\n  year = 2000,\n  title = {T\n}\n", {"year": "2000", "title": "T"}, [("PS101", 1)]),
    ("open value, one line", "@article{bad, title = {T, year = {2000}}\n", {"title": "T", "year": "2000"}, [("PS101", 1)]),
    ("open inner brace", "@article{bad,\n  title = {{T},\n  year = 2000,\n}\n", {"title": "T", "year": "2000"}, [("PS101", 2)]),
    ("open quote", '@article{bad,\n  title = "T,\n  year = "2000",\n}\n', {"title": "T", "year": "2000"}, [("PS102", 2)]),
    ("quotes in quotes", '@article{bad,\n  title = "The "T" in", year = 2000\n}\n', {"title": 'The "T" in', "year": "2000"}, [("PS102", 2)]),
    ("brace in quotes", '@article{bad,\n  title = "T}",\n  year = 2000,\n}\n', {"title": "T", "year": "2000"}, [("PS102", 2)]),
    ("brace too many", "@article{bad,\n  title = {T}},\n  year = 2000,\n}\n", {"title": "T", "year": "2000"}, [("PS105", 2)]),
    ("brace in value", "@article{bad,\n  title = {T} T},\n  year = 2000,\n}\n", {"title": "T T", "year": "2000"}, [("PS105", 2)]),
    ("brace after entry", "@article{bad,\n  title = {T},\n  year = 2000,\n}\n}\n", {"title": "T", "year": "2000"}, []),
    ("no comma", "@article{bad,\n  title = {T}\n  year = 2000,\n}\n", {"title": "T", "year": "2000"}, [("PS103", 3)]),
    ("no comma after key", "@article{bad\n  title = {T},\n  year = 2000,\n}\n", {"title": "T", "year": "2000"}, [("PS103", 1)]),
    ("no comma after key, one line", "@article{bad title = {T}, year = 2000}\n", {"title": "T", "year": "2000"}, [("PS103", 1)]),
    ("no equals", "@article{bad,\n  title {T},\n  year = 2000,\n}\n", {"title": "T", "year": "2000"}, [("PS104", 2)]),
    ("no value", "@article{bad,\n  title = ,\n  year = 2000,\n}\n", {"year": "2000"}, [("PS104", 2)]),
    ("no delimiters", "@article{bad,\n  title = Some words,\n  year = 2000,\n}\n", {"title": "Some words", "year": "2000"}, [("PS104", 2)]),
    ("no opening brace", "@article{bad,\n  title = T},\n  year = 2000,\n}\n", {"title": "T", "year": "2000"}, [("PS106", 2), ("PS105", 2)]),
    ("braces joined by and", "@article{bad,\n  author = {A} and {B},\n}\n", {"author": "{A} and {B}"}, [("PS105", 2)]),
    ("undefined macro", "@article{bad,\n  journal = foo,\n}\n", {"journal": "foo"}, [("PS106", 2)]),
    ("twice", "@article{bad,\n  year = 1,\n  year = 2,\n}\n", {"year": "1"}, [("PS107", 3)]),
    ("words twice", "@article{bad,\n  keywords = {a},\n  keywords = {b},\n}\n", {"keywords": "a, b"}, []),
    ("no @", "article{bad,\n  title = {T},\n}\n", {"title": "T"}, [("PS116", 1)]),
    ("no brace at all", "@article bad,\n  title = {T},\n}\n", {"title": "T"}, [("PS116", 1)]),
    ("no brace, glued", "@articlebad,\n  title = {T},\n}\n", {"title": "T"}, [("PS116", 1)]),
    ("comment inside", "@article{bad,\n  % year = 1,\n  title = {T}, % good\n  year = 2\n}\n", {"title": "T", "year": "2"}, [("PS111", 2)]),
    ("HTML inside", "@article{bad,<br>\n  title = {T},<br/>\n  year = 2}\n", {"title": "T", "year": "2"}, [("PS112", 1), ("PS112", 2)]),
    ("stray words", "@article{bad,\n  title = {T},\n  to be continued\n  year = 2,\n}\n", {"title": "T", "year": "2"}, [("PS104", 3)]),
    ("conflict inside", "@article{bad,\n<<<<<<< HEAD\n  title = {T},\n=======\n  title = {U},\n>>>>>>> b\n  year = 2,\n}\n",
     {"title": "T", "year": "2"}, [("PS110", 2), ("PS110", 4), ("PS110", 6), ("PS107", 5)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "fields", "said"), [case[1:] for case in DAMAGED], ids=[case[0] for case in DAMAGED])
def test_damage_costs_at_most_a_field(text: str, fields: dict[str, str], said: list[tuple[str, int]]) -> None:
    """Alone, before and after a good entry: what can be recovered is, and the problem stands at its line."""
    for before in ("", GOOD, GOOD.replace("\n", " ") + "\n"):
        for after in ("", GOOD, "\n\n" + GOOD):
            reading = _read(before + text + after)
            found = [_values(record) for record in reading.records if record.key == "bad"]
            assert found == [fields]
            shift = before.count("\n")
            assert _said(reading) == [(code, line + shift) for code, line in said]
            assert len(reading.records) == 1 + bool(before) + bool(after)


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("@misc{title = {T}}", None, [("PS108", 1)]),
        ("@misc{, title = {T}}", None, [("PS108", 1)]),
        ("@misc{\n title = {T}}", None, [("PS108", 1)]),
        ("@misc{two words, title = {T}}", "two words", [("PS108", 1)]),
        ("@misc{{braced}, title = {T}}", "braced", [("PS108", 1)]),
        ("@misc{a{b, title = {T}}", "ab", [("PS108", 1)]),
        ('@misc{"a", title = {T}}', "a", [("PS108", 1)]),
    ],
)
def test_an_odd_key_costs_nothing(text: str, key: str | None, said: list[tuple[str, int]]) -> None:
    """An entry without a citation key is a paper all the same."""
    reading = _read(text)
    assert [(record.key, _values(record)) for record in reading.records] == [(key, {"title": "T"})]
    assert _said(reading) == said


def test_the_words_of_the_report() -> None:
    """Fact, deed and remedy, as the terminal shows them."""
    text = GOOD + "@article{smith2024,\n  title = {T},\n  author = {A},\n  year = 2024,\n"
    (problem,) = _read(text + "\n" + GOOD).problems
    assert str(problem) == (
        "a.bib:5: PS101 the entry 'smith2024' has no closing brace. The 3 fields before it were kept. Add } before line 9."
    )
    assert problem.quote == text.removeprefix(GOOD).strip()


def test_what_is_no_entry_at_all_is_in_the_report() -> None:
    """An entry of which nothing can be read is quoted."""
    reading = _read("@article{}\n" + GOOD)
    assert _keys(reading) == ["good"]
    assert [(problem.code, problem.quote) for problem in reading.problems if problem.code == "PS109"] == [
        ("PS109", "@article{}")
    ]


def test_fields_outside_of_every_entry_are_in_the_report() -> None:
    """Half an entry without its head is quoted at its line."""
    reading = _read(GOOD + "\n  pages = {1--2},\n}\n\nsome words\n  volume = {3},\n}\n" + GOOD)
    assert _keys(reading) == ["good", "good"]
    assert _said(reading)[-1][0] in {"PS114", "PS105"}


def test_crossref_lends_what_a_part_has_from_its_whole() -> None:
    """The title of the whole is the book title; identity, abstract and pages are never lent; one's own field wins."""
    parent = (
        "@proceedings{p, title={Proc}, year=1999, editor={E}, doi={10.1/p}, publisher={P}, abstract={A}, pages={9}}\n"
    )
    child = "@inproceedings{c, title={Child}, year=2000, crossref={P}}\n"
    for text in (child + parent, parent + child):
        record = next(record for record in _read(text).records if record.key == "c")
        assert _values(record) == {
            "title": "Child", "year": "2000", "crossref": "P", "editor": "E", "publisher": "P", "booktitle": "Proc",
        }  # fmt: skip


def test_the_parents_own_booktitle_is_better_than_its_title() -> None:
    """Entries written for BibTeX give the whole both."""
    text = "@inproceedings{c, title={C}, crossref={p}}\n@proceedings{p, title={Proceedings of X}, booktitle={X}}"
    assert _read(text).records[0].fields["booktitle"].value == "X"


def test_xdata_lends_all_and_is_no_paper() -> None:
    """Containers may stand on containers; they are not published."""
    text = "@xdata{x, publisher={P}, xdata={y}}\n@xdata{y, location={L}}\n@book{b, title={B}, xdata={x}}"
    reading = _read(text)
    assert _keys(reading) == ["b"]
    assert _values(reading.records[0]) == {"title": "B", "xdata": "x", "publisher": "P", "location": "L"}


def test_a_reference_that_leads_nowhere_is_said() -> None:
    """With the key that may have been meant; circles end."""
    reading = _read("@misc{a, crossref={smith2020}}\n@misc{smith2002, crossref={smith2002}}\n@misc{c, crossref={zzz}}")
    assert _said(reading) == [("PS113", 1), ("PS113", 2), ("PS113", 3)]
    assert reading.problems[0].remedy == "Did you mean 'smith2002'?"
    circle = _read("@misc{a, crossref={b}, note={A}}\n@misc{b, crossref={a}, year={2000}}")
    assert "year" in circle.records[0].fields
    assert len(circle.records) == 2


def test_groups_of_reference_managers() -> None:
    """JabRef's field and its old group tree, Mendeley's folders, BibDesk's groups."""
    text = (
        "@misc{a, title={T}, groups={Vision, Deep Learning}}\n@misc{b, title={U}, mendeley-groups={Lab/Old,New}}\n"
        "@Comment{jabref-meta: groupstree:\n0 AllEntriesGroup:;\n1 ExplicitGroup:To read\\;0\\;a\\;b\\;;\n}\n"
        "@comment{BibDesk Static Groups{\n<dict><key>group name</key>\n<string>R&amp;D</string>\n<key>keys</key>\n"
        "<string>b</string></dict>}}"
    )
    reading = _read(text)
    assert [record.groups for record in reading.records] == [
        ("a.bib", "Vision", "Deep Learning", "To read"), ("a.bib", "Lab/Old", "New", "To read", "R&D")]  # fmt: skip
    assert reading.problems == ()


def test_a_web_page_in_a_bib_file_is_said_and_its_entries_are_read() -> None:
    """Somebody saved the page and not the file."""
    page = "<!DOCTYPE html>\n<html><body class={x}><pre>@misc{a, title={T}}\n</pre></body></html>"
    reading = _read(page)
    assert _keys(reading) == ["a"]
    assert _said(reading) == [("PS112", 1)]


def test_an_unclosed_comment_ends_at_the_next_entry() -> None:
    """A brace that is missing in a comment costs the comment."""
    reading = _read("@comment{ never closed\n\n" + GOOD + GOOD)
    assert _keys(reading) == ["good", "good"]
    assert _said(reading) == [("PS101", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a, title=" + "{" * 20000,
        "@misc{a, title=" + "{" * 5000 + "}" * 5000 + "}",
        '@misc{a, title="' + '"x' * 20000,
        "@misc{a, " + "x={" * 20000,
        "@misc{a, " + "x\n= {\n" * 5000,
        "@misc{a," * 5000,
        "@misc{a,\n" * 5000,
        "@comment{\n" * 5000,
        "@string{a = \n" * 3000,
        "@misc{a, title = " + "# " * 20000,
        "@" * 50000,
        "@misc{a, title = {x}" + " \n" * 50000,
        "}" * 50000 + "@misc{a, title={x}}",
        "%" * 50000 + "@misc{a, title={x}}",
        "@misc{a, x = {1}," + "," * 50000,
        "@misc{" + "a" * 50000,
        "@misc{" + "a " * 50000,
        "@misc{a, " + "b" * 50000,
        "@misc{a, " + "b " * 50000,
        "\n<<<<<<< \n" * 5000,
        "".join(f"@misc{{k{i}, crossref={{k{i + 1}}}}}\n" for i in range(3000)),
        "".join(f"@misc{{k{i}, crossref={{z{i}}}}}\n" for i in range(3000)),
    ],
    ids=range(22),
)
def test_hostile_files_end_soon(text: str) -> None:
    """No depth, no repetition and no missing end makes the reader slow or crash."""
    assert isinstance(_read(text).records, tuple)
