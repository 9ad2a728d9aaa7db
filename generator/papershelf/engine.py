"""The engine: ProperDocs where it is installed, else MkDocs, under the names that both have.

ProperDocs continues MkDocs 1 and answers to its imports, so whatever is written for one runs with the other. A process
that MkDocs itself started (``mkdocs build``) keeps MkDocs. Only this module imports either.

Source: https://properdocs.org/
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from typing import Final

if "mkdocs" not in sys.modules and find_spec("properdocs"):
    import_module("properdocs.replacement")

from mkdocs.commands.build import build as run
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.yaml import yaml_load

ENGINE: Final = MkDocsConfig.__module__.partition(".")[0]
"""The engine's name, which is also that of its logger: ``mkdocs`` or ``properdocs``."""

__all__ = [
    "ENGINE",
    "Abort",
    "BasePlugin",
    "ConfigurationError",
    "File",
    "Files",
    "MkDocsConfig",
    "Page",
    "load_config",
    "run",
    "yaml_load",
]
