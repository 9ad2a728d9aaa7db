"""The files of a site that are no pages: exports, the API, the search index, sitemap and robots."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import quote

from papershelf import accent
from papershelf.collection import Collection
from papershelf.exports import make_exports


def make_files(collection: Collection, addresses: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path -> bytes; ``addresses`` are those of all generated pages, for the sitemap."""
    yield from make_exports(collection)
    yield from make_index(collection)
    yield from make_signs(collection, addresses)


def make_index(collection: Collection) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the search index."""
    from papershelf.search.writer import write_index

    yield from ((f"search/index/{path}", content) for path, content in write_index(collection))


def make_signs(collection: Collection, addresses: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield redirects, what robots read, and the accent's sheet."""
    yield from _redirects(collection.addresses.redirects)
    yield from _for_robots(collection.settings.site_url, addresses)
    if collection.settings.accent:
        yield accent.PATH, accent.accent_css(collection.settings.accent).encode()


def _for_robots(site_url: str, addresses: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the sitemap, which only absolute addresses can fill, and robots.txt.

    Source: https://www.sitemaps.org/protocol.html
    """
    pointer = f"Sitemap: {site_url}sitemap.xml\n" if site_url else ""
    yield "robots.txt", f"User-agent: *\nAllow: /\n{pointer}".encode()
    if site_url:
        rows = "".join(
            f"<url><loc>{escape(site_url + quote(address), quote=False)}</loc></url>\n" for address in sorted(addresses)
        )
        head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        yield "sitemap.xml", f"{head}{rows}</urlset>\n".encode()


def _redirects(redirects: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield a page that leads on for each old address; a static host knows no other way."""
    for old, new in sorted(redirects.items()):
        away = new.startswith(("http://", "https://"))
        way = escape(new if away else "../" * old.rstrip("/").count("/") + "../" + quote(new))
        yield (
            f"{old.rstrip('/')}/index.html",
            (
                f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title><meta name="robots" '
                f'content="noindex"><link rel="canonical" href="{way}">'
                f'<meta http-equiv="refresh" content="0; url={way}">'
                f'</head><body><p>This page has moved <a href="{way}">here</a>.</p></body></html>\n'
            ).encode(),
        )
