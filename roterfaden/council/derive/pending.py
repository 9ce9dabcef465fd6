"""Takes papers off the list of those to derive. May be killed at any moment and run again."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

from django.db import transaction

from roterfaden.council.derive.batch import derive_batch
from roterfaden.council.models import Paper, PendingDerivation
from roterfaden.council.models.base import visibility
from roterfaden.council.places import Finder
from roterfaden.council.querysets import today as today_in_berlin

#: A transaction holds SQLite's only write lock: visitors and the job worker wait for it no longer than this.
TARGET_SECONDS = 0.1
FEWEST = 10
Progress = Callable[[int, int], None]


def derive_pending(batch: int = 200, progress: Progress | None = None, today: date | None = None) -> int:
    """Derive all papers on the list, at most `batch` in one transaction; gives their number."""
    today = today or today_in_berlin()
    mark_overdue(today)
    finder = Finder.load()
    total, done, size = PendingDerivation.objects.count(), 0, min(batch, 50)
    while True:
        began = time.perf_counter()
        count = derive_next(size, today, finder)
        if not count:
            return done
        done += count
        size = next_size(size, count, time.perf_counter() - began, batch)
        if progress is not None:
            progress(done, max(total, done))


def derive_next(size: int, today: date, finder: Finder) -> int:
    """One transaction. The rows go first: whoever notes one of these papers meanwhile waits, and its note stays."""
    with transaction.atomic():
        ids = list(PendingDerivation.objects.order_by("pk").values_list("pk", flat=True)[:size])
        if ids:
            PendingDerivation.objects.filter(pk__in=ids).delete()
            derive_batch(ids, today, finder)
        return len(ids)


def next_size(size: int, count: int, seconds: float, most: int) -> int:
    """Keep transactions near the target on machines of any speed."""
    if count < size or seconds <= 0:
        return size
    return min(most, max(FEWEST, min(size * 2, int(size * TARGET_SECONDS / seconds))))


def mark_overdue(today: date) -> None:
    """Note the papers whose next station lies in the past now."""
    overdue = Paper.objects.filter(visibility(), next_date__lt=today).values_list("pk", flat=True)
    PendingDerivation.objects.bulk_create([PendingDerivation(paper_id=pk) for pk in overdue], ignore_conflicts=True)
