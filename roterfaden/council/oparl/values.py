"""Single values as OParl writes them. What says nothing becomes None and is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

from roterfaden.council.conformance.values import MAIL, geojson_problems, is_address, is_placeholder

Json = dict[str, Any]
BERLIN = ZoneInfo("Europe/Berlin")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
#: Characters that stay as they are when an address is percent-encoded (RFC 3986, and `%` itself).
SAFE = "%/:=&?~#+!$,;'@()*[]"


def text(value: str) -> str | None:
    """A text without control characters; None where it is empty or only says so."""
    clean = CONTROL.sub("", value.replace("\r\n", "\n")).strip()
    return None if not clean or is_placeholder(clean) else clean


def texts(values: Iterable[Any]) -> list[str]:
    """The texts that say something, each once."""
    found = (text(value) for value in values if isinstance(value, str))
    return list(dict.fromkeys(value for value in found if value))


def moment(value: datetime | None) -> str | None:
    """A moment in local time with its offset (section 2.4)."""
    return value.astimezone(BERLIN).isoformat(timespec="seconds") if value else None


def day(value: date | None) -> str | None:
    """A day."""
    return value.isoformat() if value else None


def address(value: str) -> str | None:
    """A complete address, percent-encoded; None where the text is none."""
    try:
        split = urlsplit(value.strip())
        host = split.netloc.encode("idna").decode() if not split.netloc.isascii() else split.netloc
        whole = quote(split._replace(netloc=host).geturl(), safe=SAFE)
    except (ValueError, UnicodeError):
        return None
    return whole if is_address(whole) else None


def mail(value: str) -> str | None:
    """A mail address; None where the text is none."""
    return value if MAIL.fullmatch(value) else None


def geojson(value: Json | None) -> Json | None:
    """A valid feature (section 3.15); None where it is none.

    Sources in Germany often say latitude first. No council here deals with places 47–55° east and 5–16° north, so such
    positions are turned the right way.
    """
    if not isinstance(value, dict):
        return None
    codes = {code for code, _detail in geojson_problems(value)}
    if "geojson-order" in codes:
        geometry = value["geometry"]
        return {**value, "geometry": {**geometry, "coordinates": turned(geometry["coordinates"])}}
    return None if codes else value


def turned(coordinates: list[Any]) -> list[Any]:
    """Nested coordinates with each position's first two numbers exchanged."""
    if coordinates and isinstance(coordinates[0], list):
        return [turned(part) for part in coordinates]
    return [coordinates[1], coordinates[0], *coordinates[2:]]


def digits(value: str, count: int) -> str | None:
    """A key of exactly `count` digits (AGS, RGS)."""
    return value if len(value) == count and value.isascii() and value.isdigit() else None


def amount(value: Decimal | None) -> str | None:
    """Euros with two decimals."""
    return None if value is None else f"{value:.2f}"


def filled(values: Mapping[str, Any], keep: frozenset[str] = frozenset()) -> Json:
    """Only the fields that have a value; those in `keep` stay even if they are empty lists (section 2.4)."""
    return {key: value for key, value in values.items() if key in keep or value not in (None, "", [], {})}
