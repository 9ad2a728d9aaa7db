"""The laws of texts: inert HTML, LaTeX that reads back, no exception, linear time; for any characters."""

import re
import time
import unicodedata
from collections.abc import Iterator

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papershelf.records import Dialect
from papershelf.richtext import RichText
from papershelf.richtext.characters import clean, is_plain, spaced, unmarked
from papershelf.richtext.escapes import latex_of
from papershelf.richtext.latex import LatexReader
from papershelf.richtext.mathml import ATTRIBUTES as OF_MATHEMATICS
from papershelf.richtext.mathml import TAGS
from papershelf.richtext.nodes import tidy
from papershelf.richtext.printing import printed
from papershelf.richtext.reading import read_text, without_markup

INLINE = frozenset({"em", "i", "b", "span", "code", "sub", "sup", "u", "s", "a", "math", "semantics", "annotation"})
MATHEMATICS = TAGS - INLINE
ATTRIBUTES = frozenset({"href", "rel", "class", "display", "encoding"})

_PIECES = r"""
\emph{ \textbf{ \textsc{ \texttt{ {\em {\bf {\it \em } { {} $ $$ \( \) \[ \] \\ \ \& \% \_ \$ \# \{ \} ~ -- ---
`` '' ` ' " < > & &amp; &lt; &#60; &amp;lt; &#x202e; \' \" \^ \~ \c \v{ \i \o \ss \ae {\"o} \'e \url{ \href{
https://a.b/c_d?e=1&f#g http://x.y/~z. javascript:alert(1) ) ( ] [ \cite{ \ref{a} \unknown \unknown{
\begin{equation} \end{equation} \begin{itemize} \item \end{itemize} \frac{a}{b} \mathcal{O} x^2 x_{i} ^{ _{ \alpha
\leq \left( \right) <i> </i> <b> </b> <sub> </sub> <p> </p> <script> </script> <math> <mi> </mi> </math>
<mml:math> <mml:msup> </mml:msup> </mml:math> <jats:title> </jats:title> <!-- --> <![CDATA[ ]]> \text{ \operatorname{
\sqrt \hat x 5 10 , . - % BERT and $5 $10 \newcommand \def \verb| \footnote{ \ensuremath{ \xrightarrow{ \rule{
\textsuperscript{ \textsubscript{ \u00e9 \ud83d \char mathcal{O} 10^5 CO_2 R^d 13times sim30% \begin{matrix}
\end{matrix} <b\x20onclick=x> <a\x20href="https://e.f"> <a\x20href='javascript:x'> </a>
"""
_ODD = "\u202e \x00 \u0301 \u0338 \xad \U00100000 ﬁ é ß 語 \ud800 \x95 \u200b".split(" ")
_MANY = [*(piece.replace(r"\x20", " ") for piece in _PIECES.split()), *_ODD, "\n", "%\n", "\u2028", " ", "a", "Word"]
LIKE_LATEX = st.lists(st.sampled_from(_MANY), max_size=25).map("".join)
ANY = st.text(max_size=120) | LIKE_LATEX


def read(text: str, dialect: Dialect = Dialect.LATEX) -> RichText:
    """Return the text read, without its remarks."""
    return read_text(text, dialect)[0]


def elements(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the elements that a browser makes of ``html``, with their attributes."""
    tree = html5lib.parseFragment(f"<div>{html}</div>", namespaceHTMLElements=False)
    root = tree[0]
    assert len(tree) == 1, "the text closed the element that it stands in"
    for element in root.iter():
        if element is not root:
            name = re.sub(r"\{.*\}", "", str(element.tag))
            yield name, {re.sub(r"\{.*\}", "", str(key)): str(value) for key, value in element.attrib.items()}


def shown(html: str) -> str:
    """Return the text that a browser shows for ``html``, formulas left out."""
    root = html5lib.parseFragment(f"<div>{re.sub(r'<math.*?</math>', '', html)}</div>", namespaceHTMLElements=False)
    return "".join(root.itertext())


@given(ANY, st.sampled_from(Dialect))
@settings(max_examples=400)
def test_html_is_inert(text: str, dialect: Dialect) -> None:
    """Whatever stands in a source, its HTML holds known inline elements and attributes only, and safe links."""
    for name, attributes in elements(read(text, dialect).html):
        assert name in INLINE or name in MATHEMATICS
        assert set(attributes) <= (OF_MATHEMATICS if name in MATHEMATICS else ATTRIBUTES)
        if name == "a":
            assert re.match(r"https?://", attributes["href"], re.IGNORECASE)
            assert attributes["rel"] == "noopener"
        if "class" in attributes:
            assert attributes["class"] in {"math-source", "small-caps"}


@given(ANY, st.sampled_from(Dialect))
@settings(max_examples=400)
def test_latex_reads_back(text: str, dialect: Dialect) -> None:
    """The LaTeX of a text reads back to the same text in all renderings."""
    rich = read(text, dialect)
    again = read(rich.latex)
    assert again.html == rich.html
    assert again.plain == rich.plain
    assert again.latex == rich.latex


@given(ANY, st.sampled_from(Dialect))
@settings(max_examples=200)
def test_renderings_are_clean(text: str, dialect: Dialect) -> None:
    """No rendering holds controls, bidi controls, lone surrogates, unbalanced braces or doubled spaces."""
    rich = read(text, dialect)
    for rendering in (rich.plain, rich.html, rich.latex):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", rendering)
    assert rich.plain == " ".join(rich.plain.split())
    assert unicodedata.is_normalized("NFC", rich.plain)
    depth = 0
    for brace in re.findall("[{}]", rich.latex):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


_LINE_JOINED = re.compile(r"%[ \t]*\n")
"""A sign of percent at the end of a line, which joins the next one to it in LaTeX."""


@given(
    st.text(st.characters(exclude_characters="\\{}$&<~`^_'-:", codec="utf-8"), max_size=80).filter(
        lambda text: not _LINE_JOINED.search(text)
    )
)
def test_plain_words_stay(text: str) -> None:
    """A text without special characters is shown as it is, but for spaces and invisible characters."""
    texts = {read(text, dialect).plain for dialect in (Dialect.LATEX, Dialect.HTML, Dialect.PLAIN)}
    assert len(texts) == 1
    assert shown(read(text, Dialect.PLAIN).html) == texts.pop()


@given(st.text("abc <>&\"'", max_size=40))
def test_angle_brackets_are_text(text: str) -> None:
    """What looks like markup in a plain text, but is none that anybody knows, is shown letter for letter."""
    rich = read(text.replace("&", "& ").replace("''", "' '"), Dialect.PLAIN)
    assert " ".join(shown(rich.html).split()) == rich.plain


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize(
    "piece",
    [
        "{", "}", "{}", "$", "$a", "$5 ", "\\(", "\\[", "\\begin{equation}", "\\begin{itemize}", "\\emph{", "\\em ",
        "<b>", "</b>", "<math>", "<mrow>", "&amp;", "&", "`", "''", "-", "\\", "\\'", "\\verb|", "[", "\\cite[",
        "\\sqrt", "https://a.b/", "https://a.b/)", "x^{", "\u0301", "<!--", "<![CDATA[", "&lt;", "\\unknown",
        "mathcal{", "a_", "mathcal{O}(", "R^", "<p", "~", "$$ ", "\\\\", "{\\bf ", "\\textsubscript", "%\n", "10^{1",
        "$\\frac{", "\\url{", "\\href{a}", "<a href='", "\\def\\a", "a and ", "\\ud83d", "{\\'", "$x$ ", "$x",
        "\\(x\\)", "} $ {", "{$} ", "$a {$} b",
    ],
)  # fmt: skip
def test_reading_takes_linear_time(piece: str, dialect: Dialect) -> None:
    """Eight times the text takes no more than about eight times as long, however it is broken."""
    took = []
    for times in (400, 3_200):
        start = time.process_time()
        read_text(piece * times, dialect)
        took.append(time.process_time() - start)
    assert took[1] < 24 * took[0] + 0.15


@given(ANY | st.text("ab .-'\":_^%>#é\u0301ﬁ\u034f\xa0", max_size=20))
@settings(max_examples=400)
def test_the_short_cuts_lead_to_the_same_place(text: str) -> None:
    """A text that means itself, and one that is clean, are read as they are without their short cuts."""
    reader = LatexReader(without_markup(clean(text)))
    nodes = tidy(reader.read(0, len(reader.text)))
    assert read(text) == printed(nodes)[0]
    assert spaced(text) == unmarked(" ".join(text.split()))
    assert not is_plain(text) or spaced(clean(text)) == text
    if is_plain(text) and text == latex_of(text) and not set(text) & set("<>&"):
        assert read(text) == RichText(text, text, text)
