"""Fonts: the two families of the site, cut to Latin letters and packed for the web, once.

The subsets carry names of our own, because the licence reserves "Source"; the licence lies beside them.
"""

import hashlib
import io
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import distribution
from pathlib import Path
from typing import Final

FOLDER: Final = "assets/fonts"
LATIN: Final = ((0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2C6, 0x2C6), (0x2DA, 0x2DA),
                (0x2DC, 0x2DC), (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026),
                (0x2030, 0x2030), (0x2032, 0x2033), (0x2039, 0x203A), (0x2044, 0x2044), (0x20AC, 0x20AC),
                (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212), (0x2215, 0x2215), (0x2260, 0x2260),
                (0x2264, 0x2265))  # fmt: skip
EXTENDED: Final = ((0x100, 0x130), (0x132, 0x151), (0x154, 0x24F), (0x259, 0x259), (0x2BB, 0x2BC), (0x300, 0x30C),
                   (0x323, 0x331), (0x1E00, 0x1EFF))  # fmt: skip
_FEATURES: Final = ("kern", "mark", "mkmk", "ccmp", "locl", "liga", "lnum", "tnum", "pnum", "onum", "sups", "subs")


@dataclass(frozen=True, slots=True)
class Cut:
    """One file to write: from which package and file, at which places of its axes, for which characters."""

    name: str
    family: str
    package: str
    file: str
    axes: Mapping[str, float | tuple[float, float]]
    characters: tuple[tuple[int, int], ...]


_SERIF: Final = ("PaperShelf Serif", "fontpkg_source_serif_4")
_SANS: Final = ("PaperShelf Sans", "fontpkg_source_sans_3")
_ROMAN: Final = "SourceSerif4[opsz,wght].ttf"
_ITALIC: Final = "SourceSerif4-Italic[opsz,wght].ttf"
_READING: Final[Mapping[str, float | tuple[float, float]]] = {"opsz": 14, "wght": (400, 600)}

CUTS: Final = (
    Cut("papershelf-serif-latin", *_SERIF, _ROMAN, _READING, LATIN),
    Cut("papershelf-serif-latin-ext", *_SERIF, _ROMAN, _READING, EXTENDED),
    Cut("papershelf-serif-italic-latin", *_SERIF, _ITALIC, {"opsz": 14, "wght": 400}, LATIN),
    Cut("papershelf-sans-latin", *_SANS, "SourceSans3[wght].ttf", {"wght": (400, 600)}, LATIN),
    Cut("papershelf-sans-latin-ext", *_SANS, "SourceSans3[wght].ttf", {"wght": (400, 600)}, EXTENDED),
)


def make_fonts(cache: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """Yield path -> bytes of the font files and their licences.

    Cutting takes some seconds, so the results are kept in the folder ``cache`` (by default the user's own), under a
    name that says what they were made from; deleting it changes no byte.
    """
    folder = cache or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "papershelf"
    for cut in CUTS:
        yield f"{FOLDER}/{cut.name}.woff2", _kept(cut, folder)
    for family, package in (_SERIF, _SANS):
        source = Path(str(import_module(package).__file__)).parent / "LICENSE"
        yield f"{FOLDER}/{family.replace(' ', '-').lower()}-LICENSE.txt", source.read_bytes()


def _kept(cut: Cut, folder: Path) -> bytes:
    versions = [distribution(name).version for name in (cut.package.replace("_", "-"), "fonttools", "brotli")]
    made_from = hashlib.blake2b(repr((cut, versions)).encode(), digest_size=8).hexdigest()
    kept = folder / f"{cut.name}-{made_from}.woff2"
    try:
        return kept.read_bytes()
    except OSError:
        made = pack(cut)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")
        part.write_bytes(made)
        part.replace(kept)
    except OSError:
        return made
    return made


def pack(cut: Cut) -> bytes:
    """Return the woff2 file of ``cut``: the same bytes on every machine with the same versions.

    Source: https://fonttools.readthedocs.io/en/latest/subset/
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    path = Path(str(import_module(cut.package).__file__)).parent / "files" / cut.file
    font = TTFont(path, recalcTimestamp=False)
    options = Options(layout_features=list(_FEATURES), hinting=False, name_IDs=[1, 2, 3, 4, 6], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in cut.characters for code in range(first, last + 1)])
    subsetter.subset(font)
    font = instantiateVariableFont(font, dict(cut.axes))
    _rename(font["name"].names, cut)
    font.flavor = "woff2"
    packed = io.BytesIO()
    font.save(packed, reorderTables=False)
    return packed.getvalue()


def _rename(records: list[object], cut: Cut) -> None:
    """Give the font our own name in every language: the names that stayed are family, full and PostScript names."""
    words = {1: cut.family, 2: "Regular", 3: cut.name, 4: cut.family, 6: cut.family.replace(" ", "")}
    for record in records:
        record.string = words[record.nameID]  # type: ignore[attr-defined]
