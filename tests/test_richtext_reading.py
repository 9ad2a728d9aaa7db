"""Texts of every dialect, as a person would write them."""

import re
import tomllib
from pathlib import Path

import pytest

from papershelf.records import Dialect
from papershelf.richtext import RichText
from papershelf.richtext.reading import first_code_link, is_code, links_in, read_text

LATEX, DAMAGED, HTML, PLAIN = Dialect.LATEX, Dialect.DAMAGED_LATEX, Dialect.HTML, Dialect.PLAIN
COLLECTION = Path(__file__).parents[1] / "collection"


def plain(text: str, dialect: Dialect = LATEX) -> str:
    """Return what a text says."""
    return read_text(text, dialect)[0].plain


def html(text: str, dialect: Dialect = LATEX) -> str:
    """Return how a text is shown, formulas by their TeX in braces."""
    shown = read_text(text, dialect)[0].html
    return re.sub(r"<math.*?<annotation[^>]*>(.*?)</annotation></semantics></math>", r"{\1}", shown)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            r"Fr\'echet, \v{C}ech, Fran\c{c}ois, \c c, Erd\H{o}s, {\"U}ber, G{\"{o}}del",
            "Fréchet, Čech, François, ç, Erdős, Über, Gödel",
        ),
        (
            r"Stra\ss e, {\O}rsted, \O stergaard, \AA ngstr\"om, \L{}uk, \ae, \i, \'{\i}, \^\i",
            "Straße, Ørsted, Østergaard, Ångström, Łuk, æ, ı, í, î",
        ),
        (r"\=a \.z \u{g} \k{a} \r{u} \d{h} \b{d} \~n \t{oo}", "ā ż ğ ą ů ḥ ḏ ñ o͡o"),
        (r"``quoted'' and `single', don't", "“quoted” and ‘single’, don't"),
        ("masked ``ground truth\" targets, a ''mild'' condition", "masked “ground truth” targets, a “mild” condition"),
        ("pages 12--34 --- or so", "pages 12–34 — or so"),
        (r"90\% of 5\$ \& more: a\_b \#1 \{x\}", "90% of 5$ & more: a_b #1 {x}"),
        ("90% of 50 % is 45%", "90% of 50 % is 45%"),
        (r"J.~K. Rowling, 10\,000, a\ b, soft\-hyphen, x\\y", "J. K. Rowling, 10 000, a b, softhyphen, x y"),
        ("about ~100 or (~5), 40% ~ 80%", "about ~100 or (~5), 40% ~ 80%"),
        (
            r"Transformers (\eg BERT), \ie, this, Smith \etal. \LaTeX\ is \TeX{}nical",
            "Transformers (e.g. BERT), i.e., this, Smith et al. LaTeX is TeXnical",
        ),
        (r"{B}idirectional {BERT} {{Deep}} learning", "Bidirectional BERT Deep learning"),
        (r"\textcolor{red}{colour} \mbox{box} \label{x}\vspace{2pt}gone \footnote{note}", "colour box gone (note)"),
        (r"\begin{itemize}\item one \item two\end{itemize}", "• one • two"),
        (r"\begin{enumerate} \item one \item two \end{enumerate}", "(1) one (2) two"),
        (r"AT&T &amp; \&amp; &lt;5 &#233; &eacute; &amp;amp;", "AT&T & & <5 é é &"),
        ("CO<sub>2</sub>, <i>E. coli</i>, 5 < 6 <b", "CO₂, E. coli, 5 < 6 <b"),
        ("x\u202ey\u200b\x00z ﬁne \x93q\x94", "xyz fine “q”"),
        ("e\u0301 is one", "é is one"),
        (r"10^{19} and x_{ab}, but snake_case and a^b", "10^19 and x_ab, but snake_case and a^b"),
        ("10$^6$ tokens, 10$^{-3}$, R$^2$, 1$^{st}$, Ca$^{2+}$, 5$^\\circ$C", "10^6 tokens, 10^-3, R², 1st, Ca2+, 5°C"),
        ("$^{13}$C in 2$^{nd}$ place$^*$", "13C in 2nd place*"),
        (r"unclosed {brace and stray} } brace", "unclosed brace and stray brace"),
        (r"\url{https://a.org/~me/x_y%20z} and https://b.org/p.", "https://a.org/~me/x_y%20z and https://b.org/p."),
        (r"\verb|a_b{|, \enquote{x}, \textquotedblleft y\textquotedblright{}", "a_b{, “x”, “y”"),
        (
            r"1\textsuperscript{st}, x\textsuperscript{2}, H\textsubscript{2}O, \textdegree C, \alpha, \leq 5",
            "1st, x², H₂O, °C, α, ≤ 5",
        ),
        (r"Caf\u00e9", "Café"),
        (r"{\em emphasis}, {\bf bold}, \emph{a \textbf{b}}", "emphasis, bold, a b"),
    ],
)  # fmt: skip
def test_latex_is_read_as_a_person_would_write_it(text: str, said: str) -> None:
    """Commands, braces and entities become the characters that they stand for."""
    assert plain(text) == said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            r"{\em a} \emph{b} \textit{c} {\it d} {\bf e \em f}",
            "<em>a</em> <em>b</em> <em>c</em> <em>d</em> <b>e <em>f</em></b>",
        ),
        (r"\textsc{Name} \texttt{x_1}", '<span class="small-caps">Name</span> <code>x_1</code>'),
        (r"\emph{ spaced }out", "<em>spaced</em> out"),
        (
            r"\href{https://a.org/?a=1\&b=2}{a \emph{b}}",
            '<a href="https://a.org/?a=1&amp;b=2" rel="noopener">a <em>b</em></a>',
        ),
        (r"\href{javascript:alert(1)}{text}", "text"),
        ("(see http://a.b/c_(d)).", '(see <a href="http://a.b/c_(d)" rel="noopener">http://a.b/c_(d)</a>).'),
        ("<script>alert(1)</script> & <img src=x>", "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;img src=x&gt;"),
        (r"CO$_2$ at \(x\)", "CO{_2} at {x}"),
    ],
)  # fmt: skip
def test_latex_is_shown_as_inline_html(text: str, shown: str) -> None:
    """Styles become inline elements, safe addresses links, everything else text."""
    assert html(text) == shown


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("{BERT}: {P}re-training {{Deep}}", "{BERT}: {P}re-training {Deep}"),
        ("{lower} {case}", "lower case"),
        (r"{\"U}ber {\em x}", r"Über \emph{x}"),
        (r"$O(n)$ and $n$", r"{$O(n)$} and $n$"),
        ("50% of {x}, a_b & #1 ~5", r"50\% of x, a\_b \& \#1 \textasciitilde{}5"),
        (r"\{ unbalanced", r"\textbraceleft{} unbalanced"),
        (r"$\{x$ and $\{y\}$", r"$\lbrace x$ and $\{y\}$"),
        ("https://a.org/x_y", r"\url{https://a.org/x\_y}"),
    ],
)
def test_latex_is_written_for_bibtex(text: str, latex: str) -> None:
    """Capitals stay guarded, special characters are escaped, braces balance even for those who ignore backslashes."""
    assert read_text(text, LATEX)[0].latex == latex


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("costs $5 and $10 per day", "costs $5 and $10 per day"),
        ("from US$5-$10 to $5,000, i.e. $20k–$30k", "from US$5-$10 to $5,000, i.e. $20k–$30k"),
        ("a $5 million grant for $n$ items", "a $5 million grant for {n} items"),
        ("$n$ items at $5", "{n} items at $5"),
        (r"\$5 for $x = 5$", "$5 for {x = 5}"),
        ("$k$-means, $\\alpha$-stable, 3$\\times$", "{k}-means, {\\alpha}-stable, 3{\\times}"),
        ("$ x $ and $10^{19}$ and $95\\%$", "{x} and {10^{19}} and {95\\%}"),
        ("($5)...($6) and $HOME or $PATH", "($5)...($6) and $HOME or $PATH"),
        (r"$\text{if $x$ then $y$}$ end", r"{\text{if $x$ then $y$}} end"),
        ("$$x$$ and \\[y^2\\] and \\(z\\)", "{x} and {y^2} and {z}"),
        ("one $ alone", "one $ alone"),
        (r"\begin{align*} a &= b \\ c &= d \end{align*}", r"{\begin{align*} a &amp;= b \\ c &amp;= d \end{align*}}"),
        (r"mean \mathcal{O}(n) and \ensuremath{x^2}", r"mean {\mathcal{O}}(n) and {x^2}"),
    ],
)
@pytest.mark.parametrize("dialect", [LATEX, PLAIN])
def test_prices_are_no_mathematics(text: str, shown: str, dialect: Dialect) -> None:
    """A pair of dollars holds mathematics unless it stands between prices or words."""
    assert html(text, dialect) == shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (r"Fr\'echet and G{\"o}del, {\em em}, \emph{x}, 90\%, $n$", "Fréchet and Gödel, em, x, 90%, n"),
        (
            r"C:\temp\new {a, b} x~y -- it's `code` \"word\" \unknown x",
            r"C:\temp\new {a, b} x~y -- it's `code` \"word\" \unknown x",
        ),
        ("<T> and <i>E. coli</i>, R<sup>2</sup> &amp; co", "<T> and E. coli, R² & co"),
        (r"\[CLS\] token, 10^{19}", r"\[CLS\] token, 10^19"),
    ],
)
def test_plain_characters_mean_themselves(text: str, said: str) -> None:
    """A plain text keeps its backslashes, braces and dashes, but for what nobody writes for itself."""
    assert plain(text, PLAIN) == said


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "<jats:title>Abstract</jats:title><jats:p>H<jats:sub>2</jats:sub>O in <jats:italic>vivo</jats:italic>.</jats:p>",  # noqa: E501 - a text as it stands
            "H<sub>2</sub>O in <em>vivo</em>.",
        ),
        ("<jats:sec><jats:title>Background</jats:title><jats:p>One.</jats:p></jats:sec>", "<b>Background:</b> One."),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("5 &amp;lt; 6 &amp;amp; 7 &lt;i&gt;x&lt;/i&gt; AT&T", "5 &lt; 6 &amp; 7 <em>x</em> AT&amp;T"),
        ("<script>alert(1)</script><b onclick=x>b</b><img src=x onerror=y>", "<b>b</b>"),
        ('<a href="javascript:x">j</a> <a href="https://a.b">k</a>', 'j <a href="https://a.b" rel="noopener">k</a>'),
        ("<math><msup><mi>x</mi><mn>2</mn></msup></math>", "{x^2}"),
        ("<mml:math><mml:mi>α</mml:mi><mml:mo>&lt;</mml:mo><mml:mn>5</mml:mn></mml:math>", r"{\alpha &lt;5}"),
        (
            "<jats:alternatives><jats:tex-math>$$x_1$$</jats:tex-math><mml:math><mml:mi>y</mml:mi></mml:math></jats:alternatives>",
            "{x_1}",
        ),
        ("let $n$ be", "let {n} be"),
        ("<![CDATA[a <b>]]>", "a &lt;b&gt;"),
    ],
)  # fmt: skip
def test_html_and_jats_are_cleaned(text: str, shown: str) -> None:
    """Inline elements, safe links and mathematics stay; blocks become text; everything else goes."""
    assert html(text, HTML) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a 10times speed-up, 2.7times less, 224 times 224", "a 10× speed-up, 2.7× less, 224×224"),
        ("up to sim30%, a leq 2% drop, (le13 images)", "up to ~30%, a ≤2% drop, (≤13 images)"),
        ("(91.11 rightarrow 92.69)", "(91.11 → 92.69)"),
        ("in R^d, 10^{19} and 10^5 times", r"in {\mathbb{R}^d}, {10^{19}} and {10^5} times"),
        ("CO_2 emission of mask AP_r, p_d(y|x)", r"{\mathrm{CO}_2} emission of mask {\mathrm{AP}_r}, {p_d(y|x)}"),
        ("risk of mathcal{O}(C_Phi/m + n) for m gg n", r"risk of {\mathcal{O}(C_\Phi/m + n)} for {m \gg n}"),
        (r"certain {\em x} (\eg BERT) 90\% Fr\'echet", "certain <em>x</em> (e.g. BERT) 90% Fréchet"),
        (
            "sometimes an egg a day, snake_case, 5 times more, le 13 mai",
            "sometimes an egg a day, snake_case, 5 times more, le 13 mai",
        ),
        (
            "at https://github.com/a/b_c{github.com/a}.",
            'at <a href="https://github.com/a/b_c" rel="noopener">github.com/a</a>.',
        ),
        (r"kept: $C_\Phi$ and $n leq m$", r"kept: {C_\Phi} and {n leq m}"),
    ],
)  # fmt: skip
def test_damaged_latex_is_repaired(text: str, shown: str) -> None:
    """Lost dollars and backslashes come back where that is certain; words stay words."""
    assert html(text, DAMAGED) == shown


def test_the_seed_reads_as_written_by_a_person() -> None:
    """No title and no abstract of the pasted list shows a command, a stray brace or a sign of damage."""
    lines = (COLLECTION / "trending-papers.txt").read_text("utf-8").splitlines()
    corrections = tomllib.loads((COLLECTION / "corrections.toml").read_text("utf-8"))["correction"]
    title = ""
    for line in lines[2:]:
        text = line
        for correction in corrections:
            if correction["paper"] == title:
                text = text.replace(correction["replace"], correction["with"])
        title = line
        rich, remarks = read_text(text, DAMAGED)
        words = re.sub(r"https?://\S+", "", rich.plain)
        assert not remarks
        assert not re.search(r"[\\{}$`]|mathcal|mathbb|\d(?:times|sim)|--|''|(?<![a-z])(?:sim|leq|gg|forall)\b", words)


def test_links_are_found_in_every_rendering() -> None:
    """The addresses of a text come in order, each once, without the sentence's punctuation; code is told apart."""
    text = r"Data: https://a.org/x. Code: \href{https://github.com/a/b}{here}, https://a.org/x (https://gitlab.com/c/d)"
    rich = read_text(text, LATEX)[0]
    assert links_in(rich) == ("https://a.org/x", "https://github.com/a/b", "https://gitlab.com/c/d")
    assert first_code_link(rich) == "https://github.com/a/b"
    assert links_in("no address: http:// nor www.a.org") == ()
    assert first_code_link(RichText.of_plain("https://a.github.io/b")) is None
    assert is_code("https://huggingface.co/a/b")
    assert is_code("https://gitlab.example.org/a/b")


def test_remarks_name_what_was_not_understood() -> None:
    """Unknown commands, stray braces and mathematics that cannot be set are said, once each."""
    rich, remarks = read_text(r"\ours{} beats \ours{} and \foo{bar} } in $\foobar + \frac{1}$", LATEX)
    assert rich.plain.startswith("ours beats ours and bar in")
    assert len(remarks) == len(set(remarks)) >= 3
    assert any(r"\ours" in remark for remark in remarks)
    assert any("brace" in remark for remark in remarks)


def test_common_texts_are_not_parsed() -> None:
    """A text without special characters is only escaped."""
    text = "A quite common abstract of 75.2% with snake_case #1 and a > b."
    rich, remarks = read_text(text + "\n  More.", LATEX)
    assert rich.plain == text + " More."
    assert rich.html == rich.plain.replace(">", "&gt;")
    assert rich.latex == r"A quite common abstract of 75.2\% with snake\_case \#1 and a > b. More."
    assert remarks == ()
