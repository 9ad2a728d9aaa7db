"""The assets: what of the theme's files the site carries, and our style sheets and scripts bound into few."""

from typing import Final

from papershelf.engine import File, Files, MkDocsConfig
from papershelf.scripts import carried, is_ours

BOUND: Final = "assets/css/bound.css"
_SEARCH: Final = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
_OURS: Final = "assets/css/"
_FIRST_ONLY: Final = ("@import", "@charset")


def tidy(files: Files, config: MkDocsConfig) -> None:
    """Leave out what no page loads, and let every page load one style sheet instead of six, and bound scripts."""
    _leave_out(files, config)
    _bind(files, config)
    _bind_scripts(files, config)


def _leave_out(files: Files, config: MkDocsConfig) -> None:
    """Take away what only Material's own search loads, where it is off, and what only its makers debug with.

    The theme's template of a sitemap would be copied as it is: ours takes its place where there is one.
    """
    search = "search" in config.plugins or "material/search" in config.plugins
    for file in [*files]:
        unused = file.src_uri.endswith(".map") or (not search and file.src_uri.startswith(_SEARCH))
        if unused or (file.src_uri == "sitemap.xml" and file.src_dir in config.theme.dirs):
            files.remove(file)


def _bind(files: Files, config: MkDocsConfig) -> None:
    """Put the sheets below ``assets/css/`` that follow each other into one, in their order: they lie in one folder."""
    sheets = config.extra_css
    ours = [at for at, path in enumerate(sheets) if path.startswith(_OURS) and files.get_file_from_path(path)]
    if len(ours) < 2 or ours[-1] - ours[0] != len(ours) - 1:  # noqa: PLR2004 - one sheet is bound already
        return
    found = [files.get_file_from_path(path) for path in sheets[ours[0] : ours[-1] + 1]]
    texts = [file.content_string for file in found if file]
    if any(word in text for text in texts for word in _FIRST_ONLY):
        return
    for file in found:
        if file:
            files.remove(file)
    files.append(File.generated(config, BOUND, content="\n".join(texts)))
    sheets[ours[0] : ours[-1] + 1] = [BOUND]


def _bind_scripts(files: Files, config: MkDocsConfig) -> None:
    """Put what the site carries of our scripts in their place."""
    scripts = {file.src_uri: file for file in files if is_ours(file.src_uri)}
    made = carried(tuple(scripts), lambda path: scripts[path].content_string)
    for file in scripts.values():
        files.remove(file)
    for path, text in made.items():
        files.append(File.generated(config, path, content=text))
