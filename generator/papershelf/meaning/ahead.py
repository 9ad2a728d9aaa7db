"""Ahead: the abstracts of many records are read in a copy of this process, a little before they are asked for."""

from collections.abc import Generator, Iterator, Sequence
from functools import partial
from typing import Final, TypeAlias

from papershelf import twin
from papershelf.records import Record
from papershelf.richtext import RichText
from papershelf.richtext.reading import read_text

Read: TypeAlias = tuple[RichText, tuple[str, ...]]
"""A text, and remarks on what could not be read."""
_Sent: TypeAlias = tuple[str, str, str, tuple[str, ...]]
"""The renderings of a text, which are packed faster than the text, and the remarks."""

_MANY: Final = 1000
"""Fewer records are read before a process is copied."""
_PART: Final = 200


def read_abstracts(records: Sequence[Record]) -> Generator[Read | None]:
    """Yield for each record what ``read_text`` returns of its abstract, None where that is left to whoever asks."""
    if len(records) < _MANY or not twin.POSSIBLE:
        return (None for _ in range(len(records)))
    return _received(twin.Stream(partial(_parts, records)), len(records))


def _received(parts: twin.Stream[list[_Sent | None]], left: int) -> Generator[Read | None]:
    """Yield what a copy reads; where it is ended from outside, nothing has been read of all that is left."""
    try:
        for part in parts:
            for sent in part:
                yield (RichText(*sent[:3]), sent[3]) if sent else None
            left -= len(part)
    except twin.TwinError:
        yield from (None for _ in range(left))
    finally:
        parts.close()


def _parts(records: Sequence[Record]) -> Iterator[list[_Sent | None]]:
    for start in range(0, len(records), _PART):
        yield [_sent(record) for record in records[start : start + _PART]]


def _sent(record: Record) -> _Sent | None:
    field = record.fields.get("abstract")
    if field is None:
        return None
    text, remarks = read_text(field.value, record.dialect)
    return text.plain, text.html, text.latex, remarks
