"""Signs of life: which job workers run, as far as the database tells."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from roterfaden.operation.leases import is_dead
from roterfaden.operation.models import WorkerBeat

#: A worker beats this often …
INTERVAL = timedelta(seconds=15)
#: … and is taken for dead after this silence.
SILENCE = timedelta(seconds=90)


def beat(worker: str) -> None:
    """Show that `worker` lives."""
    now = timezone.now()
    if not WorkerBeat.objects.filter(worker=worker).update(seen=now):
        WorkerBeat.objects.create(worker=worker, started=now, seen=now)


def goodbye(worker: str) -> None:
    """The worker ends in order."""
    WorkerBeat.objects.filter(worker=worker).delete()


def living_workers() -> set[str]:
    """Workers that were seen lately and whose process, if it is on this host, still runs."""
    rows = WorkerBeat.objects.filter(seen__gt=timezone.now() - SILENCE).values_list("worker", flat=True)
    return {worker for worker in rows if not is_dead(worker)}


def bury() -> None:
    """Forget workers that are gone."""
    living = living_workers()
    WorkerBeat.objects.exclude(worker__in=living).delete()
