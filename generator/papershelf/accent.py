"""The accent: a curator's one colour becomes the colour of links, in light and dark, always readable."""

import colorsys
from typing import Final

PATH: Final = "assets/css/accent.css"
_LIGHT: Final = ("#FBFAF7", "#FFFFFF", "#F2F0EA")
_DARK: Final = ("#16191C", "#1D2125", "#23282D")
_ENOUGH: Final = 4.5
_CALM: Final = 7.0
_STEP: Final = 0.01
_HOVER: Final = 0.7
_LINEAR: Final = 0.04045

Colour = tuple[float, float, float]


def accent_css(accent: str) -> str:
    """Return the style sheet that makes ``accent`` (``#RRGGBB``) the colour of links.

    The hue stays. On light ground it is darkened until it has a contrast of at least 4.5 to page, raised and sunk
    ground; on dark ground it is lightened until it has one of 7. Hovered links go further the same way.

    Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    light = _until(_read(accent), -_STEP, _LIGHT, _ENOUGH)
    dark = _until(_read(accent), _STEP, _DARK, _CALM)
    hovered = _mixed(light, (0, 0, 0)), _mixed(dark, (1, 1, 1))
    return (
        '[data-md-color-scheme="default"],\n[data-md-color-scheme="slate"] {\n'
        f"  --md-typeset-a-color: light-dark({_write(light)}, {_write(dark)});\n"
        f"  --md-accent-fg-color: light-dark({_write(hovered[0])}, {_write(hovered[1])});\n}}\n"
    )


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours (red, green and blue from 0 to 1): from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _until(colour: Colour, step: float, grounds: tuple[str, ...], enough: float) -> Colour:
    """Return ``colour`` as light or dark as it must be to be read on all ``grounds``."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*colour)
    end = 1.0 if step > 0 else 0.0
    while lightness != end and min(contrast(colour, _read(ground)) for ground in grounds) < enough:
        lightness = min(1.0, max(0.0, lightness + step))
        colour = _read(_write(colorsys.hls_to_rgb(hue, lightness, saturation)))
    return colour


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: Colour, with_: Colour) -> Colour:
    red, green, blue = (_HOVER * one + (1 - _HOVER) * other for one, other in zip(colour, with_, strict=True))
    return red, green, blue


def _read(text: str) -> Colour:
    return int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255


def _write(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
