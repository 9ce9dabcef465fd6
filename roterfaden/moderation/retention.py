"""How long things are kept; docs/moderation.md says the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from roterfaden.moderation.models import Decision, Hit, Objection, ObjectionState, Report, Trace

ADDRESS = timedelta(days=30)
REPORT_WORDS = timedelta(days=183)
HITS = timedelta(days=183)
TRACES = timedelta(days=30)
FACTS = timedelta(days=730)
CHUNK = 1000
#: A measure keeps a statement, but its particulars are gone.
GONE = "[gelöscht: die Frist ist abgelaufen]"


def erase_old(now: datetime | None = None) -> int:
    """Erase what has had its time, in small transactions. How many rows."""
    now = now or timezone.now()
    count = _empty(_told(now - ADDRESS), address="")
    count += _empty(
        Report.objects.filter(closed_at__lt=now - REPORT_WORDS).exclude(passage="", words=""), passage="", words=""
    )
    old = Decision.objects.filter(made_at__lt=now - FACTS).exclude(facts__in=["", GONE])
    count += _empty(old, facts=GONE)
    objections = Objection.objects.filter(created_at__lt=now - FACTS).exclude(state=ObjectionState.OPEN)
    count += _empty(objections.exclude(text=""), text="", answer=GONE)
    count += _delete(Hit.objects.filter(at__lt=now - HITS))
    return count + _delete(Trace.objects.filter(at__lt=now - TRACES))


def _told(before: datetime) -> QuerySet[Report]:
    """Reports whose outcome is long known, and about which nobody argues any more."""
    fresh = Q(state=ObjectionState.OPEN) | Q(decided_at__gte=before)
    argued = Objection.objects.filter(Q(report=OuterRef("pk")) | Q(decision=OuterRef("decision"))).filter(fresh)
    return Report.objects.filter(closed_at__lt=before).exclude(address="").exclude(Exists(argued))


def _empty(rows: QuerySet[Any], **values: str) -> int:
    count = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        count += rows.model._default_manager.filter(pk__in=keys).update(**values)
    return count


def _delete(rows: QuerySet[Any]) -> int:
    count = 0
    while keys := list(rows.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        count += rows.model._default_manager.filter(pk__in=keys).delete()[0]
    return count
