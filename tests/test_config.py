"""Settings: each wrong one is named at its line and costs only itself."""

import pytest

from papershelf.config import Settings, check_fields, check_sources, read_settings


def test_no_settings_are_the_defaults() -> None:
    """An empty file gives every default and the folder's title."""
    assert read_settings("", "My library") == (Settings(title="My library"), ())


WRONG = {
    "titel = 'x'": "PS602 there is no setting 'titel'. It was ignored. Did you mean 'title'?",
    "title = 3": 'PS603 title cannot be 3. The default was used. Write a text such as "a".',
    "site_url = 'javascript:alert(1)'": "PS603 site_url cannot be 'javascript:alert(1)'. The default was used. "
    "Write an address that begins with https://.",
    "abstracts = 'maybe'": 'PS603 abstracts cannot be \'maybe\'. The default was used. Write "show" or "hide".',
    "contact = 'javascript:alert(2)'": "PS603 contact cannot be 'javascript:alert(2)'. The default was used. "
    "Write an e-mail address, or an address that begins with https://.",
    "author_pages_from = -3": "PS603 author_pages_from cannot be -3. The default was used. Write a number, 0 or more.",
    "sources = 'a.bib'": 'PS603 sources cannot be \'a.bib\'. The default was used. Write a list such as ["a", "b"].',
}


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_a_wrong_setting_is_named_at_its_line(text: str, said: str) -> None:
    """A wrong setting is reported in these words and keeps its default."""
    settings, (problem,) = read_settings(f"# a comment\n{text}", "Papers")
    assert str(problem) == f"collection.toml:2: {said}"
    assert settings == Settings()


def test_a_broken_file_says_where() -> None:
    """A file that is not TOML is reported at its line; every setting has its default."""
    settings, (problem,) = read_settings("title = 'x'\nsubtitle = \n", "Papers")
    assert (problem.code, problem.location.line) == ("PS601", 2)
    assert settings == Settings()


def test_right_settings_are_read() -> None:
    """Each type of setting is read; site_url ends with a slash."""
    text = 'title = "T"\nsite_url = "https://a.org/b"\nsources = ["a", "b"]\n[fields]\nabstract = "x"'
    settings, problems = read_settings(f"publish_report = true\n{text}", "Papers")
    assert problems == ()
    assert settings == Settings(
        title="T",
        site_url="https://a.org/b/",
        sources=("a", "b"),
        publish_report=True,
        fields={"abstract": "x"},
    )


def test_a_source_that_names_no_file_is_told_at_its_line() -> None:
    """It is named where it is written, in a list of many lines too; else where the list begins."""
    text = 'title = "T"\nsources = [\n  "a.bib",\n  \'b*.bib\',\n  "\\u0063.bib",\n]\n'
    settings, problems = read_settings(text, "Papers")
    assert (settings.sources, problems) == (("a.bib", "b*.bib", "c.bib"), ())
    rest = "It was skipped. Correct the name, or put the file there."
    assert [str(problem) for problem in check_sources(text, settings.sources[1:])] == [
        f"collection.toml:4: PS126 no file matches the source 'b*.bib'. {rest}",
        f"collection.toml:2: PS126 no file matches the source 'c.bib'. {rest}",
    ]
    assert check_sources(text, ()) == ()
    (problem,) = check_sources('sources = ["/a/*.bib"]', ("/a/*.bib",))
    assert (problem.location.line, problem.remedy) == (1, "Name it as it lies below the folder of the collection.")


def test_a_field_is_won_by_a_source_that_is_there() -> None:
    """A source under [fields] that is none is named at its line, with the one that is meant or with all of them."""
    text = 'abstracts = "show"\ntitle = "T"\n\n[fields]\nabstract = "libary.bib"\ntitle = "b.bib"\nnote = "?"\n'
    settings, problems = read_settings(text, "Papers")
    assert problems == ()
    done = "The first source that states it wins."
    assert [str(problem) for problem in check_fields(text, settings, ("library.bib", "b.bib"))] == [
        f"collection.toml:5: PS604 no source of 'abstract' is called 'libary.bib'. {done} Did you mean 'library.bib'?",
        f"collection.toml:7: PS604 no source of 'note' is called '?'. {done} The sources are library.bib, b.bib.",
    ]
    inline = 'fields = { abstract = "c.bib" }'
    (problem,) = check_fields(inline, read_settings(inline, "Papers")[0], ("library.bib",))
    assert problem.location.line == 1
