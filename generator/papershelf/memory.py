"""Memory: what one round leaves for the next, so that what did not change is not worked out again.

Nothing here is global: who builds again and again holds the memories and hands them in; without them the answers
are the same, only later.
"""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Cause = TypeVar("Cause", bound=Hashable)
Value = TypeVar("Value")


class Memory(Generic[Cause, Value]):
    """Values by what they were made from; what a whole round does not ask for is forgotten."""

    __slots__ = ("_before", "_now")

    def __init__(self) -> None:
        self._before: dict[Cause, Value] = {}
        self._now: dict[Cause, Value] = {}

    def get(self, cause: Cause) -> Value | None:
        """Return what was made from ``cause`` in this round or the last one, None where nothing was."""
        value = self._now.get(cause)
        if value is None:
            value = self._before.get(cause)
            if value is not None:
                self._now[cause] = value
        return value

    def keep(self, cause: Cause, value: Value) -> None:
        """Remember what was made from ``cause``."""
        self._now[cause] = value

    def __bool__(self) -> bool:
        """Tell whether anything is remembered."""
        return bool(self._before or self._now)

    def turn(self) -> None:
        """Begin a round."""
        self._before, self._now = self._now, {}


class Last(Generic[Value]):
    """The last value of a step, which is right as long as what it was made from is equal; only if ``kept``."""

    __slots__ = ("_cause", "_kept", "_value")

    def __init__(self, *, kept: bool = True) -> None:
        self._kept = kept
        self._cause: object = None
        self._value: tuple[Value, ...] = ()

    def of(self, caused: Callable[[], object], make: Callable[[], Value]) -> Value:
        """Return the last value if it was made from what ``caused`` returns, else what ``make`` returns."""
        if not self._kept:
            return make()
        cause = caused()
        if not self._value or self._cause != cause:
            self._value = (make(),)
            self._cause = cause
        return self._value[0]
