"""A month as weeks, for the calendar and its twin as a list."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from roterfaden.council.filters import wrong
from roterfaden.council.models import Meeting
from roterfaden.council.querysets import BERLIN, today

FIRST_YEAR, LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class Day:
    """A day of the calendar. Days of the months around it have no meetings here."""

    date: date
    inside: bool
    is_today: bool
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Month:
        """From `monat=2026-06`; the current one by default. WrongFilter for anything else."""
        value = query.get("monat", "").strip()
        if not value:
            return cls(today().year, today().month)
        year, hyphen, month = value.partition("-")
        plain = hyphen and value.isascii() and year.isdigit() and month.isdigit() and len(value) == 7
        if not plain or not FIRST_YEAR <= int(year) <= LAST_YEAR or not 1 <= int(month) <= 12:
            raise wrong("monat", value, query)
        return cls(int(year), int(month))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    def moved(self, months: int) -> Month | None:
        """The month that lies so many months away, if the calendar reaches so far."""
        place = self.year * 12 + self.month - 1 + months
        return Month(place // 12, place % 12 + 1) if FIRST_YEAR <= place // 12 <= LAST_YEAR else None

    @property
    def previous(self) -> Month | None:
        """The month before."""
        return self.moved(-1)

    @property
    def next(self) -> Month | None:
        """The month after."""
        return self.moved(1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def weeks(self, meetings: Iterable[Meeting]) -> list[list[Day]]:
        """The weeks that touch the month, from Monday."""
        by_day: defaultdict[date, list[Meeting]] = defaultdict(list)
        for meeting in meetings:
            if meeting.start is not None:
                by_day[meeting.start.astimezone(BERLIN).date()].append(meeting)
        weeks = calendar.Calendar().monthdatescalendar(self.year, self.month)
        return [[self._day(day, by_day.get(day, [])) for day in week] for week in weeks]

    def _day(self, day: date, meetings: list[Meeting]) -> Day:
        inside = day.month == self.month
        return Day(day, inside, day == today(), tuple(meetings) if inside else ())
