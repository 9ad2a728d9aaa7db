"""Links: the http and https addresses that stand in a text."""

import html
import re
from collections.abc import Iterator
from typing import Final

from papershelf.richtext.text import RichText

URL: Final = re.compile(
    r"https?://(?:[^\s\\{}$<>\"^`|\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]"
    r"|\\[_%&#~$-](?:\{\})?|\{\\?[_~%&#]\}|\{?\\textasciitilde(?:\{\})?\}?|\$\\sim\$)+",
    re.IGNORECASE,
)
"""An address as it stands in LaTeX, with what people escape in it."""

_ESCAPED: Final = re.compile(r"\{?\\textasciitilde(?:\{\})?\}?|\$\\sim\$|\{?\\?([_%&#~$-])(?:\{\})?\}?")
_HOST: Final = re.compile(r"https?://(?:[^/?#@\s]*@)?\[?[^\W_][^\s/?#]*", re.IGNORECASE)
_HREF: Final = re.compile(r'<a href="([^"]*)"')
_CODE: Final = re.compile(
    r"https?://(?:www\.)?(?:(?:gist\.)?github\.com|(?:[\w-]+\.)*gitlab\.[\w.-]+|bitbucket\.org|codeberg\.org"
    r"|huggingface\.co|gitee\.com|git\.sr\.ht|sourceforge\.net|code\.google\.com|colab\.research\.google\.com)/\S+",
    re.IGNORECASE,
)


def links_in(text: RichText | str) -> tuple[str, ...]:
    """Return the http and https addresses in ``text``, in order, each once; a rich text's links among them.

    >>> links_in("Code: https://github.com/a/b. (See http://c.org/d_(e).)")
    ('https://github.com/a/b', 'http://c.org/d_(e)')
    """
    if isinstance(text, RichText):
        return tuple(dict.fromkeys(html.unescape(url) for url in _HREF.findall(text.html)))
    if "://" not in text:
        return ()
    found = (address(trimmed(url)) for url in _written(text))
    return tuple(dict.fromkeys(url for url in found if url))


def _written(text: str) -> Iterator[str]:
    """Yield the addresses in ``text`` as they stand there; their colons are found faster than their letters."""
    colon = text.find("://")
    while colon >= 0:
        found = URL.match(text, max(colon - len("https"), 0)) or URL.match(text, max(colon - len("http"), 0))
        if found:
            yield found.group()
        colon = text.find("://", found.end() if found else colon + 1)


def is_code(url: str) -> bool:
    """Tell whether ``url`` leads to a place where code is kept.

    >>> is_code("https://github.com/a/b"), is_code("https://a.github.io/b")
    (True, False)
    """
    return _CODE.match(url) is not None


def first_code_link(text: RichText | str) -> str | None:
    """Return the first address in ``text`` that leads to code, None where there is none."""
    return next((url for url in links_in(text) if is_code(url)), None)


def trimmed(url: str) -> str:
    """Return ``url`` without the punctuation of the sentence that it stands in."""
    unclosed = {")": url.count(")") - url.count("("), "]": url.count("]") - url.count("[")}
    end = len(url)
    while end:
        last = url[end - 1]
        if last in unclosed and unclosed[last] > 0:
            unclosed[last] -= 1
        elif last not in ".,;:!?'\"*’”“‘…" or url[end - 2 : end - 1] == "\\":
            break
        end -= 1
    return url[:end]


def address(written: str) -> str | None:
    """Return the http or https address that ``written`` means, None when it is none."""
    url = _ESCAPED.sub(lambda found: found[1] or "~", written.strip()) if "\\" in written or "{" in written else written
    url = "".join(url.split())
    return url if _HOST.match(url) and not any(sign in url for sign in '"<>\\^`{|}') else None
