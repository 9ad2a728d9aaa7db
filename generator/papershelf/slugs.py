"""Slugs: the words of a title as a part of an address."""

import hashlib
import re
from typing import Final

RESERVED: Final = frozenset(
    {"index", "by", "all", "feed", "readme", "search", "404", "con", "prn", "aux", "nul"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)}
)
"""Slugs that mean something else: our own addresses, and names that Windows forbids."""

LONGEST: Final = 80
_SPACED: Final = {code: " " for code in range(128) if not chr(code).isalnum()}
_NUMBER: Final = re.compile(r"\d,\d")


def make_slug(text: str) -> str:
    """Return the slug of ``text``: at most 80 of a-z, 0-9 and "-", whole words, "" where nothing is left.

    It is python-slugify's answer with ``text-unidecode``, ``save_order`` and ``word_boundary``; plain ASCII takes a
    short cut to it.

    >>> make_slug("Fréchet Inception Distance?"), make_slug("Don't stop: 1,000 steps")
    ('frechet-inception-distance', 'don-t-stop-1000-steps')
    """
    if text.isascii() and not ("&" in text or "'" in text or ("," in text and _NUMBER.search(text))):
        return _cut("-".join(text.lower().translate(_SPACED).split()))
    from slugify import slugify

    return str(slugify(text, max_length=LONGEST, word_boundary=True, save_order=True, backend="text-unidecode"))


def _cut(slug: str) -> str:
    """Return the words of ``slug`` that fit; a first word that is too long is cut."""
    if len(slug) <= LONGEST:
        return slug
    end = slug.rfind("-", 0, LONGEST + 1)
    return slug[:end] if end > 0 else slug[:LONGEST]


def digest(text: str) -> str:
    """Return a short hash of ``text`` that is no number: ``x3f9a1c``."""
    return "x" + hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def allowed(slug: str, identity: str) -> str:
    """Return ``slug``; an empty, numeric or reserved one gets the short hash of ``identity``."""
    if slug and not slug.isdigit() and slug not in RESERVED:
        return slug
    return f"{slug}-{digest(identity)}" if slug else digest(identity)


def joined(slug: str, more: str) -> str:
    """Return ``slug`` with one more word behind it, at most 80 characters together."""
    word = make_slug(more)[: LONGEST // 2]
    if not word:
        return slug
    if len(slug) + 1 + len(word) <= LONGEST:
        return f"{slug}-{word}"
    room = LONGEST - len(word) - 1
    end = slug.rfind("-", 0, room + 1)
    return f"{slug[:end] if end > 0 else slug[:room]}-{word}"
