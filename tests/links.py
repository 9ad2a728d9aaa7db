"""Links: those of a site on disk that lead nowhere."""

import re
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')
_ID = re.compile(r'\sid="([^"]*)"')


def broken_links(folder: Path, site_url: str = "https://example.org/") -> list[tuple[str, str]]:
    """Return (page, link) for each link within the site at ``site_url`` whose file or fragment is not there."""
    pages = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.html")}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    ids = {path: set(_ID.findall(text)) for path, text in pages.items()}
    host, root = urlsplit(site_url).netloc, urlsplit(site_url).path
    broken = set()
    for path, text in pages.items():
        for raw in LINK.findall(text):
            target, fragment = urldefrag(urljoin(site_url + path.removesuffix("index.html"), raw.replace("&amp;", "&")))
            parts = urlsplit(target)
            if parts.scheme not in {"http", "https"} or parts.netloc != host:
                continue
            place = unquote(parts.path).removeprefix(root)
            place = f"{place}index.html" if place.endswith("/") or not place else place
            if place not in files or (fragment and place in ids and unquote(fragment) not in ids[place]):
                broken.add((path, raw))
    return sorted(broken)
