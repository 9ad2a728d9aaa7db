"""The builder: MkDocs dresses pages in the theme. Only this module and the hook know what MkDocs wants."""

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final, Protocol

from papershelf import accent
from papershelf.config import Settings
from papershelf.engine import (
    ENGINE,
    Abort,
    BasePlugin,
    ConfigurationError,
    File,
    Files,
    MkDocsConfig,
    load_config,
    run,
    yaml_load,
)
from papershelf.envelope import envelope, source_path
from papershelf.pages.page import Page
from papershelf.problems import Location, Problem, Severity

HOOK = "mkdocs_hook.py"
_SHEETS: Final = ("assets/stylesheets/main.*.min.css", "assets/stylesheets/palette.*.min.css")
_SEARCH: Final = ("assets/javascripts/lunr/", "assets/javascripts/workers/")


class BuilderError(Exception):
    """The theme engine refused its configuration or gave up; the message is its own."""


class Builder(Protocol):
    """What the press asks of a theme engine."""

    def dress(self, pages: Iterable[Page], target: Path) -> tuple[Problem, ...]:
        """Write the hand-written pages, the theme's files and ``pages`` into the empty folder ``target``."""
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

    def dress(self, pages: Iterable[Page], target: Path) -> tuple[Problem, ...]:
        """Write the hand-written pages, the theme's files and ``pages`` into the folder ``target``.

        Returns:
            What MkDocs warned of.

        Raises:
            BuilderError: MkDocs refused its configuration or failed.
        """
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        heard = _Listener()
        logger = logging.getLogger(ENGINE)
        logger.addHandler(heard)
        propagate, logger.propagate = logger.propagate, False
        try:
            config = self._load(target)
            config.plugins["papershelf"] = _Generated(tuple(pages), self.docs[:-1])
            run(config)
        except (Abort, ConfigurationError) as error:
            raise BuilderError(": ".join([str(self.config), *heard.messages, str(error)])) from error
        finally:
            logger.removeHandler(heard)
            logger.propagate = propagate
        return tuple(_warning(message, self.config.name) for message in heard.messages)

    def _load(self, target: Path) -> MkDocsConfig:
        with self.config.open("rb") as stream:
            stated = yaml_load(stream)
        hooks = [hook for hook in stated.get("hooks") or [] if Path(str(hook)).name != HOOK]
        config = load_config(
            str(self.config), docs_dir=str(self.docs[-1]), site_dir=str(target), hooks=hooks, **told(self.settings)
        )
        dress_config(config, self.themes, self.settings)
        return config


def told(settings: Settings) -> dict[str, str]:
    """Return what the settings say of MkDocs's own, escaped: the theme's templates print them as they are."""
    said = {"site_name": escape(settings.title), "site_description": escape(settings.subtitle)}
    said["site_url"] = settings.site_url
    return {name: value for name, value in said.items() if value}


def dress_config(config: MkDocsConfig, themes: Iterable[Path], settings: Settings) -> None:
    """Put the folders ``themes`` before those of the configured theme; the sitemap and the accent's sheet are ours."""
    ours = [str(theme) for theme in themes]
    config.theme.dirs[:] = [*ours, *(place for place in config.theme.dirs if place not in ours)]
    config.theme.static_templates.discard("sitemap.xml")
    config.theme["sheets"] = [
        path.relative_to(folder).as_posix()
        for folder in map(Path, config.theme.dirs)
        for name in _SHEETS
        for path in sorted(folder.glob(name))
    ]
    if settings.accent:
        config.extra_css.append(accent.PATH)


def leave_out(files: Files, config: MkDocsConfig) -> None:
    """Take away what only Material's own search loads, where it is off, and what only its makers debug with."""
    search = "search" in config.plugins or "material/search" in config.plugins
    for file in [*files]:
        if file.src_uri.endswith(".map") or (not search and file.src_uri.startswith(_SEARCH)):
            files.remove(file)


def add_pages(files: Files, pages: Iterable[Page], config: MkDocsConfig) -> None:
    """Add generated pages to MkDocs's files; a hand-written page at the same address stays."""
    for page in pages:
        path = source_path(page.address)
        if files.get_file_from_path(path) is None:
            files.append(File.generated(config, path, content=envelope(page)))


class _Generated(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Adds pages and further folders of hand-written files to a build of MkDocs."""

    def __init__(self, pages: tuple[Page, ...], docs: tuple[Path, ...]) -> None:
        super().__init__()
        self._pages = pages
        self._docs = docs

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Let the nearer folder win over the farther one, and any hand-written page over a generated one."""
        for folder in reversed(self._docs):
            for path in sorted(found for found in folder.rglob("*") if found.is_file()):
                uri = path.relative_to(folder).as_posix()
                known = files.get_file_from_path(uri)
                if known is not None:
                    files.remove(known)
                files.append(File(uri, str(folder), config.site_dir, config.use_directory_urls))
        add_pages(files, self._pages, config)
        leave_out(files, config)
        return files


class _Listener(logging.Handler):
    """Collects what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _warning(message: str, path: str) -> Problem:
    return Problem("PS801", Severity.WARNING, Location(path), f"MkDocs says: {message}")
