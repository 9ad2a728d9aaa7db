"""Finding: topics and relations, here or, of many papers, in a copy of this process while this one does other things.

The libraries of numbers that this takes are loaded where it is done.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, cast

from papershelf import twin
from papershelf.catalogue import Catalogue
from papershelf.problems import Problem
from papershelf.relations import Relations, near
from papershelf.tokens import Tokens
from papershelf.topics.columns import Placed, packed_placements, unpacked_placements
from papershelf.topics.placing import remarks, subjects_of, used_of
from papershelf.topics.topic import Subjects, Topic

if TYPE_CHECKING:
    from papershelf.seeking import Sought

_MANY: Final = 1000
"""From so many papers on, a copy is worth its while; pages tell the evidence of fewer."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be found in a catalogue.

    ``topics`` are the curator's; where they are None, topics are found, those whose slugs are ``held`` first. ``file``
    is where the meanings of sentences are kept, None where no model is to be asked; ``tokens`` are known already.
    """

    catalogue: Catalogue
    topics: tuple[Topic, ...] | None
    held: tuple[str, ...] = ()
    file: Path | None = None
    tokens: Sequence[Tokens] = ()


class Finding(Protocol):
    """What is found, in either order and as often as one likes.

    Raises:
        TwinError: the copy was ended from outside.
    """

    def subjects(self) -> tuple[Subjects, tuple[Problem, ...]]:
        """Return the subjects, and what is wrong with the topics; a copy leaves the evidence behind."""

    def relations(self) -> Relations:
        """Return the relations."""

    def is_done(self) -> bool:
        """Tell whether relations, asked for after subjects, are there at once; False if they are sought only then."""

    def close(self) -> None:
        """End what goes on."""


def ask(question: Question, *, beside: bool = False) -> Finding:
    """Return what answers ``question``; ``beside`` other things, it begins at once where there are many papers."""
    return _There(question) if beside and len(question.catalogue.papers) >= _MANY else _Here(question)


class _Here:
    """Finds when it is asked."""

    def __init__(self, question: Question) -> None:
        self._question = question

    @cached_property
    def _sought(self) -> "Sought":
        return _sought(self._question)

    def subjects(self) -> tuple[Subjects, tuple[Problem, ...]]:
        return self._sought.subjects, self._sought.problems

    def relations(self) -> Relations:
        return near.unpacked(self._sought.relations())

    def is_done(self) -> bool:
        return False

    def close(self) -> None:
        pass


class _There:
    """Lets a copy of this process find, which answers in columns."""

    def __init__(self, question: Question) -> None:
        self._catalogue, self._topics = question.catalogue, question.topics
        self._stream = twin.Stream(lambda: _answers(question))
        self._answers = iter(self._stream)

    @cached_property
    def _found(self) -> tuple[tuple[Topic, ...], Placed]:
        return cast("tuple[tuple[Topic, ...], Placed]", self._next())

    @cached_property
    def _related(self) -> near.Columns:
        _, columns = self._found, cast("near.Columns", self._next())
        self.close()
        return columns

    def _next(self) -> object:
        for answer in self._answers:
            return answer
        raise twin.TwinError("nothing more comes from a copy that was ended")

    def subjects(self) -> tuple[Subjects, tuple[Problem, ...]]:
        found, placed = self._found
        topics = found if self._topics is None else self._topics
        subjects = subjects_of(topics, unpacked_placements(tuple(self._catalogue.papers), placed), {})
        return subjects, remarks(topics, used_of(topics), self._catalogue, subjects)

    def relations(self) -> Relations:
        return near.unpacked(self._related)

    def is_done(self) -> bool:
        return self._stream.comes()

    def close(self) -> None:
        self._stream.close()


def _sought(question: Question) -> "Sought":
    from papershelf.seeking import Sought  # which loads the libraries of numbers

    return Sought(question)


def _answers(question: Question) -> Iterator[object]:
    sought = _sought(question)
    found = sought.subjects.topics.values() if question.topics is None else ()
    yield tuple(found), packed_placements(sought.subjects.placements)
    yield sought.relations()
