"""Identity: every file of a printed site is, byte for byte, that of ``--plain``, whatever the collection."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from both_ways import HOSTILE, SITE_URL, both_ways, hostile, item, write
from papershelf.kitchen import Kitchen
from papershelf.page import FORMS
from papershelf.press import MARK


def test_a_hostile_collection_is_printed_as_the_engine_prints_it(tmp_path: Path, engine: Kitchen) -> None:
    """Markup, sentinels, front matter and odd characters in every field make no page differ."""
    pair = both_ways(hostile(tmp_path / "hostile", SITE_URL), engine)
    assert pair.agree()
    assert pair.fallen_back == ()


def test_every_kind_of_page_is_printed_as_the_engine_prints_it(tmp_path: Path, engine: Kitchen) -> None:
    """A collection that is large enough to have every kind of page, also the parts of long lists, agrees in all."""
    items = [
        item(f"k{at}", f"Paper {at} on graphs", f"{chr(65 + at % 26)}uthor{at % 40}", "", "Venue") for at in range(505)
    ]
    collection = write(tmp_path / "large", items)
    (collection / "topics.toml").write_text(
        '[[topic]]\nslug = "g"\nname = "G"\nmeaning = "G."\n\n'
        '[[topic]]\nslug = "graphs"\nname = "Graphs"\nparent = "g"\nmeaning = "G."\nphrases = { "graphs" = 3 }\n',
        "utf-8",
    )
    pair = both_ways(collection, engine)
    assert pair.agree()
    assert pair.fallen_back == ()
    made = {_form(path) for path in pair.printed if path.endswith("/index.html")}
    assert {(address.split("/", maxsplit=1)[0], address.count("/")) for _, address in FORMS if address} <= made


def _form(path: str) -> tuple[str, int]:
    return path.split("/", maxsplit=1)[0], path.count("/")


_ANY = st.text(max_size=40) | st.sampled_from(HOSTILE)


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(_ANY, _ANY, _ANY, _ANY, _ANY), min_size=30, max_size=30))
def test_any_collection_is_printed_as_the_engine_prints_it(
    rows: list[tuple[str, str, str, str, str]],
    tmp_path_factory: pytest.TempPathFactory,
    engine: Kitchen,
) -> None:
    """Titles, names, abstracts, venues and keys of any characters, sentinels among them, make no page differ."""
    items = [item(key, title, name, text, venue) for key, title, name, text, venue in rows]
    pair = both_ways(write(tmp_path_factory.mktemp("any") / "c", items), engine)
    assert pair.agree()
    assert pair.fallen_back == ()


def test_a_site_whose_name_is_a_sentinel_is_printed_as_the_engine_prints_it(tmp_path: Path, engine: Kitchen) -> None:
    """A sentinel in the frame itself makes the press give up, and the engine makes every page."""
    pair = both_ways(write(tmp_path / "c", [item("k", "A", "Doe", "", "V")], f'title = "{MARK}title"\n'), engine)
    assert pair.agree()
    assert pair.fallen_back
