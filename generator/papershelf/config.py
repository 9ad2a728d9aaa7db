"""Settings: every one has a default, unknown ones are refused with their line."""

import difflib
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import PurePath
from typing import Final

from papershelf.codes import line_of, problem
from papershelf.problems import Location, Problem, Severity

FILE: Final = "collection.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a collection, as ``collection.toml`` states them.

    ``site_url`` is "" or ends with a slash; ``fields`` maps a field to the source that wins it;
    ``abstracts`` is "show" or "hide"; ``author_pages_from`` is the number of papers from which an author has a page, 0
    for one up to 500 papers in the collection and for two, or as many as leave few author pages, above that;
    ``sidecars`` are formats of files beside each paper; ``embeddings`` says whether a sentence-embedding model is
    asked where one is installed.
    """

    title: str = "Papers"
    subtitle: str = ""
    curators: tuple[str, ...] = ()
    site_url: str = ""
    repository: str = ""
    contact: str = ""
    accent: str = ""
    sources: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    abstracts: str = "show"
    publish_report: bool = False
    author_pages_from: int = 0
    sidecars: tuple[str, ...] = ()
    example_queries: tuple[str, ...] = ()
    embeddings: bool = True


_CHOICES: Final[Mapping[str, tuple[str, ...]]] = {"abstracts": ("show", "hide"), "sidecars": ("bib",)}
_URL: Final = re.compile(r"https?://[^\s/\"<>]+.*", re.DOTALL)
_FORMS: Final[Mapping[str, re.Pattern[str]]] = {
    "site_url": _URL,
    "repository": _URL,
    "contact": re.compile(r"https?://[^\s\"<>]+|[^\s@:\"<>]+@[^\s@:\"<>]+"),
    "accent": re.compile(r"#[0-9A-Fa-f]{6}"),
}
"""What a setting looks like that is not empty."""


def read_settings(text: str, default_title: str) -> tuple[Settings, tuple[Problem, ...]]:
    """Return the settings that ``text`` (TOML) states, and what is wrong with the others.

    A setting that is wrong keeps its default.
    """
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        place = Location(FILE, int(line[1]) if line else 0)
        message = f"is not TOML: {error}."
        return Settings(title=default_title), (
            Problem("PS601", Severity.ERROR, place, message, done="Every setting has its default."),
        )
    known = {row.name: row.type for row in fields(Settings)}
    values: dict[str, object] = {"title": default_title}
    problems = []
    for name, value in stated.items():
        place = Location(FILE, line_of(text, name))
        if name not in known:
            problems.append(_unknown(name, tuple(known), place))
            continue
        read = _read(name, value)
        if read is None:
            problems.append(_wrong(name, value, place))
        else:
            values[name] = read
    return Settings(**values), tuple(problems)  # type: ignore[arg-type]


def _read(name: str, value: object) -> object | None:
    """Return ``value`` in the type of the setting's default, None where it is not of that type."""
    default = getattr(Settings(), name)
    if isinstance(default, tuple):
        listed = isinstance(value, list) and all(isinstance(item, str) for item in value)
        read: object | None = tuple(value) if listed and isinstance(value, list) else None
    elif isinstance(default, str):
        read = value.strip() if isinstance(value, str) else None
    elif isinstance(default, Mapping):
        read = value if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()) else None
    else:
        read = value if type(value) is type(default) else None
    return _checked(name, read)


def _checked(name: str, value: object | None) -> object | None:
    if name in _CHOICES and value is not None:
        chosen = value if isinstance(value, tuple) else (value,)
        return value if set(chosen) <= set(_CHOICES[name]) else None
    if name in _FORMS and isinstance(value, str) and value:
        if not _FORMS[name].fullmatch(value):
            return None
        return value.rstrip("/") + "/" if name == "site_url" else value
    return None if name == "author_pages_from" and isinstance(value, int) and value < 0 else value


def check_fields(text: str, settings: Settings, sources: Collection[str]) -> tuple[Problem, ...]:
    """Return a problem for each field that a source wins which is none of ``sources``; ``text`` states the settings."""
    table = line_of(text, "fields")
    below = "\n".join(text.split("\n")[table:])
    return tuple(
        _no_source(name, source, sources, Location(FILE, table + line_of(below, name)))
        for name, source in settings.fields.items()
        if source not in sources
    )


def check_sources(text: str, unmatched: Iterable[str]) -> tuple[Problem, ...]:
    """Return a problem for each of the sources, as ``text`` states them, that names no file."""
    table = line_of(text, "sources")
    return tuple(_nowhere(glob, Location(FILE, _quoted_at(text, glob, table))) for glob in unmatched)


def _quoted_at(text: str, value: str, first: int) -> int:
    """Return the line from ``first`` on that holds ``value`` in quotes, ``first`` where it is written otherwise."""
    lines = enumerate(text.split("\n"), 1)
    return next((at for at, line in lines if at >= first and (f'"{value}"' in line or f"'{value}'" in line)), first)


def _nowhere(glob: str, place: Location) -> Problem:
    message = f"no file matches the source {glob!r}."
    apart = "Name it as it lies below the folder of the collection."
    remedy = apart if PurePath(glob).anchor else "Correct the name, or put the file there."
    return problem("PS126", place, message, quote=glob, done="It was skipped.", remedy=remedy)


def _no_source(name: str, source: str, sources: Collection[str], place: Location) -> Problem:
    near = difflib.get_close_matches(source, sources, 1)
    remedy = f"Did you mean {near[0]!r}?" if near else f"The sources are {', '.join(sources)}."
    message = f"no source of {name!r} is called {source!r}."
    return problem("PS604", place, message, quote=source, done="The first source that states it wins.", remedy=remedy)


def _unknown(name: str, known: tuple[str, ...], place: Location) -> Problem:
    near = difflib.get_close_matches(name, known, 1)
    remedy = f"Did you mean {near[0]!r}?" if near else f"The settings are {', '.join(known)}."
    return Problem("PS602", Severity.WARNING, place, f"there is no setting {name!r}.", name, "It was ignored.", remedy)


_WANTED: Final[Mapping[str, str]] = {
    "abstracts": 'Write "show" or "hide".',
    "sidecars": 'Write ["bib"] or [].',
    "site_url": "Write an address that begins with https://.",
    "repository": "Write an address that begins with https://.",
    "contact": "Write an e-mail address, or an address that begins with https://.",
    "accent": 'Write a colour such as "#1B4D6B".',
    "publish_report": "Write true or false.",
    "embeddings": "Write true or false.",
    "author_pages_from": "Write a number, 0 or more.",
    "fields": 'Write a table: [fields], then abstract = "trending-papers.txt".',
}


def _wrong(name: str, value: object, place: Location) -> Problem:
    default = getattr(Settings(), name)
    wanted = 'Write a list such as ["a", "b"].' if isinstance(default, tuple) else 'Write a text such as "a".'
    return Problem(
        "PS603",
        Severity.WARNING,
        place,
        f"{name} cannot be {value!r}.",
        repr(value),
        "The default was used.",
        _WANTED.get(name, wanted),
    )
