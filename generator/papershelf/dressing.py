"""Dressing: MkDocs puts pages into the theme. Only this module and the hook know what MkDocs wants."""

import logging
import os
from collections.abc import Callable, Iterable
from html import escape
from pathlib import Path
from typing import Final, TypeVar

from papershelf import accent
from papershelf.assets import tidy
from papershelf.builder import BuilderError, MkDocsBuilder
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
from papershelf.engine import Page as EnginePage
from papershelf.envelope import envelope, source_path
from papershelf.page import Page
from papershelf.press import MARK, unlike
from papershelf.problems import Location, Problem, Severity
from papershelf.templating import Compiled, JinjaError, placed
from papershelf.watching import Watched

HOOK = "mkdocs_hook.py"
_SHEETS: Final = ("assets/stylesheets/main.*.min.css", "assets/stylesheets/palette.*.min.css")
_APART: Final = frozenset(
    {
        "startup",
        "shutdown",
        "serve",
        "config",
        "pre_build",
        "build_error",
        "env",
        "pre_template",
        "template_context",
        "post_template",
    }
)
"""The events in which a plugin or hook has to do with no page, and with no file that was made of one."""
_COMPILED: Final = Compiled()
"""The theme's templates: the engine is run twice in a build."""

_Context = TypeVar("_Context")


def dress(builder: MkDocsBuilder, pages: Iterable[Page], target: Path, *, exemplars: bool) -> tuple[Problem, ...]:
    """Do for ``builder`` what its ``dress`` promises."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    heard = _Listener()
    logger = logging.getLogger(ENGINE)
    logger.addHandler(heard)
    propagate, logger.propagate = logger.propagate, False
    try:
        config = _load(builder, target)
        meddlers = _meddlers(config) if exemplars else ()
        generated = (_Watching if exemplars else _Generated)(tuple(pages), builder.docs[:-1])
        config.plugins["papershelf"] = generated
        run(config)
    except (Abort, ConfigurationError, JinjaError, UnicodeDecodeError) as error:
        raise BuilderError(": ".join([str(builder.config), *heard.messages, str(placed(error))])) from error
    finally:
        logger.removeHandler(heard)
        logger.propagate = propagate
    warned = (_warning(message, builder.config.name) for message in heard.messages)
    return (*warned, *meddlers, *generated.remarks())


def _load(builder: MkDocsBuilder, target: Path) -> MkDocsConfig:
    with builder.config.open("rb") as stream:
        stated = yaml_load(stream)
    hooks = [hook for hook in stated.get("hooks") or [] if Path(str(hook)).name != HOOK]
    theme = stated.get("theme")
    if isinstance(theme, dict) and not (builder.config.parent / str(theme.get("custom_dir", "."))).is_dir():
        del theme["custom_dir"]  # it was inherited, and its place is among our themes
    config = load_config(
        str(builder.config),
        docs_dir=str(builder.docs[-1]),
        site_dir=str(target),
        use_directory_urls=True,
        hooks=hooks,
        theme=theme,
        **told(builder.settings),
    )
    dress_config(config, builder.themes, builder.settings)
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
    _ease(config)


def _ease(config: MkDocsConfig) -> None:
    """Let the engine compile each template once, and list files without hidden folders, of which it takes none."""
    theme = config.theme
    environment_of = theme.get_env

    def listed(filter_func: Callable[[str], bool]) -> list[str]:
        return sorted(filter(filter_func, _shown(theme.dirs)))

    def get_env() -> object:
        environment = environment_of()
        vars(environment)["list_templates"] = listed
        vars(environment)["bytecode_cache"] = _COMPILED
        return environment

    vars(theme)["get_env"] = get_env


def _shown(folders: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for folder in folders:
        for at, below, names in os.walk(folder):
            below[:] = [name for name in below if not name.startswith(".")]
            found.update(Path(at, name).relative_to(folder).as_posix() for name in names)
    return found


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
        tidy(files, config)
        return files

    def remarks(self) -> tuple[Problem, ...]:
        """Return what was noted of the pages."""
        return ()


class _Watching(_Generated):  # type: ignore[no-untyped-call]
    """Adds exemplars, and notes what the theme asks of them beyond printing them."""

    def __init__(self, pages: tuple[Page, ...], docs: tuple[Path, ...]) -> None:
        super().__init__(pages, docs)
        self._asked: dict[tuple[str, str], None] = {}

    def on_page_context(self, context: _Context, *, page: EnginePage, config: MkDocsConfig, nav: object) -> _Context:
        """Put texts that note questions in the place of what pages of one form do not share."""
        del config, nav
        if MARK not in page.file.src_uri:
            return context
        for name in ("title", "description", "head"):
            page.meta[name] = Watched(page.meta[name], self._noting(page, name))
        page.content = Watched(page.content or "", self._noting(page, "body"))
        for owner, names in (
            (page, ("canonical_url", "abs_url", "edit_url")),
            (page.file, ("src_uri", "dest_uri", "url")),
        ):
            for name in names:
                address = getattr(owner, name)
                if address:
                    setattr(owner, name, Watched(address, self._noting(page, "address"), address.partition(MARK)[0]))
        return context

    def _noting(self, page: EnginePage, part: str) -> Callable[[], None]:
        asked = str(page.meta["kind"]), part
        return lambda: self._asked.setdefault(asked)

    def remarks(self) -> tuple[Problem, ...]:
        """Return what the theme asked."""
        return tuple(
            unlike(f"the theme does more with the {part} of {kind} pages than to print it.")
            for kind, part in sorted(self._asked)
        )


def _meddlers(config: MkDocsConfig) -> tuple[Problem, ...]:
    """Return the plugins and hooks that work on single pages, or on what the site is made of."""
    modules = {
        str(getattr(method, "__module__", method))
        for event, methods in config.plugins.events.items()
        if event not in _APART
        for method in methods
    }
    return tuple(unlike(f"the plugin or hook {module!r} works on every page.") for module in sorted(modules))


class _Listener(logging.Handler):
    """Collects what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _warning(message: str, path: str) -> Problem:
    return Problem("PS801", Severity.WARNING, Location(path), f"MkDocs says: {message}")
