"""What one exchange may cost: time and bytes on the wire. The network layer draws on it with every read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from roterfaden.kit.http.errors import TooLargeError, TooSlowError


@dataclass
class Budget:
    """Seconds (until `deadline` of `clock`) and bytes that are left for an exchange, redirects included."""

    url: str
    deadline: float
    bytes_left: int
    clock: Callable[[], float] = time.monotonic

    def seconds(self, at_most: float | None = None) -> float:
        """How long the next step may take; raises TooSlowError when the time is up."""
        left = self.deadline - self.clock()
        if left <= 0:
            raise TooSlowError(self.url)
        return left if at_most is None else min(left, at_most)

    def spend(self, count: int) -> None:
        """Account for `count` bytes from the wire; raises TooLargeError when they are too many."""
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise TooLargeError(self.url)


# A variable of the context, because a kept connection outlives the exchange that opened it.
_current: ContextVar[Budget | None] = ContextVar("budget", default=None)


def current() -> Budget:
    """The budget of the running exchange. Without one nothing may touch the network."""
    budget = _current.get()
    if budget is None:
        raise RuntimeError("the guarded network was used outside an exchange")
    return budget


@contextmanager
def spending(budget: Budget) -> Iterator[None]:
    """Make `budget` the one that the network layer draws on."""
    token = _current.set(budget)
    try:
        yield
    finally:
        _current.reset(token)
