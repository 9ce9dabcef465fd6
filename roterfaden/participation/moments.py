"""Moments of phases as people type and say them: by the clock of Berlin, whatever the server's.

A phase ends where the next day begins: "läuft bis 28. November" is stored as the midnight after it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roterfaden.kit.dates import BERLIN


def berlin(day: date, hour: time = time.min) -> datetime:
    """The moment of that day and hour in Berlin.

    An hour that does not exist (spring) is the one that the clocks show then; of an hour that comes twice (autumn) it
    is the first. Given in UTC: Python compares two moments of one zone by their clocks, not by their time.
    """
    return datetime.combine(day, hour, tzinfo=BERLIN).astimezone(UTC)


def exists(day: date, hour: time) -> bool:
    """Whether the clocks of Berlin show that hour on that day; one hour of the last Sunday in March they leave out."""
    moment = datetime.combine(day, hour, tzinfo=BERLIN)
    back = moment.astimezone(UTC).astimezone(BERLIN)
    return back.replace(tzinfo=None) == moment.replace(tzinfo=None)


def end_of(day: date) -> datetime:
    """The end of a phase whose last day this is: the midnight after it."""
    return berlin(day + timedelta(days=1))


def last_day(end: datetime) -> date:
    """The last day on which something that ends then still runs."""
    local = end.astimezone(BERLIN)
    return (local - timedelta(days=1)).date() if local.time() == time.min else local.date()


def end_words(end: datetime, today: date | None = None) -> str:
    """ "28. November", or "28. November, 18:00 Uhr" where it does not end with the day."""
    local = end.astimezone(BERLIN)
    words = day_words(last_day(end), today)
    if local.time() == time.min:
        return words
    return _("{day}, {hour} Uhr").format(day=words, hour=f"{local:%H:%M}")


def start_words(start: datetime, today: date | None = None) -> str:
    """ "3. Dezember", or with the hour where it does not begin with the day."""
    local = start.astimezone(BERLIN)
    words = day_words(local.date(), today)
    if local.time() == time.min:
        return words
    return _("{day}, {hour} Uhr").format(day=words, hour=f"{local:%H:%M}")


def day_words(day: date, today: date | None = None) -> str:
    """A day in words; the year only where it is another one than today's."""
    if day.year != (today or timezone.localdate()).year:
        return date_format(day, "DATE_FORMAT")
    return date_format(day, "j F" if get_language() == "en" else "j. F")


def days_left(end: datetime, now: datetime | None = None) -> int:
    """How many days something still runs, the last one included: 1 on the last day."""
    today = (now or timezone.now()).astimezone(BERLIN).date()
    return (last_day(end) - today).days + 1
