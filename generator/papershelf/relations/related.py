"""Related papers: five to eight for each paper, nearest first."""

from collections.abc import Mapping
from typing import Final

import numpy as np

from papershelf.catalogue import Catalogue
from papershelf.matrices import sparse
from papershelf.relations.likeness import likeness
from papershelf.relations.near import Columns
from papershelf.relations.neighbours import FINE, Neighbours, neighbours
from papershelf.relations.products import Rows, ranks
from papershelf.relations.reasons import CITED_BY, CITES, Reasons
from papershelf.topics.topic import Subjects
from papershelf.topics.vectors import Vectors

_OWN: Final = 6
"""The nearest papers that each paper shows."""
_BACK: Final = 2
"""Papers that show this one among their nearest ``_NEAREST``, and that it shows in turn, if it does not already."""
_NEAREST: Final = 3
_LEAST: Final = 0.06
_CITED: Final = 0.3


def relate(catalogue: Catalogue, subjects: Subjects, vectors: Vectors) -> Columns:
    """Return for each paper its nearest papers by words, topics, authors and citations, nearest first.

    Seldom fewer than five, never more than eight; never the paper itself or a paper of the same title.
    """
    keys = vectors.texts.keys
    if not keys:
        return [], [], [], [], []
    alike = likeness(catalogue, subjects, vectors)
    cited = _citations(catalogue, keys)
    meanings = vectors.space.papers if vectors.space else None
    found = neighbours(alike.features, _said(cited, len(keys)), _works(catalogue, keys), _OWN, meanings)
    chosen = _chosen(found, len(keys))
    reasons = Reasons(catalogue, subjects, vectors, alike).of(chosen.rows, chosen.others, cited)
    counts = np.bincount(chosen.rows, minlength=len(keys)).tolist()
    return list(keys), counts, [keys[other] for other in chosen.others.tolist()], chosen.scores.tolist(), reasons


def _citations(catalogue: Catalogue, keys: tuple[str, ...]) -> Mapping[tuple[int, int], str]:
    """Return (row, other row) -> how the first is tied to the second by a citation."""
    rows = {key: row for row, key in enumerate(keys)}
    cited: dict[tuple[int, int], str] = {}
    for row, key in enumerate(keys):
        for name in catalogue.papers[key].cites:
            other = rows.get(name)
            if other is not None and other != row:
                cited[row, other] = CITES
                cited.setdefault((other, row), CITED_BY)
    return cited


def _said(cited: Mapping[tuple[int, int], str], size: int) -> sparse.csr_matrix:
    pairs = np.array(list(cited), dtype=np.int64).reshape(-1, 2)
    weights = np.full(len(pairs), _CITED, dtype=np.float32)
    return sparse.csr_matrix((weights, (pairs[:, 0], pairs[:, 1])), shape=(size, size))


def _works(catalogue: Catalogue, keys: tuple[str, ...]) -> Rows:
    """Return a number for each paper; papers of one title have the same."""
    numbers: dict[str, int] = {}
    titles = (" ".join(catalogue.papers[key].title.plain.casefold().split()) or key for key in keys)
    return np.array([numbers.setdefault(title, len(numbers)) for title in titles], dtype=np.int64)


def _chosen(found: Neighbours, size: int) -> Neighbours:
    """Return the papers of ``found`` that are near enough, and the ways back."""
    near = found.scores >= _LEAST
    rows, others, scores = found.rows[near], found.others[near], found.scores[near]
    there = np.sort(rows * size + others, kind="stable")
    way = np.flatnonzero(ranks(rows) < _NEAREST)
    turned = others[way] * size + rows[way]
    back = way[there.take(np.searchsorted(there, turned), mode="clip") != turned]
    order = np.lexsort((rows[back], -scores[back], others[back]))
    back = back[order]
    back = back[ranks(others[back]) < _BACK]
    rows, others = np.concatenate((rows, others[back])), np.concatenate((others, rows[back]))
    scores = np.concatenate((scores, scores[back]))
    codes = np.rint((rows * 4 - scores) * FINE).astype(np.int64) * size + others
    order = np.argsort(codes, kind="stable")  # which takes least: what was found is in this order, and so are the ways
    return Neighbours(rows[order], others[order], scores[order])
