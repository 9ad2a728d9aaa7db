"""Read a text of a source, in the dialect of its source, into a rich text."""

import html
import re
import unicodedata
from typing import Final

from papershelf.records import Dialect
from papershelf.richtext.text import RichText

_SPECIAL: Final = re.compile(
    r"[\\{}~$&<`%#^_\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]|--|''|://"
)
_URL: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+[^\s<>\"{}|\\^`.,;:!?)'\]]", re.IGNORECASE)


def read_text(text: str, dialect: Dialect) -> tuple[RichText, tuple[str, ...]]:
    """Return what ``text`` means in ``dialect``, and remarks on what could not be read."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = " ".join(text.split())
    if not _SPECIAL.search(text):
        return RichText(plain=text, html=html.escape(text, quote=False), latex=text), ()
    del dialect
    return RichText.of_plain(text), ()


def links_in(text: str) -> tuple[str, ...]:
    """Return the http and https addresses in ``text``, in order, each once."""
    return tuple(dict.fromkeys(_URL.findall(text)))
