"""Recall: how many of the five nearest papers the bounded candidates find, against comparing each with every other.

``python benchmarks/recall.py 1000 10000`` prints a row for each size and score: words alone (TF-IDF cosine), and words,
topics and authors as related papers use them. A found paper counts when it is as near as the true fifth. Above 10,000
papers the truth is worked out for a seeded sample of 2,000.
"""

import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from papershelf.matrices import sparse
from papershelf.relations.likeness import likeness
from papershelf.relations.neighbours import neighbours
from papershelf.topics.texts import read_texts
from papershelf.topics.vectors import make_vectors
from papershelf.understanding import understand
from papershelf.workplace import locate
from synthetic import write

_NEAREST: Final = 5
_WHOLE: Final = 10_000
_SAMPLE: Final = 2_000
_CHUNK: Final = 500
_SAME: Final = 2e-5
"""Scores of candidates are rounded to five digits."""


def recalls(count: int, base: Path) -> Iterator[str]:
    """Yield the rows of ``count`` synthetic papers."""
    write(count, base / "collection")
    found = understand(locate(base / "collection", base))
    vectors = make_vectors(read_texts(found.catalogue))
    scores = {
        "words": vectors.matrix,
        "words, topics, authors": likeness(found.catalogue, found.subjects, vectors).features,
    }
    for name, features in scores.items():
        begun = time.perf_counter()
        share = _recall(features)
        yield f"| {count:,} | {name} | {share:.3f} | {time.perf_counter() - begun:.1f} |"


def _recall(features: sparse.csr_matrix) -> float:
    """Return the share of the nearest five that the candidates hold."""
    size = features.shape[0]
    nothing, works = sparse.csr_matrix((size, size), dtype=np.float32), np.arange(size, dtype=np.int64)
    near = neighbours(features, nothing, works, _NEAREST)
    starts = np.searchsorted(near.rows, np.arange(size + 1))
    rows = range(size) if size <= _WHOLE else sorted(random.Random(5).sample(range(size), _SAMPLE))
    hits = total = 0
    for at in range(0, len(rows), _CHUNK):
        part = np.array(rows[at : at + _CHUNK])
        alike = (features[part] @ features.T).toarray()
        alike[np.arange(len(part)), part] = 0
        best = -np.partition(-alike, _NEAREST - 1, axis=1)[:, :_NEAREST]
        for row, true in zip(part.tolist(), best, strict=True):
            wanted = int((true > 0).sum())
            scores = near.scores[starts[row] : starts[row + 1]][:wanted]
            hits += int((scores >= true.min() - _SAME).sum()) if wanted else 0
            total += wanted
    return hits / max(1, total)


if __name__ == "__main__":
    print("| papers | score | recall of the nearest five | seconds, truth included |\n|---|---|---|---|")
    for size in map(int, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            for line in recalls(size, Path(folder)):
                print(line, flush=True)
