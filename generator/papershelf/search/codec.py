"""Numbers as printable characters: hosts compress text, and a script tag could load it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

LAST: Final = 64
"""Values below this end a number; those from here on carry it on."""
MORE: Final = 27
"""How many values carry on."""
DIGITS: Final = bytes(code for code in range(35, 127) if code != ord("\\"))
"""The 91 characters that stand for values: no space, ``!``, quote or backslash, which separate things."""

TABLE: Final = np.frombuffer(DIGITS, dtype=np.uint8)


_SHORT: Final = tuple(chr(code) for code in DIGITS[:LAST])


def number(value: int) -> str:
    """Return the characters of a number from 0 on.

    >>> number(0), number(63), number(64), number(100000)
    ('#', 'c', 'e#', 'fg{C')
    """
    if value < LAST:
        return _SHORT[value]
    high, low = divmod(value, LAST)
    codes = [low]
    while high:
        high, digit = divmod(high, MORE)
        codes.append(LAST + digit)
    return bytes(DIGITS[code] for code in reversed(codes)).decode()


def numbers(values: Iterable[int]) -> str:
    """Return the characters of several numbers, one after the other."""
    return "".join(map(number, values))


def encode(values: Numbers) -> tuple[Bytes, Numbers]:
    """Return the characters of all ``values``, and where each begins (one more than values)."""
    high = values // LAST
    sizes = np.ones(len(values), dtype=np.int64)
    rest = high.copy()
    while rest.any():
        sizes += rest > 0
        rest //= MORE
    starts = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(sizes, out=starts[1:])
    out = np.zeros(int(starts[-1]), dtype=np.uint8)
    ends = starts[1:] - 1
    out[ends] = values % LAST
    back = 1
    while True:
        longer = sizes > back
        if not longer.any():
            return TABLE[out], starts
        out[ends[longer] - back] = LAST + high[longer] % MORE
        high //= MORE
        back += 1


def front_coded(words: Sequence[str]) -> str:
    """Return sorted words, a space before each but the first: how many letters it shares with the last, and the rest.

    >>> front_coded(["learn", "learner", "lease"])
    '#learn (er &se'
    """
    coded = [DIGITS[0:1].decode() + words[0]] if words else []
    coded += [after_shared(before, word) for before, word in pairwise(words)]
    return " ".join(coded)


def after_shared(before: str, word: str) -> str:
    """Return one character for the number of letters shared, and the rest of ``word``."""
    most = min(len(before), len(word), len(DIGITS) - 1)
    shared = 0
    while shared < most and before[shared] == word[shared]:
        shared += 1
    return chr(DIGITS[shared]) + word[shared:]
