"""Venues: a printed name is an edition of a series."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entries import catalogue, entry, gathered
from papershelf.citations import venue_and_year
from papershelf.curation import Curation
from papershelf.curation.venues import read_venues
from papershelf.venue_names import read_venue_name
from papershelf.venues import Venues


@pytest.mark.parametrize(
    ("printed", "name", "series", "year"),
    [
        ("ICLR 2024", "ICLR 2024", "ICLR", 2024),
        ("EMNLP-IJCNLP 2019 (demos)", "EMNLP-IJCNLP 2019 (demos)", "EMNLP-IJCNLP", 2019),
        ("NeurIPS 2022 Workshop", "NeurIPS 2022 Workshop", "NeurIPS Workshops", 2022),
        ("ICCV Workshops 2023", "ICCV Workshops 2023", "ICCV Workshops", 2023),
        ("Proceedings of the 3rd Workshop on Curated Libraries, WCL 2021", "WCL 2021", "WCL", 2021),
        ("Proceedings of the 15th International Workshop on Semantic Evaluation (SemEval-2021)", "SemEval 2021",
         "SemEval", 2021),
        ("Proceedings of the Workshop on Deep Learning, NeurIPS 2020", "NeurIPS Workshops 2020", "NeurIPS Workshops",
         2020),
        ("European Conference on Computer Vision Workshops (ECCV 2018)", "ECCV Workshops 2018", "ECCV Workshops", 2018),
        ("IEEE TPAMI", "IEEE TPAMI", "IEEE TPAMI", None),
        ("Nature Machine Intelligence", "Nature Machine Intelligence", "Nature Machine Intelligence", None),
        ("ICML'20", "ICML 2020", "ICML", 2020),
        ("In Proc. of CVPR, 2016", "CVPR 2016", "CVPR", 2016),
        ("Proceedings of the 37th International Conference on Machine Learning (ICML 2020)", "ICML 2020", "ICML", 2020),
        ("2019 IEEE/CVF International Conference on Computer Vision (ICCV)", "ICCV 2019", "ICCV", 2019),
        ("IEEE Conference on Computer Vision, CVPR 2016, Las Vegas, USA, June 27-30, 2016", "CVPR 2016", "CVPR", 2016),
        ("Computer Vision - ECCV 2020 - 16th European Conference, Proceedings, Part I", "ECCV 2020", "ECCV",
         2020),
        ("Proceedings of the 57th Annual Meeting of the Society (Volume 1: Long Papers)",
         "Annual Meeting of the Society", "Annual Meeting of the Society", None),
        ("Proceedings of the ACM on Programming Languages", "Proceedings of the ACM on Programming Languages",
         "Proceedings of the ACM on Programming Languages", None),
        ("Proceedings of the National Academy of Sciences", "Proceedings of the National Academy of Sciences",
         "Proceedings of the National Academy of Sciences", None),
        ("2020", "2020", "2020", 2020),
    ],
)  # fmt: skip
def test_the_year_is_cut_off_the_series(printed: str, name: str, series: str, year: int | None) -> None:
    """Ordinals, years, places and words around an acronym are no part of a series' name."""
    edition = Venues(Curation().venues).edition([printed])
    assert edition
    assert (edition.name, read_venue_name(printed).series, edition.year) == (name, series, year)


@given(st.text(max_size=80))
def test_any_printed_venue_has_a_series(printed: str) -> None:
    """Whatever is printed, the same words give the same edition, and no name is empty."""
    if not printed.strip():
        return
    edition = Venues(Curation().venues).edition([printed])
    assert edition == Venues(Curation().venues).edition([printed])
    assert edition
    assert edition.name
    assert edition.series


def test_aliases_and_full_names_are_one_series() -> None:
    """What venues.toml calls one venue is one, by any of its names, and shows under the first."""
    names, problems = read_venues(
        '[[venue]]\nname = "NeurIPS"\nfull_name = "Conference on Neural Information Processing Systems"\n'
        'aliases = ["NIPS", "Advances in Neural Information Processing Systems"]\n'
    )
    found = gathered(
        entry("a", title="One", booktitle="NIPS 2016"),
        entry("b", title="Two", booktitle="NeurIPS 2020"),
        entry("c", title="Three", booktitle="Advances in Neural Information Processing Systems 33", year="2020"),
        curation=Curation(names),
    ).catalogue
    (venue,) = found.venues.values()
    assert problems == ()
    assert (venue.name, venue.full_name) == ("NeurIPS", "Conference on Neural Information Processing Systems")
    assert venue.editions == {"NeurIPS": ("c",), "NeurIPS 2020": ("b",), "NeurIPS 2016": ("a",)}


def test_a_name_in_words_is_learnt_from_the_place_that_prints_both() -> None:
    """A venue that one source prints in words belongs to the acronym that another prints beside the words."""
    found = catalogue(
        entry("a", title="One", booktitle="Proc. of the 37th International Conference on Machine Learning (ICML 2020)"),
        entry("b", title="Two", booktitle="International Conference on Machine Learning", year="2021"),
        entry("c", title="Three", booktitle="ICML 2019"),
    )
    (venue,) = found.venues.values()
    assert (venue.name, venue.full_name, len(venue.papers)) == (
        "ICML",
        "International Conference on Machine Learning",
        3,
    )


def test_the_year_shows_once() -> None:
    """A line never reads "NeurIPS 2023, 2023"; the year stands alone only where there is no venue."""
    found = catalogue(
        entry("a", title="One", journal="NeurIPS 2023", year="2023"),
        entry("b", title="Two", journal="JMLR", year="2020"),
        entry("c", title="Three", year="2019"),
        entry("d", title="Four", kind="phdthesis", school="ETH Zurich", year="2018"),
        entry("e", title="Five", kind="misc", eprint="1512.03385", year="2015"),
    ).papers
    said = {key: venue_and_year(paper) for key, paper in found.items()}
    assert said == {
        "a": "NeurIPS 2023", "b": "JMLR, 2020", "c": "2019", "d": "PhD thesis, ETH Zurich, 2018", "e": "arXiv, 2015",
    }  # fmt: skip


def test_what_is_wrong_in_the_venues_is_said() -> None:
    """A name of two venues, a venue without a name and a broken file are problems at their line."""
    text = '[[venue]]\nname = "A"\naliases = ["X"]\n[[venue]]\nname = "B"\naliases = ["x"]\n[[venue]]\n'
    names, problems = read_venues(text)
    assert [(str(problem.location), problem.code) for problem in problems] == [
        ("venues.toml:4", "PS340"),
        ("venues.toml:7", "PS351"),
    ]
    assert names.series["x"] == "A"
    assert [problem.code for problem in read_venues("= x")[1]] == ["PS350"]


def test_what_nobody_knows_in_the_venues_is_said() -> None:
    """A slip in a name of a venue's row or of a table is told at its line, and the rest of the row counts."""
    text = '# ours\n[[venue]]\nname = "A"\nalias = ["X"]\naliases = "Y"\n\n[[venues]]\nname = "B"\n\n[other]\n'
    names, problems = read_venues(text)
    assert [str(problem) for problem in problems] == [
        "venues.toml:2: PS351 there is no 'alias' here. It was ignored. The names are aliases, full_name, name.",
        "venues.toml:7: PS351 there is no 'venues' here. It was ignored. The names are venue.",
        "venues.toml:10: PS351 there is no 'other' here. It was ignored. The names are venue.",
    ]
    assert names.series == {"a": "A", "y": "A"}
