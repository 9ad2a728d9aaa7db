"""Relations: which papers are near a paper, with the reason in words."""

from papershelf.relations.related import Columns, Related, Relations, packed, relate, unpacked

__all__ = ["Columns", "Related", "Relations", "packed", "relate", "unpacked"]
