"""Built sites: what files they have, what a reader sees of a page, and whether two are the same."""

import html
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote_plus, urljoin

_WITHIN: Final = 0.1
_CLASSES: Final[Mapping[str, re.Pattern[str]]] = {
    "papers": re.compile(r"papers/.+/index\.html"),
    "other pages": re.compile(r"(?!papers/.+/).*\.html"),
    "exports": re.compile(r"(exports|api)/.*"),
}
"""What is weighed by itself."""
_BASE: Final = "https://example.org/shelf/"
"""Where all sites are thought to lie, as Hugo's is told."""
_TARGET: Final = re.compile(r' (?:href|src|action)="([^"]*)"')
_UNSEEN: Final = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


def sizes_of(site: Path) -> dict[str, int]:
    """Return path -> bytes of every file."""
    return {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*") if path.is_file()}


def require_same(ours: Mapping[str, int], theirs: Mapping[str, int]) -> None:
    """Compare the sizes of two sites, our search index aside.

    Raises:
        RuntimeError: an address is missing in one, or papers, other pages or exports do not weigh the same within 10 %.
    """
    strange = {path for path in ours.keys() ^ theirs.keys() if not path.startswith("search/index/")}
    if strange:
        raise RuntimeError(f"not the same site: {sorted(strange)[:5]}")
    weights = {name: _bytes(theirs, pattern) / _bytes(ours, pattern) for name, pattern in _CLASSES.items()}
    if any(abs(weight - 1) > _WITHIN for weight in weights.values()):
        raise RuntimeError(f"not the weight of our site: {weights}")


def _bytes(sizes: Mapping[str, int], pattern: re.Pattern[str]) -> int:
    return sum(size for path, size in sizes.items() if pattern.fullmatch(path))


def words_of(page: Path) -> list[str]:
    """Return the words that a reader sees of a page, its title in front."""
    return html.unescape(_UNSEEN.sub(" ", page.read_text("utf-8"))).split()


def targets_of(page: Path, address: str) -> list[str]:
    """Return where the links of the page at ``address`` lead, decoded and in order."""
    found = (html.unescape(href).strip() for href in _TARGET.findall(page.read_text("utf-8")))
    return sorted(unquote_plus(urljoin(_BASE + address, href)).strip() for href in found)
