"""Text that may hold mathematics or markup, with a rendering for each use."""

from papershelf.richtext.text import RichText

__all__ = ["RichText"]
