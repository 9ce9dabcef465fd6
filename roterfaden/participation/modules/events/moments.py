"""Times of events in words, at Berlin's clock."""

from __future__ import annotations

from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roterfaden.participation.modules.events.models import Event

NARROW = "\u00a0"


def when_words(event: Event) -> str:
    """ "Donnerstag, 3. Dezember 2026, 18:00 bis 20:30 Uhr"; over several days both days are named."""
    start, end = localtime(event.start), localtime(event.end)
    first, last = time_format(start, "H:i"), time_format(end, "H:i")
    if start.date() == end.date():
        words = _("{day}, {start} bis {end} Uhr").format(day=_day(start), start=first, end=last)
    else:
        sentence = _("{day}, {start} Uhr bis {last_day}, {end} Uhr")
        words = sentence.format(day=_day(start), start=first, last_day=_day(end), end=last)
    return f"{words} ({_zone(start, end)})" if start.utcoffset() != end.utcoffset() else words


def _day(moment: object) -> str:
    form = "l, j F Y" if get_language() == "en" else "l, j. F Y"
    return date_format(moment, form)  # type: ignore[arg-type]


def _zone(*moments: object) -> str:
    """Where the clocks change in between, both are said."""
    return " / ".join(dict.fromkeys(f"{moment:%Z}" for moment in moments))
