"""Who is to be reminded of an event, once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from roterfaden.participation.modules.events.actions.registering import tell
from roterfaden.participation.modules.events.models import Event, Registration

CHUNK = 200
#: No event reminds earlier than this.
EARLIEST = timedelta(hours=24 * 14)


def due(now: datetime | None = None) -> Any:
    """Registrations with a seat whose event begins within its own hours of notice."""
    moment = now or timezone.now()
    near = Event.objects.visible_to().filter(
        state=Event.State.PUBLIC, start__gt=moment, start__lte=moment + EARLIEST, remind_hours__gt=0
    )
    hours = near.values_list("pk", "start", "remind_hours")
    keys = [pk for pk, start, ahead in hours if start - timedelta(hours=ahead) <= moment]
    return Registration.objects.seated().filter(event__in=keys, reminded_at=None)


def remind(now: datetime | None = None) -> int:
    """Write to them, a chunk at a time. How many."""
    count = 0
    while rows := list(due(now).select_related("person", "event").order_by("pk")[:CHUNK]):
        with transaction.atomic():
            for row in rows:
                mine = Registration.objects.filter(pk=row.pk, reminded_at=None)
                if mine.update(reminded_at=now or timezone.now()):
                    tell(row, "reminder")
                    count += 1
    return count
