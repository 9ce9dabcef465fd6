"""Borders from a GeoJSON file (RFC 7946): hostile until proven otherwise.

What is wrong with a feature refuses that feature, by its place in the file; what is wrong with the file refuses the
file. Caps keep a file from costing more than a city's borders do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.kit.json import JsonError, parse
from roterfaden.methods.lines import simplified_together

MOST_BYTES = 20 * 1024 * 1024
MOST_FEATURES = 500
#: Points of a district's borders, and of all together.
MOST_POINTS, MOST_POINTS_TOGETHER = 50_000, 400_000
#: Rings with more are thinned out before they are simplified, whose cost may grow with the square.
THINNED = 2_000
MOST_RINGS = 500
#: So many points of a district are drawn at most.
DRAWN_POINTS = 240
#: Degrees: the first tolerance of drawing (about 20 m).
TOLERANCE = 0.0002
LONGEST_NAME = 200
Position = tuple[float, float]
Ring = list[Position]


class BadFile(ValueError):
    """The file as a whole cannot be read; `str()` says why, for people."""


class _Wrong(ValueError):
    """This feature cannot be used."""


@dataclass(frozen=True)
class Feature:
    """A district as the file has it: either of number and name may be missing, not both."""

    place: int
    number: int | None
    name: str
    geometry: dict[str, Any]
    outline: list[list[list[float]]]


@dataclass(frozen=True)
class Refused:
    """A part of a file that is not used. `place`: the feature or line, counted from 1."""

    place: int
    reason: str


@dataclass(frozen=True)
class Read:
    """What a file gave."""

    features: tuple[Feature, ...]
    refused: tuple[Refused, ...]


def read(body: bytes) -> Read:
    """The districts of a FeatureCollection. Raises BadFile."""
    good: list[Feature] = []
    bad: list[Refused] = []
    points = 0
    for place, raw in enumerate(_features(body), start=1):
        try:
            feature = _feature(place, raw)
        except _Wrong as wrong:
            bad.append(Refused(place, str(wrong)))
            continue
        points += sum(len(ring) for ring in _rings(feature.geometry))
        if points > MOST_POINTS_TOGETHER:
            raise BadFile(_("Die Datei hat zu viele Punkte. Bitte vereinfachen Sie die Grenzen."))
        good.append(feature)
    return Read(tuple(good), tuple(bad))


def geometry_of(value: Any) -> tuple[dict[str, Any], list[list[list[float]]]]:
    """A checked geometry and its outline. Raises BadFile."""
    try:
        geometry = _geometry(value)
    except _Wrong as wrong:
        raise BadFile(str(wrong)) from None
    return geometry, outline(geometry)


def _features(body: bytes) -> list[Any]:
    if len(body) > MOST_BYTES:
        raise BadFile(_("Die Datei ist größer als 20 MB."))
    try:
        value = parse(body)
    except JsonError as error:
        raise BadFile(_("Die Datei ist kein GeoJSON: {why}").format(why=str(error)[:200])) from None
    features = value.get("features") if isinstance(value, dict) else None
    if not isinstance(value, dict) or value.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise BadFile(_("Die Datei ist keine FeatureCollection."))
    if len(features) > MOST_FEATURES:
        raise BadFile(_("Die Datei hat mehr als {count} Flächen.").format(count=MOST_FEATURES))
    return features


def _feature(place: int, raw: Any) -> Feature:
    if not isinstance(raw, dict) or raw.get("type") != "Feature":
        raise _Wrong(_("kein Feature"))
    properties = raw.get("properties")
    properties = properties if isinstance(properties, dict) else {}
    number, name = _number(properties.get("number")), properties.get("name")
    name = " ".join(name.split())[:LONGEST_NAME] if isinstance(name, str) else ""
    if number is None and not name:
        raise _Wrong(_("weder „number“ noch „name“ in den Eigenschaften"))
    geometry = _geometry(raw.get("geometry"))
    return Feature(place, number, name, geometry, outline(geometry))


def _number(value: Any) -> int | None:
    """A district's number: 10, "10", "Stadtbezirk" without one is none."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value.strip()) < 6:
        value = int(value.strip())
    if value is None or value == "":
        return None
    if type(value) is float and value.is_integer():
        value = int(value)
    if type(value) is not int or not 0 <= value <= 32_767:
        raise _Wrong(_("„number“ ist keine Nummer eines Stadtbezirks"))
    return value


def _geometry(value: Any) -> dict[str, Any]:
    """A Polygon or MultiPolygon with closed rings of numbers on the globe, and nothing else in it."""
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise _Wrong(_("keine Fläche (Polygon oder MultiPolygon)"))
    coordinates = value.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    if not isinstance(polygons, list) or not polygons or not all(isinstance(one, list) and one for one in polygons):
        raise _Wrong(_("die Fläche ist leer"))
    if sum(len(polygon) for polygon in polygons) > MOST_RINGS:
        raise _Wrong(_("zu viele Teilflächen"))
    if sum(len(ring) for polygon in polygons for ring in polygon if isinstance(ring, list)) > MOST_POINTS:
        raise _Wrong(_("zu viele Punkte"))
    clean = [[[list(point) for point in _ring(ring)] for ring in polygon] for polygon in polygons]
    return {"type": kind, "coordinates": clean[0] if kind == "Polygon" else clean}


def _ring(value: Any) -> Ring:
    if not isinstance(value, list):
        raise _Wrong(_("eine Grenze ist keine Liste von Punkten"))
    ring = [_position(point) for point in value]
    if len(ring) > 2 and ring[0] != ring[-1]:
        ring.append(ring[0])
    if len(set(ring)) < 3 or _area(ring) == 0:
        raise _Wrong(_("eine Grenze umschließt keine Fläche"))
    return ring


def _position(value: Any) -> Position:
    if not isinstance(value, list) or not 2 <= len(value) <= 4:
        raise _Wrong(_("ein Punkt hat nicht zwei Koordinaten"))
    x, y = value[0], value[1]
    if type(x) not in (int, float) or type(y) not in (int, float) or not (-180 <= x <= 180 and -90 <= y <= 90):
        raise _Wrong(_("ein Punkt liegt nicht auf der Erde; erwartet werden Längen- und Breitengrade (WGS 84)"))
    return round(float(x), 7), round(float(y), 7)


def _area(ring: Ring) -> float:
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise(ring))


def _rings(geometry: dict[str, Any]) -> Iterator[list[Any]]:
    """All rings of a checked geometry."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield from polygon


def outline(geometry: dict[str, Any]) -> list[list[list[float]]]:
    """The rings with so few points that they can be drawn on every page; the largest rings where there are many."""
    rings = sorted(([(x, y) for x, y in ring] for ring in _rings(geometry)), key=lambda ring: -abs(_area(ring)))
    rings = [ring[:: 1 + len(ring) // THINNED] for ring in rings[: DRAWN_POINTS // 8]]
    drawn = simplified_together(rings, TOLERANCE, cos(radians(rings[0][0][1])), DRAWN_POINTS)
    kept = [ring for ring in drawn if len(ring) >= 3] or [rings[0][:: max(1, len(rings[0]) // DRAWN_POINTS)]]
    return [[[round(x, 6), round(y, 6)] for x, y in ring] for ring in kept]
