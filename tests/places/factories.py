"""Districts and streets for tests."""

from __future__ import annotations

from itertools import count
from typing import Any

from roterfaden.kit.overviews import Scope, Section
from roterfaden.kit.things import Ref, Thing
from roterfaden.places.models import District, Street

_numbers = count(100)
NAMES = ("Mitte", "Nord", "Linden-Limmer", "Südstadt-Bult", "Döhren-Wülfel")


def make_district(name: str = "Linden-Limmer", **fields: Any) -> District:
    """A district; its number is the next one."""
    number = fields.pop("number", None) or next(_numbers)
    slug = fields.pop("slug", name.lower().replace("ü", "ue").replace("ö", "oe").replace(" ", "-"))
    return District.objects.create(number=number, name=name, slug=slug, **fields)


def make_city() -> list[District]:
    """Five districts of the scheme, around the first."""
    places = ((0.5, 0.5), (0.5, 0.2), (0.2, 0.5), (0.7, 0.6), (0.6, 0.85))
    parts = ([], ["Nordstadt"], ["Linden-Nord", "Limmer"], ["Südstadt", "Bult"], ["Döhren", "Wülfel"])
    rows = zip(NAMES, places, parts, strict=True)
    return [
        make_district(name, number=number, schematic_x=x, schematic_y=y, other_names=names)
        for number, (name, (x, y), names) in enumerate(rows, start=1)
    ]


def make_street(name: str = "Limmerstraße", district: District | None = None) -> Street:
    """A street."""
    return Street.objects.create(name=name, district=district or make_district())


def make_thing(key: int = 1, **fields: Any) -> Thing:
    """Something of another room."""
    values = {"ref": Ref("paper", str(key)), "title": f"Radweg {key}", "url": f"/rat/drucksachen/{key}"}
    return Thing(**{**values, **fields})


def make_section(key: str = "rat", *things: Thing, **fields: Any) -> Section:
    """A section that has these things for every district."""

    def some(scope: Scope, user: Any, limit: int) -> list[Thing]:
        return list(things)[:limit]

    values = {"heading": "Was als Nächstes entschieden wird", "order": 10, "things": some}
    return Section(key=key, **{**values, **fields})


def square(x: float, y: float, size: float = 0.1) -> list[list[float]]:
    """A closed ring."""
    right, top = round(x + size, 7), round(y + size, 7)
    return [[x, y], [right, y], [right, top], [x, top], [x, y]]


def feature(number: int | str | None = 1, name: str | None = None, ring: Any = None, **more: Any) -> dict[str, Any]:
    """A GeoJSON feature."""
    properties = {"number": number, "name": name}
    geometry = {"type": "Polygon", "coordinates": [ring or square(9.7, 52.3)]}
    return {"type": "Feature", "properties": properties, "geometry": geometry, **more}


def collection(*features: Any) -> dict[str, Any]:
    """A FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(features)}
