"""Single values: texts, dates, addresses, GeoJSON. Each check returns the codes that apply, with a detail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from roterfaden.council.conformance.schema import Kind

Problem = tuple[str, str]

PLACEHOLDERS = frozenset({"n/a", "k.a.", "k. a.", "null", "none", "undefined", "nan", "0000-00-00"})
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
MARKUP = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[aou]uml|szlig|#\d+|#x[0-9a-f]+);"
    r"|</?(?:br|p|b|i|u|strong|em|div|span|a|ul|ol|li|table|tr|td)\b[^<>]*>",
    re.IGNORECASE,
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NOT_IN_URLS = re.compile(r"[^\x21-\x7e]|[<>\"{}|\\^`]")
MAIL = re.compile(r"[^@\s<>]+@[^@\s<>.]+(?:\.[^@\s<>.]+)+")
MIME = re.compile(r"[\w.+-]+/[\w.+-]+(?:\s*;.*)?", re.ASCII)
#: Where numbers in a text field have a fixed form: field → (code, pattern).
FORMS = {
    "ags": ("ags-format", re.compile(r"\d{8}", re.ASCII)),
    "rgs": ("rgs-format", re.compile(r"\d{12}", re.ASCII)),
    "contactEmail": ("email-invalid", MAIL),
    "email": ("email-invalid", MAIL),
    "sha1Checksum": ("checksum-format", re.compile(r"[0-9a-fA-F]{40}")),
    "sha512Checksum": ("checksum-format", re.compile(r"[0-9a-fA-F]{128}")),
    "mimeType": ("mime-format", MIME),
    "organizationType": (
        "organization-type",
        re.compile("Gremium|Partei|Fraktion|Verwaltungsbereich|externes Gremium|Institution|Sonstiges"),
    ),
}
GEOMETRIES = frozenset(
    {"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"}
)


def is_placeholder(text: str) -> bool:
    """Whether a text only says that there is none."""
    return text.strip().lower() in PLACEHOLDERS


def instant(value: object) -> datetime | None:
    """The moment that a value names, None where it names none with an offset."""
    found = MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None or not found[1]:
        return None
    try:
        return datetime.fromisoformat(str(value)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def day(value: object) -> date | None:
    """The day that a value names, None where it names none."""
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def is_address(value: str) -> bool:
    """Whether a text is a complete http(s) address, percent-encoded (RFC 3986)."""
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not NOT_IN_URLS.search(value)
    except ValueError:
        return False


def text_problems(key: str, value: str) -> Iterator[Problem]:
    """What is wrong with a text."""
    if not value.strip():
        yield "value-empty", repr(value)
        return
    if is_placeholder(value):
        yield "value-placeholder", value
        return
    if CONTROL.search(value):
        yield "text-control", repr(value)
    if key != "text" and MARKUP.search(value):
        yield "text-markup", value
    code, form = FORMS.get(key, ("", None))
    if form is not None and not form.fullmatch(value):
        yield code, value


def day_problems(value: str, now: datetime) -> Iterator[Problem]:
    """What is wrong with a date."""
    found = day(value)
    if found is None:
        yield "date-invalid", value
    elif not 1800 <= found.year <= now.year + 30:
        yield "date-implausible", value


def moment_problems(key: str, value: str, now: datetime) -> Iterator[Problem]:
    """What is wrong with a date-time."""
    shape = MOMENT.fullmatch(value)
    found = instant(value)
    if shape is not None and not shape[1]:
        yield "datetime-offset", value
    elif found is None:
        yield "datetime-invalid", value
    else:
        yield from _plausibility(key, found, value, now)
        if shape is not None and shape[1] == "Z":
            yield "datetime-utc", value


def _plausibility(key: str, found: datetime, value: str, now: datetime) -> Iterator[Problem]:
    written = key in ("created", "modified")
    epoch = abs(found.timestamp()) <= 86_400
    future = found > now + (timedelta(days=1) if written else timedelta(days=15 * 366))
    if epoch or future or found.year < 1800:
        yield "date-implausible", value


def geojson_problems(value: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with a GeoJSON feature (RFC 7946; section 3.15)."""
    geometry = value.get("geometry")
    if value.get("type") != "Feature" or not isinstance(geometry, dict) or geometry.get("type") not in GEOMETRIES:
        yield "geojson-invalid", str(value.get("type"))
        return
    if geometry["type"] == "GeometryCollection":
        return
    position = first_position(geometry.get("coordinates"))
    if position is None or abs(position[0]) > 180 or abs(position[1]) > 90:
        yield "geojson-invalid", str(geometry.get("coordinates"))[:80]
    elif 47 <= position[0] <= 55.2 and 5 <= position[1] <= 16:
        yield "geojson-order", f"{position[0]}, {position[1]}"


def first_position(value: object) -> tuple[float, float] | None:
    """The first position in nested coordinates."""
    while isinstance(value, list) and value and isinstance(value[0], list):
        value = value[0]
    if not isinstance(value, list) or len(value) < 2:
        return None
    lon, lat = value[:2]
    both = all(isinstance(part, int | float) and not isinstance(part, bool) for part in (lon, lat))
    return (float(lon), float(lat)) if both else None


def problems(key: str, kind: Kind, value: Any, now: datetime) -> Iterator[Problem]:
    """What is wrong with a value that has the right JSON type."""
    if kind in (Kind.TEXT, Kind.TEXTS):
        yield from text_problems(key, value)
    elif kind is Kind.DATE:
        yield from day_problems(value, now)
    elif kind is Kind.MOMENT:
        yield from moment_problems(key, value, now)
    elif kind is Kind.GEOJSON:
        yield from geojson_problems(value)
    elif kind not in (Kind.NUMBER, Kind.TRUTH) and not is_address(value):
        yield "url-invalid", value
