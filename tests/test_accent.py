"""The accent: any colour becomes links that can be read."""

import re

from hypothesis import given
from hypothesis import strategies as st

from papershelf.accent import accent_css, contrast

GROUNDS = (("#fbfaf7", "#ffffff", "#f2f0ea"), ("#16191c", "#1d2125", "#23282d"))


def _colour(text: str) -> tuple[float, float, float]:
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


@given(st.integers(0, 0xFFFFFF))
def test_links_and_hovered_links_can_be_read_on_every_ground(number: int) -> None:
    """Whatever the curator chooses, links have a contrast of 4.5 to page, raised and sunk ground, light and dark."""
    pairs = re.findall(r"light-dark\((#\w{6}), (#\w{6})\)", accent_css(f"#{number:06x}"))
    assert len(pairs) == 2
    for pair in pairs:
        for colour, grounds in zip(pair, GROUNDS, strict=True):
            assert min(contrast(_colour(colour), _colour(ground)) for ground in grounds) >= 4.5


def test_a_readable_accent_stays_as_it_is() -> None:
    """A colour that can be read on light ground is used unchanged there."""
    assert "--md-typeset-a-color: light-dark(#6a3f7e," in accent_css("#6A3F7E")


def test_black_and_white_have_a_contrast_of_21() -> None:
    """Contrast is measured as WCAG defines it."""
    assert round(contrast((0, 0, 0), (1, 1, 1)), 6) == 21
