"""The envelope: a page as a Markdown file, one raw HTML block under a front matter that YAML cannot misread."""

import html
import json
import re
from typing import Final

from papershelf.page import Page

_UNREADABLE: Final = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]+")
_BLANK_LINE: Final = re.compile(r"\n[ ]*\n|\t|[\x02\x03\r]|\s\Z")


class UnsealableError(ValueError):
    """A template made a body that Python-Markdown would change: a blank line, a tab or a stray end."""


def inert(text: str) -> str:
    """Return ``text`` as the theme may print it anywhere: escaped, on one line, readable by YAML."""
    if not text.isprintable():
        text = _UNREADABLE.sub(" ", text)
    return html.escape(text.strip())


def envelope(page: Page) -> str:
    """Return the Markdown file of ``page``.

    Raises:
        UnsealableError: the body would not pass Python-Markdown unchanged.
    """
    body = page.body
    found = _BLANK_LINE.search(body)
    if found or not body.startswith("<"):
        at = found.start() if found else 0
        raise UnsealableError(
            f"the template of {page.kind} pages must make HTML that begins with a tag and ends with one;"
            f" see {page.address or 'home'!r} at {body[max(at - 40, 0) : at + 40]!r}"
        )
    values = {
        "title": inert(page.title),
        "description": inert(page.description),
        "head": page.head,
        "kind": page.kind,
    }
    front = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items())
    return f"---\n{front}hide: [navigation, toc]\n---\n{body}\n"


def source_path(address: str) -> str:
    """Return where an address's Markdown file lies in the tree: ``papers/x.md``, ``papers/index.md``, ``index.md``."""
    parts = address.rstrip("/").split("/")
    if address == "":
        return "index.md"
    return f"{parts[0]}/index.md" if len(parts) == 1 else "/".join(parts) + ".md"


def site_path(address: str) -> str:
    """Return where the finished page of an address lies in the site: ``papers/x/index.html``."""
    return f"{address}index.html"
