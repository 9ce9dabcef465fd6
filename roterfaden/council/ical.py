"""Meetings as iCalendar (RFC 5545): one, those of an organization, or all that are near."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from roterfaden.council.addresses import absolute, address
from roterfaden.council.models import Meeting
from roterfaden.council.querysets import BERLIN
from roterfaden.council.words import meeting_label

#: A calendar programme needs no more, and a file without end would be an attack on ourselves.
MOST_MEETINGS = 1_000
USUAL_LENGTH = timedelta(hours=2)


def calendar_answer(meetings: Iterable[Meeting], name: str, file_name: str) -> HttpResponse:
    """Meetings as an .ics file."""
    calendar = Calendar()
    calendar.add("prodid", "-//Roter Faden//council//DE")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{name} – {settings.CITY}")
    for meeting in meetings:
        if meeting.start is not None:
            calendar.add_component(_event(meeting))
    response = HttpResponse(calendar.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    return response


def _event(meeting: Meeting) -> Event:
    """A meeting as an event: whole days where the source gives no time, and a cancelled one says so."""
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{settings.SITE_URL.partition('//')[2]}")
    event.add("dtstamp", meeting.changed_at)
    event.add("last-modified", meeting.changed_at)
    event.add("summary", _summary(meeting))
    event.add("url", absolute(address(meeting)))
    event.add("status", "CANCELLED" if meeting.cancelled else "CONFIRMED")
    _add_times(event, meeting)
    if meeting.location is not None and meeting.location.is_public and str(meeting.location):
        event.add("location", str(meeting.location))
    return event


def _add_times(event: Event, meeting: Meeting) -> None:
    assert meeting.start is not None
    start = meeting.start.astimezone(BERLIN)
    if not meeting.has_time:
        event.add("dtstart", start.date())
        event.add("dtend", start.date() + timedelta(days=1))
        return
    event.add("dtstart", meeting.start)
    known = meeting.end is not None and meeting.end > meeting.start
    event.add("dtend", meeting.end if known else meeting.start + USUAL_LENGTH)


def _summary(meeting: Meeting) -> str:
    label = meeting_label(meeting)
    return _("Abgesagt: {meeting}").format(meeting=label) if meeting.cancelled else label
