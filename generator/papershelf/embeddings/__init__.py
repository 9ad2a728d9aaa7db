"""Embeddings: what sentences mean, as a model sees it that a package brings and that runs on this machine alone."""

from papershelf.embeddings.model import Model, installed
from papershelf.embeddings.space import Space, space_of
from papershelf.embeddings.store import Store

__all__ = ["Model", "Space", "Store", "installed", "space_of"]
