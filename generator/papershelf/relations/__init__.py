"""Relations: which papers are near a paper, with the reason in words."""

from papershelf.relations.near import Related, Relations

__all__ = ["Related", "Relations"]
