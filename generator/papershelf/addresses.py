"""Addresses: one slug for each thing that has a page; a published one never changes its owner."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from slugify import slugify

from papershelf.catalogue import Catalogue
from papershelf.identity import identities
from papershelf.lock import Lock

RESERVED: Final = frozenset({"index", "by", "con", "prn", "aux", "nul", "readme", "search", "feed", "all", "404"})
_PLAIN: Final = re.compile(r"[a-z0-9 ]+")
_LONGEST: Final = 80
_MANY: Final = 500


@dataclass(frozen=True, slots=True)
class Addresses:
    """The slugs of a collection, each unique within its kind.

    ``papers``: citation key -> slug; ``authors``: author key -> slug, only of authors with a page;
    ``venues``: venue key -> slug; a topic's slug is its own. ``redirects``: old address -> new address.
    Addresses are relative to the site's root, without a leading slash.
    """

    papers: Mapping[str, str]
    authors: Mapping[str, str]
    venues: Mapping[str, str]
    redirects: Mapping[str, str]

    def paper(self, key: str) -> str:
        """Return the address of a paper's page."""
        return f"papers/{self.papers[key]}/"

    def author(self, key: str) -> str | None:
        """Return the address of an author's page, None where the author has none."""
        slug = self.authors.get(key)
        return None if slug is None else f"authors/{slug}/"

    def venue(self, key: str) -> str:
        """Return the address of a venue series' page."""
        return f"venues/{self.venues[key]}/"


def make_slug(text: str) -> str:
    """Return the slug of ``text``: at most 80 ASCII characters, "" where nothing is left."""
    folded = text.lower()
    if len(folded) <= _LONGEST and _PLAIN.fullmatch(folded):
        return "-".join(folded.split())
    return str(slugify(text, max_length=_LONGEST, word_boundary=True, save_order=True))


def make_addresses(catalogue: Catalogue, lock: Lock, author_pages_from: int) -> Addresses:
    """Return the addresses of everything that has a page; what ``lock`` binds keeps its slug."""
    least = author_pages_from or (1 if len(catalogue.papers) <= _MANY else 2)
    authors = {
        key: author.name
        for key, author in catalogue.authors.items()
        if len(author.papers) >= least or key in lock.authors
    }
    return Addresses(
        papers=_papers(catalogue, lock),
        authors=_assign(authors.items(), lambda _key: (), lock.authors),
        venues=_assign(((key, venue.name) for key, venue in catalogue.venues.items()), lambda _key: (), lock.venues),
        redirects=lock.redirects,
    )


def _papers(catalogue: Catalogue, lock: Lock) -> Mapping[str, str]:
    bound = {
        key: slug
        for key, paper in catalogue.papers.items()
        if (slug := next((lock.papers[name] for name in identities(paper) if name in lock.papers), None))
    }

    def more(key: str) -> Sequence[str]:
        paper = catalogue.papers[key]
        family = paper.authors[0].family if paper.authors else ""
        return [str(paper.year or ""), family]

    return _assign(((key, paper.title.plain) for key, paper in catalogue.papers.items()), more, bound)


def _assign(
    names: Iterable[tuple[str, str]], more: Callable[[str], Sequence[str]], bound: Mapping[str, str]
) -> Mapping[str, str]:
    """Return a slug for each key; where two want one, each gets more words, at last a short hash of its key."""
    wanted = {key: _named(name, key) for key, name in names if key not in bound}
    slugs = dict(bound)
    held = set(slugs.values())
    for step in range(4):
        counts = Counter(wanted.values())
        clashing = sorted(key for key, slug in wanted.items() if counts[slug] > 1 or slug in held)
        if not clashing:
            break
        for key in clashing:
            extra = (*more(key), "", "")[step] if step < len(more(key)) else _digest(key)
            wanted[key] = make_slug(f"{wanted[key][: _LONGEST - 12]} {extra}")
    return {**slugs, **wanted}


def _named(name: str, key: str) -> str:
    slug = make_slug(name)
    if not slug or slug.isdigit() or slug in RESERVED:
        return make_slug(f"{slug} {_digest(key)}")
    return slug


def _digest(key: str) -> str:
    return "x" + hashlib.blake2b(key.encode(), digest_size=3).hexdigest()
