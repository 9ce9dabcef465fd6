"""Axes: round numbers that enclose all values, and where a value lies between them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

#: A step of an axis is one of these times a power of ten.
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
#: An axis begins at zero unless all values lie in a narrow band far above it.
BAND = 0.6
BIGGEST = 1e30


@dataclass(frozen=True)
class Scale:
    """An axis from `low` to `high` with its ticks."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Where a value lies, 0 at the lower end and 1 at the upper one."""
        return (value - self.low) / (self.high - self.low)


def scale_for(values: Iterable[float], most: int = 4, zero: bool = False) -> Scale:
    """An axis for these values with at most `most` + 1 ticks. `zero`: it always includes zero (bars)."""
    given = [min(max(value, -BIGGEST), BIGGEST) for value in values if math.isfinite(value)]
    low, high = min(given, default=0.0), max(given, default=1.0)
    if zero or (low > 0 and low < BAND * high):
        low = min(low, 0.0)
    if zero or (high < 0 and high > BAND * low):
        high = max(high, 0.0)
    if high == low:
        room = abs(low) * 0.1 or 1.0
        low, high = low - room, high + room
    step = _step(high - low, most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = tuple(round(place * step, 12) if step < 1e6 else place * step for place in range(first, last + 1))
    if len(ticks) < 2 or ticks[0] == ticks[-1]:  # the values are too close for their size
        return Scale(low, high, ()) if high > low else Scale(low - 1, low + 1, ())
    return Scale(ticks[0], ticks[-1], ticks)


def _step(span: float, most: int) -> float:
    """The smallest round step that needs no more than `most` steps for the span."""
    rough = span / most
    power = 10.0 ** math.floor(math.log10(rough))
    return next((step * power for step in STEPS if step * power >= rough * (1 - 1e-9)), 10 * power)
