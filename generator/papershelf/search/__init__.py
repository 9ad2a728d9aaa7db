"""Search: the index that the box reads."""

from papershelf.search.writer import write_index

__all__ = ["write_index"]
