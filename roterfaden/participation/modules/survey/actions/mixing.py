"""Move answers on in batches and in random order, in a transaction of their own."""

from __future__ import annotations

from secrets import SystemRandom

from django.db import transaction

from roterfaden.participation.modules.survey.models import Ballot, Survey, Waiting

#: So many wait for each other; at the end the rest is moved, however few.
POOL = 10


def mix(survey: Survey, everything: bool = False) -> int:
    """Move what waits, if there is enough of it; how many were moved."""
    with transaction.atomic():
        rows = list(Waiting.objects.select_for_update().filter(survey=survey))
        if not rows or (len(rows) < POOL and not everything):
            return 0
        boxes = [bytes(row.box) for row in rows]
        SystemRandom().shuffle(boxes)
        Waiting.objects.filter(pk__in=[row.pk for row in rows]).delete()
        Ballot.objects.bulk_create([Ballot(survey=survey, box=box) for box in boxes], batch_size=200)
    return len(boxes)
