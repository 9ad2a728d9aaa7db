"""Languages: their codes on the web, and the names that babel, and so BibTeX, has for them."""

from collections.abc import Mapping
from typing import Final

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "ar": ("arabic",), "cs": ("czech",), "da": ("danish",), "de": ("ngerman", "german", "deutsch", "austrian"),
    "el": ("greek",), "en": ("english", "american", "british", "ukenglish", "usenglish"),
    "es": ("spanish", "español"), "fa": ("persian",), "fi": ("finnish",), "fr": ("french", "français"),
    "he": ("hebrew",), "hi": ("hindi",), "hr": ("croatian",), "hu": ("hungarian",), "it": ("italian",),
    "ja": ("japanese",), "ko": ("korean",), "nl": ("dutch",), "no": ("norwegian",), "pl": ("polish",),
    "pt": ("portuguese", "brazilian"), "ru": ("russian",), "sl": ("slovene",), "sv": ("swedish",), "tr": ("turkish",),
    "uk": ("ukrainian",), "zh": ("chinese",),
}  # fmt: skip
"""Code -> names, first the one that is written."""
_CODES: Final[Mapping[str, str]] = {name: code for code, names in _NAMES.items() for name in names}


def code_of(name: str) -> str:
    """Return the code of a language's name, and of anything else itself.

    >>> code_of("ngerman"), code_of("pt-BR")
    ('de', 'pt-BR')
    """
    return _CODES.get(name.casefold(), name)


def babel_of(code: str) -> str:
    """Return what babel calls the language of a code, "" where we do not know.

    >>> babel_of("de"), babel_of("pt-br")
    ('ngerman', '')
    """
    return _NAMES[code][0] if code in _NAMES else ""
