"""The workplace: which files and folders a build reads and writes, found once."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from papershelf.resources import resources

PROJECT_FILE: Final = "mkdocs.yml"


class NoCollectionError(Exception):
    """There is nothing at the place that should hold the collection; the message names the remedy."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """The places of one collection.

    ``root`` is the folder that all locations in reports are relative to, ``file`` the single source or None;
    ``docs``, ``templates`` and ``themes`` are folders in order of precedence, ours last; ``work`` is ours to write.
    """

    root: Path
    file: Path | None
    config: Path
    docs: tuple[Path, ...]
    templates: tuple[Path, ...]
    themes: tuple[Path, ...]
    work: Path

    @property
    def watched(self) -> tuple[Path, ...]:
        """The files and folders whose change asks for another build."""
        places = (self.file or self.root, self.config, *self.docs, *self.templates)
        return tuple(dict.fromkeys(place for place in places if place.exists()))


def locate(collection: Path, base: Path) -> Workplace:
    """Return the workplace of the folder or single file ``collection``.

    What we write on the way lies below ``base/build``; for a single file it lies in the user's cache, so that nothing
    is written beside the file. A folder's own ``mkdocs.yml``, ``templates/`` and ``docs/`` come before those of the
    project around it (the folder above, where that has an ``mkdocs.yml``), and those before ours. A single file stands
    for itself.

    Raises:
        NoCollectionError: there is neither a folder nor a file.
    """
    place = collection.expanduser().resolve()
    if not place.exists():
        raise NoCollectionError(
            f"there is no file or folder {str(collection)!r}; name a .bib file or a folder of sources"
        )
    alone = place.is_file()
    folders = () if alone else _project(place)
    ours = resources()
    configs = [folder / PROJECT_FILE for folder in (*folders, ours) if (folder / PROJECT_FILE).is_file()]
    templates = _present([folder / "templates" for folder in (*folders, ours)])
    return Workplace(
        root=place.parent if alone else place,
        file=place if alone else None,
        config=configs[0],
        docs=_present([folder / "docs" for folder in (*folders, ours)]),
        templates=templates,
        themes=_present([folder / "theme" for folder in templates]),
        work=_cache(place) if alone else base / "build" / place.name,
    )


def _cache(file: Path) -> Path:
    from platformdirs import user_cache_path  # which a folder does without

    told_apart = hashlib.blake2b(str(file).encode("utf-8", "surrogateescape"), digest_size=4).hexdigest()
    return user_cache_path("papershelf", appauthor=False) / f"{file.stem}-{told_apart}"


def _project(folder: Path) -> tuple[Path, ...]:
    above = folder.parent
    return (folder, above) if (above / PROJECT_FILE).is_file() else (folder,)


def _present(folders: list[Path]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: ``plain`` asks MkDocs for every page, ``report`` for the report even if it is not published.

    Without ``search`` the site has no search index: for whoever measures the pages alone.
    """

    place: Workplace
    output: Path
    plain: bool = False
    report: bool = False
    search: bool = True

    @property
    def dressed(self) -> Path:
        """The folder of what the engine makes: exemplars, hand-written pages, files of the theme."""
        return self.place.work / "dressed"
