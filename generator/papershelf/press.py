"""The press: the theme engine sets one page of each form, the press prints the others from it.

Pages of one form (kind, first folder, depth) differ only in title, description, head, address and body. An exemplar
holds sentinels in their place; the engine dresses it, the press cuts it at the sentinels. What is printed then is
byte-identical to what the engine would have made. A theme that does otherwise is found out before a page is published:
the exemplar is watched (``watching.py``), no part of a sentinel may be left when it is cut, and a page of awkward
characters and some real pages chosen by the hash of their address are made both ways on every build.
"""

import difflib
import hashlib
import re
from bisect import insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple
from urllib.parse import quote

from papershelf.envelope import inert, site_path
from papershelf.page import Page
from papershelf.problems import Location, Problem, Severity

MARK: Final = "pressmark7c1f"
UNLIKE: Final = "PS810"
"""The notice that the press cannot be used."""
PROVEN: Final = 3
"""The real pages of each form that are made both ways."""
_SLOT: Final = re.compile(rf"<div>{MARK}(body)</div>|{MARK}(title|description|head)|{MARK}(address)(?:/{MARK}address)*")


class Form(NamedTuple):
    """What pages that look alike have in common: their kind, first folder and depth."""

    kind: str
    folder: str
    depth: int

    @classmethod
    def of(cls, kind: str, address: str) -> "Form":
        """Return the form of a page of ``kind`` at ``address``."""
        return cls(kind, address.split("/", 1)[0], address.count("/"))

    @property
    def probe(self) -> Page:
        """A page of this form whose every part holds what a theme that does not print it as it is would change."""
        text = 'Probe\'s  "a" \\ <b>&amp; \u00e9\u6f22 {{ 1 }} x_1 CON.'
        return Page(
            address="/".join([self.folder, *([f"{MARK}prob\u00e9"] * (self.depth - 1)), ""]),
            kind=self.kind,
            title=text,
            description=text * 3,
            head='<meta name="probe" content="\\ &quot; &amp;amp; \u00e9">',
            html=b'<div class="probe"><h1 id="title">Probe</h1>\n<p>\\ *a* _b_ &amp;amp; \xc3\xa9 {: .x }</p></div>',
        )

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
            html=f"<div>{MARK}body</div>".encode(),
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
            "body": page.html,
        }
        pieces = [self.literals[0]]
        for slot, literal in zip(self.slots, self.literals[1:], strict=True):
            pieces.append(values[slot])
            pieces.append(literal)
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

    @property
    def remnants(self) -> tuple[Problem, ...]:
        """A notice for each form in which a sentinel is left: the theme printed it, but not as it was."""
        return tuple(
            unlike(f"the theme changes what {form.kind} pages hold before it prints it.", _around(literal))
            for form, plate in self.plates.items()
            for literal in plate.literals
            if MARK.encode() in literal.lower()
        )

    def print(self, page: Page) -> bytes:
        """Return the finished page, byte for byte as the engine would make it."""
        return self.plates[Form.of(page.kind, page.address)].print(page)


def rank_of(address: str) -> str:
    """Return by what the pages to prove are chosen: the lowest come first."""
    return hashlib.blake2b(address.encode(), digest_size=8).hexdigest()


class Proof:
    """The pages that are made both ways: of each form a probe, and the few whose addresses have the lowest hashes."""

    def __init__(self, press: Press) -> None:
        """Prove what ``press`` prints."""
        self._press = press
        self._lowest: dict[Form, list[tuple[str, str, Page, bytes]]] = {}

    def watch(self, page: Page, printed: bytes) -> None:
        """Consider a page that was printed."""
        lowest = self._lowest.setdefault(Form.of(page.kind, page.address), [])
        rank = rank_of(page.address)
        if len(lowest) < PROVEN or rank < lowest[-1][0]:
            insort(lowest, (rank, page.address, page, printed))
            del lowest[PROVEN:]

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages to dress for comparison."""
        return tuple(page for page, _ in self._pairs())

    def _pairs(self) -> Iterator[tuple[Page, bytes]]:
        for form, lowest in self._lowest.items():
            yield from ((page, printed) for _, _, page, printed in lowest)
            if form.depth > 1:
                yield form.probe, self._press.print(form.probe)

    def compare(self, dressed: Mapping[str, bytes]) -> tuple[Problem, ...]:
        """Return a notice for each page that ``dressed`` (site path -> bytes) shows otherwise."""
        pairs = ((page, printed, dressed.get(site_path(page.address), b"")) for page, printed in self._pairs())
        return tuple(_differs(page, printed, real) for page, printed, real in pairs if printed != real)


def unlike(message: str, quote: str = "") -> Problem:
    """Return the notice that pages of one form cannot be printed from one exemplar."""
    return Problem(
        UNLIKE,
        Severity.NOTICE,
        Location("mkdocs.yml"),
        message,
        quote=quote,
        done="Every page was made by MkDocs itself, which is slower.",
        remedy="Take what depends on single pages out of the theme's templates and plugins, or build with --plain.",
    )


def _differs(page: Page, printed: bytes, real: bytes) -> Problem:
    return unlike(
        f"the theme makes {page.kind} pages differ in more than title, description, head and body:"
        f" see {page.address or 'home'!r}.",
        "\n".join(_difference(printed, real)),
    )


def _around(literal: bytes) -> str:
    at = literal.lower().index(MARK.encode())
    return literal[max(0, at - 80) : at + 80].decode(errors="replace")


def _difference(printed: bytes, real: bytes) -> Iterator[str]:
    lines: Iterable[str] = difflib.unified_diff(
        printed.decode().splitlines(), real.decode().splitlines(), "printed", "MkDocs", lineterm="", n=0
    )
    return (line[:200] for _, line in zip(range(12), lines, strict=False))
