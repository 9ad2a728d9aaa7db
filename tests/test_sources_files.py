"""Files: which are sources, in which order, and how their bytes become text."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papershelf.codes import CODES
from papershelf.problems import Severity
from papershelf.sources import READERS, find, read_source, read_sources, without_files
from papershelf.sources.decoding import decode

ENTRY = "@misc{a, title = {A title}}\n"


def _touch(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(ENTRY, encoding="utf-8")


def test_sources_are_the_visible_files_of_known_formats_by_path(tmp_path: Path) -> None:
    """By default each file with a known suffix is a source, but hidden ones, READMEs and what others keep there."""
    _touch(tmp_path, "b.bib", "a.BIB", "sub/c.bib", "_draft.bib", ".hidden.bib", "README.txt", "readme.bib")
    _touch(tmp_path, "_drafts/d.bib", ".git/e.bib", "node_modules/f.bib", "site/g.bib", "build/h.bib")
    _touch(tmp_path, "collection.toml", "notes.md", "urls.lock", "photo.png")
    assert find(tmp_path) == ("a.BIB", "b.bib", "sub/c.bib")


def test_a_site_that_we_made_is_no_source(tmp_path: Path) -> None:
    """Wherever in the collection it was built; what only looks like one is read."""
    for made, sign in (("public", "404.html"), ("sub/tree", "index.md")):
        _touch(tmp_path, *(f"{made}/{path}" for path in (sign, "robots.txt", "exports/c.bib", "api/papers.json")))
    _touch(tmp_path, "a.bib", "404.html", "api/papers.json", "old/api/papers.json", "old/b.bib")
    assert find(tmp_path) == ("a.bib", "api/papers.json", "old/api/papers.json", "old/b.bib")
    assert find(tmp_path, ("**/*.bib",)) == ("a.bib", "old/b.bib")
    assert find(tmp_path / "old", ("*.bib",)) == ("b.bib",), "what lies above the collection does not count"


def test_globs_choose_in_their_order_each_file_once(tmp_path: Path) -> None:
    """The order of sources is that of the globs, then by path; settings and prose are never sources."""
    _touch(tmp_path, "a.bib", "b.bib", "z/c.bib", "z/d.txt", "_x.bib", "topics.toml", "notes.md")
    assert find(tmp_path, ("z/*", "*.bib")) == ("z/c.bib", "z/d.txt", "_x.bib", "a.bib", "b.bib")
    assert find(tmp_path, ("**/*",)) == ("_x.bib", "a.bib", "b.bib", "z/c.bib", "z/d.txt")


def test_a_glob_that_names_nothing_is_known(tmp_path: Path) -> None:
    """A source that does not exist costs itself; so does one that is no pattern."""
    _touch(tmp_path, "a.bib")
    globs = ("a.bib", "missing.bib", "/etc/*.bib")
    assert [len(reading.records) for reading in read_sources(tmp_path, globs)] == [1]
    assert without_files(tmp_path, globs) == globs[1:]


def test_a_single_file_is_its_own_collection(tmp_path: Path) -> None:
    """A file can stand for a collection; its neighbours are left alone and its name is the path in reports."""
    _touch(tmp_path, "mine.bib", "other.bib")
    (reading,) = read_sources(tmp_path, only=tmp_path / "mine.bib")
    assert [record.location.path for record in reading.records] == ["mine.bib"]
    assert find(tmp_path / "mine.bib") == ("mine.bib",)


def test_the_path_is_the_first_group_of_a_record(tmp_path: Path) -> None:
    """What folder an entry lies in is evidence for its topics."""
    _touch(tmp_path, "vision/a.bib")
    assert read_sources(tmp_path)[0].records[0].groups == ("vision/a.bib",)


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    """A source that vanished costs itself."""
    reading = read_source(tmp_path, "gone.bib")
    assert [(problem.code, problem.severity) for problem in reading.problems] == [("PS122", Severity.ERROR)]


def test_a_folder_without_sources_is_a_problem(tmp_path: Path) -> None:
    """Whoever builds an empty folder is told what to put into it."""
    _touch(tmp_path, "README.md")
    said = [str(problem) for reading in read_sources(tmp_path) for problem in reading.problems]
    assert [line.partition(" Put a file")[0] for line in said] == [
        ".: PS127 the folder holds no source. The site has no papers."
    ]
    assert all(suffix in said[0] for reader in READERS.values() for suffix in reader.suffixes)


def test_a_file_of_no_known_format_is_a_problem(tmp_path: Path) -> None:
    """A text that only has the suffix of a source is skipped, and said; an empty one too."""
    (tmp_path / "license.txt").write_text("Permission is hereby granted,\n" * 20, encoding="utf-8")
    (tmp_path / "nothing.bib").write_text("", encoding="utf-8")
    codes = [problem.code for reading in read_sources(tmp_path) for problem in reading.problems]
    assert codes == ["PS123", "PS124"]


@pytest.mark.parametrize(
    ("content", "text", "code"),
    [
        ("Fréchet".encode(), "Fréchet", None),
        (b"\xef\xbb\xbfBOM", "BOM", None),
        ("Ünï".encode("utf-16"), "Ünï", None),
        ("Ünï".encode("utf-32"), "Ünï", None),
        ("abcdefghé\n".encode("utf-16-le"), "abcdefghé\n", "PS120"),
        ("abcdefghé\n".encode("utf-16-be"), "abcdefghé\n", "PS120"),
        (b"caf\xe9 \x93quoted\x94", "café “quoted”", "PS120"),
        (b"caf\xc3\xa9\ncaf\xe9\n", "café\ncafé\n", "PS120"),
        (b"\x81\xe9", "é", "PS120"),
        (b"% Encoding: ISO8859_2\nErd\xf5s", "% Encoding: ISO8859_2\nErdős", "PS120"),
        (b"% Encoding: rot13\nErd\xf5s", "% Encoding: rot13\nErdõs", "PS120"),
        (b"a\x00b\x07c", "abc", "PS121"),
        ("it\u0092s \u202eevil\u202c".encode(), "it\u2019s evil", "PS121"),
        ("one\x0ctwo\u2028three".encode(), "one two three", "PS121"),
        (b"a\r\nb\rc\n", "a\nb\nc\n", None),
    ],
)
def test_bytes_of_any_encoding_become_clean_text(content: bytes, text: str, code: str | None) -> None:
    """UTF-8 and UTF-16 are read as such, the rest as Windows-1252 line by line; what was decided is a notice."""
    decoded, problems = decode(content, "a.bib")
    assert decoded.replace("\x81", "") == text
    assert {problem.code for problem in problems} - {"PS121"} == ({code} if code else set()) - {"PS121"}
    assert all(problem.severity is Severity.NOTICE for problem in problems)


def test_a_notice_on_encoding_has_the_line() -> None:
    """The first line that is not UTF-8 is named."""
    _, problems = decode(b"one\ntwo\ncaf\xe9\ncaf\xe9\n", "a.bib")
    assert [(str(problem.location), problem.message) for problem in problems] == [
        ("a.bib:3", "the line is not UTF-8, 2 lines in all.")
    ]


@given(st.binary(max_size=300))
def test_any_bytes_decode(content: bytes) -> None:
    """No bytes stop the reader, and no control character survives."""
    text, _ = decode(content, "a.bib")
    assert not any(ord(character) < 32 and character not in "\n\t" for character in text)


@given(st.text(max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_no_control_character_survives(text: str, encoding: str) -> None:
    """Controls of either kind and signs that turn the direction of reading are dropped, whatever they stand in."""
    read, _ = decode(text.encode(encoding), "a.bib")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]", read)


@given(st.text(st.characters(blacklist_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn")), max_size=100))
def test_utf8_is_left_alone(text: str) -> None:
    """Clean text is what it was."""
    assert decode(text.encode(), "a.bib") == (text, ())


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("gb18030", "深度学习的方法与应用"),
        ("shift_jis", "日本語の論文とその読み方について"),
        ("koi8_r", "Глубокое обучение: методы и задачи"),
        ("cp1251", "Глубокое обучение: методы и задачи"),
        ("cp1252", "Müller, épée à ça"),
    ],
)
def test_an_undeclared_encoding_is_told_by_its_letters(encoding: str, text: str) -> None:
    """Chinese, Japanese and Cyrillic libraries of old read as they were meant, and Western ones too."""
    library = f"@article{{k, title = {{{text}}}, year = 1999}}\n" * 5
    decoded, notices = decode(library.encode(encoding), "a.bib")
    assert decoded == library
    assert [notice.code for notice in notices] == ["PS120"]


def test_each_code_has_a_name_and_is_unique() -> None:
    """Codes are stable names: three digits of the first hundred."""
    assert all(code.startswith("PS") and len(code) == 5 and name for code, (_, name) in CODES.items())
    assert len({name for _, name in CODES.values()}) == len(CODES)


def test_macros_and_parents_of_one_file_serve_the_others(tmp_path: Path) -> None:
    """Journals in ``abbrev.bib`` and proceedings in ``volumes.bib`` are known in every file of the collection."""
    (tmp_path / "abbrev.bib").write_text("@string{jx = {Journal of X}}\n", encoding="utf-8")
    (tmp_path / "a.bib").write_text(
        "@article{a, title={A}, journal=JX}\n@inproceedings{c, title={C}, crossref={v}}\n"
        "@misc{d, title={D}, crossref={nowhere}, note=unknown}\n",
        encoding="utf-8",
    )
    (tmp_path / "volumes.bib").write_text("@proceedings{v, title={Volume}, year={2001}}\n", encoding="utf-8")
    readings = read_sources(tmp_path)
    article, child, dead = readings[0].records
    assert article.fields["journal"].value == "Journal of X"
    assert child.fields["booktitle"].value == "Volume"
    assert child.fields["year"].location.path == "volumes.bib"
    assert "year" not in dead.fields
    assert [problem.code for reading in readings for problem in reading.problems] == ["PS106", "PS113"]
