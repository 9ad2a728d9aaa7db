"""The builder: what the press asks of a theme engine, which is imported where it works and not before."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from papershelf.config import Settings
from papershelf.page import Page
from papershelf.problems import Problem


class BuilderError(Exception):
    """The theme engine refused its configuration or gave up; the message is its own."""


class Builder(Protocol):
    """What the press asks of a theme engine."""

    def dress(self, pages: Iterable[Page], target: Path, *, exemplars: bool = False) -> tuple[Problem, ...]:
        """Write the hand-written pages, the theme's files and ``pages`` into the empty folder ``target``.

        Of ``exemplars`` it says (PS810) what keeps other pages from being printed like them.
        """
        ...


@dataclass(frozen=True, slots=True)
class MkDocsBuilder:
    """MkDocs with the configuration file ``config``.

    ``docs`` and ``themes`` are folders in order of precedence, the last one being ours.
    """

    config: Path
    settings: Settings
    docs: tuple[Path, ...]
    themes: tuple[Path, ...]

    def dress(self, pages: Iterable[Page], target: Path, *, exemplars: bool = False) -> tuple[Problem, ...]:
        """Write the hand-written pages, the theme's files and ``pages`` into the folder ``target``.

        Returns:
            What MkDocs warned of, and of ``exemplars`` what keeps other pages from being printed like them.

        Raises:
            BuilderError: MkDocs refused its configuration or failed.
        """
        from papershelf.dressing import dress

        return dress(self, pages, target, exemplars=exemplars)
