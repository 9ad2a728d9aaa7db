"""The lock: published addresses and the identities they belong to, as ``urls.lock`` keeps them."""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from papershelf.codes import not_toml, problem
from papershelf.problems import Location, Problem

FILE: Final = "urls.lock"
_HEAD: Final = """\
# Every published address and what it belongs to. Written by `papershelf lock`; keep it with the sources.
# Only [redirects] is written by hand: "papers/old/" = "papers/new/".
"""
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
_ADDRESS: Final = re.compile(r"(?:(?!\.{1,2}(?:/|$))[^/\\\x00-\x1f]+(?:/|$))+")
"""Folders and a name below the root of a site, none of which leads up."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What ``urls.lock`` binds.

    ``papers``, ``authors`` and ``venues``: identity -> slug; ``topics``: slugs; ``added``: slug of a paper -> the day
    on which it was locked; ``redirects``: old address -> new address.
    """

    papers: Mapping[str, str] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)
    venues: Mapping[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    added: Mapping[str, date] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)


def read_lock(text: str) -> tuple[Lock, tuple[Problem, ...]]:
    """Return what the lock binds; a lock that cannot be read binds nothing and says so.

    An identity that two addresses claim belongs to the first of them by slug.
    """
    try:
        stated: Mapping[str, object] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Lock(), (not_toml("PS501", FILE, text, error, "No address is kept."),)
    rows = {slug: row for slug, row in sorted(_table(stated, "papers").items()) if isinstance(row, dict)}
    claims = [(name, slug) for slug, row in rows.items() if _SLUG.fullmatch(slug) for name in _texts(row.get("is"))]
    papers = dict(reversed(claims))
    problems = tuple(_claimed(name, papers[name], slug) for name, slug in claims if papers[name] != slug)
    redirects = {old: new for old, new in _table(stated, "redirects").items() if isinstance(new, str)}
    problems += tuple(_outside(old, text) for old in redirects if not _ADDRESS.fullmatch(old))
    topics = _table(stated, "topics").get("slugs")
    lock = Lock(
        papers,
        _slugs(_table(stated, "authors")),
        _slugs(_table(stated, "venues")),
        tuple(_texts(topics)),
        {slug: day for slug, row in rows.items() if isinstance(day := row.get("added"), date)},
        {old: new for old, new in redirects.items() if _ADDRESS.fullmatch(old)},
    )
    return lock, problems


def _table(stated: Mapping[str, object], name: str) -> Mapping[str, object]:
    table = stated.get(name, {})
    return table if isinstance(table, dict) else {}


def _texts(value: object) -> Iterator[str]:
    yield from (item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _slugs(table: Mapping[str, object]) -> Mapping[str, str]:
    return {name: slug for name, slug in table.items() if isinstance(slug, str) and _SLUG.fullmatch(slug)}


def _claimed(name: str, first: str, second: str) -> Problem:
    message = f"{name!r} belongs to papers/{first}/ and to papers/{second}/."
    return problem("PS512", Location(FILE), message, quote=name, done=f"papers/{first}/ keeps it.",
                   remedy="Take it out of the other line.")  # fmt: skip


def _outside(old: str, text: str) -> Problem:
    at = max(text.find(_quoted(old)), text.find(f"'{old}'"))
    line = text.count("\n", 0, at) + 1 if at >= 0 else 0
    message = f"{old!r} is no address of the site, so that nothing can be redirected from it."
    return problem("PS514", Location(FILE, line), message, quote=old, done="It was left out.",
                   remedy='Write it from the root of the site: "papers/old/".')  # fmt: skip


def write_lock(lock: Lock, papers: Mapping[str, tuple[str, ...]], today: date) -> str:
    """Return the text of ``lock`` with the identities of ``papers`` (slug -> identities) added to it.

    One line an address, sorted, so that branches merge; a slug that is new was added ``today``.
    """
    known: dict[str, dict[str, None]] = {}
    for name, slug in lock.papers.items():
        known.setdefault(slug, {})[name] = None
    for slug, names in papers.items():
        known.setdefault(slug, {}).update(dict.fromkeys(name for name in names if name not in lock.papers))
    lines = [_HEAD, "[papers]"]
    for slug in sorted(known):
        added = lock.added.get(slug, today).isoformat()
        lines.append(f"{_quoted(slug)} = {{ added = {added}, is = [{', '.join(map(_quoted, sorted(known[slug])))}] }}")
    for table, rows in (("authors", lock.authors), ("venues", lock.venues), ("redirects", lock.redirects)):
        lines += [f"\n[{table}]", *(f"{_quoted(name)} = {_quoted(rows[name])}" for name in sorted(rows))]
    lines += ["\n[topics]", "slugs = [", *(f"  {_quoted(slug)}," for slug in sorted(set(lock.topics))), "]"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
