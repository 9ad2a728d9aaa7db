"""Benchmarks: what is compared is the same; how fast it is, no test says."""

import re
from pathlib import Path

from run import builders
from synthetic import write


def test_synthetic_papers_are_the_same_every_time(tmp_path: Path) -> None:
    """As many papers as asked for, three authors each and about as many distinct ones, with the same bytes twice."""
    for folder in ("one", "two"):
        write(200, tmp_path / folder)
    text = (tmp_path / "one" / "papers.bib").read_text("utf-8")
    authors = [name for names in re.findall(r"author = \{(.*)\}", text) for name in names.split(" and ")]
    assert text.encode() == (tmp_path / "two" / "papers.bib").read_bytes()
    assert text.count("@inproceedings{") == 200
    assert 550 < len(authors) < 650
    assert 180 < len(set(authors)) <= 200
    assert text.count("$") > 80


def test_all_builders_are_given_the_same_pages(tmp_path: Path) -> None:
    """Papershelf gives the same bytes twice; without its index it lacks only that; the others have all its pages."""
    found = {builder.name: builder for builder in builders(20, tmp_path, 1, 1)}
    ours = found["Papershelf"]
    first = _files(ours.site)
    measured = ours.build()
    assert _files(ours.site) == first
    assert [step.name for step in measured.steps][-1] == "Publishing"
    found["without its search index"].build()
    bare = _files(found["without its search index"].site)
    assert bare == {path: content for path, content in first.items() if not path.startswith("search/index/")}
    pages = {path for path in first if path.endswith("index.html")}
    assert sum("papers/" in path for path in pages) == 21
    assert len(list((tmp_path / "hugo" / "content").iterdir())) == len(pages)
    found["MkDocs, pages made ready"].build()
    assert {path for path in _files(found["MkDocs, pages made ready"].site) if path.endswith("index.html")} == pages


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
