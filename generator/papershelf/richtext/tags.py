"""Tags: the inline HTML and JATS that publishers leave in texts of every format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from papershelf.richtext.nodes import Style

_TAG: Final = re.compile(
    r"<(/?)(?:jats:)?(italic|bold|strong|emph?|sub|sup|inf|tt|code|monospace|scp?|span|strike|del|title|sec|div|br|ext-link"
    r"|font|[ibuspa])((?:\s[^<>]*)?)/?>",
    re.IGNORECASE,
)
_HREF: Final = re.compile(r"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_STYLES: Final[Mapping[str, Style]] = {
    "i": Style.ITALIC, "italic": Style.ITALIC, "em": Style.EMPHASIS, "emph": Style.EMPHASIS, "b": Style.BOLD,
    "bold": Style.BOLD, "strong": Style.BOLD, "sub": Style.SUBSCRIPT, "inf": Style.SUBSCRIPT, "sup": Style.SUPERSCRIPT,
    "tt": Style.CODE, "code": Style.CODE, "monospace": Style.CODE, "sc": Style.SMALL_CAPS, "scp": Style.SMALL_CAPS,
    "u": Style.UNDERLINED, "s": Style.STRUCK, "strike": Style.STRUCK, "del": Style.STRUCK,
}  # fmt: skip
_DEEPEST: Final = 20
_BREAKS: Final = frozenset({"p", "br", "title", "sec", "div"})


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag: its name, where it ends, where it leads; ``breaks`` says that it separates words."""

    name: str
    start: int
    end: int
    href: str = ""

    @property
    def breaks(self) -> bool:
        """Whether a text is parted where the tag stands."""
        return self.name in _BREAKS


@dataclass(frozen=True, slots=True)
class Tags:
    """The known tags of a text by their places, and which closes which."""

    known: Mapping[int, Tag]
    closings: Mapping[int, Tag]

    @classmethod
    def of(cls, text: str) -> "Tags":
        """Find the tags of ``text``; a closing tag closes the tag opened last, or nothing."""
        known: dict[int, Tag] = {}
        closings: dict[int, Tag] = {}
        waiting: list[Tag] = []
        for found in _TAG.finditer(text) if "<" in text else ():
            href = _HREF.search(found[3])
            tag = Tag(found[2].lower(), found.start(), found.end(), href[1] if href else "")
            if not found[1]:
                known[tag.start] = tag
                waiting.append(tag)
            elif tag.breaks:
                known[tag.start] = tag
            if found[1] and any(open_tag.name == tag.name for open_tag in waiting[-3:]):
                while waiting[-1].name != tag.name:
                    waiting.pop()
                opened = waiting.pop()
                if len(waiting) < _DEEPEST:
                    closings[opened.start] = tag
        return cls(known, closings)

    def at(self, place: int) -> Tag | None:
        """Return the tag at a place of the text."""
        return self.known.get(place)

    def closing(self, place: int) -> Tag | None:
        """Return the tag that closes the one at ``place``."""
        return self.closings.get(place)


def inner_style(name: str) -> Style | None:
    """Return the style that a tag asks for, None for one that only holds text together."""
    return _STYLES.get(name)
