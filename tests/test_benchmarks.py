"""Benchmarks: what is compared is the same; how fast it is, no test says."""

import json
import re
from pathlib import Path

from run import builders
from sites import require_same, sizes_of, words_of
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
    assert len(list((tmp_path / "fragments" / "content").iterdir())) == len(pages)
    assert len(list((tmp_path / "hugo" / "content").rglob("*.md"))) == len(pages)
    found["MkDocs, pages made ready"].build()
    assert {path for path in _files(found["MkDocs, pages made ready"].site) if path.endswith("index.html")} == pages


def test_hugo_shows_the_same_papers(tmp_path: Path) -> None:
    """Hugo is given values, not pages; where it is installed (``make bench``), it shows the same words on each page."""
    found = {builder.name: builder for builder in builders(20, tmp_path, 1, 0)}
    content = tmp_path / "hugo" / "content"
    fronts = {
        path.relative_to(content).as_posix(): json.loads(path.read_text("utf-8")) for path in content.rglob("*.md")
    }
    papers = [front for path, front in fronts.items() if re.fullmatch(r"papers/[^_].*", path)]
    listed = [slug for section in fronts["papers/_index.md"]["sections"] for slug in section["lines"]]
    assert sorted(front["key"] for front in papers) == sorted(f"paper{number}" for number in range(20))
    assert {f"papers/{slug}.md" for slug in listed} == {path for path in fronts if re.fullmatch(r"papers/[^_].*", path)}
    assert not [front for front in papers if "<div" in json.dumps(front)]
    assert {path.parent.name for path in (tmp_path / "hugo" / "static").rglob("*.bib")} == set()
    for name in found.keys() & {"Hugo, from front matter"}:
        found[name].build()
        ours, theirs = found["Papershelf"].site, found[name].site
        require_same(sizes_of(ours), sizes_of(theirs))
        for page in sorted(ours.rglob("index.html")):
            assert words_of(theirs / page.relative_to(ours)) == words_of(page), page


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
