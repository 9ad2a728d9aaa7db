"""The clock of a build."""

import time
from collections.abc import Callable, Mapping

from papershelf.understanding import Progress


class Clock:
    """Tells whoever waits which step begins, and keeps how long each one took."""

    def __init__(self, told: Progress, check: Callable[[], None]) -> None:
        """Tell ``told`` of each step; ``check`` is called now and then, and what it raises stops the build."""
        self.check = check
        self._told = told
        self._begun = time.perf_counter()
        self._steps: list[tuple[str, float]] = []

    def step(self, name: str) -> None:
        """Begin the step ``name``, unless what ``check`` knows stops it."""
        self._steps.append((name, time.perf_counter()))
        self._told(name)
        self.check()

    @property
    def total(self) -> float:
        """The seconds so far."""
        return time.perf_counter() - self._begun

    @property
    def seconds(self) -> Mapping[str, float]:
        """The seconds of each step, the last one's until now."""
        ends = [*(begun for _, begun in self._steps[1:]), time.perf_counter()]
        return {name: end - begun for (name, begun), end in zip(self._steps, ends, strict=True)}
