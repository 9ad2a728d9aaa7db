"""Allocation: what lasts is left alone by the collector, and what is made apart ends like what is made here."""

import gc
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest

from papershelf.allocation import apart, lasting


def test_the_collector_is_back_when_the_values_are_made() -> None:
    """Whether the making ends well or not, the collector goes on as it did, and leaves lasting values alone."""
    gc.unfreeze()
    with suppress(ZeroDivisionError), lasting():
        assert not gc.isenabled()
        raise ZeroDivisionError
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0
    gc.unfreeze()
    gc.disable()
    with lasting():
        assert not gc.isenabled()
    assert not gc.isenabled()
    gc.enable()


def test_steps_apart_are_taken_in_order_until_one_fails() -> None:
    """Steps are taken in another thread, one after the other; what one raises is raised, and the next is not taken."""
    assert apart(threading.get_ident() for _ in range(2)) != [threading.get_ident()] * 2
    numbers = iter(range(5))
    with pytest.raises(ZeroDivisionError):
        apart(1 // (2 - number) for number in numbers)
    assert [*numbers] == [3, 4]


def test_steps_apart_end_when_whoever_waits_is_interrupted() -> None:
    """Ctrl-C is felt at once: the step that is being taken is the last one."""
    taken: list[int] = []

    def steps() -> Iterator[None]:
        for number in range(1000):
            taken.append(number)
            if number == 1:
                os.kill(os.getpid(), signal.SIGINT)
            time.sleep(0.01)
            yield

    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
    try:
        with pytest.raises(KeyboardInterrupt):
            apart(steps())
    finally:
        signal.signal(signal.SIGINT, before)
    assert len(taken) < 1000
