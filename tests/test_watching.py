"""Watching: a watched text behaves as the text it is, and only the questions of templates are noted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from papershelf.watching import Watched

_TEXT = st.text(alphabet="ab/ ", max_size=6)


@given(text=_TEXT.filter(bool), other=_TEXT)
def test_a_watched_text_answers_as_the_text_does(text: str, other: str) -> None:
    """Every answer is that of ``str``, and nobody but a template is noted."""
    noted: list[str] = []
    watched = Watched(text, lambda: noted.append(text), "a/")
    assert (watched == other, watched != other, other in watched) == (text == other, text != other, other in text)
    assert watched.startswith(other) == text.startswith(other)
    assert (len(watched), hash(watched), watched.upper(), watched[1:]) == (
        len(text),
        hash(text),
        text.upper(),
        text[1:],
    )
    assert f"{watched}" == text
    assert noted == []


@pytest.mark.parametrize(
    ("template", "asks"),
    [
        ("{{ it }}{% if it %}{{ it | e }}{{ it ~ 'x' }}{% endif %}", False),
        ("{{ it.startswith('papers/') }}{{ it == 'topics/x/' }}{{ it == 'papers/' }}", False),
        ("{{ it == 'papers/b/' }}", True),
        ("{{ it.startswith('papers/b') }}", True),
        ("{{ it | upper }}", True),
        ("{{ 'a' in it }}", True),
        ("{{ it in ['a', 'papers/b/'] }}", True),
        ("{{ it[:3] }}", True),
        ("{{ it | length }}", True),
    ],
)
def test_what_a_template_asks_is_noted(template: str, *, asks: bool) -> None:
    """Printing, being there and what all pages of a form have in common may be asked; anything else is noted."""
    noted: list[str] = []
    address = Watched("papers/a/", lambda: noted.append("asked"), "papers/")
    Environment(autoescape=False).from_string(template).render(it=address)  # noqa: S701 - as MkDocs does
    assert bool(noted) == asks
