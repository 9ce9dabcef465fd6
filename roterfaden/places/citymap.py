"""The map of the city as a drawing: real borders where an operator supplied them, else the scheme.

It is drawn by the server as SVG. Its twin is the list of the districts: whatever the map says, the list says too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roterfaden.places.borders import Borders, borders
from roterfaden.places.models import District
from roterfaden.places.scheme import WIDTH, Point, Scheme, scheme

#: How wide a letter is, in terms of the size of the text (Fira Sans, generous), and how high a line.
LETTER, LINE = 0.56, 1.14
#: Text smaller than this could not be read where the map is shown wide; then the number stands alone.
SMALLEST, LARGEST = 19.0, 27.0
#: On real borders, whose districts differ more in size.
ON_BORDERS = 24.0


@dataclass(frozen=True)
class Line:
    """A line of a label, at a height."""

    text: str
    y: float

    @property
    def y_text(self) -> str:
        """`y` for SVG, in no language."""
        return f"{self.y:.1f}"


@dataclass(frozen=True)
class Area:
    """A district on the map: its outline as an SVG path, and its label: number, and name where there is room."""

    district: District
    path: str
    x: float
    y: float
    lines: tuple[Line, ...]
    beside: frozenset[int]

    size: float

    @property
    def x_text(self) -> str:
        """`x` for SVG, in no language."""
        return f"{self.x:.1f}"

    @property
    def y_text(self) -> str:
        """`y` for SVG."""
        return f"{self.y:.1f}"

    @property
    def number_text(self) -> str:
        """Where the number stands: above the name."""
        return f"{self.lines[0].y - self.size * 1.2:.1f}" if self.lines else self.y_text


@dataclass(frozen=True)
class CityMap:
    """The drawing. `schematic`: it shows who lies beside whom, roughly, and no borders."""

    areas: tuple[Area, ...]
    height: float
    round: float
    size: float
    schematic: bool

    @property
    def round_text(self) -> str:
        """The width of the line that rounds corners, for SVG."""
        return f"{2 * self.round:.1f}"

    @property
    def size_text(self) -> str:
        """The size of names, for SVG."""
        return f"{self.size:.1f}"

    @property
    def box(self) -> str:
        """The SVG's view box."""
        return f"0 0 {WIDTH:.0f} {self.height:.0f}"

    def beside(self, district: District) -> list[District]:
        """The districts beside one."""
        here = next((area for area in self.areas if area.district.pk == district.pk), None)
        return [area.district for area in self.areas if here and area.district.pk in here.beside]


def city_map(districts: Sequence[District]) -> CityMap | None:
    """The best map there is: borders of all, else the scheme, else borders of those that have some, else none."""
    bordered = [district for district in districts if district.outline]
    placed = [row for row in districts if row.schematic_x is not None and row.schematic_y is not None]
    drawn = borders([district.outline for district in bordered]) if len(bordered) == len(districts) else None
    spots = tuple((row.schematic_x or 0.0, row.schematic_y or 0.0) for row in placed)
    if drawn is None and (plan := scheme(spots)):
        return _of_scheme(placed, plan)
    drawn = drawn or borders([district.outline for district in bordered])
    return _of_borders(bordered, drawn) if drawn else None


def _of_scheme(districts: Sequence[District], plan: Scheme) -> CityMap:
    size = _size(plan)
    keys = [district.pk for district in districts]
    areas = []
    for district, cell in zip(districts, plan.cells, strict=True):
        lines = _lines(district.name, cell.centre, cell.room + plan.round, size)
        beside = frozenset(keys[place] for place in cell.beside)
        areas.append(Area(district, path([list(cell.corners)]), *_rounded(cell.centre), lines, beside, size))
    return CityMap(tuple(areas), plan.height, plan.round, size, schematic=True)


def _of_borders(districts: Sequence[District], drawn: Borders) -> CityMap:
    keys = [district.pk for district in districts]
    areas = []
    for district, shape in zip(districts, drawn.shapes, strict=True):
        lines = _lines(district.name, shape.centre, shape.room, ON_BORDERS)
        beside = frozenset(keys[place] for place in shape.beside)
        areas.append(Area(district, path(shape.rings), *_rounded(shape.centre), lines, beside, ON_BORDERS))
    return CityMap(tuple(areas), drawn.height, 0.0, ON_BORDERS, schematic=False)


def path(rings: Sequence[Sequence[Point]]) -> str:
    """Closed lines as an SVG path."""
    return "".join(f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in ring)}Z" for ring in rings if ring)


def _rounded(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)


def _size(plan: Scheme) -> float:
    """As large as most cells can hold a word of twelve letters."""
    rooms = sorted(cell.room for cell in plan.cells)
    return max(SMALLEST, min(LARGEST, rooms[len(rooms) // 3] / (12 * LETTER)))


def _lines(name: str, centre: Point, room: float, size: float) -> tuple[Line, ...]:
    """A name on the lines that it needs, around and below the centre; none where a word is too long for the room."""
    letters = int(room / (size * LETTER))
    rows: list[str] = []
    for part in re.findall(r"[^\s-]+-?", name):
        if rows and len(rows[-1]) + len(part) + 1 <= letters:
            rows[-1] += part if rows[-1].endswith("-") else f" {part}"
        else:
            rows.append(part)
    if not rows or len(rows) > 3 or any(len(row) > letters for row in rows):
        return ()
    first = centre[1] - (len(rows) - 1) * size * LINE / 2 + size * 0.7
    return tuple(Line(row, round(first + place * size * LINE, 1)) for place, row in enumerate(rows))
