"""Events as iCalendar (RFC 5545): one, or all that are public. Access on the net only where everybody may have it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar
from icalendar import Event as Entry

from roterfaden.kit.bilingual import said
from roterfaden.participation.addresses import absolute
from roterfaden.participation.modules.events.addresses import event_address
from roterfaden.participation.modules.events.models import Event

#: A calendar programme needs no more, and a file without end would be an attack on ourselves.
MOST = 1_000


def as_calendar(events: Iterable[Event], name: str, file_name: str) -> HttpResponse:
    """Events (with their process at hand) as an .ics file."""
    calendar = Calendar()
    calendar.add("prodid", "-//Roter Faden//events//DE")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_entry(event))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    return response


def _entry(event: Event) -> Entry:
    entry = Entry()
    entry.add("uid", f"event-{event.pk}@{settings.SITE_URL.partition('//')[2]}")
    entry.add("dtstamp", event.changed_at)
    entry.add("last-modified", event.changed_at)
    entry.add("sequence", event.version)
    # In UTC: no calendar has to know when the clocks change.
    entry.add("dtstart", event.start)
    entry.add("dtend", event.end)
    entry.add("summary", str(said(event, "title")))
    entry.add("description", _description(event))
    entry.add("url", absolute(event_address(event)))
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    where = ", ".join(part for part in (event.place, event.address) if part)
    if where:
        entry.add("location", where)
    return entry


def _description(event: Event) -> str:
    parts = [str(said(event, "text")), event.online_url if event.online_public else ""]
    return "\n\n".join(part for part in parts if part)
