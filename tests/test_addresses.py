"""Addresses: one slug for each thing, the same in any order, kept by the lock."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from entries import catalogue, entry
from papershelf.addresses import check_lock, make_addresses, relock
from papershelf.catalogue import Author, Catalogue
from papershelf.lock import Lock, read_lock
from papershelf.papers import Kind, Paper
from papershelf.richtext import RichText
from papershelf.slugs import RESERVED, make_slug

TODAY = date(2026, 11, 24)


@given(st.text(max_size=200))
def test_a_slug_is_that_of_slugify(text: str) -> None:
    """The short cut for ASCII gives exactly what python-slugify gives."""
    assert make_slug(text) == slugify(
        text, max_length=80, word_boundary=True, save_order=True, backend="text-unidecode"
    )


titles = st.one_of(
    st.sampled_from(["Deep learning", "deep: learning!", "Index", "2020", "CON", "\u2603", "Deep learning 2020", "by"]),
    st.text(max_size=30),
)


@given(st.lists(st.tuples(titles, st.sampled_from(["2019", "2020", ""]), st.sampled_from(["Li, A", "Wu, B", ""])),
                max_size=8), st.randoms())  # fmt: skip
def test_slugs_are_unique_safe_and_the_same_in_any_order(rows: Sequence[tuple[str, str, str]], random: Random) -> None:
    """Every paper has a slug of its own, of safe characters, whatever the order of the entries."""
    records = [
        entry(f"k{at}", at=f"a.bib:{at + 1}", title=title, year=year, author=author, doi=f"10.1000/{at}")
        for at, (title, year, author) in enumerate(rows)
    ]
    shuffled = list(records)
    random.shuffle(shuffled)
    slugs = make_addresses(catalogue(*records), Lock(), 0).papers
    assert make_addresses(catalogue(*shuffled), Lock(), 0).papers == slugs
    assert len(set(slugs.values())) == len(slugs)
    for slug in slugs.values():
        assert 0 < len(slug) <= 80
        assert make_slug(slug) == slug
        assert slug not in RESERVED
        assert not slug.isdigit()


def test_papers_of_one_title_differ_by_year_then_by_family_name() -> None:
    """Colliding titles all get the year, and where that does not help the first author's family name."""
    found = catalogue(
        entry("a", title="Deep Learning", year="2015", author="LeCun, Yann"),
        entry("b", title="Deep learning!", year="2016", author="Goodfellow, Ian"),
        entry("c", title="Deep-Learning?", year="2016", author="Schmidhuber, J"),
    )
    assert make_addresses(found, Lock(), 0).papers == {
        "b": "deep-learning-2016-goodfellow",
        "c": "deep-learning-2016-schmidhuber",
        "a": "deep-learning-2015",
    }


def test_a_locked_address_keeps_its_owner() -> None:
    """The holder of a published address keeps it when its title and key change, and newcomers take another."""
    old = catalogue(entry("a", title="Deep learning", doi="10.1000/x", year="2015"))
    lock, problems = read_lock(relock(old, make_addresses(old, Lock(), 0), ("vision",), Lock(), TODAY))
    new = catalogue(
        entry("b", title="Deep learning, revisited", doi="10.1000/x", year="2015"),
        entry("c", title="Deep learning", year="2020", doi="10.1000/y"),
    )
    addresses = make_addresses(new, lock, 0)
    assert problems == ()
    assert addresses.papers == {"c": "deep-learning-2020", "b": "deep-learning"}
    assert [found.code for found in check_lock(addresses, ("vision",), lock)] == ["PS510"]


def test_a_published_address_never_vanishes_unsaid() -> None:
    """A locked address without owner is a warning, unless a redirect leads on."""
    old = catalogue(entry("a", title="Deep learning", year="2015"))
    lock, _ = read_lock(relock(old, make_addresses(old, Lock(), 0), ("vision",), Lock(), TODAY))
    new = catalogue(entry("z", title="Shallow learning", year="2015"))
    gone = [found.quote for found in check_lock(make_addresses(new, lock, 0), ("vision",), lock) if found.quote]
    assert gone == ["papers/deep-learning/"]
    led = replace(lock, redirects={"papers/deep-learning/": "papers/shallow-learning/"})
    assert [found.code for found in check_lock(make_addresses(new, led, 0), ("vision",), led)] == ["PS510"]
    astray = replace(lock, redirects={"papers/deep-learning/": "papers/nowhere/"})
    assert "PS513" in {found.code for found in check_lock(make_addresses(new, astray, 0), ("vision",), astray)}


def test_two_locked_addresses_of_one_work_meet() -> None:
    """When two published papers turn out to be one, the address that it loses redirects to the one that it keeps."""
    apart = catalogue(
        entry("a", title="Deep learning", doi="10.1000/x"),
        entry("b", title="Deep learning in nets", eprint="1512.03385"),
    )
    lock, _ = read_lock(relock(apart, make_addresses(apart, Lock(), 0), (), Lock(), TODAY))
    one = catalogue(entry("a", title="Deep learning", doi="10.1000/x", eprint="1512.03385"))
    addresses = make_addresses(one, lock, 0)
    assert addresses.papers == {"a": "deep-learning"}
    assert addresses.redirects == {"papers/deep-learning-in-nets/": "papers/deep-learning/"}
    assert list(check_lock(addresses, (), lock)) == []


def test_authors_below_the_threshold_have_no_page_but_a_published_one_stays() -> None:
    """Author pages start at the number of papers that is set; a locked one stays."""
    found = catalogue(entry("a", title="One", author="Li, Ada and Wu, Bo"), entry("b", title="Two", author="Li, Ada"))
    assert make_addresses(found, Lock(), 2).authors == {"ada li": "ada-li"}
    assert make_addresses(found, Lock(authors={"bo wu": "bo-wu"}), 2).authors == {"ada li": "ada-li", "bo wu": "bo-wu"}


def test_writing_the_lock_twice_changes_nothing() -> None:
    """The lock of a locked collection is the same text, with the days on which its addresses were added."""
    found = catalogue(entry("a", title='Deep "learning"\\', author="Li, Ada", booktitle="ICML 2020"))
    first = relock(found, make_addresses(found, Lock(), 0), ("vision",), Lock(), TODAY)
    lock, problems = read_lock(first)
    assert problems == ()
    assert relock(found, make_addresses(found, lock, 0), ("vision",), lock, date(2027, 1, 1)) == first


def test_a_broken_lock_is_an_error_with_its_line() -> None:
    """A lock with the marks of a merge conflict binds nothing and says where it broke."""
    lock, (problem,) = read_lock("[papers]\n<<<<<<< ours\n")
    assert lock == Lock()
    assert (problem.code, problem.severity, problem.location.line) == ("PS501", "error", 2)


def test_two_owners_of_one_identity_are_named() -> None:
    """An identity that two lines of the lock claim belongs to the first of them, and is reported."""
    text = '[papers]\n"b" = { is = ["key:x"] }\n"a" = { is = ["key:x"] }\n'
    lock, (problem,) = read_lock(text)
    assert lock.papers == {"key:x": "a"}
    assert (problem.code, problem.quote) == ("PS512", "key:x")


def _crowd(papers: int, authors: int) -> Catalogue:
    """Return a catalogue in which the first authors wrote the most: author n is on every (n + 1)-th paper."""
    keys = [f"k{at}" for at in range(papers)]
    wrote = {f"a{at}": tuple(keys[:: at + 1]) for at in range(authors)}
    return Catalogue(
        {key: Paper(key, Kind.OTHER, RichText.of_plain(key)) for key in keys},
        {key: Author(key, key, key, own) for key, own in wrote.items()},
        dict.fromkeys(keys, ()),
        {},
    )


def test_a_small_collection_has_a_page_for_every_author() -> None:
    """Up to 500 papers everyone who wrote one has a page."""
    assert len(make_addresses(_crowd(500, 499), Lock(), 0).authors) == 499


def test_author_pages_never_outgrow_the_papers() -> None:
    """Above 500 papers the authors of the most papers have pages: at most 600, or one for sixteen papers."""
    assert len(make_addresses(_crowd(501, 501), Lock(), 0).authors) == 500
    crowd = _crowd(11_200, 5_600)
    found = make_addresses(crowd, Lock(), 0)
    assert 600 < len(found.authors) <= 700
    least = min(len(crowd.authors[key].papers) for key in found.authors)
    assert all(len(author.papers) < least for key, author in crowd.authors.items() if key not in found.authors)


def test_a_stated_number_and_a_published_page_win_over_the_room_there_is() -> None:
    """``author_pages_from`` is obeyed as stated, and an author with a locked address keeps the page."""
    crowd = _crowd(501, 501)
    assert len(make_addresses(crowd, Lock(), 1).authors) == 501
    assert "a500" in make_addresses(crowd, Lock(authors={"a500": "old"}), 0).authors


def test_a_title_of_several_papers_is_bound_to_none() -> None:
    """Every proceedings has its preface: the lock tells them by their keys, and finds nothing wrong in itself."""
    prefaces = catalogue(
        entry("a", title="Preface", year="2021", kind="proceedings"),
        entry("b", title="Preface", year="2022", kind="proceedings"),
    )
    addresses = make_addresses(prefaces, Lock(), 0)
    lock, problems = read_lock(relock(prefaces, addresses, (), Lock(), TODAY))
    assert problems == ()
    assert lock.papers == {"key:a": addresses.papers["a"], "key:b": addresses.papers["b"]}
    assert make_addresses(prefaces, lock, 0).papers == addresses.papers
