"""The twin: a copy of this process that does part of the work beside it, with all that is known at hand.

Where the system cannot copy a process safely, the part of the work is done here, when its result is asked for.
"""

import ctypes
import os
import pickle
import select
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import IO, Final, Generic, NoReturn, TypeVar

Result = TypeVar("Result")

POSSIBLE: Final = sys.platform.startswith("linux")
"""Whether processes are copied: elsewhere, libraries of the system hold what does not survive it."""
_DIE_WITH_PARENT: Final = 1
_MOST: Final = 4096
_PIPE: Final = 1 << 20
"""Bytes that a copy may be ahead of whoever reads what it sends: a system allows so much unasked."""


class TwinError(Exception):
    """The twin was ended from outside."""


class Stream(Generic[Result]):
    """Values made one after the other in a copy of this process, which goes when this process or thread goes."""

    def __init__(self, work: Callable[[], Iterable[Result]]) -> None:
        """Begin with ``work`` at once; what it yields must be plain values."""
        self._process = 0
        self._ending: threading.Thread | None = None
        if not POSSIBLE:
            self._work = work
            return
        self._answer, answering = _wide_pipe()
        own = os.getpid()
        self._process = _copied()
        if not self._process:
            os.close(self._answer)
            _do(work, answering, own)
        os.close(answering)

    def __iter__(self) -> Iterator[Result]:
        """Yield what the work yields, once, as soon as it is there.

        Raises:
            TwinError: the copy was ended from outside.
            Exception: what the work raised.
        """
        if not self._process:
            yield from self._work()
            return
        try:
            with open(self._answer, "rb", closefd=False) as stream:
                while True:
                    sort, value = _received(stream)
                    if sort == "end":
                        self._let_go()
                        return
                    if isinstance(value, Exception) and sort == "error":
                        raise value
                    yield value  # type: ignore[misc] # of whatever type the work yields
        finally:
            self.close()

    def comes(self) -> bool:
        """Tell whether the next value begins to come, or nothing more does; False where it is made when asked for.

        What the copy sent along with the value before may be overlooked.
        """
        if not self._process:
            return False
        waiting = select.poll()
        waiting.register(self._answer, select.POLLIN)
        return bool(waiting.poll(0))

    def _let_go(self) -> None:
        """Leave a copy that has done its work to end by itself: its memory is taken back meanwhile."""
        process, self._process = self._process, 0
        os.close(self._answer)
        self._ending = threading.Thread(target=os.waitpid, args=(process, 0), daemon=True)
        self._ending.start()

    def close(self) -> None:
        """End the work, whether it is done or not."""
        process, self._process = self._process, 0
        if process:
            os.close(self._answer)
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        if self._ending:
            self._ending.join()


class Twin(Generic[Result]):
    """One piece of work, begun at once in a copy of this process, which goes when this process or thread goes."""

    def __init__(self, work: Callable[[], Result]) -> None:
        """Begin with ``work``; what it returns must be a plain value."""
        self._stream = Stream(lambda: (work() for _ in range(1)))

    def result(self) -> Result:
        """Wait for the work and return what it returned.

        Raises:
            TwinError: the copy was ended from outside.
            Exception: what the work raised.
        """
        (result,) = self._stream
        return result

    def close(self) -> None:
        """End the work, whether it is done or not."""
        self._stream.close()


def _wide_pipe() -> tuple[int, int]:
    import fcntl  # which other systems lack

    reading, writing = os.pipe()
    with suppress(OSError):  # less is slower
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE)
    return reading, writing


def _received(stream: IO[bytes]) -> tuple[str, object]:
    """Return what a copy sent: "value", "error" or "end", and the value or the error."""
    try:
        sort, value = pickle.load(stream)  # noqa: S301 - written by our own copy
    except (EOFError, pickle.UnpicklingError):
        raise TwinError("the second process was ended from outside; is there enough memory?") from None
    return sort, value


def _copied() -> int:
    """Return the number of a copy of this process, in the copy 0."""
    sys.stdout.flush()
    sys.stderr.flush()
    with warnings.catch_warnings():
        # The threads that are lost in a copy wait for what it never asks: the engine's process, readers of the site.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _do(work: Callable[[], Iterable[object]], answering: int, parent: int) -> NoReturn:
    """Do ``work`` in the copy and send what comes of it; nothing of this process goes on afterwards."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:  # which has gone since
            os._exit(1)
        with open(answering, "wb") as stream:
            try:
                for value in work():
                    stream.write(pickle.dumps(("value", value)))
                    stream.flush()
                stream.write(pickle.dumps(("end", None)))
            except Exception as error:  # noqa: BLE001 - it is raised where the values are asked for
                stream.write(_packed(error))
    finally:
        os._exit(0)


def _packed(error: Exception) -> bytes:
    """Return an error as it is sent; one that cannot be packed is told in its words."""
    try:
        packed = pickle.dumps(("error", error))
        pickle.loads(packed)  # noqa: S301 - packed just now
    except Exception:  # noqa: BLE001 - whatever a strange error does when it is packed
        return pickle.dumps(("error", RuntimeError(str(error))))
    return packed


class Tickets:
    """The numbers below ``count`` for two processes, one of which begins at the first and one at the last.

    Who is faster draws more, until they meet. Each keeps to what lies together in memory: what both touched would have
    to be copied for one of them.
    """

    _end = -1

    def __init__(self, count: int) -> None:
        """Lay out as many tickets, at most 4,096; processes that are copied from now on draw from the same."""
        if count > _MOST:
            raise ValueError(f"at most {_MOST} tickets: the pipe that holds them is small")
        self._count = count
        self._end, laying = os.pipe()
        os.write(laying, bytes(count))
        os.close(laying)

    def __iter__(self) -> Iterator[int]:
        """Yield the numbers that the one process draws, from the first on, until none is left."""
        number = 0
        while os.read(self._end, 1):
            yield number
            number += 1

    def __reversed__(self) -> Iterator[int]:
        """Yield the numbers that the other process draws, from the last back, until none is left."""
        return (self._count - 1 - number for number in self)

    def __del__(self) -> None:
        """Give up what was not drawn."""
        if self._end >= 0:
            os.close(self._end)
