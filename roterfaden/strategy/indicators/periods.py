"""Periods: what a value is measured for. A year, quarter, month or day, written as SDMX and ISO 8601 do."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _

YEAR, QUARTER, MONTH, DAY = "year", "quarter", "month", "day"
FIRST_YEAR, LAST_YEAR = 1800, 2200
LONGEST = 40
#: Spellings that occur in German and international files → the parts of the period.
SPELLINGS = (
    (YEAR, re.compile(r"(?P<y>[0-9]{4})(?:\.0+)?")),
    (YEAR, re.compile(r"(?P<y>[0-9]{4})-?A1?", re.IGNORECASE)),
    (QUARTER, re.compile(r"(?P<y>[0-9]{4})\s*[-/ ]?\s*[QK]\s*(?P<q>[1-4])", re.IGNORECASE)),
    (QUARTER, re.compile(r"[Q]\s*(?P<q>[1-4])\s*[-/ ]\s*(?P<y>[0-9]{4})", re.IGNORECASE)),
    (QUARTER, re.compile(r"(?P<q>[1-4])\.\s*(?:Quartal|Vierteljahr|Qu\.?)\s*(?P<y>[0-9]{4})", re.IGNORECASE)),
    (MONTH, re.compile(r"(?P<y>[0-9]{4})\s*[-/.]?M?(?P<m>0[1-9]|1[0-2])", re.IGNORECASE)),
    (MONTH, re.compile(r"(?P<m>0?[1-9]|1[0-2])\s*[./]\s*(?P<y>[0-9]{4})")),
    (DAY, re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})(?:[T ]00:00(?::00)?(?:Z|\+00:00)?)?")),
    (DAY, re.compile(r"(?P<d>[0-9]{1,2})\.\s?(?P<m>[0-9]{1,2})\.\s?(?P<y>[0-9]{4})")),
)


@dataclass(frozen=True)
class Period:
    """A period: its spelling that never changes, its first and last day, and how exact it is."""

    code: str
    start: date
    end: date
    precision: str

    @property
    def time(self) -> Decimal:
        """Its middle in years, so that two years lie exactly one apart."""
        parts = {YEAR: (1, 2), QUARTER: (2 * self._quarter - 1, 8), MONTH: (2 * self.start.month - 1, 24)}
        if self.precision in parts:
            over, under = parts[self.precision]
            return self.start.year + Decimal(over) / under
        days = 366 if isleap(self.start.year) else 365
        return self.start.year + Decimal(2 * self.start.timetuple().tm_yday - 1) / (2 * days)

    @property
    def words(self) -> str:
        """As people say it: 2024, 3. Quartal 2024, Mai 2024, 31.05.2024."""
        if self.precision == YEAR:
            return str(self.start.year)
        if self.precision == QUARTER:
            return _("{number}. Quartal {year}").format(number=self._quarter, year=self.start.year)
        return date_format(self.start, "F Y" if self.precision == MONTH else "SHORT_DATE_FORMAT")

    @property
    def _quarter(self) -> int:
        return (self.start.month + 2) // 3

    def __str__(self) -> str:
        return self.code

    def __lt__(self, other: Period) -> bool:
        return (self.end, self.start) < (other.end, other.start)


@lru_cache(maxsize=10_000)
def parse_period(text: str) -> Period:
    """The period that `text` spells; ValueError if it is none."""
    given = " ".join(text.split())
    if len(given) <= LONGEST:
        for precision, spelling in SPELLINGS:
            if found := spelling.fullmatch(given):
                return _period(precision, {name: int(value) for name, value in found.groupdict().items()})
    raise ValueError(_("kein Zeitraum: {text}").format(text=given[:LONGEST]))


def _period(precision: str, parts: dict[str, int]) -> Period:
    year = parts["y"]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(_("Jahr außerhalb von {first} bis {last}").format(first=FIRST_YEAR, last=LAST_YEAR))
    if precision == YEAR:
        return Period(f"{year}", date(year, 1, 1), date(year, 12, 31), YEAR)
    if precision == QUARTER:
        last = parts["q"] * 3
        end = date(year, last, monthrange(year, last)[1])
        return Period(f"{year}-Q{parts['q']}", date(year, last - 2, 1), end, QUARTER)
    if precision == MONTH:
        month = parts["m"]
        end = date(year, month, monthrange(year, month)[1])
        return Period(f"{year}-{month:02}", date(year, month, 1), end, MONTH)
    try:
        day = date(year, parts["m"], parts["d"])
    except ValueError:
        raise ValueError(_("diesen Tag gibt es nicht")) from None
    return Period(day.isoformat(), day, day, DAY)


def next_due(last: Period | None, rhythm_months: int, today: date, wait_days: int = 0) -> date | None:
    """When the next value is due: `wait_days` after the end of the period that follows the last one."""
    if rhythm_months <= 0:
        return None
    if last is None:
        return today
    return _months_later(last.end, rhythm_months) + timedelta(days=wait_days)


def following(last: Period | None, rhythm_months: int, today: date) -> Period:
    """The period that a value is due for: the one after the last; without one, the last that is over."""
    if last is None:
        year = today.year - 1
        return parse_period(str(year))
    end = _months_later(last.end, max(rhythm_months, 1))
    if last.precision == YEAR:
        return parse_period(str(end.year))
    if last.precision == QUARTER:
        return parse_period(f"{end.year}-Q{(end.month + 2) // 3}")
    return parse_period(f"{end.year}-{end.month:02}" if last.precision == MONTH else end.isoformat())


def _months_later(day: date, months: int) -> date:
    """The last day of the month that lies so many months later."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])
