"""What a report freezes, as one JSON document without floats:

{"format": 1, "date", "plan": {"slug", "title", "titleEn", "state", "sample"},
 "measures": [{"slug", "title", "titleEn", "light", "byHand", "state", "end", "planned", "spent",
               "milestones": [{"code", "title", "titleEn", "planned", "due", "actual"}]}],
 "indicators": [{"slug", "title", "titleEn", "unit", "unitEn", "decimals", "direction", "value", "period",
                 "provisional", "rating", "ratio", "target", "targetPeriod"}]}

Only what was public. Amounts and values are texts; days are ISO 8601.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from roterfaden.kit import json
from roterfaden.strategy.indicators import figures
from roterfaden.strategy.models import Indicator, Measure, Milestone, Observation, Plan, Target

FORMAT = 1


def freeze(plan: Plan, day: date) -> dict[str, Any]:
    """The document of a plan for a day: five statements, however large it is."""
    return {
        "format": FORMAT,
        "date": day.isoformat(),
        "plan": {
            "slug": plan.slug,
            "title": plan.title,
            "titleEn": plan.title_en,
            "state": str(plan.state),
            "sample": plan.sample,
        },
        "measures": [_measure(row) for row in _measures(plan)],
        "indicators": _indicators(plan, day),
    }


def digest(document: dict[str, Any]) -> str:
    """The checksum that the ledger keeps."""
    return hashlib.sha256(json.canonical(document)).hexdigest()


def _measures(plan: Plan) -> Sequence[Measure]:
    steps = Prefetch("milestones", Milestone.objects.order_by("planned_on", "pk"))
    rows = Measure.objects.visible_to().filter(pk__in=plan.nodes.values("places__measure"))
    return list(rows.prefetch_related(steps).order_by("slug"))


def _measure(row: Measure) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "title": row.title,
        "titleEn": row.title_en,
        "light": str(row.light),
        "byHand": row.override_reason if row.override_light else "",
        "state": str(row.state),
        "end": _day(row.end),
        "planned": _number(row.planned_total),
        "spent": _number(row.spent_total),
        "milestones": [_milestone(step) for step in row.milestones.all()],
    }


def _milestone(step: Milestone) -> dict[str, Any]:
    return {
        "code": step.code,
        "title": step.title,
        "titleEn": step.title_en,
        "planned": _day(step.planned_on),
        "due": _day(step.forecast_on or step.planned_on),
        "actual": _day(step.actual_on),
    }


def _indicators(plan: Plan, day: date) -> list[dict[str, Any]]:
    rows = list(Indicator.objects.visible_to().of_plan(plan).order_by("slug"))
    keys = [row.pk for row in rows]
    values, targets = figures.whole_values(keys), figures.main_targets(keys)
    return [
        _indicator(row, [value for value in values.get(row.pk, []) if value.end <= day], targets.get(row.pk))
        for row in rows
    ]


def _indicator(row: Indicator, values: Sequence[Observation], target: Target | None) -> dict[str, Any]:
    found = figures.progress_of(row, values, target)
    latest = values[-1] if values else None
    return {
        "slug": row.slug,
        "title": row.title,
        "titleEn": row.title_en,
        "unit": row.unit,
        "unitEn": row.unit_en,
        "decimals": row.decimals,
        "direction": str(row.direction),
        "value": _number(latest.value) if latest else None,
        "period": latest.period if latest else "",
        "provisional": bool(latest and latest.draft),
        "rating": found.rating.value,
        "ratio": None if found.ratio is None else str(round(found.ratio, 6)),
        "target": _number(target.value) if target else None,
        "targetPeriod": target.period if target else "",
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _number(number: Decimal | None) -> str | None:
    return None if number is None else str(number.normalize() + 0)
