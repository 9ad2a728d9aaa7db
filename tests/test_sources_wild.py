"""BibTeX as it is in the wild: a corpus of nasty files, what becomes of each, and what other readers make of them."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.records import Reading
from papershelf.sources import read_source
from papershelf.sources.decoding import decode
from peers import lost, titled

CASES = Path(__file__).parent / "cases" / "bibtex"
FILES = sorted(path.name for path in CASES.glob("*.bib"))
HARM = (
    "{",
    "}",
    '"',
    ",",
    "=",
    "@",
    "%",
    "\n",
    "#",
    "(",
    ")",
    "}}",
    "{{",
    "\\",
    "\n}",
    "\n@",
    "},",
    "@article{x,",
    "<b>",
)


def _text(name: str) -> str:
    return decode((CASES / name).read_bytes(), name)[0]


def _told(reading: Reading) -> str:
    """Return what a file becomes: a line for each entry, then the report."""
    entries = (
        f"{record.location.line}: {record.kind} {record.key}\n"
        + "".join(f"    {name} = {field.value}\n" for name, field in record.fields.items())
        for record in reading.records
    )
    return "".join(entries) + "\n" + "".join(f"{problem}\n" for problem in reading.problems)


@pytest.mark.parametrize("name", FILES)
def test_each_nasty_file_becomes_what_was_reviewed(name: str, request: pytest.FixtureRequest) -> None:
    """Every entry, every field and every word of the report is as reviewed; ``--update-golden`` writes them anew."""
    told = _told(read_source(CASES, name))
    expected = CASES / f"{Path(name).stem}.told"
    if request.config.getoption("--update-golden"):
        expected.write_text(told, "utf-8")
    assert told == expected.read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_nothing_that_others_read_is_lost(name: str) -> None:
    """Every titled entry that pybtex or bibtexparser reads is read, or is named in the report at its line."""
    assert lost(_text(name)) == []


def test_others_read_most_of_the_nasty_files() -> None:
    """The comparison has something to compare: the others read hundreds of entries."""
    assert sum(1 for name in FILES for _ in titled(_text(name))) > 250


ENTRIES = [
    entry
    for name in ("braces.bib", "comments.bib", "fields.bib", "macros.bib", "kinds.bib")
    for entry in re.split(r"^(?=@\w+\{)", _text(name), flags=re.MULTILINE)
    if entry.startswith("@")
]


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw a few nasty entries, and damage them once more."""
    text = "".join(draw(st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=4)))
    place = draw(st.integers(0, len(text) - 1))
    harm = draw(st.sampled_from(("delete", "cut", *HARM)))
    if harm == "cut":
        return text[:place]
    return text[:place] + text[place + 1 :] if harm == "delete" else text[:place] + harm + text[place:]


@settings(max_examples=500, derandomize=True)
@given(damaged())
def test_more_damage_loses_nothing_that_others_read(text: str) -> None:
    """Whatever a byte too many or too few does, we read as much as the others."""
    assert lost(text) == []
