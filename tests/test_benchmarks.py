"""Benchmarks: what is compared is the same; how fast it is, no test says."""

import re
import tomllib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from measuring import timed, watched
from run import builders
from sites import require_same, sizes_of, targets_of, words_of
from synthetic import write
from toml_text import front_matter_text

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def _several(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(values, max_size=3) | st.dictionaries(_TEXTS, values, max_size=3)


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
    measured = ours.build(watched)
    assert _files(ours.site) == first
    assert [step.name for step in measured.steps][-1] == "Publishing"
    assert (measured.megabytes > 0) == Path("/proc/self/smaps_rollup").exists()
    assert found["without its search index"].build(timed).megabytes == 0
    bare = _files(found["without its search index"].site)
    assert bare == {path: content for path, content in first.items() if not path.startswith("search/index/")}
    pages = {path for path in first if path.endswith("index.html")}
    assert sum("papers/" in path for path in pages) == 21
    assert len(list((tmp_path / "fragments" / "content").iterdir())) == len(pages)
    assert len(list((tmp_path / "hugo" / "content").rglob("*.md"))) == len(pages)
    found["MkDocs, pages made ready"].build(timed)
    assert {path for path in _files(found["MkDocs, pages made ready"].site) if path.endswith("index.html")} == pages


@given(st.dictionaries(_TEXTS, st.recursive(_TEXTS | st.integers(-(2**63), 2**63 - 1) | st.booleans(), _several)))
def test_front_matter_holds_what_it_was_given(values: dict[str, object]) -> None:
    """Reading TOML after writing it is the identity."""
    assert tomllib.loads(front_matter_text(values).removeprefix("+++\n").removesuffix("+++\n")) == values


def test_hugo_makes_the_same_pages_of_front_matter(tmp_path: Path) -> None:
    """Hugo is given values, not pages, and its pages say and link the same."""
    found = {builder.name: builder for builder in builders(20, tmp_path, 1, 0)}
    content = tmp_path / "hugo" / "content"
    fronts = {
        path.relative_to(content).as_posix(): tomllib.loads(path.read_text("utf-8").strip("+\n"))
        for path in content.rglob("*.md")
    }
    papers = {path: front for path, front in fronts.items() if re.fullmatch(r"papers/[^_].*", path)}
    listed = [slug for section in fronts["papers/_index.md"]["sections"] for slug in section["lines"]]
    assert sorted(f"papers/{slug}.md" for slug in listed) == sorted(papers)
    assert {front["key"] for front in papers.values()} == {f"paper{number}" for number in range(20)}
    assert all(front["authors"][0]["family"] and front["bibtex"].startswith("@") for front in papers.values())
    assert not [path for path, front in papers.items() if re.search(r"<(section|div|p|li|meta)\b", str(front))]
    assert not list((tmp_path / "hugo" / "static").rglob("*.bib"))
    found["Hugo, from front matter"].build(timed)
    ours, theirs = found["Papershelf"].site, found["Hugo, from front matter"].site
    require_same(sizes_of(ours), sizes_of(theirs))
    for page in sorted(ours.rglob("index.html")):
        path = page.relative_to(ours)
        address = path.as_posix().removesuffix("index.html")
        assert words_of(theirs / path) == words_of(page)
        assert targets_of(theirs / path, address) == targets_of(page, address)


def _files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
