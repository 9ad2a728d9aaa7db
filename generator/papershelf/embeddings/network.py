"""The network: from texts to vectors, with what the model's packages bring and without any request."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from papershelf.embeddings.model import LONGEST, Model

Floats: TypeAlias = npt.NDArray[np.float32]

_HANDS: Final = 2
DIMENSIONS: Final = 384


def embed(model: Model, texts: Sequence[str]) -> Floats:
    """Return a row of length one for each text; each is read by itself, so that no other one changes it."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.network, options, providers=["CPUExecutionProvider"])
    pieces = Tokenizer.from_file(str(model.word_pieces))
    pieces.no_padding()
    pieces.enable_truncation(LONGEST)

    def row(text: str) -> Floats:
        ids = np.array([pieces.encode(text).ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        middle = session.run(None, given)[0][0].mean(axis=0)
        unit: Floats = (middle / np.linalg.norm(middle)).astype(np.float32)
        return unit

    with ThreadPoolExecutor(_HANDS) as pool:
        return np.array([*pool.map(row, texts)], dtype=np.float32).reshape(-1, DIMENSIONS)
