"""Speech: what is read from the right says so, whatever its letters."""

import sys
import unicodedata

from papershelf.pages.speech import speech


def test_every_letter_that_is_read_from_the_right_is_known() -> None:
    """Each one alone sets the direction, and no other character does."""
    letters = (chr(code) for code in range(sys.maxunicode + 1))
    wrong = [
        letter
        for letter in letters
        if (speech(letter, None) != "") is not (unicodedata.bidirectional(letter) in {"R", "AL"})
    ]
    assert wrong == []
