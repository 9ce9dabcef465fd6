"""The stage that a thread has reached follows from its stations, and from the day."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from roterfaden.search.actions import enqueue
from roterfaden.threads.models import State, Station, Thread
from roterfaden.threads.search import KIND
from roterfaden.threads.telling import stage_reached, time_of

BATCH = 500


def stage_of(thread: Thread) -> str:
    """The stage that its stations have reached (`telling.stage_reached`): one query."""
    today = timezone.localdate()
    rows = Station.objects.filter(thread=thread).only("stage", "start", "end", "precision")
    return stage_reached((row.stage, time_of(row.period, row.end_period, today), row.last_day) for row in rows) or ""


def refresh_stages() -> int:
    """Stations that lay ahead are reached as days pass: threads with one that began lately. Says how many changed."""
    today = timezone.localdate()
    begun = Station.objects.filter(start__lte=today, start__gte=today - timedelta(days=40))
    changed = []
    for thread in Thread.objects.filter(pk__in=begun.values("thread")).exclude(state=State.MERGED).iterator(BATCH):
        stage = stage_of(thread)
        if stage != thread.stage and Thread.objects.filter(pk=thread.pk, stage=thread.stage).update(stage=stage):
            changed.append(thread)
    enqueue(KIND, [thread.pk for thread in changed if thread.is_public])
    return len(changed)
