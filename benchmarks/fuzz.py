"""Fuzzes the readers of sources: no input may crash them, hang them, or cost more than in proportion to its length.

``pip install atheris``, then ``python benchmarks/fuzz.py -max_total_time=600 -timeout=10 -max_len=600 CORPUS``: the
first byte of an input chooses what reads the rest. With ``PAPERSHELF_REPEAT=1`` the rest is a piece that is repeated
up to some length and to eight times that, and the seconds of the processor are compared; of a piece with a "|" in it
the part before that is repeated first, then the part behind it. An empty corpus is seeded from ``tests/cases`` and
``tests/hostile``.
"""

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

import atheris

with atheris.instrument_imports(include=["papershelf", "pybtex"]):
    from papershelf.curation import Curation
    from papershelf.meaning.interpretation import interpret
    from papershelf.people import read_names
    from papershelf.records import Dialect
    from papershelf.richtext.reading import read_text
    from papershelf.sources import READERS, Reader
    from papershelf.sources.decoding import decode
    from papershelf.venues import Venues

_TESTS: Final = Path(__file__).resolve().parent.parent / "tests"
_SHORT, _LONG = 4_000, 32_000
_STEEPEST: Final = 24
"""Eight times the text may take three times eight times as long, and a fifth of a second more: machines are busy."""


class SlowError(Exception):
    """A text takes more time than in proportion to its length."""


def _understand(reader: Reader, text: str) -> None:
    """Read a source and interpret its records."""
    venues = Venues(Curation().venues)
    for record in reader.read(text, "a").records:
        interpret(record, venues)


TARGETS: Final[tuple[Callable[[str], object], ...]] = (
    *(partial(_understand, reader) for reader in READERS.values()),
    *(lambda text, dialect=dialect: read_text(text, dialect) for dialect in Dialect),
    *(lambda text, dialect=dialect: read_names(text, dialect) for dialect in (Dialect.LATEX, Dialect.PLAIN)),
)


def _seconds(target: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    target(text)
    return time.process_time() - begun


def once(data: bytes) -> None:
    """Read one input."""
    if data:
        TARGETS[data[0] % len(TARGETS)](decode(data[1:], "a")[0])


def repeated(data: bytes) -> None:
    """Read a short and a long text that are one piece again and again.

    Raises:
        SlowError: the long one takes too long for its length.
    """
    piece = decode(data[1:], "a")[0]
    if not piece:
        return
    target = TARGETS[data[0] % len(TARGETS)]
    head, _, tail = piece.partition("|")
    short, long = (head * times + tail * times for times in (length // len(piece) + 1 for length in (_SHORT, _LONG)))
    if _seconds(target, long) > 0.2 + _STEEPEST * min(_seconds(target, short) for _ in range(2)):
        raise SlowError(f"target {data[0] % len(TARGETS)}: {piece!r}")


def seed(corpus: Path) -> None:
    """Fill an empty corpus with the cases of the tests, for each target."""
    corpus.mkdir(parents=True, exist_ok=True)
    if any(corpus.iterdir()):
        return
    cases = [path for folder in ("cases", "hostile") for path in sorted((_TESTS / folder).rglob("*")) if path.is_file()]
    for number, path in enumerate(cases):
        for target in range(len(TARGETS)):
            (corpus / f"{number}-{target}").write_bytes(bytes([target]) + path.read_bytes())


if __name__ == "__main__":
    seed(Path(sys.argv[-1]))
    atheris.Setup(sys.argv, repeated if os.environ.get("PAPERSHELF_REPEAT") else once)
    atheris.Fuzz()
