"""Authorship: one person, one page; two people, two pages."""

from entries import catalogue, entry, gathered
from papershelf.curation import Curation, read_curation


def curated(people: str) -> Curation:
    """Return what people.toml says, which holds nothing wrong."""
    curation, problems = read_curation({"people.toml": people}, {})
    assert problems == ()
    return curation


def test_names_that_fold_alike_are_one_author_with_a_notice() -> None:
    """Jégou and Jegou are one author under the form printed most, and the report says so once."""
    found = gathered(
        entry("a", title="One", author="Jégou, Hervé"),
        entry("b", title="Two", author="Jegou, Herve"),
        entry("c", title="Three", author="Jégou, Hervé"),
    )
    (author,) = found.catalogue.authors.values()
    assert (author.name, author.also, set(author.papers)) == ("Hervé Jégou", ("Herve Jegou",), {"a", "b", "c"})
    assert [problem.code for problem in found.problems] == ["PS320"]


def test_punctuation_in_a_name_is_no_notice() -> None:
    """Names that differ in dots and case only are joined in silence."""
    found = gathered(
        entry("a", title="One", author="Efros, Alexei A"), entry("b", title="Two", author="Efros, Alexei A.")
    )
    assert (len(found.catalogue.authors), found.problems) == (1, ())


def test_the_curator_joins_variants() -> None:
    """The names of one person in people.toml are one author with the first name, and an ORCID where one is given."""
    curation = curated(
        '[[person]]\nname = "Yuki M. Asano"\nalso = ["Y. M. Asano", "Yuki Asano"]\norcid = "0000-0002-1825-0097"'
    )
    found = gathered(
        entry("a", title="One", author="Asano, Y. M."), entry("b", title="Two", author="Asano, Yuki"), curation=curation
    ).catalogue
    (author,) = found.authors.values()
    assert (author.name, author.also) == ("Yuki M. Asano", ("Y. M. Asano", "Yuki Asano"))
    assert author.orcid
    assert author.orcid.value == "0000-0002-1825-0097"


def test_the_curator_tells_two_people_of_one_name_apart() -> None:
    """A row with papers is another person of that name on these papers only."""
    curation = curated('[[person]]\nname = "Wei Wang"\nid = "wei wang (physics)"\npapers = ["b"]')
    found = gathered(
        entry("a", title="One", author="Wang, Wei"), entry("b", title="Two", author="Wang, Wei"), curation=curation
    ).catalogue
    assert {key: author.papers for key, author in found.authors.items()} == {
        "wei wang": ("a",), "wei wang (physics)": ("b",),
    }  # fmt: skip


def test_initials_are_proposed_both_ways_and_not_assumed() -> None:
    """An author with initials and one with the full name are shown to each other as similar, and stay two."""
    found = catalogue(
        entry("a", title="One", author="Asano, Y. M."), entry("b", title="Two", author="Asano, Yuki"),
        entry("c", title="Three", author="Asano, Taro"),
    )  # fmt: skip
    similar = {author.name: [found.authors[key].name for key in author.similar] for author in found.authors.values()}
    assert similar == {"Taro Asano": [], "Y. M. Asano": ["Yuki Asano"], "Yuki Asano": ["Y. M. Asano"]}


def test_a_person_that_no_paper_names_is_said() -> None:
    """A row of people.toml that matches nothing is a warning at its line."""
    found = gathered(entry("a", title="One"), curation=curated('\n[[person]]\nname = "Nobody Here"'))
    assert [(str(problem.location), problem.code) for problem in found.problems] == [("people.toml:2", "PS322")]


def test_an_author_twice_on_a_paper_has_it_once() -> None:
    """A name that is printed twice on a paper counts the paper once, and keeps both places."""
    found = catalogue(entry("a", title="One", author="Chen, Xi and Chen, Xi"))
    assert found.author_keys == {"a": ("xi chen", "xi chen")}
    assert found.authors["xi chen"].papers == ("a",)
