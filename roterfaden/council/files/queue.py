"""Which files are fetched next, and when a file is fetched again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from django.db.models import Q, QuerySet

from roterfaden.council.models import File, FileLink, Source
from roterfaden.council.models.base import PUBLIC_STATES

WAITING = File.TextState.WAITING
#: Files of young papers are looked at again this often: that is where files are exchanged in silence.
AGAIN = timedelta(days=7)
#: Until so long after its paper's date or its meeting a file counts as young.
YOUNG = timedelta(days=180)
FIRST_PAUSE = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(days=7)


def waiting(now: datetime, source: Source | None = None) -> QuerySet[File]:
    """Files that nobody has read yet, oldest entry first."""
    due = Q(next_read_at__isnull=True) | Q(next_read_at__lte=now)
    return _public(source).filter(due, text_state=WAITING).order_by("id")


def due_again(now: datetime, source: Source | None = None) -> QuerySet[File]:
    """Files that were read and are due for another look."""
    return _public(source).filter(next_read_at__lte=now).exclude(text_state=WAITING).order_by("next_read_at", "id")


def to_mirror(now: datetime, source: Source | None = None, every_source: bool = False) -> QuerySet[File]:
    """Files that were read but not copied; of sources that are mirrored, or (`every_source`) of all.

    One that the source does not deliver any more comes back after a growing pause only.
    """
    rows = _public(source).exclude(text_state=WAITING).exclude(content_sha256="").filter(mirror_path="")
    rows = rows.filter(Q(next_read_at__isnull=True) | Q(next_read_at__lte=now) | Q(read_failures=0))
    return (rows if every_source else rows.filter(source__mirror_files=True)).order_by("id")


def mark_changed(pks: list[int], now: datetime) -> None:
    """The source changed its entry of these files: those that were read are fetched again."""
    File.objects.filter(pk__in=pks, fetched_at__isnull=False).update(next_read_at=now)


def start_again(states: list[str], source: Source | None = None) -> int:
    """Put files of these text states back into the queue, for an operator who mended something. How many."""
    rows = _public(source).filter(text_state__in=states)
    return rows.update(text_state=WAITING, next_read_at=None, read_failures=0)


def next_look(file: File, now: datetime) -> datetime | None:
    """When a file that was just read is looked at again; None: never, as its paper is history."""
    edge = now - YOUNG
    young = Q(paper__date__gte=edge.date()) | Q(paper__next_date__gte=now.date()) | Q(meeting__start__gte=edge)
    young |= Q(agenda_item__meeting__start__gte=edge)
    return now + AGAIN if FileLink.objects.filter(young, file=file).exists() else None


def after_failure(failures: int, now: datetime) -> datetime:
    """When a file is tried again after so many failures in a row: 10 minutes, 40, … a week."""
    grown: timedelta = FIRST_PAUSE * 4 ** min(failures - 1, 8)
    return now + min(grown, LONGEST_PAUSE)


def _public(source: Source | None) -> QuerySet[File]:
    rows = File.objects.filter(state__in=PUBLIC_STATES, source__enabled=True).select_related("source")
    return cast("QuerySet[File]", rows.filter(source=source) if source else rows)
