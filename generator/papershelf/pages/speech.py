"""Speech: in what language a text stands, and from which side it is read, for browsers and screen readers."""

import unicodedata
from typing import Final

from papershelf.pages.html import NOTHING, Html, attribute

_SITE: Final = "en"
_FROM_THE_RIGHT: Final = frozenset({"R", "AL"})


def speech(text: str, language: str | None) -> Html:
    """Return the attributes of an element that holds ``text``, with a space before them; nothing for English.

    >>> speech("Regale", "de"), speech("Shelves", "en")
    (' lang="de"', '')
    """
    said = f' lang="{attribute(language)}"' if language and language.partition("-")[0] != _SITE else ""
    if not text.isascii() and any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in text):
        said += ' dir="auto"'
    return Html(said) if said else NOTHING
