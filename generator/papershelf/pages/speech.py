"""Speech: in what language a text stands, and from which side it is read, for browsers and screen readers."""

import re
import unicodedata
from typing import Final

from papershelf.pages.html import NOTHING, Html, attribute

_SITE: Final = "en"
_FROM_THE_RIGHT: Final = frozenset({"R", "AL"})
_AROUND_THEM: Final = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufeff\U00010800-\U00010fff\U0001e800-\U0001eeff]")
"""A quick look: all letters that are read from the right, and some beside them."""


def speech(text: str, language: str | None) -> Html:
    """Return the attributes of an element that holds ``text``, with a space before them; nothing for English.

    >>> speech("Regale", "de"), speech("Shelves", "en")
    (' lang="de"', '')
    """
    said = f' lang="{attribute(language)}"' if language and language.partition("-")[0] != _SITE else ""
    near = () if text.isascii() else _AROUND_THEM.findall(text)
    if any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in near):
        said += ' dir="auto"'
    return Html(said) if said else NOTHING
