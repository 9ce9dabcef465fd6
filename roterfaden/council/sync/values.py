"""Values as systems really send them → values as the model keeps them. An oddity becomes a finding, no error."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from roterfaden.kit.dates import parse_date, parse_datetime
from roterfaden.kit.html import clean_line, clean_text

#: (code, detail): how a converter tells of an oddity.
Report = Callable[[str, str], None]
Converter = Callable[[Any, Report], Any]

NOTHING = {"n/a", "n.a.", "null", "none", "-", "k.a.", "undefined"}
_ODD = re.compile(
    r"[<&\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]|^\s|\s$|\s\s"
)


def is_nothing(value: Any) -> bool:
    """Whether a value stands for "no value": empty, blank, `N/A`."""
    return value is None or (isinstance(value, str) and (not value.strip() or value.strip().lower() in NOTHING))


def line(limit: int) -> Converter:
    """One line of plain text of at most `limit` characters."""

    def convert(value: Any, report: Report) -> str:
        if is_nothing(value):
            if isinstance(value, str) and value != "":
                report("empty-value", repr(value))
            return ""
        text = _as_text(value, report)
        if _ODD.search(text):
            text = clean_line(text)
        if len(text) > limit:
            report("too-long", f"{len(text)} characters, kept {limit}")
        return text[:limit]

    return convert


def prose(value: Any, report: Report) -> str:
    """Plain text of several lines."""
    if is_nothing(value):
        return ""
    text = _as_text(value, report)
    return clean_text(text) if _ODD.search(text) else text


def address(value: Any, report: Report) -> str:
    """A web address (http or https), else nothing: a `javascript:` link never gets into the model."""
    if is_nothing(value):
        return ""
    text = str(value).strip()
    if not re.match(r"https?://[^\s<>\"']+$", text, re.IGNORECASE):
        report("bad-url", text[:200])
        return ""
    return text[:2000]


def day(value: Any, report: Report) -> date | None:
    """A day, or None with a finding."""
    if is_nothing(value):
        return None
    found, problem = parse_date(str(value))
    if problem:
        report("bad-date", f"{value}: {problem}")
    return found


def moment(value: Any, report: Report) -> datetime | None:
    """A point in time, or None with a finding."""
    if is_nothing(value):
        return None
    found, problem = parse_datetime(str(value))
    if problem:
        report("bad-date", f"{value}: {problem}")
    return found


def yes_no(value: Any, report: Report) -> bool | None:
    """A truth value; words for it are understood."""
    if isinstance(value, bool) or value is None:
        return value
    word = str(value).strip().lower()
    if word in {"true", "1", "ja", "yes"}:
        return True
    if word in {"false", "0", "nein", "no"}:
        return False
    if word:
        report("bad-boolean", word[:80])
    return None


def no_unless(value: Any, report: Report) -> bool:
    """A truth value that is False where nothing is said."""
    return bool(yes_no(value, report))


def number(value: Any, report: Report) -> int | None:
    """A whole number of at least 0."""
    if is_nothing(value) or isinstance(value, bool):
        return None
    try:
        found = int(str(value))
    except ValueError:
        report("bad-number", str(value)[:80])
        return None
    if not 0 <= found < 2**62:
        report("bad-number", str(value)[:80])
        return None
    return found


def lines(value: Any, report: Report) -> list[str]:
    """A list of short texts; a single one is taken as a list of one."""
    if is_nothing(value):
        return []
    if not isinstance(value, list):
        report("not-a-list", str(value)[:80])
        value = [value]
    one = line(500)
    return [text for text in (one(item, report) for item in value[:200]) if text]


def ags(value: Any, report: Report) -> str:
    """The municipality key (AGS, 8 digits). Spreadsheets eat its leading zero: it is put back."""
    text = re.sub(r"\D", "", str(value or ""))
    if len(text) == 7:
        report("ags-without-zero", text)
        return "0" + text
    return text[:8] if len(text) == 8 else ""


def geojson(value: Any, report: Report) -> Any:
    """GeoJSON as it came, if it is an object of sensible size."""
    if not isinstance(value, dict) or "type" not in value:
        return None
    if len(str(value)) > 200_000:
        report("geojson-too-large", str(value)[:80])
        return None
    return value


def _as_text(value: Any, report: Report) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        report("list-for-text", str(value)[:80])
        return ", ".join(str(item) for item in value)
    if isinstance(value, dict):
        report("object-for-text", str(value)[:80])
        return ""
    report("wrong-type", str(value)[:80])
    return str(value)
