"""Addresses: one slug for each thing that has a page; a published one never changes its owner."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Final

from papershelf.catalogue import Author, Catalogue, Venue
from papershelf.codes import problem
from papershelf.identity import identities
from papershelf.lock import FILE, Lock, write_lock
from papershelf.papers import Paper
from papershelf.people import fold
from papershelf.problems import Location, Problem
from papershelf.slugs import allowed, digest, joined, make_slug
from papershelf.venue_names import fold_venue

_MANY: Final = 500
_AUTHOR_PAGES: Final = 600
_PAPERS_A_PAGE: Final = 16
_STRENGTH: Final = {"doi": 0, "arxiv": 1, "key": 2, "title": 3}


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


def make_addresses(catalogue: Catalogue, lock: Lock, author_pages_from: int) -> Addresses:
    """Return the addresses of everything that has a page, the same in whatever order the sources state it.

    What ``lock`` binds keeps its slug; a locked address whose owner has another one by now redirects to it.
    """
    papers = {key: identities(paper) for key, paper in catalogue.papers.items()} if lock.papers else {}
    people = {key: _names(author) for key, author in catalogue.authors.items()} if lock.authors else {}
    places = {key: _forms(venue) for key, venue in catalogue.venues.items()} if lock.venues else {}
    kinds = ((papers, lock.papers), (people, lock.authors), (places, lock.venues))
    bound = [_claims(named, slugs) for named, slugs in kinds]
    least = author_pages_from or _enough(catalogue)
    with_page = {
        key: key for key, author in catalogue.authors.items() if len(author.papers) >= least or key in bound[1]
    }
    found = Addresses(
        _assign({key: paper.title.plain for key, paper in catalogue.papers.items()}, bound[0], _told_apart(catalogue)),
        _assign(with_page, bound[1], lambda _key: ()),
        _assign({key: venue.name for key, venue in catalogue.venues.items()}, bound[2], lambda _key: ()),
        lock.redirects,
    )
    moved = dict(
        chain(
            _moved("papers", papers, lock.papers, found.papers),
            _moved("authors", people, lock.authors, found.authors),
            _moved("venues", places, lock.venues, found.venues),
        )
    )
    live = _live(found, lock.topics)
    stated = {old: new for old, new in lock.redirects.items() if old not in moved or new in live}
    return replace(found, redirects={**moved, **stated})


def _enough(catalogue: Catalogue) -> int:
    """Return from how many papers on an author has a page: one in a small collection, above that what leaves room."""
    if len(catalogue.papers) <= _MANY:
        return 1
    room = max(_AUTHOR_PAGES, len(catalogue.papers) // _PAPERS_A_PAGE)
    written = sorted((len(author.papers) for author in catalogue.authors.values()), reverse=True)
    return max(2, written[room] + 1) if len(written) > room else 2


def address_cause(catalogue: Catalogue) -> object:
    """Return all of a catalogue that its addresses are made from."""
    papers = [
        (key, paper.title.plain, paper.authors[:1], paper.year, paper.doi, paper.arxiv, paper.other_keys)
        for key, paper in catalogue.papers.items()
    ]
    return papers, catalogue.authors, catalogue.venues


def _names(author: Author) -> tuple[str, ...]:
    """Return every identity of an author, strongest first."""
    forms = (fold(name) for name in (author.name, *author.also))
    orcid = (f"orcid:{author.orcid.value}",) if author.orcid else ()
    return tuple(dict.fromkeys((*orcid, author.key, *forms)))


def _forms(venue: Venue) -> tuple[str, ...]:
    return tuple(dict.fromkeys((venue.key, fold_venue(venue.name))))


def _claims(named: Mapping[str, Sequence[str]], slugs: Mapping[str, str]) -> Mapping[str, str]:
    """Return which key keeps which locked slug: that with the strongest identity, of two the first by key."""
    if not slugs:
        return {}
    claims = [
        (_STRENGTH.get(name.partition(":")[0], place), key, slugs[name])
        for key, names in named.items()
        for place, name in enumerate(names)
        if name in slugs
    ]
    kept: dict[str, str] = {}
    held: set[str] = set()
    for _, key, slug in sorted(claims):
        if key not in kept and slug not in held:
            kept[key] = slug
            held.add(slug)
    return kept


def _told_apart(catalogue: Catalogue) -> Callable[[str], Sequence[str]]:
    def words(key: str) -> Sequence[str]:
        paper: Paper = catalogue.papers[key]
        return (str(paper.year or ""), paper.authors[0].family if paper.authors else "")

    return words


def _assign(
    names: Mapping[str, str], bound: Mapping[str, str], words: Callable[[str], Sequence[str]]
) -> Mapping[str, str]:
    """Return a slug for each key of ``names``, in their order.

    Where two want one slug, each of them gets more ``words`` until they differ, at last a short hash of its key.
    """
    wanted = {key: allowed(make_slug(name), key) for key, name in names.items() if key not in bound}
    held = set(bound.values())
    clashing = _clashing(wanted, held)
    step = 0
    while clashing:
        for key in clashing:
            more = words(key)
            extra = more[step] if step < len(more) else digest(f"{key}{step - len(more) or ''}")
            wanted[key] = joined(wanted[key], extra)
        step += 1
        clashing = _clashing(wanted, held)
    return {key: bound[key] if key in bound else wanted[key] for key in names}


def _clashing(wanted: Mapping[str, str], held: set[str]) -> list[str]:
    counts = Counter(wanted.values())
    return [key for key, slug in wanted.items() if counts[slug] > 1 or slug in held]


def _moved(
    kind: str, named: Mapping[str, Sequence[str]], locked: Mapping[str, str], slugs: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the locked addresses that have another owner's identity by now, and where that owner is."""
    live = set(slugs.values())
    for key, names in named.items():
        for name in names if key in slugs else ():
            old = locked.get(name)
            if old and old not in live:
                yield f"{kind}/{old}/", f"{kind}/{slugs[key]}/"


def check_lock(addresses: Addresses, topics: Sequence[str], lock: Lock) -> Iterator[Problem]:
    """Yield one notice for all that is not locked yet, and a warning for each locked address that leads nowhere.

    ``topics`` are the slugs of the topics. A collection without a lock has published nothing yet.
    """
    live = _live(addresses, topics)
    locked = _locked(lock)
    new = sum(address not in locked for address in live)
    if new and locked:
        yield problem("PS510", Location(FILE), f"{new} addresses are not locked yet.",
                      remedy="Say papershelf lock before publishing.")  # fmt: skip
    for address in sorted(locked):
        if address not in live and address not in addresses.redirects:
            yield problem("PS511", Location(FILE), f"{address} was published and has gone.", quote=address,
                          done="The address leads nowhere.",
                          remedy=f'Add "{address}" = "<new address>" under [redirects].')  # fmt: skip
    for old, new_address in lock.redirects.items():
        if new_address not in live and not new_address.startswith(("http://", "https://")):
            yield problem("PS513", Location(FILE), f"{old} redirects to {new_address}, which is no page.",
                          quote=new_address, remedy="Name a page of the site, with a slash at its end.")  # fmt: skip


def _live(addresses: Addresses, topics: Sequence[str]) -> Mapping[str, None]:
    kinds = (("papers", addresses.papers.values()), ("authors", addresses.authors.values()),
             ("venues", addresses.venues.values()), ("topics", topics))  # fmt: skip
    return {f"{kind}/{slug}/": None for kind, slugs in kinds for slug in slugs}


def _locked(lock: Lock) -> Mapping[str, None]:
    kinds = (("papers", lock.papers.values()), ("authors", lock.authors.values()),
             ("venues", lock.venues.values()), ("topics", lock.topics))  # fmt: skip
    return {f"{kind}/{slug}/": None for kind, slugs in kinds for slug in slugs}


def relock(catalogue: Catalogue, addresses: Addresses, topics: Sequence[str], lock: Lock, today: date) -> str:
    """Return the text of ``urls.lock`` that binds every address there is, beside all that ``lock`` ever bound.

    A name that several papers have, as the title "Preface", tells none of them.
    """
    authors = {name: slug for key, slug in addresses.authors.items() for name in _names(catalogue.authors[key])}
    venues = {name: slug for key, slug in addresses.venues.items() for name in _forms(catalogue.venues[key])}
    both = replace(
        lock,
        authors={**authors, **lock.authors, **addresses.authors},
        venues={**venues, **lock.venues, **addresses.venues},
        topics=tuple(sorted({*lock.topics, *topics})),
        redirects=addresses.redirects,
    )
    known = {addresses.papers[key]: identities(paper) for key, paper in catalogue.papers.items()}
    shared = {name for name, count in Counter(chain.from_iterable(known.values())).items() if count > 1}
    told = {slug: tuple(name for name in names if name not in shared) for slug, names in known.items()}
    return write_lock(both, told, today)
