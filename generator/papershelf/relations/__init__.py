"""Relations: which papers are near a paper, with the reason in words."""

from papershelf.relations.related import Related, relate

__all__ = ["Related", "relate"]
