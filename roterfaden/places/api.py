"""Districts for machines: a list, one of them, and their borders as GeoJSON (RFC 7946)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from roterfaden.kit.api import Key, ListQuery, Out, Problem, refuse_unknown, unknown
from roterfaden.kit.paging import BadCursor, Keyset, Page
from roterfaden.places.models import District

router = Router(tags=[_("Stadtbezirke")], by_alias=True)
ERRORS = {400: Problem, 404: Problem}
ORDER: Keyset[District] = Keyset("number")


class DistrictRow(Out):
    """A district."""

    id: int
    number: int
    name: str
    slug: str
    parts: list[str]
    url: str
    feed: str
    has_borders: bool


class Districts(Out):
    """A page of them."""

    items: list[DistrictRow]
    next: str | None


class DistrictDetail(DistrictRow):
    """One, with its borders and its place in the scheme."""

    schematic_x: float | None
    schematic_y: float | None
    geometry: dict[str, Any] | None


class Feature(Out):
    """A GeoJSON feature."""

    type: str
    id: int
    properties: dict[str, Any]
    geometry: dict[str, Any]


class Features(Out):
    """A GeoJSON FeatureCollection."""

    type: str
    features: list[Feature]
    next: str | None


@router.get(
    "/districts",
    response={200: Districts, **ERRORS},
    summary=_("Stadtbezirke"),
    description=_("Stadtbezirke nach ihrer Nummer."),
)
def districts(request: HttpRequest, query: Query[ListQuery]) -> dict[str, Any]:
    """Districts by number."""
    page = _page(request, District.objects.light(), query)
    return {"items": [DistrictRow(**_values(row)) for row in page.rows], "next": _next(request, query, page.next)}


@router.get(
    "/districts.geojson",
    response={200: Features, **ERRORS},
    summary=_("Grenzen der Stadtbezirke"),
    description=_("Stadtbezirke, deren Grenzen bekannt sind, als GeoJSON (WGS 84)."),
)
def borders(request: HttpRequest, query: Query[ListQuery]) -> dict[str, Any]:
    """Districts with borders."""
    page = _page(request, District.objects.filter(outline__isnull=False).exclude(geometry=None), query)
    features = [
        Feature(type="Feature", id=row.pk, properties=_properties(row), geometry=row.geometry or {})
        for row in page.rows
    ]
    return {"type": "FeatureCollection", "features": features, "next": _next(request, query, page.next)}


@router.get(
    "/districts/{key}",
    response={200: DistrictDetail, **ERRORS},
    summary=_("Ein Stadtbezirk"),
    description=_("Ein Stadtbezirk mit seinen Grenzen, soweit bekannt."),
)
def district(request: HttpRequest, key: Key) -> DistrictDetail:
    """One district."""
    row = District.objects.filter(pk=key).first()
    if row is None:
        raise unknown(_now("Diesen Stadtbezirk gibt es hier nicht."))
    place: dict[str, Any] = {"schematic_x": row.schematic_x, "schematic_y": row.schematic_y}
    return DistrictDetail(**_values(row), **place, geometry=row.geometry)


def _values(row: District) -> dict[str, Any]:
    url = f"{settings.SITE_URL}{row.get_absolute_url()}"
    names = {"id": row.pk, "number": row.number, "name": row.name, "slug": row.slug, "parts": list(row.parts)}
    return {**names, "url": url, "feed": f"{url}.atom", "has_borders": bool(row.outline)}


def _feature(row: District) -> Feature:
    return Feature(type="Feature", id=row.pk, properties=_properties(row), geometry=row.geometry or {})


def _properties(row: District) -> dict[str, Any]:
    return {"number": row.number, "name": row.name, "slug": row.slug, "parts": list(row.parts)}


def _page(request: HttpRequest, rows: QuerySet[District], query: ListQuery) -> Page[District]:
    refuse_unknown(request, ListQuery)
    try:
        return ORDER.page(rows, query.cursor, query.limit)
    except BadCursor:
        raise unknown("cursor") from None


def _next(request: HttpRequest, query: ListQuery, cursor: str) -> str | None:
    if not cursor:
        return None
    return f"{settings.SITE_URL}{request.path}?{urlencode({'limit': query.limit, 'cursor': cursor})}"
