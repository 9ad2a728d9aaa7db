"""The press: the theme engine sets one page of each form, the press prints the others from it.

Pages of one form (kind, first folder, depth) differ only in title, description, head, address and body. An exemplar
holds sentinels in their place; the engine dresses it, the press cuts it at the sentinels. What is printed then is
byte-identical to what the engine would have made, and pages chosen by the hash of their address are made both ways
on every build to prove it.
"""

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from papershelf.envelope import inert, site_path
from papershelf.pages.page import Page
from papershelf.problems import Location, Problem, Severity

MARK: Final = "pressmark7c1f"
_SLOT: Final = re.compile(rf"<div>{MARK}(body)</div>|{MARK}(title|description|head)|{MARK}(address)(?:/{MARK}address)*")


@dataclass(frozen=True, slots=True)
class Form:
    """What pages that look alike have in common: their kind, first folder and depth."""

    kind: str
    folder: str
    depth: int

    @classmethod
    def of(cls, kind: str, address: str) -> "Form":
        """Return the form of a page of ``kind`` at ``address``."""
        return cls(kind, address.split("/", 1)[0], address.count("/"))

    @property
    def exemplar(self) -> Page:
        """The page that stands for all of this form: its varying parts are sentinels."""
        folders = [self.folder, *([f"{MARK}address"] * (self.depth - 1)), ""] if self.depth else [""]
        return Page(
            address="/".join(folders),
            kind=self.kind,
            title=f"{MARK}title",
            description=f"{MARK}description",
            head=f"{MARK}head",
            body=f"<div>{MARK}body</div>",
        )


@dataclass(frozen=True, slots=True)
class Plate:
    """One form, cut: ``literals`` stand before, between and after the values of ``slots``."""

    literals: tuple[bytes, ...]
    slots: tuple[str, ...]

    def print(self, page: Page) -> bytes:
        """Return the finished page."""
        values = {
            "title": inert(page.title).encode(),
            "description": inert(page.description).encode(),
            "head": page.head.encode(),
            "address": quote(page.address.rstrip("/").partition("/")[2]).encode(),
            "body": page.body.encode(),
        }
        pieces = [self.literals[0]]
        for slot, literal in zip(self.slots, self.literals[1:], strict=True):
            pieces += (values[slot], literal)
        return b"".join(pieces)


def cut(dressed: str) -> Plate:
    """Return the plate of a dressed exemplar."""
    literals, slots, at = [], [], 0
    for found in _SLOT.finditer(dressed):
        literals.append(dressed[at : found.start()].encode())
        slots.append(found.group(found.lastindex or 0))
        at = found.end()
    return Plate((*literals, dressed[at:].encode()), tuple(slots))


@dataclass(frozen=True, slots=True)
class Press:
    """The plates of a site, one a form."""

    plates: Mapping[Form, Plate]

    @classmethod
    def of(cls, dressed: Mapping[Form, str]) -> "Press":
        """Return the press of the dressed exemplars."""
        return cls({form: cut(text) for form, text in dressed.items()})

    def print(self, page: Page) -> bytes:
        """Return the finished page, byte for byte as the engine would make it."""
        return self.plates[Form.of(page.kind, page.address)].print(page)


class Proof:
    """The pages that are made both ways: of each form the one whose address has the lowest hash."""

    def __init__(self) -> None:
        self._lowest: dict[Form, tuple[str, Page, bytes]] = {}

    def watch(self, page: Page, printed: bytes) -> None:
        """Consider a page that was printed."""
        form = Form.of(page.kind, page.address)
        rank = hashlib.blake2b(page.address.encode(), digest_size=8).hexdigest()
        if form not in self._lowest or rank < self._lowest[form][0]:
            self._lowest[form] = (rank, page, printed)

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages to dress for comparison."""
        return tuple(page for _, page, _ in self._lowest.values())

    def compare(self, dressed: Mapping[str, bytes]) -> tuple[Problem, ...]:
        """Return a notice for each page that ``dressed`` (site path -> bytes) shows otherwise."""
        pairs = (
            (page, printed, dressed.get(site_path(page.address), b"")) for _, page, printed in self._lowest.values()
        )
        return tuple(_differs(page, printed, real) for page, printed, real in pairs if printed != real)


def _differs(page: Page, printed: bytes, real: bytes) -> Problem:
    return Problem(
        "PS810",
        Severity.NOTICE,
        Location("mkdocs.yml"),
        f"the theme makes {page.kind} pages differ in more than title, description, head and body:"
        f" see {page.address or 'home'!r}.",
        quote="\n".join(_difference(printed, real)),
        done="Every page was made by MkDocs itself, which is slower.",
        remedy="Take what depends on single pages out of the theme's templates, or build with --plain.",
    )


def _difference(printed: bytes, real: bytes) -> Iterator[str]:
    lines: Iterable[str] = difflib.unified_diff(
        printed.decode().splitlines(), real.decode().splitlines(), "printed", "MkDocs", lineterm="", n=0
    )
    return (line[:200] for _, line in zip(range(12), lines, strict=False))
