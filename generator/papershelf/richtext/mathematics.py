"""Mathematics: a formula in TeX becomes MathML and plain characters."""

import html
import re
from functools import lru_cache
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from papershelf.richtext.mathml import serialized, settle, unknown_commands
from papershelf.richtext.mathplain import plain_of
from papershelf.richtext.tex import is_definition, prepared, simplified

_LONGEST: Final = 4000
_DEEPEST: Final = 100


class Typeset(NamedTuple):
    """A formula as inline HTML and as plain characters; ``remarks`` say what could not be understood."""

    html: str
    plain: str
    remarks: tuple[str, ...] = ()


@lru_cache(maxsize=65536)
def typeset(tex: str, *, display: bool = False) -> Typeset:
    """Return the formula ``tex`` as MathML that holds its TeX for copying; its source as code where that fails.

    Unknown commands appear by their names. Never raises.
    """
    element = _element(prepared(tex), display=display)
    if element is None:
        element = _element(simplified(prepared(tex)), display=display)
    if element is None:
        source = html.escape(tex, quote=False)
        remark = f"the mathematics {_short(tex)!r} could not be set; its source is shown."
        return Typeset(f'<code class="math-source">{source}</code>', _stripped(tex), (remark,))
    settle(element)
    unknown = tuple(dict.fromkeys(unknown_commands(element)))
    remarks = tuple(f"unknown command {name!r} in mathematics is shown by its name." for name in unknown)
    return Typeset(serialized(element, tex), plain_of(element), remarks)


def _element(tex: str, *, display: bool) -> Element | None:
    """Return the elements of ``tex``, None when the converter cannot read it."""
    from latex2mathml.converter import convert_to_element

    if len(tex) > _LONGEST or is_definition(tex) or max(tex.count("{"), tex.count(r"\left")) > _DEEPEST:
        return None
    try:
        element: Element = convert_to_element(tex, display="block" if display else "inline")
    except _failures():
        return None
    return element if len(element) and len(element[0]) else None


def _failures() -> tuple[type[Exception], ...]:
    """Return what the converter raises over text that is not TeX: its own exceptions, and slips of its parser."""
    from latex2mathml import exceptions

    own = (raised for raised in vars(exceptions).values() if isinstance(raised, type) and issubclass(raised, Exception))
    return (*own, LookupError, ValueError, TypeError, AttributeError, RuntimeError, StopIteration)


def _short(tex: str) -> str:
    return tex if len(tex) <= 60 else tex[:57] + "..."  # noqa: PLR2004 - fits on a line of the report


def _stripped(tex: str) -> str:
    """Return the words and signs of a formula that cannot be set."""
    return " ".join(re.sub(r"\\([A-Za-z]+)|\\(.)|[{}]", r"\1\2", tex).split())
