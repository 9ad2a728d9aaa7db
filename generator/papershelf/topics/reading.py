"""Reading: a curator's ``topics.toml`` becomes topics; what cannot be read costs itself alone."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from slugify import slugify

from papershelf.codes import line_of
from papershelf.problems import Location, Problem, Severity
from papershelf.topics import codes
from papershelf.topics.family import join_family
from papershelf.topics.places import Block, blocks
from papershelf.topics.topic import Pin, Topic

_KEYS: Final = (
    "slug", "name", "meaning", "parent", "aliases", "phrases", "sources", "seeds", "include", "exclude", "first",
    "start_here", "compare",
)  # fmt: skip
_HEAVIEST: Final = 1000
_AT_LINE: Final = re.compile(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)")


@dataclass(slots=True)
class _Reader:
    """One topic's table and its lines; collects what is wrong with it."""

    table: Mapping[str, object]
    block: Block
    path: str
    problems: list[Problem] = field(default_factory=list)
    said_at: dict[str, Location] = field(default_factory=dict)

    def place(self, line: int) -> Location:
        return Location(self.path, line)

    def wrong(self, key: str, wanted: str, value: object) -> None:
        message = f"{key} is {value!r}, not {wanted}."
        place = self.place(self.block.line_of_key(key))
        self.problems.append(
            Problem(codes.WRONG_VALUE, Severity.WARNING, place, message, repr(value), "It was left out.")
        )

    def text(self, key: str) -> str:
        value = self.table.get(key, "")
        if isinstance(value, str):
            return " ".join(value.split())
        self.wrong(key, "a text", value)
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            self.wrong(key, "a list of texts", value)
            return ()
        for item in value:
            if not isinstance(item, str):
                self.wrong(key, "a list of texts", item)
        return tuple(dict.fromkeys(" ".join(item.split()) for item in value if isinstance(item, str) and item.strip()))

    def papers(self, key: str) -> tuple[str, ...]:
        names = self.texts(key)
        for name in names:
            self.said_at.setdefault(name, self.place(self.block.line_of_text(name)))
        return names


def read_topics(text: str, path: str = "topics.toml") -> tuple[tuple[Topic, ...], tuple[Problem, ...]]:
    """Return the topics that ``text`` describes, in its order, and what is wrong with it.

    Papers stand as the curator named them until ``resolve`` finds them. A topic with a fault loses the faulty part;
    a text that is not TOML gives no topics and one error.

    Source: https://toml.io/en/v1.0.0
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (), (_not_toml(str(error), path),)
    problems = [_unknown(key, ("topic",), Location(path, line_of(text, key))) for key in document if key != "topic"]
    tables = document.get("topic", [])
    if not isinstance(tables, list):
        tables = [tables]
    places = (*blocks(text), *[Block(0, ())] * len(tables))
    topics = []
    for table, block in zip(tables, places, strict=False):
        reader = _Reader(table if isinstance(table, dict) else {}, block, path)
        topics.append(_topic(reader))
        problems += reader.problems
    kept, more = join_family([topic for topic in topics if topic.slug])
    return kept, (*problems, *more)


def _not_toml(message: str, path: str) -> Problem:
    found = _AT_LINE.search(message)
    line = int(found[1]) if found and found[1] else 0
    what = _AT_LINE.sub("", message)
    return Problem(
        codes.NOT_TOML, Severity.ERROR, Location(path, line), f"This is not TOML: {what[:1].lower()}{what[1:]}.",
        done="No topic of this file was used.", remedy="A text stands between quotes, a list between [ and ].",
    )  # fmt: skip


def _unknown(key: str, known: tuple[str, ...], place: Location) -> Problem:
    from rapidfuzz import process

    best = process.extractOne(key, known, score_cutoff=60)
    remedy = f"Did you mean {best[0]!r}?" if best else f"Known here: {', '.join(known)}."
    return Problem(codes.UNKNOWN_KEY, Severity.WARNING, place, f"{key!r} is not known here.", key, "", remedy)


def _topic(reader: _Reader) -> Topic:
    for key in reader.table:
        if key not in _KEYS:
            reader.problems.append(_unknown(key, _KEYS, reader.place(reader.block.line_of_key(key))))
    slug, name = _slug_and_name(reader)
    reader.said_at["slug"] = reader.place(reader.block.line_of_key("slug"))
    reader.said_at["parent"] = reader.place(reader.block.line_of_key("parent"))
    return Topic(
        slug=slug,
        name=name,
        meaning=reader.text("meaning"),
        parent=reader.text("parent") or None,
        aliases=reader.texts("aliases"),
        phrases=_phrases(reader),
        sources=reader.texts("sources"),
        seeds=reader.papers("seeds"),
        include=reader.papers("include"),
        exclude=reader.papers("exclude"),
        first=reader.papers("first"),
        start_here=_pins(reader),
        compare=reader.texts("compare"),
        said_at=reader.said_at,
    )


def _slug_and_name(reader: _Reader) -> tuple[str, str]:
    written, name = reader.text("slug"), reader.text("name")
    slug = slugify(written or name)
    if not slug:
        place = reader.place(reader.block.start)
        message, remedy = "A topic has neither slug nor name.", 'Write slug = "graph-learning".'
        problem = Problem(codes.WRONG_VALUE, Severity.WARNING, place, message, "", "It was left out.", remedy)
        reader.problems.append(problem)
    elif written and written != slug:
        place = reader.place(reader.block.line_of_key("slug"))
        message = f"slug is {written!r}, not lower-case words with hyphens."
        done, remedy = f"The topic stands at topics/{slug}/.", f'Write slug = "{slug}".'
        reader.problems.append(Problem(codes.WRONG_VALUE, Severity.WARNING, place, message, written, done, remedy))
    return slug, name or slug.replace("-", " ").capitalize()


def _phrases(reader: _Reader) -> Mapping[str, float]:
    value = reader.table.get("phrases", {})
    if isinstance(value, list):
        value = dict.fromkeys(reader.texts("phrases"), 1.0)
    if not isinstance(value, dict):
        reader.wrong("phrases", "a table of phrases with weights", value)
        return {}
    phrases: dict[str, float] = {}
    for phrase, weight in value.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not abs(weight) <= _HEAVIEST:
            reader.wrong(phrase, f"a number up to {_HEAVIEST}", weight)
        elif phrase.startswith("not "):
            phrases[phrase.removeprefix("not ")] = -abs(float(weight))
        else:
            phrases[phrase] = float(weight)
    return phrases


def _pins(reader: _Reader) -> tuple[Pin, ...]:
    value = reader.table.get("start_here", [])
    if not isinstance(value, list):
        reader.wrong("start_here", 'a list like [{paper = "smith2024", why = "..."}]', value)
        return ()
    pins = []
    for item in value:
        entry = {"paper": item} if isinstance(item, str) else item
        paper, why = (entry.get("paper"), entry.get("why", "")) if isinstance(entry, dict) else (None, "")
        if isinstance(paper, str) and isinstance(why, str):
            reader.said_at.setdefault(paper, reader.place(reader.block.line_of_text(paper)))
            pins.append(Pin(paper, " ".join(why.split())))
        else:
            reader.wrong("start_here", 'a list like [{paper = "smith2024", why = "..."}]', item)
    return tuple(pins)
