"""What follows from the rows of a measure: light, sums, counts, visibility. Written with every change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, cast

from django.db.models import Count, Sum
from django.utils import timezone

from roterfaden.methods import lights
from roterfaden.methods.lights import Aim, Case, Step, Verdict
from roterfaden.strategy.hooks import aims_of
from roterfaden.strategy.models import PUBLIC_STATES, BudgetLine, DateShift, Measure, MeasureNode, Milestone

Light = Measure.Light
RANKS = {Light.STALLED: 4, Light.LATE: 3, Light.ON_TRACK: 2, Light.NOT_BEGUN: 1, Light.DONE: 0}
MOST_DAYS = 99_999
FIELDS = (
    *("public", "computed_light", "light", "urgency", "recheck_on", "next_due_on", "update_due_on"),
    *("planned_total", "spent_total", "milestones_total", "milestones_done", "shift_count"),
)
BATCH = 400


@dataclass(frozen=True)
class Money:
    """Sums of the budget; None: no amount is published."""

    planned: Decimal | None = None
    spent: Decimal | None = None


def refresh(keys: Iterable[int], today: date | None = None) -> int:
    """Compute the figures of these measures anew and write what changed. Call it in the transaction of the change."""
    ordered = sorted(set(keys))
    day = today or timezone.localdate()
    return sum(_refresh(ordered[start : start + BATCH], day) for start in range(0, len(ordered), BATCH))


def case_of(measure: Measure, milestones: Iterable[Milestone], aims: Iterable[Aim] = ()) -> Case:
    """What the light of a measure follows from."""
    return Case(
        state=cast(lights.State, str(measure.state)),
        start=measure.starts_on,
        begun=measure.begun_on,
        end=measure.ends_on,
        end_forecast=measure.ends_forecast,
        steps=tuple(Step(row.said_title, row.planned_on, row.forecast_on, row.actual_on) for row in milestones),
        aims=tuple(aims),
    )


def verdict_of(measure: Measure, milestones: Iterable[Milestone], today: date | None = None) -> Verdict:
    """The computed light with its calculation, for the page that explains it."""
    aims = aims_of([measure.pk])[measure.pk]
    return lights.judge(case_of(measure, milestones, aims), today or timezone.localdate())


def _refresh(keys: Sequence[int], today: date) -> int:
    measures = list(Measure.objects.filter(pk__in=keys))
    steps = _milestones(keys)
    money, shifts, public, aims = _money(keys), _shifts(keys), _public(keys), aims_of(keys)
    changed = []
    for measure in measures:
        case = case_of(measure, steps.get(measure.pk, ()), aims[measure.pk])
        values = _values(measure, case, steps.get(measure.pk, []), today)
        total = money.get(measure.pk, Money())
        values |= {"planned_total": total.planned, "spent_total": total.spent}
        values |= {"shift_count": shifts.get(measure.pk, 0)}
        values |= {"public": measure.published and measure.pk in public}
        if any(getattr(measure, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(measure, name, value)
            changed.append(measure)
    _write(changed)
    return len(changed)


def _write(changed: Sequence[Measure]) -> None:
    """One measure (nearly every action) takes a plain UPDATE: building bulk_update's SQL took half of an action."""
    if len(changed) == 1:
        values = {name: getattr(changed[0], name) for name in FIELDS}
        Measure.objects.filter(pk=changed[0].pk).update(**values)
    else:
        Measure.objects.bulk_update(changed, FIELDS, batch_size=50)


def _values(measure: Measure, case: Case, steps: Sequence[Milestone], today: date) -> dict[str, Any]:
    verdict = lights.judge(case, today)
    light = measure.override_light or verdict.light
    ahead = [step.due for step in case.open_steps] + [day for day in (case.due,) if day and measure.ended_on is None]
    return {
        "computed_light": verdict.light,
        "light": light,
        "urgency": urgency(light, verdict.reason.days, measure.is_over),
        "recheck_on": lights.next_look(case, today),
        "next_due_on": min(ahead, default=None) if not measure.is_over else None,
        "update_due_on": _update_due(measure),
        "milestones_total": len(steps),
        "milestones_done": sum(row.actual_on is not None for row in steps),
    }


def urgency(light: str, days: int, over: bool) -> int:
    """The larger, the more it hurts: the light first, then by how many days it hangs. What is over hurts nobody."""
    return 0 if over else RANKS[Light(light)] * (MOST_DAYS + 1) + min(max(days, 0), MOST_DAYS)


def _update_due(measure: Measure) -> date | None:
    if measure.is_over:
        return None
    last = measure.reported_on or timezone.localdate(measure.created_at)
    return last + timedelta(days=measure.update_days)


def _milestones(keys: Sequence[int]) -> dict[int, list[Milestone]]:
    found: dict[int, list[Milestone]] = {}
    for row in Milestone.objects.filter(measure__in=keys).order_by("planned_on", "position", "pk"):
        found.setdefault(row.measure_id, []).append(row)
    return found


def _money(keys: Sequence[int]) -> dict[int, Money]:
    rows = BudgetLine.objects.filter(measure__in=keys).order_by().values("measure")
    sums = rows.annotate(planned_sum=Sum("planned"), spent_sum=Sum("actual"))
    return {row["measure"]: Money(_cents(row["planned_sum"]), _cents(row["spent_sum"])) for row in sums}


def _cents(amount: Decimal | None) -> Decimal | None:
    """SQLite sums amounts as floats; cents they are."""
    return None if amount is None else Decimal(amount).quantize(Decimal("0.01"))


def _shifts(keys: Sequence[int]) -> dict[int, int]:
    rows = DateShift.objects.filter(measure__in=keys).order_by().values("measure").annotate(number=Count("pk"))
    return {row["measure"]: row["number"] for row in rows}


def _public(keys: Sequence[int]) -> set[int]:
    rows = MeasureNode.objects.filter(measure__in=keys, node__plan__state__in=PUBLIC_STATES)
    return set(rows.values_list("measure_id", flat=True))
