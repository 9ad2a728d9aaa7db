"""Fonts: Source Serif 4 and Source Sans 3, cut down to what a page shows, under names of our own.

The licence (OFL-1.1) reserves the name "Source" for the whole fonts; it lies beside the subsets. The result is kept in
the repository, because cutting takes half a minute: ``make fonts`` writes ``docs/assets/fonts`` anew, byte for byte.
"""

import importlib.resources
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).resolve().parent.parent / "docs" / "assets" / "fonts"
RANGES: Final[Mapping[str, str]] = {
    "latin": "0020-007E,00A0-00FF,0131,0152-0153,02C6,02DA,02DC,2010-2015,2018-201A,201C-201E,2020-2022,2026,2032-2033,"
    "2039-203A,2044,20AC,2122,2190-2193,2212,2215,2260,2264-2265,00D7",
    "latin-ext": "0100-0130,0132-0151,0154-02BA,02BD-02C5,02C7-02CC,02CE-02D7,02DD-02FF,1E00-1E9F,1EF2-1EFF,2070-209F,"
    "20A0-20AB,20AD-20CF,2C60-2C7F,A722-A7FF",
}
"""Subset -> code points, as ``unicode-range`` in fonts.css states them."""
_FEATURES: Final = ["kern", "liga", "lnum", "tnum", "mark", "mkmk", "ccmp", "locl", "case"]


@dataclass(frozen=True, slots=True)
class _Face:
    """A family of ours and the font that it is cut from; ``axes`` pin or limit the variations."""

    slug: str
    family: str
    package: str
    file: str
    axes: tuple[tuple[str, float | tuple[float, float]], ...]


_FACES: Final = (
    _Face("serif", "Shelf Serif", "fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf",
          (("opsz", 14.0), ("wght", (400.0, 600.0)))),
    _Face("sans", "Shelf Sans", "fontpkg_source_sans_3", "SourceSans3[wght].ttf", (("wght", (400.0, 600.0)),)),
)  # fmt: skip


def cut() -> Iterator[tuple[str, bytes]]:
    """Yield name -> bytes of the woff2 files and their licences."""
    for face in _FACES:
        package = importlib.resources.files(face.package)
        yield f"shelf-{face.slug}-licence.txt", package.joinpath("LICENSE").read_bytes()
        for name, points in RANGES.items():
            yield f"shelf-{face.slug}-{name}.woff2", _subset(face, points)


def _subset(face: _Face, points: str) -> bytes:
    from fontTools.subset import Options, Subsetter, parse_unicodes
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    path = importlib.resources.files(face.package).joinpath("files", face.file)
    with path.open("rb") as stream:
        font = TTFont(stream, lazy=False, recalcTimestamp=False)
    whole = io.BytesIO()
    instantiateVariableFont(font, dict(face.axes)).save(whole)
    font = TTFont(whole, lazy=False, recalcTimestamp=False)
    options = Options(layout_features=_FEATURES, hinting=False, name_IDs=[1, 2, 3, 4, 6], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(points))
    subsetter.subset(font)
    for record in font["name"].names:
        record.string = {2: "Regular", 6: face.family.replace(" ", "")}.get(record.nameID, face.family)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written, reorderTables=True)
    return written.getvalue()


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file, content in cut():
        (FOLDER / file).write_bytes(content)
