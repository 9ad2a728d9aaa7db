"""Where the parts that are not Python lie: in the repository beside ``generator/``, in a wheel inside the package."""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def resources() -> Path:
    """Return the folder that holds ``templates/``, ``docs/`` and ``mkdocs.yml``."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent.parent
