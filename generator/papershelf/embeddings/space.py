"""Space: papers and other texts as places of which the near ones mean alike."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from papershelf.embeddings.network import Floats

Embed: TypeAlias = Callable[[Sequence[str]], Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """``papers``: paper's row x dimension; what all papers have in common is taken away, then each is of length one."""

    papers: Floats
    middle: Floats
    embed: Embed

    def of(self, texts: Sequence[str]) -> Floats:
        """Return the places of other texts, as those of the papers."""
        return _apart(self.embed(texts), self.middle)


def space_of(texts: Sequence[str], embed: Embed) -> Space:
    """Return the space of the papers with these ``texts``, in their order."""
    rows = embed(texts)
    middle: Floats = rows.mean(axis=0, dtype=np.float64).astype(np.float32)
    return Space(_apart(rows, middle), middle, embed)


def _apart(rows: Floats, middle: Floats) -> Floats:
    moved = rows - middle
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    unit: Floats = np.divide(moved, lengths, out=np.zeros_like(moved), where=lengths > 0)
    return unit
