"""What time does: phases that begin and end are told to followers, once each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from roterfaden.participation.actions.common import tell
from roterfaden.participation.models import Phase, ProcessState

#: Older beginnings are no news any more (a portal that was switched off, phases that were entered later).
FRESH = timedelta(days=2)
BATCH = 100


def waiting(now: datetime | None = None) -> Any:
    """Phases of public processes that began or ended lately, and nobody was told."""
    moment = now or timezone.now()
    begun = Q(start__lte=moment, start__gt=moment - FRESH) & (Q(told_start=None) | ~Q(told_start=F("start")))
    over = Q(end__lte=moment, end__gt=moment - FRESH) & (Q(told_end=None) | ~Q(told_end=F("end")))
    rows = Phase.objects.filter(begun | over, process__state=ProcessState.PUBLIC, process__is_template=False)
    return rows.exclude(module="").select_related("process").order_by("pk")


def tell_time(now: datetime | None = None) -> int:
    """Tell what began and what ended. How many phases."""
    moment, count = now or timezone.now(), 0
    for phase in waiting(moment)[:BATCH]:
        with transaction.atomic():
            count += _told(phase, "start", "process.phase_begun", moment) + _told(
                phase, "end", "process.phase_over", moment
            )
    return count


def _told(phase: Phase, field: str, kind: str, now: datetime) -> int:
    """A conditional update: of two workers one tells it."""
    when: datetime | None = getattr(phase, field)
    if when is None or not now - FRESH < when <= now:
        return 0
    rows = Phase.objects.filter(pk=phase.pk, **{field: when}).filter(
        Q(**{f"told_{field}": None}) | ~Q(**{f"told_{field}": when})
    )
    if not rows.update(**{f"told_{field}": when}):
        return 0
    content = {"phase": str(phase.pk), "end": phase.end.isoformat() if phase.end else ""}
    tell(None, phase.process, kind, content, f"{phase.pk}:{when.isoformat()}")
    return 1
