"""Real borders as a drawing: projected, scaled, with a place for the label and who lies beside whom."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians
from typing import Any

from roterfaden.places.scheme import WIDTH, Point

Ring = list[Point]
#: Two districts lie beside each other where their borders run nearer than this, in units of the drawing, …
NEAR = 6.0
#: … along so many such steps.
STEPS = 6
#: No taller than this, in terms of the width.
TALLEST = 1.6


@dataclass(frozen=True)
class Shape:
    """A district's rings in the drawing, where its label stands, how much room it has, and which lie beside it."""

    rings: tuple[Ring, ...]
    centre: Point
    room: float
    beside: frozenset[int]


@dataclass(frozen=True)
class Borders:
    """The shapes in the order in which they were given."""

    shapes: tuple[Shape, ...]
    height: float


def borders(outlines: Sequence[Any]) -> Borders | None:
    """The drawing of these outlines ([ring, …], a ring is [[longitude, latitude], …]); None of none.

    Kept: many pages show the same map.
    """
    return _drawn(json.dumps(outlines))


@dataclass(frozen=True)
class Frame:
    """How degrees become units of the drawing, and back."""

    west: float
    north: float
    narrow: float
    scale: float
    shift: float
    height: float

    def point(self, longitude: float, latitude: float) -> Point:
        """Where a place lies in the drawing."""
        return (longitude - self.west) * self.narrow * self.scale + self.shift, (self.north - latitude) * self.scale

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a point of the drawing."""
        return (x - self.shift) / self.scale / self.narrow + self.west, self.north - y / self.scale


def frame(outlines: Sequence[Any]) -> Frame | None:
    """The frame of the drawing that `borders` makes of these outlines; None where there is none."""
    return _framed(_read(json.dumps(outlines)))


def _read(outlines: str) -> list[list[Ring]]:
    return [[[(float(x), float(y)) for x, y in ring] for ring in outline] for outline in json.loads(outlines)]


def _framed(cities: list[list[Ring]]) -> Frame | None:
    points = [point for outline in cities for ring in outline for point in ring]
    if not points:
        return None
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = max(0.05, cos(radians((south + north) / 2)))  # a degree of longitude in terms of one of latitude
    across, up = (east - west) * narrow, north - south
    if across <= 0 or up <= 0:
        return None
    scale = min(WIDTH / across, WIDTH * TALLEST / up)
    return Frame(west, north, narrow, scale, (WIDTH - across * scale) / 2, up * scale)


@lru_cache(maxsize=8)
def _drawn(outlines: str) -> Borders | None:
    cities = _read(outlines)
    plane = _framed(cities)
    if plane is None:
        return None
    drawn = [[[plane.point(x, y) for x, y in ring] for ring in outline] for outline in cities]
    beside = _beside(drawn)
    shapes = tuple(_shape(rings, beside[place]) for place, rings in enumerate(drawn))
    return Borders(shapes, plane.height)


def _shape(rings: list[Ring], beside: set[int]) -> Shape:
    centre, room = _label(max(rings, key=_area))
    return Shape(tuple(rings), centre, room, frozenset(beside))


def _area(ring: Ring) -> float:
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def _label(ring: Ring) -> tuple[Point, float]:
    """The middle of the widest stretch inside a ring, near its mid-height."""
    top, bottom = min(y for _, y in ring), max(y for _, y in ring)
    best: tuple[float, Point] = (0.0, ring[0])
    for step in range(3, 8):
        y = top + (bottom - top) * step / 10 + 0.01
        across = sorted(_crossings(ring, y))
        for left, right in zip(across[::2], across[1::2], strict=False):
            best = max(best, (right - left, ((left + right) / 2, y)))
    return best[1], best[0]


def _crossings(ring: Ring, y: float) -> Iterable[float]:
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (y0 > y) != (y1 > y):
            yield x0 + (x1 - x0) * (y - y0) / (y1 - y0)


def _beside(drawn: Sequence[list[Ring]]) -> dict[int, set[int]]:
    """Which shapes share a stretch of border: both pass through the same small squares, or through adjacent ones."""
    squares: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    passed = [{square for ring in rings for square in _squares(ring)} for rings in drawn]
    for place, own in enumerate(passed):
        for square in own:
            squares[square].add(place)
    found: dict[int, set[int]] = defaultdict(set)
    for place, own in enumerate(passed):
        near = Counter(other for square in own for other in _around(square, squares) - {place})
        for other in (other for other, steps in near.items() if steps >= STEPS):
            found[place].add(other)
            found[other].add(place)
    return found


def _around(square: tuple[int, int], squares: Mapping[tuple[int, int], set[int]]) -> set[int]:
    """The shapes that pass through a square or one beside it."""
    x, y = square
    return {place for dx in (-1, 0, 1) for dy in (-1, 0, 1) for place in squares.get((x + dx, y + dy), ())}


def _squares(ring: Ring) -> Iterable[tuple[int, int]]:
    """The squares that a ring passes through."""
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        steps = max(1, int(hypot(x1 - x0, y1 - y0) / NEAR))
        for step in range(steps):
            x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
            yield round(x / NEAR), round(y / NEAR)
