"""Rows of measures as tables show them: struck dates, money, how old the last report is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.functional import cached_property

from roterfaden.methods.lights import is_stale
from roterfaden.strategy.models import DateShift, Measure, MeasureNode, Plan


@dataclass(frozen=True)
class Row:
    """A measure in a table. `struck`: dates that were not held, the oldest first."""

    measure: Measure
    context: str = ""
    struck: tuple[date, ...] = ()
    reason: str = ""

    @property
    def stale_days(self) -> int:
        """How old the last report is, in days, where that is too old; else 0."""
        return days_silent(self.measure)

    @property
    def over_budget(self) -> bool:
        """Whether more was spent than planned."""
        planned, spent = self.measure.planned_total, self.measure.spent_total
        return planned is not None and spent is not None and spent > planned

    @cached_property
    def overdue(self) -> bool:
        """Whether its next date has passed."""
        day = self.measure.next_due_on
        return day is not None and day < timezone.localdate()


def stale_before() -> date:
    """A report of before this day is stale."""
    return timezone.localdate() - timedelta(days=settings.STALE_DAYS)


def days_silent(measure: Measure) -> int:
    """How old the last report is, where a measure has been silent for too long; else 0."""
    if measure.is_over:
        return 0
    today, begun = timezone.localdate(), timezone.localdate(measure.created_at)
    if not is_stale(measure.reported_on, begun, today, settings.STALE_DAYS):
        return 0
    return (today - (measure.reported_on or begun)).days


def rows_of(measures: Sequence[Measure]) -> list[Row]:
    """The rows of these measures: two statements."""
    keys = [measure.pk for measure in measures]
    contexts, shifts = _contexts(keys), _shifts(keys)
    return [_row(measure, contexts.get(measure.pk, ""), shifts.get(measure.pk, [])) for measure in measures]


def _row(measure: Measure, context: str, shifts: list[DateShift]) -> Row:
    """Struck is what the next date once was: the shifts that led to it."""
    chain: list[DateShift] = []
    wanted = measure.next_due_on
    for shift in reversed(shifts):
        if shift.new == wanted and shift.old:
            chain.append(shift)
            wanted = shift.old
    struck = tuple(shift.old for shift in reversed(chain) if shift.old)
    return Row(measure, context, struck, chain[0].reason if chain else "")


def _contexts(keys: Iterable[int]) -> dict[int, str]:
    """Where each belongs, in the words of its nodes."""
    found: dict[int, list[str]] = {}
    places = MeasureNode.objects.filter(measure__in=list(keys), node__plan__in=Plan.objects.visible_to())
    for place in places.select_related("node").only("measure_id", "node__title", "node__title_en"):
        found.setdefault(place.measure_id, []).append(place.node.said_title)
    return {key: ", ".join(names[:3]) for key, names in found.items()}


def _shifts(keys: Iterable[int]) -> dict[int, list[DateShift]]:
    found: dict[int, list[DateShift]] = {}
    rows = DateShift.objects.filter(measure__in=list(keys)).only("measure_id", "old", "new", "reason", "decided_on")
    for row in rows.order_by("decided_on", "pk"):
        found.setdefault(row.measure_id, []).append(row)
    return found
