"""Ahead: titles and abstracts of many records are read in a copy of this process, a little before they are wanted."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import Final, NamedTuple, TypeAlias

from papershelf import twin
from papershelf.meaning.hyperlinks import code_in
from papershelf.records import Record
from papershelf.richtext import RichText
from papershelf.richtext.reading import read_text
from papershelf.tokens import Tokens, numbered

Told: TypeAlias = tuple[RichText, tuple[str, ...]]
"""A text, and remarks on what could not be read."""
_Text: TypeAlias = tuple[str, str, str, str, tuple[str, ...]]
"""The renderings of a text, which are packed faster than the text, what it is sorted by ("" if unasked), remarks."""
_Sent: TypeAlias = tuple[_Text | None, _Text | None, str | None]
_Part: TypeAlias = tuple[list[_Sent], tuple[list[str], bytes, list[int]] | None]
"""What was read of some of the records; with the last, empty part come the tokens of all abstracts."""


class Read(NamedTuple):
    """What was read of a record: its ``title`` and its ``abstract``, where it has them, and the code that this names.

    A title that stands in two fields is left to whoever asks.
    """

    title: Told | None
    abstract: Told | None
    code: str | None


_MANY: Final = 1000
"""Fewer records are read before a process is copied."""
_PART: Final = 200


class Ahead:
    """What the titles and abstracts of ``records`` mean, in their order."""

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
        """Yield what was read of each record, None where that is left to whoever asks, once."""
        left = self._count
        try:
            while self._parts and left:
                part, _ = next(self._parts)
                left -= len(part)
                for title, abstract, code in part:
                    if abstract:
                        self._texts.append(abstract[0])
                    yield Read(title and _told(title), abstract and _told(abstract), code)
        except twin.TwinError:  # what was not sent has not been read
            self._parts = None
        yield from (None for _ in range(left))

    def tokens(self) -> Tokens | None:
        """Return the tokens of all abstracts, once all have been asked for; None where nothing was read ahead."""
        try:
            _, tokens = next(self._parts) if self._parts else ([], None)
        except twin.TwinError:
            return None
        if tokens is None:
            return None
        words, numbers, ends = tokens
        return Tokens(words, numbers, dict(zip(self._texts, pairwise((0, *ends)), strict=True)))


def _told(text: _Text) -> Told:
    plain, rendered, latex, folded, remarks = text
    return RichText.restored(plain, rendered, latex, folded), remarks


def _parts(records: Sequence[Record]) -> Iterator[_Part]:
    texts: list[str] = []
    for start in range(0, len(records), _PART):
        part = [_sent(record) for record in records[start : start + _PART]]
        texts += [abstract[0] for _, abstract, _ in part if abstract]
        yield part, None
    yield [], numbered(texts)


def _sent(record: Record) -> _Sent:
    title = None if "subtitle" in record.fields else _read(record, "title", sorted_by=True)
    abstract = _read(record, "abstract")
    return title, abstract, code_in(abstract[0]) if abstract else None


def _read(record: Record, name: str, *, sorted_by: bool = False) -> _Text | None:
    field = record.fields.get(name)
    if field is None:
        return None
    text, remarks = read_text(field.value, record.dialect)
    return text.plain, text.html, text.latex, text.sort_key if sorted_by else "", remarks
