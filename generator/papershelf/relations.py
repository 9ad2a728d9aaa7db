"""Relations: which papers are near a paper, with the reason in words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Related:
    """A paper near another one: ``reason`` is a sentence that a reader sees, as in LOOK.md's table of words."""

    key: str
    score: float
    reason: str
