"""Markup: HTML and JATS become nodes."""

from papershelf.richtext.latex import LatexReader
from papershelf.richtext.nodes import Nodes, tidy


def markup_nodes(text: str) -> tuple[Nodes, tuple[str, ...]]:
    """Return the nodes of an HTML or JATS text, and remarks."""
    reader = LatexReader(text, loose=True)
    return tidy(reader.read(0, len(reader.text))), tuple(reader.remarks)
