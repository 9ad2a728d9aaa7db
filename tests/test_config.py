"""Settings: each wrong one is named at its line and costs only itself."""

import pytest

from papershelf.config import Settings, read_settings


def test_no_settings_are_the_defaults() -> None:
    """An empty file gives every default and the folder's title."""
    assert read_settings("", "My library") == (Settings(title="My library"), ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel = 'x'", "collection.toml:1: PS602 there is no setting 'titel'. It was ignored. Did you mean 'title'?"),
        (
            "\ntitle = 3",
            'collection.toml:2: PS603 title cannot be 3. The default was used. Write a text such as "a".',
        ),
        (
            "site_url = 'javascript:alert(1)'",
            ("collection.toml:1: PS603 site_url cannot be 'javascript:alert(1)'. "
            "The default was used. Write an address that begins with https://."),
        ),
        (
            "abstracts = 'maybe'",
            'collection.toml:1: PS603 abstracts cannot be \'maybe\'. The default was used. Write "show" or "hide".',
        ),
        (
            "sources = 'a.bib'",
            ("collection.toml:1: PS603 sources cannot be \'a.bib\'. The default was used."
             \' Write a list such as ["a", "b"].\'),
        ),
    ],
)
def test_a_wrong_setting_is_named_at_its_line(text: str, said: str) -> None:
    """A wrong setting is reported in these words and keeps its default."""
    settings, (problem,) = read_settings(text, "Papers")
    assert str(problem) == said
    assert settings == Settings()


def test_a_broken_file_says_where() -> None:
    """A file that is not TOML is reported at its line; every setting has its default."""
    settings, (problem,) = read_settings("title = 'x'\nsubtitle = \n", "Papers")
    assert (problem.code, problem.location.line) == ("PS601", 2)
    assert settings == Settings()


def test_right_settings_are_read() -> None:
    """Each type of setting is read; site_url ends with a slash."""
    settings, problems = read_settings(
        'title = "T"\nsite_url = "https://a.org/b"\nsources = ["a", "b"]\n'
        'publish_report = true\n[fields]\nabstract = "x"',
        "Papers",
    )
    assert problems == ()
    assert settings == Settings(
        title="T",
        site_url="https://a.org/b/",
        sources=("a", "b"),
        publish_report=True,
        fields={"abstract": "x"},
    )
