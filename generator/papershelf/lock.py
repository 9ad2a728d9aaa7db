"""The lock: published addresses and the identities they belong to, as ``urls.lock`` keeps them."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from papershelf.problems import Location, Problem, Severity

FILE: Final = "urls.lock"


@dataclass(frozen=True, slots=True)
class Lock:
    """What ``urls.lock`` binds.

    ``papers``: identity -> slug; ``authors`` and ``venues``: key -> slug; ``topics``: slugs; ``added``: slug of a
    paper -> day it was locked; ``redirects``: old address -> new address.
    """

    papers: Mapping[str, str] = field(default_factory=dict)
    authors: Mapping[str, str] = field(default_factory=dict)
    venues: Mapping[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    added: Mapping[str, date] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)


def read_lock(text: str) -> tuple[Lock, tuple[Problem, ...]]:
    """Return what the lock binds; a lock that cannot be read binds nothing and says so."""
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Lock(), (Problem("PS501", Severity.ERROR, Location(FILE), f"cannot be read: {error}."),)
    papers = stated.get("papers", {})
    return Lock(
        papers={name: slug for slug, row in papers.items() for name in row.get("is", ())},
        authors=stated.get("authors", {}),
        venues=stated.get("venues", {}),
        topics=tuple(stated.get("topics", {}).get("slugs", ())),
        added={slug: row["added"] for slug, row in papers.items() if "added" in row},
        redirects=stated.get("redirects", {}),
    ), ()


def write_lock(lock: Lock, papers: Mapping[str, tuple[str, ...]], today: date) -> str:
    """Return the text of ``lock`` with the identities of ``papers`` (slug -> identities) added to it."""
    known: dict[str, list[str]] = {}
    for name, slug in lock.papers.items():
        known.setdefault(slug, []).append(name)
    for slug, names in papers.items():
        known[slug] = list(dict.fromkeys([*known.get(slug, ()), *names]))
    lines = ["# Written by `papershelf lock`: every published address and what it belongs to.\n", "[papers]"]
    for slug in sorted(known):
        added = lock.added.get(slug, today).isoformat()
        lines.append(f"{_quoted(slug)} = {{ added = {added}, is = [{', '.join(map(_quoted, sorted(known[slug])))}] }}")
    for table, rows in (("authors", lock.authors), ("venues", lock.venues), ("redirects", lock.redirects)):
        lines += [f"\n[{table}]", *(f"{_quoted(name)} = {_quoted(rows[name])}" for name in sorted(rows))]
    lines += ["\n[topics]", f"slugs = [{', '.join(map(_quoted, sorted(lock.topics)))}]"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
