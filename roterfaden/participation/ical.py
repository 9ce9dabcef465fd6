"""The phases of a process as iCalendar (RFC 5545)."""

from __future__ import annotations

from datetime import time

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event

from roterfaden.kit.bilingual import said
from roterfaden.kit.dates import BERLIN
from roterfaden.participation.addresses import absolute, address
from roterfaden.participation.models import Phase, Process


def as_calendar(process: Process) -> HttpResponse:
    """An .ics file with each phase that has a beginning."""
    calendar = Calendar()
    calendar.add("prodid", "-//Roter Faden//participation//DE")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{said(process, 'title')} – {settings.CITY}")
    for phase in process.phases.all():
        if phase.start is not None:
            calendar.add_component(_event(process, phase))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{process.slug}.ics"'
    return response


def _event(process: Process, phase: Phase) -> Event:
    """A phase; whole days where it begins and ends with the day in Berlin. DTEND is exclusive, as our ends are."""
    event = Event()
    event.add("uid", f"phase-{phase.pk}@{settings.SITE_URL.partition('//')[2]}")
    event.add("dtstamp", process.changed_at)
    event.add("last-modified", process.changed_at)
    event.add("summary", f"{said(phase, 'name')}: {said(process, 'title')}")
    event.add("description", str(said(phase, "text")))
    event.add("url", absolute(address(process)))
    moments = [moment.astimezone(BERLIN) for moment in (phase.start, phase.end) if moment is not None]
    whole = all(moment.time() == time.min for moment in moments)
    for name, moment in zip(("dtstart", "dtend"), moments, strict=False):
        event.add(name, moment.date() if whole else moment)
    return event
