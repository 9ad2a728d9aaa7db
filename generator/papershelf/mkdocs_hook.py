"""The hook: ``mkdocs build`` and ``mkdocs serve`` by themselves give the complete site."""

from pathlib import Path
from typing import Protocol, TypeVar

from papershelf.assets import tidy
from papershelf.collection import Collection
from papershelf.dressing import add_pages, dress_config, told
from papershelf.engine import Files, MkDocsConfig
from papershelf.pages import make_pages
from papershelf.site_files import make_files
from papershelf.templating import Templates
from papershelf.understanding import understand
from papershelf.workplace import Workplace, locate


class _Watching(Protocol):
    def watch(self, path: str) -> None: ...


_Server = TypeVar("_Server", bound=_Watching)

_made: dict[str, Collection] = {}
"""The collection of the build that is under way, by the site's folder: MkDocs hands hooks nothing of their own."""
_addresses: dict[str, list[str]] = {}
"""The addresses of its generated pages."""


def _place(config: MkDocsConfig) -> Workplace:
    base = Path(config.config_file_path or ".").resolve().parent
    stated = config.extra.get("papershelf", {}).get("collection", "collection")
    return locate(base / stated, base)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let the collection's settings name the site."""
    place = _place(config)
    collection = _made[config.site_dir] = understand(place)
    for name, value in told(collection.settings).items():
        config[name] = value
    dress_config(config, place.themes, collection.settings)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    pages = tuple(make_pages(_made[config.site_dir], Templates(_place(config).templates)))
    _addresses[config.site_dir] = [page.address for page in pages]
    add_pages(files, pages, config)
    tidy(files, config)
    return files


def on_post_build(config: MkDocsConfig) -> None:
    """Write the files that are no pages."""
    collection = _made.pop(config.site_dir)
    for path, content in make_files(collection, _addresses.pop(config.site_dir)):
        target = Path(config.site_dir) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def on_serve(server: _Server, config: MkDocsConfig, builder: object) -> _Server:
    """Watch the collection and the templates too."""
    del builder
    for place in _place(config).watched:
        server.watch(str(place))
    return server
