"""DOI, arXiv identifier and ORCID: recognised in what people paste, and their addresses."""

import re
from dataclasses import dataclass, field
from typing import Final, Self
from urllib.parse import quote, unquote

_PLAIN: Final = re.compile(r"[a-z0-9/:;()._-]*")
_DOI: Final = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+", re.IGNORECASE)
_ARXIV: Final = re.compile(
    r"(?<![\w.])(?P<id>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?/\d{7})(?:v(?P<version>\d+))?(?![\w])",
    re.IGNORECASE,
)
_ORCID: Final = re.compile(r"(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dX])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Doi:
    """A DOI in lower case without its resolver: ``10.1109/cvpr.2016.90``.

    Source: https://www.doi.org/doi-handbook/HTML/case-sensitivity.html
    """

    value: str
    _url: str = field(default="", init=False, repr=False, compare=False)

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the DOI in ``text`` (bare, ``doi:`` or a resolver's URL), or None."""
        found = _DOI.search(unquote(text) if "%" in text else text)
        if found is None:
            return None
        return cls(found.group().rstrip(".,;:)}>'\"").lower())

    @property
    def url(self) -> str:
        """The resolver's address of this DOI. Made once."""
        if not self._url:
            path = self.value if _PLAIN.fullmatch(self.value) else quote(self.value, safe="/:;()._-")
            object.__setattr__(self, "_url", f"https://doi.org/{path}")
        return self._url


@dataclass(frozen=True, slots=True, order=True)
class ArxivId:
    """An arXiv identifier without its version: ``1512.03385`` or ``cs/0112017``.

    Source: https://info.arxiv.org/help/arxiv_identifier.html
    """

    value: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the arXiv identifier in ``text`` (bare, ``arXiv:`` or a URL), or None."""
        found = _ARXIV.search(text.strip().removesuffix(".pdf"))
        return None if found is None else cls(found["id"].lower())

    @property
    def url(self) -> str:
        """The address of the abstract page."""
        return "https://arxiv.org/abs/" + self.value


@dataclass(frozen=True, slots=True, order=True)
class Orcid:
    """An ORCID with a valid check digit: ``0000-0002-1825-0097``.

    Source: https://support.orcid.org/hc/en-us/articles/360006897674
    """

    value: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the ORCID in ``text`` (bare or a URL), or None if its check digit is wrong."""
        found = _ORCID.search(text.strip())
        if found is None:
            return None
        digits = "".join(found.groups()).upper()
        total = 0
        for digit in digits[:-1]:
            total = (total + int(digit)) * 2
        check = (12 - total % 11) % 11
        if digits[-1] != ("X" if check == 10 else str(check)):  # noqa: PLR2004 - ISO 7064 writes 10 as X
            return None
        return cls("-".join(found.groups()).upper())

    @property
    def url(self) -> str:
        """The address of the ORCID record."""
        return "https://orcid.org/" + self.value
