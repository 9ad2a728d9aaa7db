"""Hyperlinks: the addresses on the web that an entry states, by what lies there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from papershelf.identifiers import ArxivId, Doi
from papershelf.papers import Link, LinkKind
from papershelf.richtext.reading import links_in

FIELDS: Final[Mapping[str, LinkKind]] = {
    "pdf": LinkKind.PDF, "pdf_url": LinkKind.PDF, "pdfurl": LinkKind.PDF, "url_pdf": LinkKind.PDF,
    "paperurl": LinkKind.PDF, "url": LinkKind.PUBLISHER, "ee": LinkKind.PUBLISHER, "link": LinkKind.PUBLISHER,
    "html": LinkKind.PUBLISHER, "code": LinkKind.CODE, "code_url": LinkKind.CODE, "codeurl": LinkKind.CODE,
    "github": LinkKind.CODE, "repository": LinkKind.CODE, "software": LinkKind.CODE, "video": LinkKind.VIDEO,
    "video_url": LinkKind.VIDEO, "videourl": LinkKind.VIDEO, "presentation": LinkKind.SLIDES,
    "slides": LinkKind.SLIDES, "slides_url": LinkKind.SLIDES, "slidesurl": LinkKind.SLIDES, "data": LinkKind.DATA,
    "dataset": LinkKind.DATA, "data_url": LinkKind.DATA, "dataurl": LinkKind.DATA,
}  # fmt: skip
"""The fields that hold an address -> what lies there; of two for one kind the first wins."""

_ORDER: Final = {kind: place for place, kind in enumerate(LinkKind)}
_CODE_HOST: Final = re.compile(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|git\.sr\.ht)/~?[\w.-]+/[\w.-]+"
    r"|https?://[\w-]+\.github\.io/",
    re.IGNORECASE,
)
_ESCAPED: Final = re.compile(r"\\([&%#_~$])|\\~\{\}|\{\\?([~_&%#])\}|\$\\sim\$|\\textasciitilde(?:\{\}|\s)?|\\slash\b")
_OURS_ALONE: Final = re.compile(r"localhost$|127\.|10\.|192\.168\.|0\.0\.0\.0|.*\.(?:local|internal|lan)$|\[")


def web_address(text: str) -> str | None:
    r"""Return the first http or https address in ``text`` that every reader can reach, None without one.

    LaTeX's escapes are undone: ``\url{http://a.org/x\_y}`` is ``http://a.org/x_y``.

    >>> web_address(r"\url{http://a.org/x\_y}"), web_address("javascript:alert(1)"), web_address("file:///home/me")
    ('http://a.org/x_y', None, None)
    """
    return next(iter(web_addresses(text)), None)


def web_addresses(text: str) -> tuple[str, ...]:
    """Return the http and https addresses in ``text`` that every reader can reach, in order."""
    if "\\" in text or "{" in text or "$" in text:
        text = _ESCAPED.sub(_unescaped, text)
    stripped = text.strip()
    if stripped.lower().startswith("www."):
        text = f"https://{stripped}"
    return tuple(url for url in links_in(text) if _is_public(url))


def _unescaped(found: re.Match[str]) -> str:
    return found[1] or found[2] or ("/" if "slash" in found[0] else "~")


def _is_public(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return "@" not in parts.netloc and "." in host and not _OURS_ALONE.match(host)


def code_in(text: str) -> str | None:
    """Return the first address in ``text`` that leads to source code, None without one."""
    return next((url for url in links_in(text) if _CODE_HOST.match(url)), None)


def kind_of(url: str, stated: LinkKind) -> LinkKind:
    """Return what lies at ``url``, which a field for ``stated`` holds."""
    if stated is not LinkKind.PUBLISHER:
        return stated
    path = url.lower().partition("?")[0]
    if path.endswith(".pdf") or "openreview.net/pdf" in path or "arxiv.org/pdf/" in path:
        return LinkKind.PDF
    return LinkKind.CODE if _CODE_HOST.match(url) else stated


def is_implied(url: str, doi: Doi | None, arxiv: ArxivId | None) -> bool:
    """Tell whether ``url`` says what a DOI or an arXiv identifier says already."""
    if doi and (url == doi.url or (("doi.org/" in url or "doi.acm.org/" in url) and Doi.parse(url) == doi)):
        return True
    return bool(arxiv and "arxiv.org/" in url and "/pdf/" not in url and ArxivId.parse(url) == arxiv)


def completed(links: Iterable[Link], doi: Doi | None, arxiv: ArxivId | None) -> tuple[Link, ...]:
    """Return one link of each kind, in the order of the buttons; identifiers give those that are missing."""
    found: dict[LinkKind, Link] = {}
    for link in (*links, *_of_identifiers(doi, arxiv)):
        found.setdefault(link.kind, link)
    if len(found) < 2:  # noqa: PLR2004 - nothing to sort, as for most papers
        return tuple(found.values())
    return tuple(sorted(found.values(), key=lambda link: _ORDER[link.kind]))


def _of_identifiers(doi: Doi | None, arxiv: ArxivId | None) -> Iterator[Link]:
    if doi and not is_of_arxiv(doi):
        yield Link(LinkKind.PUBLISHER, doi.url)
    if arxiv:
        yield Link(LinkKind.ARXIV, arxiv.url)


def is_of_arxiv(doi: Doi) -> bool:
    """Tell whether ``doi`` names the preprint on arXiv."""
    return doi.value.startswith("10.48550/arxiv.")
