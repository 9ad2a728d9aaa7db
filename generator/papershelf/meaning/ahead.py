"""Ahead: the abstracts of many records are read in a copy of this process, a little before they are asked for."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Final, TypeAlias

from papershelf import twin
from papershelf.records import Record
from papershelf.richtext import RichText
from papershelf.richtext.reading import read_text
from papershelf.tokens import Tokens, numbered

Read: TypeAlias = tuple[RichText, tuple[str, ...]]
"""A text, and remarks on what could not be read."""
_Sent: TypeAlias = tuple[str, str, str, tuple[str, ...]]
"""The renderings of a text, which are packed faster than the text, and the remarks."""
_Part: TypeAlias = tuple[list[_Sent | None], tuple[list[str], bytes, list[int]] | None]
"""Some of the texts; with the last, empty part come the tokens of all."""

_MANY: Final = 1000
"""Fewer records are read before a process is copied."""
_PART: Final = 200


class Abstracts:
    """What the abstracts of ``records`` mean, in their order."""

    def __init__(self, records: Sequence[Record]) -> None:
        """Begin to read at once, where there is much to read and the system copies processes."""
        self._count = len(records)
        self._texts: list[str] = []
        self._parts: Iterator[_Part] | None = None
        if self._count >= _MANY and twin.POSSIBLE:
            self._parts = iter(twin.Stream(partial(_parts, records)))

    @property
    def begun(self) -> bool:
        """Whether anything is read ahead."""
        return self._parts is not None

    def __iter__(self) -> Iterator[Read | None]:
        """Yield what ``read_text`` returns of each abstract, None where that is left to whoever asks, once."""
        left = self._count
        try:
            while self._parts and left:
                texts, _ = next(self._parts)
                left -= len(texts)
                for sent in texts:
                    yield self._received(sent)
        except twin.TwinError:  # what was not sent has not been read
            self._parts = None
        yield from (None for _ in range(left))

    def _received(self, sent: _Sent | None) -> Read | None:
        if sent is None:
            return None
        self._texts.append(sent[0])
        return RichText(*sent[:3]), sent[3]

    def tokens(self) -> Tokens | None:
        """Return the tokens of all texts, once all have been asked for; None where nothing was read ahead."""
        try:
            _, tokens = next(self._parts) if self._parts else ([], None)
        except twin.TwinError:
            return None
        if tokens is None:
            return None
        words, numbers, ends = tokens
        return Tokens(words, numbers, dict(zip(self._texts, pairwise((0, *ends)), strict=True)))


def _parts(records: Sequence[Record]) -> Iterator[_Part]:
    texts: list[str] = []
    for start in range(0, len(records), _PART):
        part = [_sent(record) for record in records[start : start + _PART]]
        texts += [sent[0] for sent in part if sent]
        yield part, None
    yield [], numbered(texts)


def _sent(record: Record) -> _Sent | None:
    field = record.fields.get("abstract")
    if field is None:
        return None
    text, remarks = read_text(field.value, record.dialect)
    return text.plain, text.html, text.latex, remarks
