"""Allocation: how a process that makes millions of values gets memory for them, and is not slowed down by it."""

import gc
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import takewhile
from threading import Event
from typing import TypeVar

Value = TypeVar("Value")


@contextmanager
def lasting() -> Iterator[None]:
    """Let values be made that last: millions of small ones without cycles, in which there is no garbage to look for.

    The collector waits meanwhile, and never walks through what is there afterwards; what nobody refers to any more is
    freed as ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


def apart(steps: Iterable[Value]) -> list[Value]:
    """Return what ``steps`` yield, made in a thread of its own, to which the C library gives memory of its own.

    Where much was made and freed before, room for a page is found slowly: what is free stands in long lists, ordered
    by size. A new thread begins without any, unless it gets what one before it left. Whoever is interrupted while it
    waits waits for one more step.

    Raises:
        Exception: what a step raised.
    """
    ended = Event()
    with ThreadPoolExecutor(1) as pool:
        taken = pool.submit(lambda: [*takewhile(lambda _: not ended.is_set(), steps)])
        try:
            return taken.result()
        finally:
            ended.set()
