"""A site of papers for Hugo: the templates of ``hugo/``, a content file with front matter for each page, our assets."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from front_matter import front_matter
from papershelf.collection import Collection
from toml_text import front_matter_text

_TEMPLATES: Final = Path(__file__).resolve().parent / "hugo"
_MADE: Final = re.compile(r"(exports|api)/(?!.*\.compare\.).*|search/index/.*")
"""What Hugo makes itself, and what has no counterpart there; files of comparisons, where there are any, it copies."""


def prepare_hugo(collection: Collection, templates: Sequence[Path], site: Path, folder: Path) -> None:
    """Write what Hugo makes the pages and exports of ``collection`` of; ``site`` is our own, for the theme's files."""
    shutil.copytree(_TEMPLATES / "layouts", folder / "layouts")
    config = folder / "config" / "_default"
    config.mkdir(parents=True)
    shutil.copyfile(_TEMPLATES / "hugo.toml", config / "hugo.toml")
    sheets = [path.relative_to(site).as_posix() for path in sorted((site / "assets" / "stylesheets").glob("*.css"))]
    (config / "hugo.json").write_text(json.dumps({"title": collection.settings.title, "params": {"sheets": sheets}}))
    made = set()
    for page, name, values in front_matter(collection, templates):
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(front_matter_text(values), "utf-8")
        made.add(f"{page.address}index.html")
    for path in sorted(found for found in site.rglob("*") if found.is_file()):
        name = path.relative_to(site).as_posix()
        if name not in made and not _MADE.fullmatch(name):
            (folder / "static" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / "static" / name)
