"""Reads of many indicators at once: lists, the dashboard of a plan, and how many go how."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString

from roterfaden.strategy.indicators import drawing, figures, words
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.models import (
    PUBLIC_STATES,
    Indicator,
    IndicatorNode,
    Observation,
    Plan,
)

if TYPE_CHECKING:
    from roterfaden.strategy.models.base import Viewer


@dataclass(frozen=True)
class ListRow:
    """An indicator in a list: what it is, how it goes, a line of its last years."""

    indicator: Indicator
    light: words.Light
    value: str
    period: str
    target: str
    overdue: str
    line: SafeString


def list_rows(indicators: Sequence[Indicator]) -> list[ListRow]:
    """Rows of a list or dashboard: one more statement for the values of all of them."""
    values = figures.latest_values([row.pk for row in indicators], drawing.MOST_IN_LINE)
    today = timezone.localdate()
    return [_list_row(row, values.get(row.pk, []), today) for row in indicators]


def _list_row(row: Indicator, values: Sequence[Observation], today: date) -> ListRow:
    target = ""
    if row.target_value is not None:
        target = f"{words.amount(row, row.target_value)} ({parse_period(row.target_period).words})"
    return ListRow(
        indicator=row,
        light=words.light_of(row.rating),
        value=words.amount(row, row.latest_value),
        period=parse_period(row.latest_period).words if row.latest_period else "",
        target=target,
        overdue=words.overdue_sentence(row, today),
        line=drawing.draw_sparkline(values),
    )


def of_plan(plan: Plan, user: Viewer = None) -> QuerySet[Indicator]:
    """The public indicators of a plan, what goes wrong first."""
    return Indicator.objects.visible_to(user).of_plan(plan).order_by("-urgency", "pk")


def with_goals(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Indicators with their goals and public places, two more statements."""
    public = IndicatorNode.objects.filter(node__plan__state__in=PUBLIC_STATES).select_related("node__plan")
    return rows.prefetch_related("goals", Prefetch("places", public, "public_places"))


@dataclass(frozen=True)
class Counts:
    """How many indicators of a list there are, by how they go."""

    total: int
    good: int
    bad: int
    unknown: int
    overdue: int


def counts(rows: QuerySet[Any]) -> Counts:
    """One statement."""
    good = Q(rating__in=("achieved", "on_track"))
    unknown = Q(rating="unknown")
    late = Q(next_due_on__lt=timezone.localdate(), state=Indicator.State.PUBLISHED)
    found = Indicator.objects.filter(pk__in=rows.order_by().values("pk")).aggregate(
        total=Count("pk"),
        good=Count("pk", filter=good),
        unknown=Count("pk", filter=unknown),
        overdue=Count("pk", filter=late),
    )
    return Counts(bad=found["total"] - found["good"] - found["unknown"], **found)
