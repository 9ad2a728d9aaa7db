"""Formulas: MathML for browsers, TeX for copying, plain characters for finding."""

import pytest

from papershelf.records import Dialect
from papershelf.richtext.mathematics import typeset
from papershelf.richtext.reading import read_text


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"O(n \log n)", "O(n log n)"),
        (r"\alpha", "α"),
        ("x^{2}", "x²"),
        ("10^{19}", "10^19"),
        ("10^5", "10^5"),
        (r"\mathbb{R}^{n\times d}", "R^(n×d)"),
        (r"\mathrm{CO}_2", "CO₂"),
        ("_2", "2"),
        (r"\ell_1", "l₁"),
        (r"\mathcal{O}(\sqrt{T \log T})", "O(√(T log T))"),
        (r"\tilde{O}(n^{2+o(1)})", "Õ(n^(2+o(1)))"),
        (r"\frac{a+b}{c}", "(a+b)/c"),
        (r"\leq 5", "≤5"),
        (r"\sim 30\%", "~30%"),
        ("p<0.05", "p < 0.05"),
        ("10,000", "10,000"),
        ("(1, 200)", "(1, 200)"),
        (r"90^\circ", "90°"),
        (r"n^{\text{th}}", "nth"),
        (r"\|x\|_2^2", "||x||₂²"),
        (r"\sum_{i=1}^n x_i", "∑_(i=1)^n x_i"),
        (r"\operatorname*{arg\,max}_x f(x)", "argmax_x f(x)"),
        (r"D_{KL}(p||q)", "D_KL(p||q)"),
        (r"x \xrightarrow{d} y", "x →^d y"),
        (r"\{x \mid x > 0\}", "{x|x > 0}"),
        (r"\binom{n}{k}", "(n choose k)"),
        (r"\begin{bmatrix} a & b \\ c & d \end{bmatrix}", "[a b; c d]"),
        (r"\mathrm{ReLU}(x)", "ReLU(x)"),
        (r"\mathbb{E}[X]", "E[X]"),
        (r"A^\top", "A^T"),
        (r"f''(x)", "f''(x)"),
        (r"\bm{\theta}", "θ"),
        (r"\R^d", "R^d"),
        (r"\norm{x}", "||x||"),
    ],
)  # fmt: skip
def test_the_plain_twin_is_what_a_person_types(tex: str, plain: str) -> None:
    """Formulas are found by the characters that people type for them."""
    result = typeset(tex)
    assert result.plain == plain
    assert result.remarks == ()
    assert result.html.startswith("<math>")


def test_tex_is_kept_for_copying() -> None:
    """The TeX stands beside the formula, escaped."""
    assert '<annotation encoding="application/x-tex">a &lt; b</annotation>' in typeset("a < b").html
    assert typeset("x", display=True).html.startswith('<math display="block">')


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\text{&#x3c;script&#x3e;}",
        r"\href{javascript:x}{y}",
        r"\style{color:red}{x}",
        r"\class{x}{y}",
        r"\unicode{x202e}",
        r"\color{red}x",
    ],
)
def test_mathematics_is_inert(tex: str) -> None:
    """No formula brings markup, addresses, styles or bidi controls."""
    result = typeset(tex).html.split("<annotation")[0]
    assert "<script" not in result
    assert not any(word in result for word in ("href", "style=", 'class="x', "\u202e", "color"))


def test_no_formula_moves_over_the_page() -> None:
    """Lengths beyond a few em are left out."""
    assert "999" not in typeset(r"\rule{999em}{999em}\hspace{-999em}\raise{999em}{x}").html.split("<annotation")[0]
    assert 'width="1em"' in typeset(r"a \quad b").html


@pytest.mark.parametrize(
    "tex", [r"\frac{1}", r"\newcommand{\a}{b}\a", r"\def\a{\a\a}\a", r"\begin{array}", "", r"\sqrt"]
)
def test_what_cannot_be_set_shows_its_source(tex: str) -> None:
    """Broken mathematics is shown as it was written, with a remark, and its words are still found."""
    result = typeset(tex)
    if result.html.startswith("<code"):
        assert result.html.startswith('<code class="math-source">')
        assert "source is shown" in result.remarks[0]
    assert "\\" not in result.plain


@pytest.mark.parametrize(
    "tex",
    [r"\left( x", "x^a^b", r"a & b", r"\left.x\right|_0", r"\big( x \Big)", "x_", r"\begin{align}a&=b\end{align}"],
)
def test_small_mistakes_are_forgiven(tex: str) -> None:
    """What has one obvious meaning is set: fences left open, scripts doubled, alignment without an environment."""
    assert typeset(tex).html.startswith("<math")


def test_unknown_commands_appear_by_their_names() -> None:
    """A command of the paper's own preamble costs a remark, not the formula."""
    result = typeset(r"\shelflog(n) + \ours_2")
    assert result.plain == "shelflog(n)+ours₂"
    assert len(result.remarks) == 2


@pytest.mark.parametrize(
    ("tex", "spaces"),
    [
        (r"$n \log n$", 2),
        (r"$\log(n)$", 0),
        (r"$(n)\log n$", 2),
        (r"$2\sin^2 x$", 2),
        (r"$\log\log n$", 2),
        ("$nlogn$", 0),
    ],
)
def test_a_function_stands_apart_from_its_neighbours(tex: str, spaces: int) -> None:
    """Beside the name of a function stands a thin space, as TeX sets it; not before brackets."""
    assert read_text(tex, Dialect.LATEX)[0].html.count("<mspace") == spaces
