"""Explanations: what each code of a report means, with an example, for the terminal and for PROBLEMS.md."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from papershelf.codes import CODES

_FILE: Final = Path(__file__).with_name("explanations.toml")
_HUNDREDS: Final[Mapping[str, str]] = {
    "PS1": "Reading the sources",
    "PS2": "What entries mean",
    "PS3": "Papers, people and venues",
    "PS4": "Topics and prose",
    "PS5": "Published addresses",
    "PS6": "Settings",
    "PS8": "Building",
}

_PREFACE: Final = """\
Every problem has a code that stays. `papershelf check` lists the problems of a collection, each with its file and line;
`papershelf check --explain PS101` prints what stands here; `--strict` fails on warnings and errors,
`--strict=PS101,PS2` on these codes alone, whatever their severity.

An *error* costs an entry, a file or a setting. A *warning* means that something is missing on the site. A *notice*
means that something was decided for you.

This page is written by `papershelf check --explain all`."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means, what the site does instead, what to write, and an example.

    The text ``example`` stands in ``file``, in ``encoding``; ``beside`` it are other files, by name. Without an example
    the code speaks of something that no text shows.
    """

    means: str
    done: str
    remedy: str
    file: str = ""
    example: str = ""
    encoding: str = "utf-8"
    beside: Mapping[str, str] = field(default_factory=dict)


@cache
def explanations() -> Mapping[str, Explanation]:
    """Return the explanation of each code, in the order of the codes."""
    rows = tomllib.loads(_FILE.read_text("utf-8"))
    return {code: Explanation(**rows[code]) for code in CODES if code in rows}


def explain(code: str) -> str:
    """Return what ``code`` means, in Markdown that reads well in a terminal.

    Raises:
        KeyError: there is no such code.
    """
    severity, name = CODES[code]
    own = explanations()[code]
    said = [f"### {code} {name}", f"*{severity.value.capitalize()}.* {own.means}"]
    if own.example:
        for file, text in {**own.beside, own.file: own.example}.items():
            said.append(f"`{file}`\n\n{_fenced(text)}")
    said.append(f"**What the site does:** {own.done}\n\n**What to do:** {own.remedy}")
    return "\n\n".join(said) + "\n"


def page() -> str:
    """Return PROBLEMS.md."""
    said = ["# What the report says", _PREFACE]
    for hundred, head in _HUNDREDS.items():
        said.append(f"## {head}")
        said += [explain(code).rstrip("\n") for code in CODES if code.startswith(hundred)]
    return "\n\n".join(said) + "\n"


def _fenced(text: str) -> str:
    shown = "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text)
    return f"```\n{shown.rstrip()}\n```"
