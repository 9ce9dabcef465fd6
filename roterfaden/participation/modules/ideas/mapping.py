"""The map of a page of ideas: the city's drawing with numbered spots. The list beside it is its twin.

On real borders a spot lies where the idea's coordinates are. On the scheme, and where only the district is known, it
stands within its district's part of the drawing, and the page says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from roterfaden.contributions.models import Contribution
from roterfaden.participation.modules.ideas.models import Idea
from roterfaden.places.borders import Frame, frame
from roterfaden.places.citymap import Area, CityMap, city_map
from roterfaden.places.models import District
from roterfaden.places.scheme import Point

#: Spots of one district stand on a ring around its middle, so far away from it.
RING = 62.0


@dataclass(frozen=True)
class Spot:
    """A numbered spot."""

    number: int
    title: str
    anchor: str
    x: float
    y: float

    @property
    def x_text(self) -> str:
        """`x` for SVG, in no language."""
        return f"{self.x:.1f}"

    @property
    def y_text(self) -> str:
        """`y` for SVG."""
        return f"{self.y:.1f}"


@dataclass(frozen=True)
class Plan:
    """The drawing and its spots. `exact`: some lie where they really are."""

    map: CityMap
    frame: Frame | None
    spots: tuple[Spot, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether places can be told apart within a district."""
        return self.frame is not None

    @property
    def numbers(self) -> dict[int, int]:
        """Which idea has which number."""
        return {int(spot.anchor): spot.number for spot in self.spots}


def plan_of(districts: Sequence[District], rows: Sequence[Contribution] = ()) -> Plan | None:
    """The map with the ideas of a page; None where the city has none."""
    drawing = city_map(districts)
    if drawing is None:
        return None
    plane = None if drawing.schematic else frame([row.outline for row in districts if row.outline])
    areas = {area.district.pk: area for area in drawing.areas}
    spots: list[Spot] = []
    taken: Counter[int] = Counter()
    for row in rows:
        point = _place(row.idea, plane, drawing, areas, taken)
        if point is not None:
            spots.append(Spot(len(spots) + 1, row.title, str(row.pk), *point))
    return Plan(drawing, plane, tuple(spots))


def _place(
    idea: Idea, plane: Frame | None, drawing: CityMap, areas: dict[int, Area], taken: Counter[int]
) -> Point | None:
    if plane is not None and idea.latitude is not None and idea.longitude is not None:
        x, y = plane.point(idea.longitude, idea.latitude)
        return (x, y) if 0 <= x <= 1000 and 0 <= y <= drawing.height else None
    area = areas.get(idea.district_id or 0)
    if area is None:
        return None
    place = taken[area.district.pk]
    taken[area.district.pk] += 1
    return _around(area, place)


def _around(area: Area, place: int) -> Point:
    """The middle, then rings of six."""
    if place == 0:
        return area.x, area.y
    ring, step = (place - 1) // 6 + 1, (place - 1) % 6
    turn = 2 * pi * step / 6 + ring / 2
    return area.x + RING * ring * cos(turn), area.y + RING * ring * sin(turn)
