"""Finding: what a copy of the process finds beside other things is what this one would find."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf import twin
from papershelf.build import Order, build
from papershelf.catalogue import Catalogue
from papershelf.collection import Collection
from papershelf.finding import Question, ask
from papershelf.kitchen import Kitchen
from papershelf.pages.desk import SMALL
from papershelf.topics.reading import read_topics
from papershelf.twin import TwinError
from papershelf.understanding import conclude, inquire, read
from papershelf.workplace import locate
from processes import children, ends
from shelf import catalogue, paper

_SUBJECTS = ("graph network", "image diffusion", "speech model", "protein folding", "robot control", "text retrieval")
_TOPICS = """
[[topic]]
slug = "graphs"
name = "Graph networks"
phrases = ["graph network"]

[[topic]]
slug = "images"
name = "Image diffusion"
phrases = ["image diffusion"]
include = ["p3", "nobody"]

[[topic]]
slug = "learning"
name = "Learning"
include = ["p9"]

[[topic]]
slug = "speech"
name = "Speech models"
parent = "learning"
phrases = ["speech model"]
"""


def _entries(count: int) -> str:
    """Return papers on six subjects, each author with several of them, one in five citing the one before."""
    return "".join(
        f"@article{{p{n}, title = {{{_SUBJECTS[n % 6].title()} number {n} of kind {n % 11}}}, year = {2000 + n % 20},\n"
        f" author = {{Doe, Ann{n % 97} and Roe, Bo{n % 301}}}, keywords = {{kind {n % 11}}},\n"
        f" abstract = {{We study a {_SUBJECTS[n % 6]} and a {_SUBJECTS[n % 5]} by method {n % 31}.}}"
        f"{f', cites = {{p{n - 1}}}' if n % 5 == 1 else ''}}}\n"
        for n in range(count)
    )


def _found(folder: Path, *, beside: bool) -> Collection:
    place = locate(folder, folder.parent)
    known = read(place)
    return conclude(place, known, inquire(place, known, beside=beside)).whole()


@pytest.mark.parametrize("copied", [True, False], ids=["copied", "not copied"])
@pytest.mark.parametrize("topics", ["", _TOPICS], ids=["found", "stated"])
def test_what_is_found_beside_is_what_is_found_here(
    tmp_path: Path, topics: str, monkeypatch: pytest.MonkeyPatch, *, copied: bool
) -> None:
    """Topics, who is on them, relations and problems are the same; the evidence alone stays where it was found."""
    monkeypatch.setattr(twin, "POSSIBLE", copied)
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "papers.bib").write_text(_entries(1100), "utf-8")
    if topics:
        (folder / "topics.toml").write_text(topics, "utf-8")
    (folder / "urls.lock").write_text('[topics]\nslugs = ["robot-control"]\n', "utf-8")
    here, beside = _found(folder, beside=False), _found(folder, beside=True)
    assert here.subjects.topics
    assert len(here.relations) == 1100
    assert here.subjects.evidence
    assert beside == replace(here, subjects=replace(here.subjects, evidence={}))
    for name in ("topics", "placements", "papers"):
        ordered = getattr(here.subjects, name)
        assert list(getattr(beside.subjects, name)) == list(ordered), "in the same order"


_FEW_WORDS = st.lists(st.sampled_from(("soup", "carrot", "of the", "2020", "graph network", "")), max_size=3)
_PAPERS = st.lists(st.tuples(_FEW_WORDS, _FEW_WORDS, st.lists(st.integers(0, 20), max_size=3)), max_size=20)


@settings(max_examples=150, deadline=None)
@given(_PAPERS)
def test_papers_of_few_words_are_found_about(papers: list[tuple[list[str], list[str], list[int]]]) -> None:
    """Whatever papers have in common, all or nothing, each has its placements and its relations."""
    made = [
        replace(paper(f"p{at}", " ".join(title), " ".join(said)), cites=tuple(f"p{other}" for other in cites))
        for at, (title, said, cites) in enumerate(papers)
    ]
    keys = {one.key for one in made}
    known = catalogue(replace(one, cites=tuple(k for k in one.cites if k in keys and k != one.key)) for one in made)
    asked = ask(Question(known, None))
    subjects, _ = asked.subjects()
    assert subjects.placements.keys() == keys
    assert asked.relations().keys() == keys


def _catalogue(folder: Path, count: int) -> Catalogue:
    (folder / "library.bib").write_text(_entries(count), "utf-8")
    return read(locate(folder / "library.bib", folder)).gathered.catalogue


def test_pages_tell_no_evidence_that_was_left_behind(tmp_path: Path) -> None:
    """As many papers as have their evidence on their pages are found about here, beside other things or not."""
    question = Question(_catalogue(tmp_path, SMALL), tuple(read_topics(_TOPICS)[0][:1]))
    before = children()
    subjects, _ = ask(question, beside=True).subjects()
    assert children() == before
    assert subjects.evidence


def test_a_copy_that_finds_goes_when_nobody_wants_to_know(tmp_path: Path) -> None:
    """Whoever closes what is being found ends it; once all is known, nothing goes on either."""
    catalogue = _catalogue(tmp_path, 1100)
    before = children()
    left = ask(Question(catalogue, None), beside=True)
    (child,) = children() - before
    left.close()
    assert ends(child)
    whole = ask(Question(catalogue, None), beside=True)
    whole.subjects()
    assert len(whole.relations()) == 1100
    assert children() == before


def test_a_copy_that_is_ended_while_it_finds_is_said(tmp_path: Path) -> None:
    """Where the system ends the copy, whoever asks is told."""
    before = children()
    asked = ask(Question(_catalogue(tmp_path, 1100), None), beside=True)
    (child,) = children() - before
    os.kill(child, signal.SIGKILL)
    with pytest.raises(TwinError, match="enough memory"):
        asked.subjects()
    with pytest.raises(TwinError):
        asked.relations()


def test_what_was_found_may_be_asked_for_again(tmp_path: Path) -> None:
    """In either order and more than once, here and from a copy."""
    question = Question(_catalogue(tmp_path, 1100), None)
    here, there = ask(question), ask(question, beside=True)
    for asked in (here, there):
        assert asked.relations() == asked.relations()
        assert asked.subjects()[0].placements == here.subjects()[0].placements


def test_a_site_is_the_same_whoever_finds(tmp_path: Path, engine: Kitchen, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site of so many papers that a copy finds topics and relations is that of one process, byte for byte."""
    (tmp_path / "library.bib").write_text(_entries(1000), "utf-8")
    sites = []
    for copied in (True, False):
        monkeypatch.setattr(twin, "POSSIBLE", copied)
        output = tmp_path / f"site{copied}"
        build(Order(locate(tmp_path / "library.bib", tmp_path), output), engine)
        paths = (path for path in output.rglob("*") if path.is_file())
        sites.append({path.relative_to(output): path.read_bytes() for path in paths})
    assert sites[0] == sites[1]


def test_who_prints_loads_no_libraries_of_numbers() -> None:
    """They are slow to load; of many papers the copy that finds loads them while exports are written."""
    script = "import papershelf.build, papershelf.printing, sys; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(Path("generator").resolve())}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert not {"numpy", "scipy", "papershelf.seeking"} & set(done.stdout.split())


def test_whoever_finds_loads_no_more_of_numpy_than_it_uses() -> None:
    """Scipy would load numpy's tests and its Fortran; who asks numpy for its polynomials gets them all the same."""
    script = "import papershelf.seeking, sys; print(*sys.modules); import numpy; numpy.polynomial.Polynomial([1])"
    environment = {**os.environ, "PYTHONPATH": str(Path("generator").resolve())}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "scipy.sparse" in loaded
    assert not {"numpy.f2py", "numpy.testing", "numpy.polynomial"} & loaded
