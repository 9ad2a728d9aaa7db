"""BibTeX macros while a file is read: what each stands for, and a name for the state that they are in."""

import hashlib
from collections.abc import Mapping

from papershelf.sources.bibtex_words import MACROS


class Macros:
    """The macros that every style defines, those of other files, and those of the file.

    ``texts``: name in lower case -> text; ``state`` is the same for two files only where these are the same.
    """

    __slots__ = ("state", "texts")

    def __init__(self, others: Mapping[str, str] | None = None) -> None:
        self.texts = dict(MACROS)
        self.state = ""
        for name, text in (others or {}).items():
            self.define(name, text)

    def define(self, name: str, text: str) -> None:
        """Let ``name`` stand for ``text`` from here on."""
        if self.texts.get(name) != text:
            self.texts[name] = text
            said = f"{self.state}\x00{name}\x00{text}".encode("utf-8", "surrogatepass")
            self.state = hashlib.blake2b(said, digest_size=16).hexdigest()
