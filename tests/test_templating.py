"""Templates: text is escaped, finished HTML is not, and what comes out is one block for Markdown."""

import pickle
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader

from papershelf.pages.html import Html
from papershelf.templating import Compiled, TemplateError, Templates, compiled


def _write(folder: Path, name: str, source: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(source, "utf-8")
    return folder


def test_text_is_escaped_and_html_is_not(tmp_path: Path) -> None:
    """A text shows its characters; ``Html`` is printed as it is."""
    templates = Templates([_write(tmp_path / "a", "x.html", "<p>{{ text }}{{ html }}</p>")])
    assert templates.render("x.html", text="<i>&", html=Html("<b>&amp;</b>")) == b"<p>&lt;i&gt;&amp;<b>&amp;</b></p>"


def test_an_unknown_name_is_an_error(tmp_path: Path) -> None:
    """A template that asks for what is not there fails; it never prints nothing."""
    templates = Templates([_write(tmp_path / "a", "x.html", "{{ nobody }}")])
    with pytest.raises(TemplateError, match="nobody"):
        templates.render("x.html")
    with pytest.raises(TemplateError):
        templates.render("missing.html")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<p>\n{{ nobody }}</p>", "x.html:2: 'nobody' is undefined"),
        ("<p>\n\n{% if %}</p>", "x.html:3: Expected an expression, got 'end of statement block'"),
        ("{% macro a() %}\n{{ 1 / 0 }}{% endmacro %}<p>\n{{ a() }}</p>", "x.html:2: division by zero"),
    ],
)
def test_a_wrong_template_says_where(tmp_path: Path, source: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the file as who edits it would, the line, and what is wrong there."""
    templates = Templates([_write(tmp_path / "a", "x.html", source)])
    monkeypatch.chdir(tmp_path / "a")
    with pytest.raises(TemplateError) as wrong:
        templates.render("x.html")
    assert str(wrong.value) == said
    with pytest.raises(TemplateError):
        templates.macro("x.html", "a")()


def test_an_error_of_ours_is_not_the_templates(tmp_path: Path) -> None:
    """What a function that a template calls does wrong is raised as it is."""

    def wrong() -> str:
        raise ValueError("ours")

    templates = Templates([_write(tmp_path / "a", "x.html", "{{ call() }}")])
    with pytest.raises(ValueError, match="ours"):
        templates.render("x.html", call=wrong)


def test_a_template_in_other_bytes(tmp_path: Path) -> None:
    """A byte-order mark is no text; what is not UTF-8 is named."""
    _write(tmp_path / "a", "x.html", "\ufeff<p>")
    (tmp_path / "a" / "y.html").write_bytes("<p>\u00e9".encode("latin-1"))
    templates = Templates([tmp_path / "a"])
    assert templates.render("x.html") == b"<p>"
    with pytest.raises(TemplateError, match=r"the template 'y\.html' is not UTF-8"):
        templates.render("y.html")


def test_the_nearest_folder_wins(tmp_path: Path) -> None:
    """A collection's own template stands in for ours; what it does not have is ours."""
    theirs = _write(tmp_path / "theirs", "x.html", "theirs")
    ours = _write(_write(tmp_path / "ours", "x.html", "ours"), "y.html", "ours")
    templates = Templates([theirs, ours])
    assert (templates.render("x.html"), templates.render("y.html")) == (b"theirs", b"ours")


@given(st.text(alphabet=" \n\t\r\x02\x03ab<>", max_size=60))
def test_a_body_has_no_blank_line(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever a value holds, no blank line, tab or stray end is left for Markdown to read."""
    folder = tmp_path_factory.getbasetemp() / "blank"
    made = Templates([_write(folder, "x.html", "<p>\n{{ text }}\n\n</p>\n")]).render("x.html", text=text).decode()
    assert made == made.strip()
    assert not {"\t", "\r", "\x02", "\x03"} & set(made)
    assert all(line.strip() for line in made.split("\n"))


class _Counting(Environment):
    """Counts what it compiles."""

    count = 0

    def _compile(self, source: str, filename: str) -> CodeType:
        _Counting.count += 1
        return super()._compile(source, filename)


def test_a_template_is_compiled_once_while_it_is_the_same(tmp_path: Path) -> None:
    """Environments that share what was compiled, also in another process, show a template as it is now."""
    _Counting.count, known = 0, Compiled()
    _write(tmp_path, "x.html", "old")
    first = _compiling(tmp_path, known)
    second = _compiling(tmp_path, pickle.loads(pickle.dumps(known)))  # noqa: S301 - packed just now
    assert (first, second, _Counting.count) == ("old", "old", 1)
    _write(tmp_path, "x.html", "new")
    assert (_compiling(tmp_path, known), _Counting.count) == ("new", 2)


def _compiling(folder: Path, known: Compiled) -> str:
    return _Counting(bytecode_cache=known, loader=FileSystemLoader(folder)).get_template("x.html").render()


def test_templates_are_compiled_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has them compiled by others makes the same of them; one that is wrong says so when it is asked for."""
    folder = _write(tmp_path / "a", "x.html", "<p>{{ text }}</p>")
    _write(folder, "y.html", "{{ if }}")
    _write(folder, "z.html", "<i>{{ text }}</i>")
    known = compiled([folder])
    with pytest.raises(TemplateError, match=r"y\.html:1: "):
        Templates([folder], known).render("y.html")
    alone = Templates([folder]).render("x.html", text="a < b")
    monkeypatch.setattr(Environment, "_compile", None)
    ahead = Templates([folder], known)
    assert ahead.render("x.html", text="a < b") == alone == b"<p>a &lt; b</p>"
    assert ahead.render("z.html", text="c") == b"<i>c</i>"


def test_a_macro_is_a_function(tmp_path: Path) -> None:
    """A macro of a template is called with values by name and escapes them."""
    source = "{% macro person(name) %}<b>{{ name }}</b>{% endmacro %}"
    person = Templates([_write(tmp_path / "a", "m.html", source)]).macro("m.html", "person")
    assert person(name="A & B") == "<b>A &amp; B</b>"


@pytest.mark.parametrize("used", ["nobody", "nobody ~ kwargs"])
def test_what_a_macro_does_wrong_is_told_at_its_line(tmp_path: Path, used: str) -> None:
    """A macro that takes whatever it is given says as well where it asks for a value that is not there."""
    source = f"\n{{% macro person(name) %}}{{{{ {used} }}}}{{% endmacro %}}"
    person = Templates([_write(tmp_path / "a", "m.html", source)]).macro("m.html", "person")
    with pytest.raises(TemplateError, match=r"m\.html:2: 'nobody' is undefined"):
        person(name="A")
