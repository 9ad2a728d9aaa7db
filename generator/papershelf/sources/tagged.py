"""Formats of tagged lines, RIS and PubMed: a line is a tag and a value, other lines go on with the last value."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from papershelf.codes import problem
from papershelf.problems import Location, Problem


class Tagged(NamedTuple):
    """A value with its tag and its line."""

    tag: str
    value: str
    line: int


@dataclass(slots=True)
class Block:
    """The lines of one record: ``first`` to ``last``, counted from 1; ``begun`` and ``ended`` as the format says."""

    first: int
    last: int = 0
    begun: bool = True
    ended: bool = False
    parts: list[tuple[str, list[str], int]] = field(default_factory=list)

    def values(self) -> Iterator[Tagged]:
        """Yield the tagged values in order; lines of one value are joined by a space."""
        for tag, lines, number in self.parts:
            yield Tagged(tag, " ".join(line for line in lines if line), number)


class Grammar(NamedTuple):
    """How a format writes a tag (groups: tag, value), and which tags begin and end a record ("": a blank line)."""

    tag: re.Pattern[str]
    begin: str
    end: str


def blocks(lines: list[str], grammar: Grammar, path: str) -> tuple[list[Block], list[Problem]]:
    """Return the records of a file, and what is wrong with their beginnings and ends."""
    found: list[Block] = []
    problems: list[Problem] = []
    block: Block | None = None
    for number, line in enumerate(lines, 1):
        match = grammar.tag.match(line)
        tag = match[1] if match else ""
        if tag == grammar.begin:
            block = None
        if match is None and (block is None or not line.strip()):
            _stray(line, Location(path, number), problems)
        elif tag and tag == grammar.end:
            _end(block, number, line, path, problems)
            block = None
        else:
            if block is None:
                block = Block(number, begun=tag == grammar.begin)
                found.append(block)
            block.last = number
            _take(block, match, line, number)
    problems += (said for one in found for said in _incomplete(one, grammar, lines, path))
    return found, problems


def _take(block: Block, match: re.Match[str] | None, line: str, number: int) -> None:
    if match:
        block.parts.append((match[1], [match[2].strip()], number))
    elif block.parts:
        block.parts[-1][1].append(line.strip())


def _end(block: Block | None, number: int, line: str, path: str, problems: list[Problem]) -> None:
    if block is None:
        _stray(line, Location(path, number), problems)
    else:
        block.last, block.ended = number, True


def _stray(line: str, where: Location, problems: list[Problem]) -> None:
    if line.strip():
        problems.append(problem("PS141", where, f"{line.strip()[:80]!r} belongs to no record.", quote=line,
            done="It was passed over.", remedy="Delete it, or add the lines that are missing."))  # fmt: skip


def _incomplete(block: Block, grammar: Grammar, lines: list[str], path: str) -> Iterator[Problem]:
    quote = "\n".join(lines[block.first - 1 : block.last])
    if not block.begun:
        yield problem("PS140", Location(path, block.first), f"the record does not begin with {grammar.begin}.",
            quote=quote, done="It was read all the same.", remedy=f"Write {grammar.begin} first.")  # fmt: skip
    if grammar.end and not block.ended:
        yield problem("PS140", Location(path, block.first), f"the record does not end with {grammar.end}.",
            quote=quote, done="It was read up to the next one.",
            remedy=f"Write {grammar.end}  - after line {block.last}.")  # fmt: skip
