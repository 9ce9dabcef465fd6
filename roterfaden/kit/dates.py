"""Dates as council systems write them. OParl asks for ISO 8601 with an offset; the field delivers much else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

BERLIN = ZoneInfo("Europe/Berlin")
EARLIEST_YEAR = 1800
YEARS_AHEAD = 30
#: `+` in an address is a space, and some systems decode their own dates like that: "10:00:00 01:00".
ISO = re.compile(
    r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})"
    r"(?:[Tt ]\s*(?P<hh>[0-9]{1,2}):(?P<mm>[0-9]{2})(?::(?P<ss>[0-9]{2})(?:[.,](?P<f>[0-9]{1,9}))?)?"
    r"\s*(?P<zone>[Zz]|[+\- −]?[0-9]{2}:?[0-9]{2})?)?"
)
GERMAN = re.compile(
    r"(?:[A-Za-zÄÖÜäöü]{2,10}\.?,?\s+)?(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\.\s?(?P<y>[0-9]{4})"
    r"(?:,?\s+(?:um\s+)?(?P<hh>[0-9]{1,2})[:.](?P<mm>[0-9]{2})(?:\s*Uhr)?(?P<ss>)(?P<f>)(?P<zone>))?"
)
TIME = re.compile(r"(?:um\s+)?([0-9]{1,2})(?:[:.]([0-9]{2}))?(?::([0-9]{2}))?(?:\s*Uhr)?", re.IGNORECASE)
LONGEST = 60


def parse_datetime(value: object, today: date | None = None) -> tuple[datetime | None, str]:
    """(moment with offset, "") or (None, what is wrong). Without offset Berlin is meant; a bare day is its midnight.

    Empty values are (None, ""): nothing said is no mistake. `today` decides which years are too far ahead.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, ""
    found = _match(value)
    if found is None:
        return None, _problem(value, _("kein Datum"))
    if set(found["y"] + found["m"] + found["d"]) == {"0"}:
        return None, _problem(value, _("leeres Datum"))
    if not EARLIEST_YEAR <= int(found["y"]) <= (today or date.today()).year + YEARS_AHEAD:
        return None, _problem(value, _("unmögliches Jahr"))
    try:
        return _moment(found), ""
    except ValueError:
        return None, _problem(value, _("diesen Tag oder diese Uhrzeit gibt es nicht"))


def parse_date(value: object, today: date | None = None) -> tuple[date | None, str]:
    """(day, "") or (None, what is wrong). A moment counts as its day in Berlin."""
    moment, problem = parse_datetime(value, today)
    return (moment.astimezone(BERLIN).date() if moment else None), problem


def parse_time(value: object) -> tuple[time | None, str]:
    """(time, "") of "15:00 Uhr", "15.00", "15 Uhr"; (None, what is wrong)."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return None, ""
    found = TIME.fullmatch(value.strip()) if isinstance(value, str) and len(value) <= LONGEST else None
    if found is None:
        return None, _problem(value, _("keine Uhrzeit"))
    hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        return time(hour, minute, second), ""
    except ValueError:
        return None, _problem(value, _("diese Uhrzeit gibt es nicht"))


def has_time(value: object) -> bool:
    """Whether a date's text states a time of day too."""
    found = _match(value)
    return found is not None and found["hh"] is not None


def _match(value: object) -> re.Match[str] | None:
    if not isinstance(value, str) or len(value) > LONGEST:
        return None
    return ISO.fullmatch(value.strip()) or GERMAN.fullmatch(value.strip())


def _moment(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(found[name] or 0) for name in ("y", "m", "d", "hh", "mm", "ss"))
    micro = int((found["f"] or "0")[:6].ljust(6, "0"))
    return datetime(year, month, day, hour, minute, second, micro, tzinfo=_zone(found["zone"] or ""))


def _zone(text: str) -> timezone | ZoneInfo:
    if not text:
        return BERLIN
    if text in "Zz":
        return UTC
    digits = re.sub(r"[^0-9]", "", text)
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset > timedelta(hours=14) or int(digits[2:]) > 59:
        raise ValueError(text)
    return timezone(-offset if text[0] in "-−" else offset)


def _problem(value: object, why: str) -> str:
    return f"{why}: {str(value)[:LONGEST]!r}"
