"""The memory of gathering: what one round leaves for the next, and what each of its answers is made from."""

from collections.abc import Sequence

from papershelf.authorship import Authorship
from papershelf.meaning.recollection import Meanings
from papershelf.memory import Last, Memory
from papershelf.papers import Paper


class GatheringMemory:
    """What one gathering leaves for the next: what records meant, who wrote what, which papers look alike.

    Whatever the sources state by now, the answers are those of a gathering without memory.
    """

    def __init__(self, *, kept: bool = True) -> None:
        """Keep nothing where nobody gathers again."""
        self.meanings: Meanings = Memory()
        self.works = Last[tuple[tuple[int, ...], ...]](kept=kept)
        self.authorship = Last[Authorship](kept=kept)
        self.duplicates = Last[tuple[tuple[int, int], ...]](kept=kept)


def works_cause(papers: Sequence[Paper]) -> list[tuple[object, ...]]:
    """Return all that says which papers are one work."""
    return [
        (paper.title.plain, paper.authors, paper.year, paper.doi, paper.arxiv, paper.key, paper.kind, paper.edition,
         paper.fields) for paper in papers
    ]  # fmt: skip


def authors_cause(papers: Sequence[Paper]) -> list[tuple[object, ...]]:
    """Return all that says who is who."""
    return [(paper.key, paper.authors) for paper in papers]


def duplicates_cause(papers: Sequence[Paper]) -> list[tuple[object, ...]]:
    """Return all that says which papers look alike."""
    return [(paper.title.plain, paper.kind, paper.doi, paper.year, paper.authors, paper.key) for paper in papers]
