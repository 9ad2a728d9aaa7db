"""Watching: whether a theme does more with what a page holds than to print it.

The press can print only what the theme prints as it is. So the exemplar's title, description, head, body and address
are texts that note each question that a template or a filter asks of them: what begins them, how long they are,
whether they equal another text. That a text is there may be asked: it always is.
"""

import inspect
from collections.abc import Callable
from typing import Final, Self, SupportsIndex

_SILENT: Final = frozenset(
    {
        "__class__",
        "__delattr__",
        "__dir__",
        "__doc__",
        "__getattribute__",
        "__getnewargs__",
        "__getstate__",
        "__init__",
        "__init_subclass__",
        "__new__",
        "__reduce__",
        "__reduce_ex__",
        "__repr__",
        "__setattr__",
        "__sizeof__",
        "__str__",
        "__subclasshook__",
    }
)
"""What a text does when it is made or printed; all else of ``str`` is a question."""
_TEMPLATES: Final = ("", "jinja2", "markupsafe")
"""Who asks for the theme: compiled templates have no module name, filters and tests are Jinja's."""


class Watched(str):
    """A text that calls ``note`` when a template asks more of it than to be printed whole."""

    __slots__ = ("_fixed", "_note")

    def __new__(cls, text: str, note: Callable[[], None], fixed: str = "") -> Self:
        """Return ``text``, watched; all pages of its form begin with ``fixed`` and have as many slashes."""
        made = super().__new__(cls, text)
        made._note, made._fixed = note, fixed
        return made

    _note: Callable[[], None]
    _fixed: str

    def __bool__(self) -> bool:
        """Tell that the text is there: no page lacks it."""
        return True

    def startswith(self, prefix: str | tuple[str, ...], *bounds: SupportsIndex | None) -> bool:
        """Answer as ``str`` does; noted where pages of one form could have different answers."""
        if bounds or not isinstance(prefix, str) or (prefix.startswith(self._fixed) and prefix != self._fixed):
            self._ask()
        return str(self).startswith(prefix, *bounds)

    def __eq__(self, other: object) -> bool:
        """Answer as ``str`` does; noted where a page of this form could equal ``other``."""
        own = str(self)
        if isinstance(other, str) and other.startswith(self._fixed):
            deeper = self._fixed and other.count("/") != own.count("/")
            if not deeper:
                self._ask()
        return own == other

    def __ne__(self, other: object) -> bool:
        """Answer as ``str`` does."""
        return not self == other

    def __hash__(self) -> int:
        """Return the hash of ``str``; noted, for whoever hashes looks it up."""
        self._ask()
        return hash(str(self))

    def _ask(self) -> None:
        """Note a question that comes from a template; the engine's own code and Python's may ask what they like."""
        frame = inspect.currentframe()
        while frame is not None and frame.f_code.co_filename == __file__:
            frame = frame.f_back
        asker = str(frame.f_globals.get("__name__", "")) if frame else ""
        if asker.split(".", maxsplit=1)[0] in _TEMPLATES:
            self._note()


def _question(name: str) -> object:
    answer = getattr(str, name)

    def asked(self: Watched, *values: object, **named: object) -> object:
        self._ask()
        return answer(self, *values, **named)

    return asked


for _name in sorted(set(dir(str)) - _SILENT - set(vars(Watched))):
    setattr(Watched, _name, _question(_name))
