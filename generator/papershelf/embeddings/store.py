"""The store: what the model made of a text, kept by the text's hash, so that it is asked once."""

import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from papershelf.embeddings.model import Model, installed
from papershelf.embeddings.network import DIMENSIONS, Floats, embed

_ROW: Final = np.dtype([("text", "S32"), ("vector", "<f2", (DIMENSIONS,))])


class Store:
    """Embeds texts with ``model``, those that ``file`` does not hold; the answers are the same without the file.

    Vectors are rounded to half precision whether they come from the file or from the model.
    """

    def __init__(self, model: Model, file: Path) -> None:
        self._model = model
        self._file = file
        self._rows = _read(file)
        self._places = {text: place for place, text in enumerate(self._rows["text"].tolist())}
        self._asked: dict[bytes, None] = {}

    def missing(self, texts: Sequence[str]) -> int:
        """Return how many of ``texts`` the model would be asked for."""
        return sum(self._name(text) not in self._places for text in texts)

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return a row for each text."""
        names = [self._name(text) for text in texts]
        self._asked |= dict.fromkeys(names)
        missing = {name: text for name, text in zip(names, texts, strict=True) if name not in self._places}
        if missing:
            made = np.zeros(len(missing), _ROW)
            made["text"] = list(missing)
            made["vector"] = embed(self._model, list(missing.values()))
            self._places |= {name: len(self._rows) + place for place, name in enumerate(missing)}
            self._rows = np.concatenate((self._rows, made))
        rows: Floats = self._rows["vector"][[self._places[name] for name in names]].astype(np.float32)
        return rows

    def save(self) -> None:
        """Write what was asked for into the file, if it holds anything else; where it cannot be written, go without."""
        names = sorted(self._asked)
        rows = self._rows[[self._places[name] for name in names]]
        if np.array_equal(rows["text"], _read(self._file)["text"]):
            return
        unfinished = self._file.with_suffix(f".{os.getpid()}.npy")
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            np.save(unfinished, rows, allow_pickle=False)
            unfinished.replace(self._file)

    def _name(self, text: str) -> bytes:
        return blake2b(f"{self._model.name}\0{text}".encode(), digest_size=16).hexdigest().encode()


def store_at(file: Path) -> Store | None:
    """Return the store of the model that is installed, None where none is."""
    model = installed()
    return Store(model, file) if model else None


def _read(file: Path) -> npt.NDArray[np.void]:
    """Return the rows of ``file``, none where it is missing or not what was written."""
    try:
        rows: npt.NDArray[np.void] = np.load(file, allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return np.empty(0, _ROW)
    return rows if rows.dtype == _ROW else np.empty(0, _ROW)
