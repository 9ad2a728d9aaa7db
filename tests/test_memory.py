"""Memory: reading again after an edit gives what reading anew gives, whatever was edited."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.curation import Curation, read_curation
from papershelf.gathering import Gathered, gather
from papershelf.gathering_memory import GatheringMemory
from papershelf.memory import Last, Memory
from papershelf.sources import SourceMemory, read_sources
from papershelf.understanding import Memories, understand
from papershelf.workplace import locate

ENTRIES = (
    "@string{icml = {International Conference on Machine Learning}}\n",
    "@string{icml = {ICML}}\n",
    "@article{a, title = {On {B}rownian motion}, author = {Li, Ada and Wu, Bo}, year = 2020, journal = icml}\n",
    "@article{a,\n  title = {On {B}rownian motion},\n  author = {Li, Ada and Wu, Bo},\n  year = {20l6}\n}\n",
    "@inproceedings{b, title = {Nets},\n author = {Jégou, Hervé}, doi = {10.1234/b},\n crossref = {c}, month = jan}\n",
    "@inproceedings{d, title = {Deep nets}, author = {Jegou, Herve}, eprint = {1512.03385}, cites = {a, b}}\n",
    "@proceedings{c, title = {Proceedings of the International Conference on Machine Learning (ICML)}, year = 2021}\n",
    "@article{e, title = {Unclosed, author = {Li, A}\n",
    "@misc{f, author = {Nobody}, note = {no title}}\n",
    "@comment{@article{g, title = {Hidden}}}\n",
    "% a remark\n",
    "\n\n",
    "<<<<<<< ours\n",
    "stray = {field}\n",
)
CURATED, _ = read_curation(
    {
        "venues.toml": '[[venue]]\nname = "Machine Learning Conf"\naliases = ["ICML"]\n',
        "corrections.toml": '[[correction]]\npaper = "a"\nfield = "title"\nvalue = "Corrected"\n',
        "decisions.toml": '[[different]]\npapers = ["b", "d"]\n',
    },
    {},
)


def _write(path: Path, text: str) -> None:
    """Write a file that nobody takes for one that is being written."""
    path.write_text(text, "utf-8")
    os.utime(path, (0, 0))


def _told(gathered: Gathered) -> tuple[object, ...]:
    return gathered.catalogue, gathered.problems, gathered.records, gathered.merged, gathered.withheld


@settings(max_examples=60, deadline=None)
@given(rounds=st.lists(st.lists(st.sampled_from(ENTRIES), max_size=9), min_size=2, max_size=4), data=st.data())
def test_remembering_changes_no_answer(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[str]], data: st.DataObject
) -> None:
    """Whatever stood in a file and stands there now, memory gives the catalogue and problems of a first reading."""
    root = tmp_path_factory.mktemp("sources")
    sources, gathering = SourceMemory(), GatheringMemory()
    for entries in rounds:
        _write(root / "a.bib", "".join(entries))
        _write(root / "z.bib", data.draw(st.sampled_from(ENTRIES)))
        curation = data.draw(st.sampled_from([Curation(), CURATED]))
        remembered = gather(read_sources(root, memory=sources), curation, gathering)
        assert _told(remembered) == _told(gather(read_sources(root), curation))


def test_entries_that_only_moved_are_not_read_again(tmp_path: Path) -> None:
    """A line more at the head of a file moves every record and keeps what it says."""
    source = tmp_path / "a.bib"
    source.write_text(ENTRIES[6], "utf-8")
    memory = SourceMemory()
    before = read_sources(tmp_path, memory=memory)[0].records[0]
    source.write_text("% a line more\n" + ENTRIES[6], "utf-8")
    after = read_sources(tmp_path, memory=memory)[0].records[0]
    assert (before.location.line, after.location.line) == (1, 2)
    assert all(after.fields[name].value is field.value for name, field in before.fields.items())


def test_understanding_again_gives_the_same_values(tmp_path: Path) -> None:
    """Nothing has changed, so no paper is made anew."""
    (tmp_path / "a.bib").write_text(ENTRIES[4] + ENTRIES[6], "utf-8")
    memories = Memories()
    first = understand(locate(tmp_path / "a.bib", tmp_path), memories=memories)
    again = understand(locate(tmp_path / "a.bib", tmp_path), memories=memories)
    assert again == first
    assert again.addresses is first.addresses
    assert all(again.catalogue.authors[key] is author for key, author in first.catalogue.authors.items())


def test_a_memory_forgets_what_a_round_did_not_ask_for() -> None:
    """What is gone from the sources does not stay in memory."""
    memory = Memory[str, int]()
    memory.keep("asked", 1)
    memory.keep("not asked", 2)
    memory.turn()
    assert memory.get("asked") == 1
    memory.turn()
    assert (memory.get("asked"), memory.get("not asked")) == (1, None)


def test_the_last_value_stands_while_its_cause_does() -> None:
    """A step is done again when what it is done with differs."""
    last = Last[str]()
    made = iter("ab")
    assert [last.of(cause.copy, lambda: next(made)) for cause in ([1], [1], [2])] == ["a", "a", "b"]


def test_what_is_not_kept_asks_for_no_cause() -> None:
    """Where nobody asks again, a step is done, and what it is done with is not gathered."""
    causes = iter(())
    assert Last[str](kept=False).of(lambda: next(causes), lambda: "a") == "a"


def test_a_quiet_round_forgets_no_entry(tmp_path: Path) -> None:
    """A file that did not change for a while still has its entries remembered when it does."""
    source = tmp_path / "a.bib"
    memory = SourceMemory()
    _write(source, ENTRIES[6])
    rounds = [read_sources(tmp_path, memory=memory) for _ in range(4)]
    _write(source, ENTRIES[6] + ENTRIES[3])
    after = read_sources(tmp_path, memory=memory)
    assert after[0].records[0] is rounds[0][0].records[0]
