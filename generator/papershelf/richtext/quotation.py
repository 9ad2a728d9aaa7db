"""Quotation marks, apostrophes and dashes, as LaTeX writes them."""

import re
from typing import Final

from papershelf.richtext.nodes import Node
from papershelf.richtext.reader import Reader

_DASHES: Final = re.compile(r"-{2,}")


def read_backquote(reader: Reader, place: int, end: int, nodes: list[Node]) -> int:
    """Read an opening quotation mark; behind a mark that begins a sentence, that mark upside down."""
    text = reader.text
    if text.startswith("``", place) and place + 1 < end:
        reader.quotes.append("“")
        nodes.append("“")
        return place + 2
    if reader.loose:
        nodes.append("`")
        return place + 1
    if text[place - 1 : place] in {"?", "!"} and place and not text[place - 2 : place - 1].strip() and nodes:
        nodes[-1] = str(nodes[-1])[:-1] + {"?": "¿", "!": "¡"}[text[place - 1]]
        return place + 1
    reader.quotes.append("‘")
    nodes.append("‘")
    return place + 1


def read_apostrophe(reader: Reader, place: int, end: int, nodes: list[Node]) -> int:
    """Read an apostrophe, or the closing of a quotation."""
    text, quotes = reader.text, reader.quotes
    if text.startswith("''", place) and place + 1 < end:
        if "“" in quotes:
            del quotes[quotes.index("“") :]
            nodes.append("”")
        elif reader.loose:
            nodes.append("''")
        elif _begins_word(text, place, place + 2):
            quotes.append("“")
            nodes.append("“")
        else:
            nodes.append("”")
        return place + 2
    if quotes and quotes[-1] == "‘" and not text[place + 1 : place + 2].isalnum():
        quotes.pop()
        nodes.append("’")
    else:
        nodes.append("'")
    return place + 1


def _begins_word(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1].isspace() or text[start - 1] in "([{~") and text[end : end + 1].isalnum()


def read_straight_quote(reader: Reader, place: int, end: int, nodes: list[Node]) -> int:
    """Read a straight quotation mark, which closes what two backquotes opened."""
    del end
    closes = bool(reader.quotes) and reader.quotes[-1] == "“" and not reader.text[place - 1 : place].isspace()
    if closes:
        reader.quotes.pop()
    nodes.append("”" if closes else '"')
    return place + 1


def read_dash(reader: Reader, place: int, end: int, nodes: list[Node]) -> int:
    """Read hyphens: two are an en dash, three an em dash."""
    found = _DASHES.match(reader.text, place, end)
    if found is None or reader.loose:
        nodes.append("-" if found is None else found.group())
        return place + 1 if found is None else found.end()
    nodes.append("–" if len(found.group()) == 2 else "—")  # noqa: PLR2004 - two hyphens are an en dash
    return found.end()
