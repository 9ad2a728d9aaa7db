"""Read a text of a source, in the dialect of its source, into a rich text."""

import html
import re
from typing import Final

from papershelf.records import Dialect
from papershelf.richtext.characters import clean, has_signs, is_plain, spaced
from papershelf.richtext.damage import repaired
from papershelf.richtext.escapes import latex_of
from papershelf.richtext.evidence import holds_latex
from papershelf.richtext.latex import LatexReader
from papershelf.richtext.links import first_code_link, is_code, links_in
from papershelf.richtext.nodes import tidy
from papershelf.richtext.printing import printed
from papershelf.richtext.text import RichText

__all__ = ["first_code_link", "is_code", "links_in", "read_text", "without_markup"]

_FORMULA: Final = re.compile(
    r"<((?:mml:|m:|jats:)?(?:math|inline-formula|disp-formula|tex-math))\b[^<>]*>(?:(?!<\1\b).)*?</\1>",
    re.DOTALL | re.IGNORECASE,
)
_SECTION: Final = re.compile(
    r"</?(?:mml|jats):(?!italic|bold|sub\b|sup\b|sc\b|monospace|p\b|title|sec\b)[a-z-]+[^<>]*>"
)
_SPECIAL: Final = re.compile(r"[\\{}~$&<`]")


def read_text(text: str, dialect: Dialect) -> tuple[RichText, tuple[str, ...]]:
    """Return what ``text`` means in ``dialect``, and remarks on what could not be read.

    The text is inline: its paragraphs are one. Every rendering is clean of controls, bidi controls and invisible
    characters; ``html`` holds escaped text, a few inline elements, links to http and https, and MathML; ``latex``
    reads back to the same text. Never raises, whatever the text; takes time in proportion to it.
    """
    if dialect is not Dialect.DAMAGED_LATEX and _means_itself(text):
        return RichText(text, text, text), ()
    text = clean(text)
    if dialect is Dialect.DAMAGED_LATEX:
        text = repaired(text)
    if not _SPECIAL.search(text) and not _has_pairs(text) and not ("%" in text and "\n" in text):
        plain = spaced(text)
        return RichText(plain=plain, html=html.escape(plain, quote=False), latex=latex_of(plain)), ()
    is_latex = dialect in {Dialect.LATEX, Dialect.DAMAGED_LATEX} or holds_latex(text)
    if dialect is Dialect.HTML:
        from papershelf.richtext.markup import markup_nodes

        nodes, found = markup_nodes(text, loose=not is_latex)
    else:
        reader = LatexReader(without_markup(text) if is_latex else text, loose=not is_latex)
        nodes, found = tidy(reader.read(0, len(reader.text))), tuple(reader.remarks)
    rich, remarks = printed(nodes)
    return rich, (*found, *remarks)


def without_markup(text: str) -> str:
    """Return a LaTeX text with the MathML and the sections of publishers in it as LaTeX."""
    if "<" not in text:
        return text
    return _SECTION.sub(" ", _FORMULA.sub(_formula, text))


def _formula(found: re.Match[str]) -> str:
    """Return MathML as LaTeX."""
    from papershelf.richtext.markup import markup_nodes

    return printed(markup_nodes(found[0], loose=True)[0])[0].latex


def _means_itself(text: str) -> bool:
    """Tell whether all renderings of ``text`` are ``text``, as those of most texts are."""
    return not has_signs(text) and not _has_pairs(text) and is_plain(text)


def _has_pairs(text: str) -> bool:
    """Tell whether ``text`` holds a dash, a quotation mark or an address, each written with two signs."""
    return "--" in text or "''" in text or "://" in text
