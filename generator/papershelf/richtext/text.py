"""The value: one text, rendered once for each use."""

import html
import unicodedata
from dataclasses import dataclass, field
from typing import Final, Self

from papershelf.richtext.escapes import latex_of

_SPACED: Final = {code: " " for code in range(128) if not chr(code).isalnum()}


@dataclass(frozen=True, slots=True)
class RichText:
    """A text in the renderings that the site needs, all made when it is read, each on one line.

    ``plain`` is for search, slugs, metadata and exports (mathematics as plain characters: ``O(n log n)``);
    ``html`` is finished, escaped HTML (mathematics as MathML) that never holds a block element;
    ``latex`` is for BibTeX.
    """

    plain: str
    html: str
    latex: str
    _sort_key: str = field(default="", init=False, repr=False, compare=False)

    @classmethod
    def of_plain(cls, text: str) -> Self:
        """Return a text whose characters mean themselves."""
        return cls(plain=text, html=html.escape(text, quote=False), latex=latex_of(text))

    @classmethod
    def restored(cls, plain: str, rendered: str, latex: str, sort_key: str) -> Self:
        """Return a text that another process read, with its ``sort_key`` if it made that, else ""."""
        text = cls(plain, rendered, latex)
        if sort_key:
            object.__setattr__(text, "_sort_key", sort_key)
        return text

    @property
    def sort_key(self) -> str:
        """Fold case and accents, drop punctuation and leading articles: the order of titles. Made once."""
        if not self._sort_key:
            object.__setattr__(self, "_sort_key", sort_key(self.plain))
        return self._sort_key


def sort_key(text: str) -> str:
    """Return ``text`` folded for sorting: no case, no accents, no punctuation, no leading article."""
    if text.isascii():
        words = text.lower().translate(_SPACED).split()
    else:
        folded = unicodedata.normalize("NFKD", text).casefold()
        words = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c)).split()
    if len(words) > 1 and words[0] in {"a", "an", "the"}:
        words = words[1:]
    return " ".join(words)
