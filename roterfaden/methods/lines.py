"""Lines with fewer points: Douglas and Peucker, "Algorithms for the reduction of the number of points" (1973)."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from math import hypot

Position = tuple[float, float]
Ring = list[Position]
#: How far the point lies off (negative), the ring's number, the stretch's ends, the point's place.
Split = tuple[float, int, int, int, int]


def simplified(ring: Ring, tolerance: float, narrow: float = 1.0) -> Ring:
    """Douglas and Peucker (1973): no point of `ring` is further than `tolerance` from the line.

    The ring comes back open: its last point is not its first again.
    """
    return simplified_together([ring], tolerance, narrow)[0]


def simplified_together(
    rings: Sequence[Ring], tolerance: float, narrow: float = 1.0, most: int | None = None
) -> list[Ring]:
    """The same for several rings that share `most` points: whichever point lies furthest off is drawn next."""
    opened = [ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring for ring in rings]
    keep: list[set[int]] = []
    todo: list[Split] = []
    for number, ring in enumerate(opened):
        middle = max(range(len(ring)), key=lambda n: _apart(ring[n], ring[0], narrow))
        keep.append({0, middle} if len(ring) > 3 else set(range(len(ring))))
        if len(ring) > 3:
            todo += [_split(opened, number, 0, middle, narrow), _split(opened, number, middle, len(ring), narrow)]
    heapify(todo)
    left = sum(map(len, opened)) if most is None else most - sum(map(len, keep))
    while todo and left > 0 and -todo[0][0] > tolerance:
        _far, number, first, last, place = heappop(todo)
        keep[number].add(place)
        left -= 1
        for part in (_split(opened, number, first, place, narrow), _split(opened, number, place, last, narrow)):
            heappush(todo, part)
    return [[ring[n] for n in sorted(kept)] for ring, kept in zip(opened, keep, strict=True)]


def _split(rings: Sequence[Ring], number: int, first: int, last: int, narrow: float) -> Split:
    """The point of a stretch of a ring that lies furthest off the straight line; the largest sorts first."""
    ring = rings[number]
    start, end = ring[first], ring[last % len(ring)]
    offs = ((_off(ring[n], start, end, narrow), n) for n in range(first + 1, last))
    far, place = max(offs, default=(0.0, 0))
    return -far, number, first, last, place


def _apart(one: Position, other: Position, narrow: float) -> float:
    return hypot((one[0] - other[0]) * narrow, one[1] - other[1])


def _off(point: Position, start: Position, end: Position, narrow: float) -> float:
    """How far a point lies from a stretch."""
    px, py = (point[0] - start[0]) * narrow, point[1] - start[1]
    dx, dy = (end[0] - start[0]) * narrow, end[1] - start[1]
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
    return hypot(px - share * dx, py - share * dy)
