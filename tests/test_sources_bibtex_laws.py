"""BibTeX: laws that hold for any library, clean or damaged."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database.input.bibtex import LowLevelParser, month_names

from papershelf.records import Reading, Record
from papershelf.sources import bibtex
from papershelf.sources.bibtex import read

WORDS = st.text(st.sampled_from("abcXYZ 019-.,:;'&%$\\~^_#@()\u00e9\u4e2d\n"), max_size=20)
TEXTS = st.recursive(
    WORDS, lambda inner: st.lists(inner | inner.map(lambda text: f"{{{text}}}"), max_size=3).map("".join), max_leaves=6
)
NAMES = st.sampled_from(("author", "year", "note", "x-y", "Journal", "author+an", "volume", "abstract"))


class Written(NamedTuple):
    """An entry as a person writes it, and what it says."""

    key: str
    text: str
    fields: dict[str, str]


def _clean(text: str) -> str:
    return " ".join(text.split())


def _parted(text: str, join: str) -> str:
    """Return ``text`` in two parts with ``join`` between, where no brace holds them together."""
    half = len(text) // 2
    return text if "{" in text or "}" in text else text[:half] + join + text[half:]


@st.composite
def entries(draw: st.DrawFn, number: int) -> Written:
    """Draw an entry whose key and title tell its number."""
    fields = {"title": f"Title number {number} {draw(TEXTS)}"}
    for name in draw(st.lists(NAMES, max_size=4, unique_by=str.lower)):
        fields[name] = draw(TEXTS)
    quotes = draw(st.booleans()) and not any('"' in text for text in fields.values())
    opening, closing = ('"', '"') if quotes else ("{", "}")
    between = draw(st.sampled_from((",\n  ", ", ", ",", "\n, ")))
    join = draw(st.sampled_from(("", f"{closing} # {opening}", f"{closing}\n  #{opening}")))
    body = between.join(
        [f"key{number}", *(f"{name} = {opening}{_parted(text, join)}{closing}" for name, text in fields.items())],
    )
    last = draw(st.sampled_from(("}", "\n}", ",\n}", " , }")))
    kind = draw(st.sampled_from(("article", "InProceedings", "misc")))
    return Written(f"key{number}", f"@{kind}{{{body}{last}", {n.lower(): _clean(t) for n, t in fields.items()})


@st.composite
def libraries(draw: st.DrawFn, least: int = 0) -> list[Written]:
    """Draw a few entries with different keys and titles."""
    return [draw(entries(number)) for number in range(draw(st.integers(least, 5)))]


def _joined(library: Sequence[Written], between: str = "\n") -> str:
    return "".join(entry.text + between for entry in library)


def _stated(record: Record) -> dict[str, str]:
    return {name: field.value for name, field in record.fields.items()}


def _said(reading: Reading) -> list[tuple[str | None, dict[str, str]]]:
    return [(record.key, _stated(record)) for record in reading.records]


def _without_empty(fields: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in fields.items() if text}


@given(libraries(), st.sampled_from(("\n", "", "\n\n", "\nsome words\n", "  ")))
def test_reading_is_the_inverse_of_writing(library: list[Written], between: str) -> None:
    """What was written is read, without a problem, whatever stands between the entries."""
    reading = read(_joined(library, between), "a.bib")
    assert _said(reading) == [(entry.key, _without_empty(entry.fields)) for entry in library]
    assert reading.problems == ()


@given(libraries())
def test_clean_entries_say_what_pybtex_reads(library: list[Written]) -> None:
    """We read at once what pybtex reads token by token."""
    text = _joined(library)
    theirs = [
        (key, _without_empty({name.lower(): _clean("".join(parts)) for name, parts in fields}))
        for _, (key, fields) in LowLevelParser(text, macros=dict(month_names))
    ]
    assert _said(read(text, "a.bib")) == theirs


@given(libraries(least=2), st.randoms(use_true_random=False))
def test_shuffling_changes_nothing_but_lines(library: list[Written], random: object) -> None:
    """Entries do not depend on each other's order."""
    shuffled = list(library)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    before, after = read(_joined(library), "a.bib"), read(_joined(shuffled), "a.bib")
    assert sorted(map(str, _said(before))) == sorted(map(str, _said(after)))


@given(libraries())
def test_every_place_is_right(library: list[Written]) -> None:
    """An entry's line begins with its @, a field's line holds its name, and the quote stands there word for word."""
    text = "\n" + _joined(library, "\n\n")
    lines = text.split("\n")
    for record in read(text, "a.bib").records:
        assert lines[record.location.line - 1].startswith("@")
        assert record.quote in text
        for name, field in record.fields.items():
            assert name in lines[field.location.line - 1].lower()


@st.composite
def damaged(draw: st.DrawFn) -> tuple[list[Written], int, str]:
    """Draw a library in which one entry is damaged: its place, and the text of the library."""
    library = draw(libraries(least=3))
    at = draw(st.integers(0, len(library) - 1))
    text = library[at].text
    marks = [place for place, character in enumerate(text) if character in '{}",=@()#\n'] or [0]
    place = draw(st.sampled_from(marks) | st.integers(0, len(text) - 1))
    harm = draw(st.sampled_from(("delete", "cut", "{", "}", '"', ",", "=", "@", "%", "\n", "#", "(", ")", "}}", "<b>")))
    if harm == "delete":
        text = text[:place] + text[place + 1 :]
    elif harm == "cut":
        text = text[:place]
    else:
        text = text[:place] + harm + text[place:]
    texts = [entry.text if number != at else text for number, entry in enumerate(library)]
    return library, at, "\n".join(texts) + "\n"


@settings(max_examples=400)
@given(damaged(), st.sampled_from((" # ", "# {x}", " # jan", "# nobody")), st.data())
def test_the_short_way_reads_as_the_careful_one(
    harmed: tuple[list[Written], int, str], joined: str, data: st.DataObject
) -> None:
    """What the clean entries' one expression reads is what the parser reads that repairs, problems and all."""
    text = harmed[2]
    places = [at + 1 for at, sign in enumerate(text) if sign in '}"']
    if places:
        place = data.draw(st.sampled_from(places))
        text = text[:place] + joined + text[place:]
    short = read(text, "a.bib")
    with pytest.MonkeyPatch.context() as reader:
        reader.setattr(bibtex, "read_clean", lambda *_: None)
        assert read(text, "a.bib") == short


@settings(max_examples=400)
@given(damaged())
def test_damage_costs_at_most_the_entry_and_its_neighbour(case: tuple[list[Written], int, str]) -> None:
    """All others are read as they were; the line of each problem exists."""
    library, at, text = case
    reading = read(text, "a.bib")
    found = _said(reading)
    whole = [entry for number, entry in enumerate(library) if (entry.key, _without_empty(entry.fields)) in found]
    lost = [number for number, entry in enumerate(library) if entry not in whole]
    assert set(lost) <= {at, at + 1}
    assert all(0 < problem.location.line <= text.count("\n") + 1 for problem in reading.problems)


@settings(max_examples=300)
@given(st.text(st.sampled_from('@{}(),="#%\\ \nabc1<>'), max_size=120) | st.text(max_size=60))
def test_nothing_stops_the_reader(text: str) -> None:
    """Any text gives records and problems at lines that exist."""
    reading = read("@misc{a, " + text, "a.bib")
    assert all(0 < problem.location.line <= text.count("\n") + 1 for problem in reading.problems)
    assert all(field.value for record in reading.records for field in record.fields.values())


@pytest.mark.parametrize("cut", range(0, 120, 7))
def test_a_file_that_is_cut_off_keeps_what_was_whole(cut: int) -> None:
    """However a half-written file ends, the entries before its last are read."""
    entry = "@article{{k{0},\n  title = {{Title {0}}},\n  author = {{Doe, Jane}},\n  year = 2000,\n}}\n"
    text = "".join(entry.format(number) for number in range(4))
    reading = read(text[: len(text) - cut], "a.bib")
    whole = (len(text) - cut) // len(entry.format(0))
    assert [record.key for record in reading.records][:whole] == [f"k{number}" for number in range(whole)]
