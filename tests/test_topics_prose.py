"""Laws of the curator's prose: Markdown in, safe HTML out, and every paper that it names is a link."""

from collections.abc import Sequence

import pytest
from html5lib import HTMLParser
from hypothesis import given
from hypothesis import strategies as st

from papershelf.problems import Problem
from papershelf.richtext import RichText
from papershelf.topics.prose import SHOWN, read_prose
from shelf import catalogue, paper, shelf

PAPERS = catalogue(
    [
        paper("chen2020", "A Simple <Framework>", authors=["Chen", "Kornblith", "Norouzi"], doi="10.1000/ab"),
        paper("he2016", "Deep Nets", authors=["He", "Sun"], arxiv="1512.03385", year=2016),
    ]
)
SUBJECTS = shelf(PAPERS, '[[topic]]\nslug = "contrastive-learning"\n').subjects
NAME = "topics/contrastive-learning"


def read(text: str, name: str = NAME) -> tuple[RichText, Sequence[Problem]]:
    """Return the prose of one file and its problems."""
    found, problems = read_prose({name: text}, PAPERS, SUBJECTS, lambda key: f"papers/{key}/")
    return found[name], problems


def test_a_citation_reads_like_one() -> None:
    """``[@key]`` is a link with authors and year, relative to the page, with the paper's line beside it."""
    prose, problems = read("Begin with [@chen2020].")
    assert not problems
    link = HTMLParser(namespaceHTMLElements=False).parseFragment(prose.html).find(".//a")
    assert link is not None
    assert dict(link.attrib) == {
        "class": "cited",
        "href": "../../papers/chen2020/",
        "data-paper": "A Simple <Framework>. 2020",
    }
    assert prose.plain == "Begin with Chen et al. (2020)."


@pytest.mark.parametrize(("name", "href"), [("home", "papers/"), ("about", "../papers/"), (NAME, "../../papers/")])
def test_links_are_relative_to_the_page(name: str, href: str) -> None:
    """The way to a paper depends on where the prose stands."""
    assert f'href="{href}he2016/"' in read("[@he2016]", name)[0].html


@pytest.mark.parametrize("name", ["arXiv:1512.03385", "https://arxiv.org/abs/1512.03385", "deep nets", "he2016"])
def test_any_name_of_a_paper_serves(name: str) -> None:
    """DOI, arXiv id and title name a paper as well as its key; several stand apart by semicolons."""
    assert "He and Sun (2016)</a>, <a" in read(f"[@{name}; @10.1000/ab]")[0].html


def test_an_unknown_paper_is_said_with_its_line() -> None:
    """What names no paper stays as written and is a problem that says what was perhaps meant."""
    prose, problems = read("One\nline.\n\nAnother,\nwith [@chen2002].")
    assert "[@chen2002]" in prose.plain
    assert [(problem.code, problem.location.line) for problem in problems] == [("PS420", 5)]
    assert problems[0].remedy.startswith("Did you mean [@chen2020]")


@pytest.mark.parametrize(
    ("name", "href", "leads"),
    [
        ("home", "papers/he2016/", True),
        ("home", "./papers/he2016/#cite", True),
        ("home", "papers/old/", True),
        ("home", "papers/nobody/", False),
        ("home", "papers/", True),
        ("about", "papers/nobody/", True),
        ("about", "../topics/contrastive-learning/compare/", True),
        ("about", "../topics/soups/", False),
        ("about", "nowhere.md", False),
        ("about", "https://example.org/papers/x.md", True),
        ("about", "mailto:a@example.org", True),
        ("about", "#top", True),
        (NAME, "../../papers/nobody/", False),
        (NAME, "../contrastive-learning/", True),
        (NAME, "contrastive.md", False),
        (NAME, "../../assets/talk.pdf", True),
    ],
)
def test_a_link_that_leads_nowhere_is_said_with_its_line(name: str, href: str, *, leads: bool) -> None:
    """Of papers and topics it is known which there are, from wherever the prose stands; a page is no .md file."""
    files = {name: f"One\nline.\n\n[There]({href})."}
    found, problems = read_prose(files, PAPERS, SUBJECTS, lambda key: f"papers/{key}/", {"papers/old/"})
    assert f'href="{href}"' in found[name].html
    assert [(one.code, one.location.path, one.location.line, one.quote) for one in problems] == (
        [] if leads else [("PS425", f"{name}.md", 4, href)]
    )


def test_an_image_leaves_its_words_and_a_notice() -> None:
    """Prose shows no images: what stands for one is shown, and the curator is told."""
    prose, (notice,) = read("See\n![the *long*\nplan](plan.png)\nhere.")
    assert prose.html == "<p>See\nthe long plan\nhere.</p>"
    assert (notice.code, notice.location.line, notice.quote) == ("PS421", 2, "![the *long*\nplan](plan.png)")


def test_raw_html_is_cleaned() -> None:
    """Simple marks stay, scripts go with a notice at their line, links of unknown kinds lose their address."""
    prose, problems = read("H<sub>2</sub>O\n\n<script>alert(1)</script>\n\n[x](javascript:1) <img src=x>")
    assert "<sub>2</sub>" in prose.html
    assert "<script" not in prose.html
    assert "href" not in prose.html
    assert "<img" not in prose.html
    assert {(problem.code, problem.location.line) for problem in problems} == {("PS421", 3), ("PS421", 5)}


def test_headings_stand_below_the_page() -> None:
    """A first-level heading becomes a second-level one: the page has its own."""
    assert "<h2>Methods</h2>" in read("# Methods")[0].html


def test_code_is_left_alone() -> None:
    """Inside code nothing is a citation."""
    assert "<code>[@chen2020]</code>" in read("`[@chen2020]`")[0].html


def test_prose_of_no_topic_is_said() -> None:
    """A file whose topic does not exist is a problem with the nearest slug."""
    _, problems = read("Text.", "topics/contrastive-lerning")
    assert [(problem.code, problem.remedy) for problem in problems] == [
        ("PS422", "Did you mean topics/contrastive-learning.md?")
    ]


@given(st.text(alphabet=st.sampled_from("[]@<>/=\"'()# \nabchen2020script:&;`*!"), max_size=80))
def test_no_text_breaks_out(text: str) -> None:
    """Whatever a file holds, its HTML has only the marks of prose."""
    tree = HTMLParser(namespaceHTMLElements=False).parseFragment(read(text)[0].html)
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag != "DOCUMENT_FRAGMENT":
            assert element.tag in SHOWN
            assert set(element.attrib) <= {"href", "class", "rel", "data-paper", "start", "title", "align"}


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: A topic\ntags:\n  - one\n---\n",
        "---  \nweight: 3\n...\n",
        '---\n# mine\n"title": x\n\nweight: 1\n---\n',
    ],
)
def test_front_matter_is_not_shown(head: str) -> None:
    """What other programs read is left out and said; lines below keep their numbers."""
    prose, (notice, unknown) = read(f"{head}Begin with [@nobody].\n")
    assert prose.html == "<p>Begin with [@nobody].</p>"
    assert (notice.code, notice.location.line) == ("PS426", 1)
    assert (unknown.code, unknown.location.line) == ("PS420", head.count("\n") + 1)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("---\nNo settings here.\n\n---\n", "<hr>\n<p>No settings here.</p>\n<hr>"),
        ("---\n\nWelcome: begin here.\n\n---\n", "<hr>\n<p>Welcome: begin here.</p>\n<hr>"),
        ("---\nWelcome.\n\nkey: value\n\n---\n", "<hr>\n<p>Welcome.</p>\n<p>key: value</p>\n<hr>"),
        ("---\ntitle: never closed\n", "<hr>\n<p>title: never closed</p>"),
        ("First.\n\n---\nkey: value\n\n---\n", "<p>First.</p>\n<hr>\n<p>key: value</p>\n<hr>"),
    ],
)
def test_a_rule_is_no_front_matter(text: str, shown: str) -> None:
    """Only what begins the file, states something and is closed counts."""
    prose, problems = read(text)
    assert prose.html == shown
    assert not problems
