"""What the tests of the search stand on: collections, their indexes, and the engine in Chromium without a server."""

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, cast

from playwright.sync_api import Browser, Page, Route

from papershelf.addresses import Addresses
from papershelf.catalogue import Author, Catalogue, Venue
from papershelf.collection import Collection
from papershelf.config import Settings
from papershelf.papers import Edition, Kind, Paper, Person
from papershelf.richtext import RichText
from papershelf.search import write_index
from papershelf.topics.topic import Placement, Subjects, Topic
from papershelf.understanding import understand
from papershelf.workplace import locate

ROOT: Final = Path(__file__).resolve().parent.parent
ASSETS: Final = ROOT / "docs" / "assets" / "search"
ORIGIN: Final = "http://site.test/sub/path/"
_TYPES: Final = {".js": "text/javascript", ".json": "application/json"}


def example() -> Collection:
    """Return the example collection."""
    return understood(ROOT / "collection")


def understood(folder: Path) -> Collection:
    """Return the collection of a folder of sources."""
    return understand(locate(folder, folder))


def paper(  # noqa: PLR0913 - a paper has as many facts
    key: str, title: str, abstract: str = "", *, authors: str = "", year: int = 2020, venue: str = ""
) -> Paper:
    """Return a paper; ``authors`` are parted by semicolons, each family name first."""
    people = [name.strip().partition(", ") for name in authors.split(";") if name.strip()]
    return Paper(
        key=key,
        kind=Kind.ARTICLE,
        title=RichText.of_plain(title),
        authors=tuple(Person(family, given) for family, _, given in people),
        year=year,
        edition=Edition(f"{venue} {year}", venue.lower(), year) if venue else None,
        abstract=RichText.of_plain(abstract) if abstract else None,
    )


def collect(*papers: Paper, topics: Mapping[str, tuple[str, ...]] | None = None) -> Collection:
    """Return a collection of papers; ``topics`` maps a slug to citation keys."""
    ordered = sorted(papers, key=lambda paper: paper.order)
    written: dict[str, list[str]] = {}
    venues: dict[str, list[str]] = {}
    for one in ordered:
        for person in one.authors:
            written.setdefault(person.printed, []).append(one.key)
        if one.edition:
            venues.setdefault(one.edition.series, []).append(one.key)
    authors = {name: Author(name, name, name, tuple(keys)) for name, keys in sorted(written.items())}
    series = {key: Venue(key, key.upper(), {}, tuple(keys)) for key, keys in sorted(venues.items())}
    placed = topics or {}
    placements: dict[str, list[Placement]] = {one.key: [] for one in ordered}
    for slug, keys in placed.items():
        for key in keys:
            placements[key].append(Placement(slug, 1.0))
    return Collection(
        Settings(),
        Catalogue(
            {one.key: one for one in ordered},
            authors,
            {one.key: tuple(person.printed for person in one.authors) for one in ordered},
            series,
        ),
        Subjects(
            {slug: Topic(slug, slug.replace("-", " ").capitalize(), "meaning") for slug in placed},
            {key: tuple(places) for key, places in placements.items()},
            placed,
        ),
        {},
        Addresses(
            {one.key: one.key for one in ordered}, {name: name.lower().replace(" ", "-") for name in authors},
            {key: key for key in series}, {},
        ),
    )  # fmt: skip


def invented(count: int, seed: int = 5) -> Collection:
    """Return ``count`` papers of words as rare and as frequent as in a language."""
    chance = random.Random(seed)  # noqa: S311 - the same each time
    words = [word(number) for number in range(60 * count)]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    said = iter(chance.choices(words, weights, k=count * 60))
    names = [f"{word(number).capitalize()}, {word(number * 7 + 1).capitalize()}" for number in range(count)]
    return collect(*(
        paper(
            f"key{number}", " ".join(next(said) for _ in range(8)), " ".join(next(said) for _ in range(52)),
            authors="; ".join(chance.choices(names, k=3)), year=1990 + number % 35, venue=f"venue{number % 20}",
        )
        for number in range(count)
    ))  # fmt: skip


def word(number: int) -> str:
    """Return a word of its own for each number."""
    letters = ""
    while True:
        number, rest = divmod(number, 85)
        letters += "bcdfgklmnprstvwxz"[rest % 17] + "aeiou"[rest // 17]
        if not number:
            return letters + "n"


class Engine:
    """The engine on a page, asked from Python."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def ask(self, script: str, *values: object) -> object:
        """Return what ``script``, an expression of ``engine`` and ``values``, comes to."""
        return self._page.evaluate(
            f"async (values) => {{ const engine = await window.opened; return {script}; }}", values
        )

    def slugs(self, text: str, **options: object) -> list[str]:
        """Return the slugs of the first ten hits."""
        question = {"text": text, "limit": 10, "facets": False, **options}
        script = "(await engine.search(values[0])).hits.map((hit) => hit.slug)"
        return cast("list[str]", self.ask(script, question))

    def titles(self, text: str) -> list[str]:
        """Return the titles of the first ten hits."""
        question = {"text": text, "limit": 10, "facets": False}
        return cast("list[str]", self.ask("(await engine.search(values[0])).hits.map((hit) => hit.title)", question))

    def all_titles(self, texts: Sequence[str]) -> list[list[str]]:
        """Return for each text the titles of the first ten hits."""
        script = """await (async () => {
            const found = [];
            for (const text of values[0]) {
                const { hits } = await engine.search({ text, limit: 10, facets: false });
                found.push(hits.map((hit) => hit.title));
            }
            return found;
        })()"""
        return cast("list[list[str]]", self.ask(script, list(texts)))

    def answer(self, text: str, **options: object) -> dict[str, object]:
        """Return a whole answer, its maps as objects."""
        script = """await (async () => {
            const answer = await engine.search(values[0]);
            for (const [facet, counts] of Object.entries(answer.facets)) {
                if (counts instanceof Map) answer.facets[facet] = Object.fromEntries(counts);
            }
            return answer;
        })()"""
        return cast("dict[str, object]", self.ask(script, {"text": text, "limit": 10, **options}))


@contextmanager
def engine(browser: Browser, collection: Collection, fetched: list[str] | None = None) -> Iterator[Engine]:
    """Give the engine over the index of a collection; ``fetched`` is told the path of each file of the index."""
    files = {f"search/{path}": content for path, content in write_index(collection)}

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        if path == "":
            route.fulfill(body="<!doctype html><title>Search</title>", content_type="text/html")
        elif path.startswith("assets/"):
            file = ASSETS / path.removeprefix("assets/search/")
            route.fulfill(body=file.read_bytes(), content_type=_TYPES[file.suffix])
        elif path in files:
            if fetched is not None:
                fetched.append(path)
            route.fulfill(body=files[path], content_type="application/json")
        else:
            route.fulfill(status=404)

    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route("**/*", serve)
    page.goto(ORIGIN)
    opening = json.dumps(f"{ORIGIN}assets/search/engine.js")
    page.evaluate(
        f"() => {{ window.opened = import({opening}).then((own) => own.openIndex({ORIGIN + 'search/'!r})); }}"
    )
    yield Engine(page)
    page.close()
    assert errors == []
