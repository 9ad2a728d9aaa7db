"""What a record states is on its paper's page: its place in a volume, its states, its language."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from papershelf.exports import EXPORTS
from papershelf.pages import make_pages
from papershelf.templating import Templates
from papershelf.understanding import understand
from papershelf.workplace import locate

LIBRARY = r"""
@inproceedings{full,
  title = {A Full Record}, author = {Doe, Jane}, editor = {Roe, Richard and Poe, Edgar}, year = 2020,
  booktitle = {Proceedings of the 3rd Conference on Shelves (SHELF 2020)}, volume = 12, number = 3, pages = {1--9},
  series = {Notes on Shelves}, session = {Oak and Pine}, publisher = {Shelf Press}, isbn = {978-3-16-148410-0},
  issn = {1234-5679}, address = {Leiden}, order = {17},
}
@article{retracted, title = {A Retracted One}, year = 2019, retracted = {The data were lost}, journal = {Shelves}}
@article{withdrawn, title = {A Withdrawn One}, year = 2018, keywords = {withdrawn}, journal = {Shelves}}
@article{erratum, title = {A Corrected One}, year = 2017, erratum = {Table 2}, journal = {Shelves}}
@article{award, title = {A Prized One}, year = 2016, award = {Best paper}, journal = {Shelves}}
@proceedings{edited, title = {The Shelf Volume}, editor = {Roe, Richard and Poe, Edgar}, year = 2012,
  publisher = {Shelf Press}}
@misc{preprint, title = {A Preprint}, year = 2015, eprint = {1501.00001}, archiveprefix = {arXiv}}
@article{german, title = {Über Regale}, langid = {ngerman}, year = 2014, abstract = {Regale.}, journal = {Shelves}}
@article{hebrew, title = {מדפים וספרים}, year = 2013, journal = {Shelves}}
"""


@pytest.fixture(scope="module")
def bodies(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return the bodies of all pages by their addresses."""
    folder = tmp_path_factory.mktemp("record")
    (folder / "library.bib").write_text(LIBRARY, "utf-8")
    place = locate(folder / "library.bib", folder)
    return {page.address: page.body for page in make_pages(understand(place), Templates(place.templates), report=True)}


def test_the_place_in_a_volume_is_shown(bodies: Mapping[str, str]) -> None:
    """Volume, number, pages, editors, publisher, ISBN, ISSN, series, session and place."""
    body = bodies["papers/a-full-record/"]
    for name, said in {
        "Printed in": "Proceedings of the 3rd Conference on Shelves (SHELF 2020)", "Editors": "Richard Roe, Edgar Poe",
        "Volume": "12", "Number": "3", "Pages": "1\u20139", "Series": "Notes on Shelves", "Session": "Oak and Pine",
        "Publisher": "Shelf Press", "ISBN": "978-3-16-148410-0", "ISSN": "1234-5679", "Place": "Leiden",
    }.items():  # fmt: skip
        assert f"<dt>{name}</dt><dd>{said}</dd>" in body
    assert "order = {17}" in body


def test_who_edited_stands_where_nobody_wrote(bodies: Mapping[str, str]) -> None:
    """A volume of proceedings is its editors': on its page, in lists and in its citation; other papers name authors."""
    body = bodies["papers/the-shelf-volume/"]
    assert '<div class="paper-authors"><p>Richard Roe and Edgar Poe (eds.)</p>' in body
    assert "Richard Roe and Edgar Poe (eds.). 2012. The Shelf Volume. Shelf Press." in body
    assert "Richard Roe, Edgar Poe (eds.)" in bodies["years/2012/"]
    assert "(eds.)" not in bodies["papers/a-full-record/"]


@pytest.mark.parametrize(
    ("slug", "on_page", "in_lists"),
    [
        ("a-retracted-one", "The data were lost", '<strong class="paper-warning">Retracted</strong>'),
        ("a-withdrawn-one", "paper-banner", '<strong class="paper-warning">Withdrawn</strong>'),
        ("a-corrected-one", "Table 2", "<strong>Corrected</strong>"),
        ("a-prized-one", "Award: Best paper", "<strong>Award</strong>"),
        ("a-preprint", "Preprint", "Preprint, 2015"),
    ],
)
def test_states_are_on_pages_and_in_lists(bodies: Mapping[str, str], slug: str, on_page: str, in_lists: str) -> None:
    """A banner or a mark on the page, a word in every list."""
    assert on_page in bodies[f"papers/{slug}/"]
    (line,) = [line for line in bodies["papers/"].split("<li ") if f"papers/{slug}/" in line or f'"{slug}/"' in line]
    assert in_lists in line


def test_a_text_of_another_language_says_so(bodies: Mapping[str, str]) -> None:
    """With ``lang`` where the record states it, with ``dir`` where letters run from the right; English is silent."""
    assert '<h1 class="paper-title" id="title" tabindex="-1" lang="de">' in bodies["papers/uber-regale/"]
    assert '<p lang="de">Regale.</p>' in bodies["papers/uber-regale/"]
    assert ' lang="de">Über Regale</a>' in bodies["papers/"]
    assert ' dir="auto">מדפים וספרים</a>' in bodies["papers/"]
    assert "lang=" not in bodies["papers/a-prized-one/"].partition("</header>")[0]


@pytest.mark.parametrize("suffix", sorted(EXPORTS))
def test_states_are_in_every_export(suffix: str, tmp_path: Path) -> None:
    """In a field where the format has one, else among the keywords."""
    (tmp_path / "library.bib").write_text(LIBRARY, "utf-8")
    papers = understand(locate(tmp_path / "library.bib", tmp_path)).catalogue.papers
    said = "".join(EXPORTS[suffix]((papers["retracted"],))).lower()
    assert "retracted" in said.replace("a retracted one", "").replace("retracted,", "", 1)
