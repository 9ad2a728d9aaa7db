"""The twin: part of the work done in a copy of this process, or here where the system copies none."""

import errno
import os
import resource
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from papershelf import twin
from papershelf.build import Order, build
from papershelf.catalogue import Catalogue
from papershelf.curation import Curation
from papershelf.kitchen import Kitchen
from papershelf.meaning.ahead import Ahead, Read
from papershelf.meaning.hyperlinks import code_in
from papershelf.meaning.interpretation import interpret
from papershelf.problems import Location
from papershelf.records import Dialect, Field, Record
from papershelf.richtext import RichText
from papershelf.richtext.reading import read_text
from papershelf.site import Stage
from papershelf.topics.texts import Texts, read_texts
from papershelf.twin import Stream, Tickets, Twin, TwinError
from papershelf.venues import Venues
from papershelf.workplace import locate
from processes import children, ends, goes_with
from small_collection import paper

ENTRIES = "".join(
    f"@article{{k{n}, title = {{Title {n}}}, author = {{Doe, Ann}}, journal = {{J}}, year = {2000 + n % 9}}}\n"
    for n in range(40)
)


@pytest.fixture(params=["copied", "not copied"])
def copied(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let processes be copied, and then not."""
    how: str = request.param
    monkeypatch.setattr(twin, "POSSIBLE", how == "copied")
    return how


@pytest.mark.usefixtures("copied")
def test_what_the_work_returns_comes_back() -> None:
    """The result of the work is that of a call, wherever it is done."""
    known = {"seven": 7}
    assert Twin(lambda: known["seven"] * 6).result() == 42


def test_the_work_is_done_beside_this_process(copied: str) -> None:
    """A copy does it where there are copies."""
    assert (Twin(os.getpid).result() != os.getpid()) is (copied == "copied")


@pytest.mark.usefixtures("copied")
def test_what_goes_wrong_is_raised_here() -> None:
    """An error keeps its type and its words."""
    with pytest.raises(FileNotFoundError, match="nowhere"):
        Twin(Path("nowhere").read_text).result()


class _UnpackableError(Exception):
    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")


@pytest.mark.usefixtures("copied")
def test_an_error_that_cannot_be_sent_is_told_in_its_words() -> None:
    """Its words arrive."""

    def fail() -> None:
        raise _UnpackableError("strange", "error")

    with pytest.raises(Exception, match="strange error"):
        Twin(fail).result()


def test_a_copy_that_is_ended_is_said() -> None:
    """Where the system ends the copy, that is an error of its own."""
    with pytest.raises(TwinError, match="ended from outside"):
        Twin(lambda: os.kill(os.getpid(), signal.SIGKILL)).result()


def test_a_copy_that_is_no_longer_wanted_goes() -> None:
    """Closing ends the work at once and leaves no process behind."""
    reading, writing = os.pipe()

    def work() -> None:
        os.write(writing, str(os.getpid()).encode())
        time.sleep(60)

    busy = Twin(work)
    process = int(os.read(reading, 99))
    busy.close()
    assert ends(process)


_BUSY = """
import os, signal, time
from papershelf.twin import Twin

def work():
    print(os.getpid(), flush=True)
    time.sleep(60)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
    Twin(work).result()
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=["killed", "interrupted", "ended"])
def test_a_copy_never_outlives_its_process(tmp_path: Path, how: signal.Signals) -> None:
    """However the process ends, its copy is gone soon after."""
    assert goes_with(tmp_path, _BUSY, how)


@pytest.mark.usefixtures("copied")
def test_values_come_one_after_the_other() -> None:
    """What a stream yields comes back in its order, then what goes wrong."""

    def work() -> Iterator[int]:
        yield from (1, 2)
        raise ValueError("three")

    values = iter(Stream(work))
    assert (next(values), next(values)) == (1, 2)
    with pytest.raises(ValueError, match="three"):
        next(values)


def _records(count: int) -> list[Record]:
    place = Location("a.bib", 1)
    texts = [rf"Abstract \'{number} \unknown{{x}} $x_{number}$ -- {{\bf end}}." for number in range(count)]
    return [
        Record(f"k{number}", "misc", _fields(number, text, place) if number % 7 else {}, place, Dialect.LATEX)
        for number, text in enumerate(texts)
    ]


def _fields(number: int, text: str, place: Location) -> dict[str, Field]:
    code = " Code: https://github.com/a/b." if number % 5 == 0 else ""
    fields = {"abstract": Field(text + code, place), "title": Field(rf"The \emph{{title}} {number}", place)}
    return {**fields, "subtitle": Field("Of two", place)} if number % 11 == 0 else fields


def _read(record: Record) -> Read:
    if not record.fields:
        return Read(None, None, None)
    abstract = read_text(record.fields["abstract"].value, record.dialect)
    title = None if "subtitle" in record.fields else read_text(record.fields["title"].value, record.dialect)
    return Read(title, abstract, code_in(abstract[0].plain))


def test_texts_that_are_read_ahead_mean_the_same() -> None:
    """Texts and remarks are the same, whichever process reads them; few records are left to whoever asks."""
    many = _records(1100)
    assert [*Ahead(many)] == [*map(_read, many)]
    assert [*Ahead(many[:9])] == [None] * 9


def test_what_is_read_ahead_changes_no_paper() -> None:
    """A record means the same with what was read of it ahead and without; so does what its title is sorted by."""
    many = _records(1100)
    for record, read in zip(many, Ahead(many), strict=True):
        ahead, alone = interpret(record, Venues(Curation().venues), read), interpret(record, Venues(Curation().venues))
        assert ahead == alone
        assert ahead.paper is None or alone.paper is None or ahead.paper.order == alone.paper.order


def _catalogue(texts: Sequence[str]) -> Catalogue:
    papers = [replace(paper(f"k{place}"), abstract=RichText.of_plain(text)) for place, text in enumerate(texts)]
    return Catalogue({known.key: known for known in papers}, {}, {}, {})


def test_words_that_are_known_ahead_are_the_same() -> None:
    """Texts in another order than they were read in, some gone and some new, have the words that they have anyway."""
    many = _records(1200)
    ahead = Ahead(many)
    texts = [read.abstract[0].plain for read in ahead if read and read.abstract]
    catalogue = _catalogue([*texts[900:], "a new one", *texts[:400]])
    tokens = ahead.tokens()
    assert tokens is not None
    assert "new" not in tokens.words
    known, looked_up = read_texts(catalogue, [tokens]), read_texts(catalogue)
    for name in Texts.__slots__:
        assert np.array_equal(getattr(known, name), getattr(looked_up, name)), name


def test_texts_are_left_to_whoever_asks_where_the_copy_is_ended() -> None:
    """A copy that the system ends has read what has come, and nothing of the rest."""
    many = _records(8_000)
    before = children()
    ahead = Ahead(many)
    (child,) = children() - before
    reading = iter(ahead)
    found = [next(reading)]
    os.kill(child, signal.SIGKILL)
    found += reading
    assert found[-2:] == [None, None]
    assert ahead.tokens() is None
    assert len(found) == len(many)
    assert all(read is None or read == _read(record) for read, record in zip(found, many, strict=True))


def test_a_value_is_known_to_come_once_it_was_sent(copied: str) -> None:
    """Whoever waits can do something else until then; where nothing is copied there is nothing to wait for."""
    held, sending = os.pipe()
    stream = Stream(lambda: (len(os.read(held, 1)) for _ in range(1)))
    assert not stream.comes()
    os.write(sending, b"1")
    if copied == "copied":
        until = time.monotonic() + 30
        while not stream.comes() and time.monotonic() < until:
            time.sleep(0.01)
        assert stream.comes()
    assert [*stream] == [1]
    assert not stream.comes()
    stream.close()
    os.close(held)
    os.close(sending)


def test_each_ticket_is_drawn_once() -> None:
    """Two processes draw all numbers between them, none twice."""
    tickets = Tickets(4096)
    other = Twin(lambda: list(reversed(tickets)))
    own = list(tickets)
    assert sorted([*own, *other.result()]) == list(range(4096))


def test_tickets_that_do_not_fit_are_refused() -> None:
    """More numbers than a pipe holds would be waited for without end."""
    with pytest.raises(ValueError, match="4096"):
        Tickets(4097)


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return ((path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths)


def _order(base: Path, entries: str = ENTRIES) -> Order:
    (base / "c").mkdir(exist_ok=True)
    (base / "c" / "papers.bib").write_text(entries, "utf-8")
    return Order(locate(base / "c", base), base / "site")


def test_a_site_is_the_same_with_and_without_a_copy(
    tmp_path: Path, engine: Kitchen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who printed a page cannot be told from its bytes, and one process alone makes all of them."""
    build(_order(tmp_path), engine)
    two = dict(_files(tmp_path / "site"))
    monkeypatch.setattr(twin, "POSSIBLE", False)
    (tmp_path / "alone").mkdir()
    build(_order(tmp_path / "alone"), engine)
    assert dict(_files(tmp_path / "alone" / "site")) == two


@contextmanager
def _no_file_larger_than(size: int) -> Iterator[None]:
    """Let the disk seem full to whoever writes more than ``size`` bytes into one file, copies among them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("copied")
def test_a_disk_that_is_full_in_a_copy_is_said_here(tmp_path: Path) -> None:
    """What a copy cannot write is the same error as if this process could not."""
    stage = Stage(tmp_path / "site")
    stage.clear()
    with _no_file_larger_than(1000), pytest.raises(OSError, match="File too large") as raised:
        Twin(lambda: stage.put([("a.html", b"a" * 2000)])).result()
    assert raised.value.errno == errno.EFBIG


@pytest.mark.parametrize(
    ("abstract", "size"), [("word " * 4000, 300_000), ("$x_1^2$ " * 400, 60_000)], ids=["exports", "pages"]
)
def test_a_full_disk_leaves_the_old_site(tmp_path: Path, engine: Kitchen, abstract: str, size: int) -> None:
    """When no more can be written, exports or pages, the error is raised here, and the old site stands as it was."""
    build(_order(tmp_path), engine)
    before = dict(_files(tmp_path / "site"))
    count = 20 if size > 100_000 else 8
    order = _order(
        tmp_path, "".join(f"@misc{{n{n}, title = {{New {n}}}, abstract = {{{abstract}}}}}\n" for n in range(count))
    )
    with _no_file_larger_than(size), pytest.raises(OSError, match="File too large"):
        build(order, engine)
    assert dict(_files(tmp_path / "site")) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["build", "c", "site"]
