"""Structures: the commands of LaTeX that hold more than a word: formulas, links, references, lists."""

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from papershelf.richtext.braces import argument
from papershelf.richtext.links import address
from papershelf.richtext.macros import CITATIONS, ENVIRONMENTS, FORMULAS, STYLES
from papershelf.richtext.nodes import Node, Nodes, linked, styled
from papershelf.richtext.reader import Reader

ENVIRONMENT: Final = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+)(\*?)\}")
_WITH_ARGUMENT: Final = frozenset("tabular minipage thebibliography tabularx otherlanguage multicols adjustbox".split())
_OPTION: Final = re.compile(r"\s*\[[^][{}]{0,200}\]")


def read_environment(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Read mathematics in its environment; the borders of other environments only part words."""
    start = after - len(name) - 1
    found = ENVIRONMENT.match(reader.text, start, end)
    if found is None:
        return after
    kind = found[2]
    if name == "begin" and kind in ENVIRONMENTS:
        closing = f"\\end{{{kind}{found[3]}}}"
        closed = reader.find(closing, found.end(), end)
        if closed >= 0:
            reader.formula(reader.text[start : closed + len(closing)], nodes, display=True)
            return closed + len(closing)
    nodes.append(" ")
    if kind in {"itemize", "enumerate", "description", "compactitem", "compactenum", "inparaenum"}:
        if name == "end":
            del reader.lists[-1:]
        else:
            reader.lists.append(0 if "enum" in kind else -1)
    place = past_option(reader, found.end(), end)
    if name == "begin" and kind in _WITH_ARGUMENT:
        span = argument(reader.text, place, end, reader.matches)
        place = span[2] if span else place
    return place


def read_item(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Begin an item of a list with its number or a bullet."""
    del name
    if reader.lists and reader.lists[-1] >= 0:
        reader.lists[-1] += 1
        nodes.append(f" ({reader.lists[-1]}) ")
    past = past_option(reader, after, end)
    if past != after:
        opened = reader.text.index("[", after) + 1
        nodes.extend((" ", *reader.read(opened, past - 1), " "))
        return past
    if not reader.lists or reader.lists[-1] < 0:
        nodes.append(" • ")
    return after


def read_verbatim(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Read what stands between two equal signs as code."""
    del name
    closed = reader.find(reader.text[after], after + 1, end) if after < end else -1
    if closed < 0:
        return after
    nodes.extend(styled(STYLES["texttt"], (reader.text[after + 1 : closed],)))
    return closed + 1


def read_footnote(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Read a footnote as a remark in parentheses."""
    del name
    span = argument(reader.text, past_option(reader, after, end), end, reader.matches)
    if span is None:
        return after
    nodes.extend((" (", *reader.read(span[0], span[1]), ")"))
    return span[2]


def read_first_of_two(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Read the first of two versions of one thing."""
    del name
    for index in range(2):
        span = argument(reader.text, after, end, reader.matches)
        if span is None:
            break
        if index == 0:
            nodes.extend(reader.read(span[0], span[1]))
        after = span[2]
    return after


def read_formula(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Read mathematics that stands outside of dollars: a command, its arguments and its scripts."""
    start = after - len(name) - 1
    after = past_option(reader, after, end)
    while (close := reader.matches.get(after, end)) < end:
        after = close + 1
    reader.formula(reader.text[start : _past_scripts(reader, after, end)], nodes)
    return _past_scripts(reader, after, end)


def _past_scripts(reader: Reader, place: int, end: int) -> int:
    while place < end and reader.text[place] in "_^":
        span = argument(reader.text, place + 1, end, reader.matches)
        if span is None:
            break
        place = span[2]
    return place


def read_ensured(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Read an argument as mathematics."""
    del name
    span = argument(reader.text, after, end, reader.matches)
    if span is None:
        return after
    reader.formula(reader.text[span[0] : span[1]], nodes)
    return span[2]


def read_citation(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Show the keys of what is referred to, in brackets."""
    while (past := past_option(reader, after, end)) != after:
        after = past
    span = argument(reader.text, after, end, reader.matches)
    if span is None or reader.text[after] != "{":
        nodes.append(name)
        return after
    keys = reader.text[span[0] : span[1]].replace("\\", "").replace("$", "").replace("://", ":")
    keys = ", ".join(filter(None, (key.strip(" {}~") for key in keys.split(","))))
    nodes.append(f"[{keys}]" if keys else "")
    reader.remark(f"a reference to {keys!r} leads nowhere; its key is shown in brackets.")
    return span[2]


def read_link(reader: Reader, name: str, after: int, end: int, nodes: list[Node]) -> int:
    """Read a link; an address that is not http or https leaves its text."""
    span = argument(reader.text, after, end, reader.matches)
    if span is None:
        return after
    written = reader.text[span[0] : span[1]]
    resolver = "https://doi.org/" if name == "doi" else ""
    url = address(resolver + written.removeprefix("https://doi.org/") if resolver else written)
    shown: Nodes = (url,) if url and name != "doi" else ()
    after = span[2]
    if name == "href":
        shown_span = argument(reader.text, after, end, reader.matches)
        if shown_span:
            shown = tuple(reader.read(shown_span[0], shown_span[1]))
            after = shown_span[2]
    shown = shown or tuple(reader.read(span[0], span[1]))
    nodes.extend(linked(url, shown) if url else shown)
    return after


def past_option(reader: Reader, place: int, end: int) -> int:
    """Return where a text goes on behind an option in brackets, if one stands at ``place``."""
    if place >= end or reader.text[place] != "[":
        return place
    option = _OPTION.match(reader.text, place, end)
    return option.end() if option else place


Handler: TypeAlias = Callable[[Reader, str, int, int, list[Node]], int]
"""Reads a command: the reader, its name, where it ends, where the text ends, the nodes so far; tells where to go on."""

STRUCTURES: Final[Mapping[str, Handler]] = {
    **dict.fromkeys(("begin", "end"), read_environment),
    **dict.fromkeys(("url", "nolinkurl", "path", "href", "doi"), read_link),
    **dict.fromkeys(CITATIONS, read_citation),
    **dict.fromkeys(FORMULAS, read_formula),
    "item": read_item,
    "ensuremath": read_ensured,
    "footnote": read_footnote,
    "verb": read_verbatim,
    "texorpdfstring": read_first_of_two,
}
