"""A schematic map: each district a cell around its place, as far from its neighbours as they are from it.

Cells are the Voronoi cells of the places, kept within a disc so that the city has an edge, and drawn in a little so
that there is a gap between two. Works for any number of places; all numbers are in units of a drawing `WIDTH` wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, isfinite, pi, sin
from statistics import median

Point = tuple[float, float]
Polygon = list[Point]
WIDTH = 1000.0
#: Corners of a disc, and how large it is in terms of the usual distance between neighbours.
CORNERS, REACH = 40, 0.92
#: Half the gap between two cells, and the radius of their corners; in terms of the usual distance.
GAP, ROUND = 0.018, 0.06
#: Places that are nearer to each other than this, in terms of the usual distance, are pulled apart.
APART = 0.35
#: A common edge shorter than this, in terms of the usual distance, makes no neighbours.
COMMON = 0.18


@dataclass(frozen=True)
class Cell:
    """A district's cell: its corners, where its label stands, the space there, and which cells lie beside it."""

    corners: tuple[Point, ...]
    centre: Point
    room: float
    beside: frozenset[int]


@dataclass(frozen=True)
class Scheme:
    """The cells in the order of the places; `round` is the width of the line that rounds their corners."""

    cells: tuple[Cell, ...]
    height: float
    round: float


@lru_cache(maxsize=16)
def scheme(places: tuple[Point, ...]) -> Scheme | None:
    """The map of these places (any unit); None where fewer than two of them can be told apart.

    Kept: many pages show the same map, and it follows from the places alone.
    """
    if len(places) < 2 or not all(isfinite(x) and isfinite(y) for x, y in places):
        return None
    spacing = _spacing(places)
    if spacing is None:
        return None
    apart = _pulled_apart(list(places), spacing)
    reach = spacing * REACH
    left, right = min(x for x, _ in apart) - reach, max(x for x, _ in apart) + reach
    top, bottom = min(y for _, y in apart) - reach, max(y for _, y in apart) + reach
    scale = WIDTH / (right - left)
    moved = [((x - left) * scale, (y - top) * scale) for x, y in apart]
    cells = tuple(_cell(place, moved, spacing * scale) for place in range(len(moved)))
    return Scheme(cells, (bottom - top) * scale, spacing * scale * ROUND)


def _spacing(places: Sequence[Point]) -> float | None:
    """The usual distance to the nearest neighbour."""
    nearest = [
        min((_distance(one, other) for other in places if other != one), default=0.0) for one in dict.fromkeys(places)
    ]
    found = median(nearest)
    return found if found > 1e-9 else None


def _pulled_apart(places: list[Point], spacing: float) -> list[Point]:
    """Places that coincide would have no cell: they are set on a small circle around their common place."""
    found: list[Point] = []
    for index, (x, y) in enumerate(places):
        turn = 0
        here = (x, y)
        while any(_distance(here, other) < spacing * APART for other in found) and turn < 60:
            turn += 1
            away = spacing * APART * (1 + turn / 12)
            here = (x + away * cos(index + turn), y + away * sin(index + turn))
        found.append(here)
    return found


def _cell(place: int, places: Sequence[Point], spacing: float) -> Cell:
    reach, inset = spacing * REACH, spacing * (GAP + ROUND)
    x, y = places[place]
    turns = [2 * pi * corner / CORNERS for corner in range(CORNERS)]
    corners = [(x + (reach - inset) * cos(turn), y + (reach - inset) * sin(turn)) for turn in turns]
    near = [n for n, other in enumerate(places) if n != place and _distance(other, (x, y)) < 2 * reach]
    for other in near:
        corners = cut(corners, (x, y), places[other], inset)
    beside = frozenset(n for n in near if _edge(corners, (x, y), places[n], inset) > spacing * COMMON)
    centre = _centre(corners) or (x, y)
    return Cell(tuple(corners), centre, _room(corners, centre), beside)


def cut(corners: Polygon, here: Point, there: Point, inset: float) -> Polygon:
    """The part of a convex polygon that is nearer to `here` than to `there`, and `inset` away from the border."""
    kept: Polygon = []
    for start, end in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        a, b = _beyond(start, here, there, inset), _beyond(end, here, there, inset)
        if a <= 0:
            kept.append(start)
        if (a < 0 < b) or (b < 0 < a):
            share = a / (a - b)
            kept.append((start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share))
    return kept


def _beyond(point: Point, here: Point, there: Point, inset: float) -> float:
    """How far a point lies beyond the border between two places, drawn in by `inset`; negative: on this side."""
    length = _distance(here, there) or 1.0
    dx, dy = (there[0] - here[0]) / length, (there[1] - here[1]) / length
    return (point[0] - here[0]) * dx + (point[1] - here[1]) * dy - (length / 2 - inset)


def _edge(corners: Polygon, here: Point, there: Point, inset: float) -> float:
    """How long a polygon's edge along the border between two places is."""
    on = [corner for corner in corners if abs(_beyond(corner, here, there, inset)) < 1e-6]
    return max((_distance(one, other) for one in on for other in on), default=0.0)


def _centre(corners: Polygon) -> Point | None:
    """The centroid."""
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        cross = x0 * y1 - x1 * y0
        area += cross
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    return (x / (3 * area), y / (3 * area)) if abs(area) > 1e-9 else None


def _room(corners: Polygon, centre: Point) -> float:
    """How wide a line of text at the centre can be."""
    crossings = []
    for (x0, y0), (x1, y1) in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        if (y0 - centre[1]) * (y1 - centre[1]) < 0:
            crossings.append(x0 + (x1 - x0) * (centre[1] - y0) / (y1 - y0))
    return 2 * min((abs(x - centre[0]) for x in crossings), default=0.0)


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
