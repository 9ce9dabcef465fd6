"""What follows from the values of an indicator: the latest one, the rating, when the next is due. Written with every
change, so that a list of hundreds computes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from roterfaden.methods import progress
from roterfaden.methods.lights import Aim
from roterfaden.methods.progress import Progress, Reading
from roterfaden.strategy.indicators.periods import next_due, parse_period
from roterfaden.strategy.models import Effect, Indicator, Observation, Scenario, Target

FIELDS = (
    *("rating", "urgency", "latest_value", "latest_period", "latest_draft"),
    *("target_value", "target_period", "next_due_on"),
)
#: What goes wrong comes first in lists.
RANKS = {"worsening": 5, "insufficient": 4, "moderate": 3, "unknown": 2, "on_track": 1, "achieved": 0}
BATCH = 200


def refresh(keys: Iterable[int], today: date | None = None) -> int:
    """Compute the figures of these indicators anew and write what changed. Call it in the transaction of the change."""
    ordered = sorted(set(keys))
    day = today or timezone.localdate()
    return sum(_refresh(ordered[start : start + BATCH], day) for start in range(0, len(ordered), BATCH))


def _refresh(keys: Sequence[int], today: date) -> int:
    values, targets = whole_values(keys), main_targets(keys)
    changed = []
    for indicator in Indicator.objects.filter(pk__in=keys):
        figures = _figures(indicator, values[indicator.pk], targets.get(indicator.pk), today)
        if any(getattr(indicator, name) != value for name, value in figures.items()):
            for name, value in figures.items():
                setattr(indicator, name, value)
            changed.append(indicator)
    Indicator.objects.bulk_update(changed, FIELDS, batch_size=50)
    return len(changed)


def _figures(indicator: Indicator, values: Sequence[Observation], target: Target | None, today: date) -> dict[str, Any]:
    found = progress_of(indicator, values, target)
    latest = values[-1] if values else None
    ended = indicator.state == Indicator.State.ENDED
    last = parse_period(latest.period) if latest else None
    due = next_due(last, indicator.rhythm_months, today, indicator.wait_days)
    return {
        "rating": found.rating.value,
        "urgency": 0 if ended else RANKS[found.rating.value],
        "latest_value": latest.value if latest else None,
        "latest_period": latest.period if latest else "",
        "latest_draft": bool(latest and latest.draft),
        "target_value": target.value if target else None,
        "target_period": target.period if target else "",
        # Without a single value the first day on which one was missed stays.
        "next_due_on": None if ended else due if latest else indicator.next_due_on or due,
    }


def progress_of(indicator: Indicator, values: Iterable[Observation], target: Target | None) -> Progress:
    """The rating with its calculation, from the values that count (of the whole) and the target."""
    readings = [Reading(parse_period(row.period).time, row.value) for row in values]
    return progress.rate(progress.Direction(indicator.direction), baseline_of(indicator), readings, aim_of(target))


def baseline_of(indicator: Indicator) -> Reading | None:
    """Where it begins, if that is named."""
    if indicator.baseline_value is None or not indicator.baseline_period:
        return None
    return Reading(parse_period(indicator.baseline_period).time, Decimal(indicator.baseline_value))


def aim_of(target: Target | None) -> Reading | None:
    """A target as the method takes it."""
    if target is None or target.value is None:
        return None
    return Reading(parse_period(target.period).time, target.value)


def whole_values(keys: Sequence[int]) -> dict[int, list[Observation]]:
    """For each indicator the values of the whole that count, in the order of time: one statement."""
    found: dict[int, list[Observation]] = defaultdict(list)
    rows = Observation.objects.current().whole().filter(indicator__in=keys)
    light = rows.only("indicator", "breakdown", "period", "end", "value", "draft", "seen_at")
    for row in light.order_by("indicator", "end", "pk"):
        found[row.indicator_id].append(row)
    return found


def latest_values(keys: Sequence[int], most: int) -> dict[int, list[Observation]]:
    """The last values of each indicator, in the order of time: one statement, few rows however long the series are."""
    place = Window(RowNumber(), partition_by="indicator", order_by=["-end", "-pk"])
    rows = (
        Observation.objects.current().whole().filter(indicator__in=keys).annotate(place=place).filter(place__lte=most)
    )
    found: dict[int, list[Observation]] = defaultdict(list)
    for row in rows.only("indicator", "period", "end", "value").order_by("indicator", "end", "pk"):
        found[row.indicator_id].append(row)
    return found


def main_targets(keys: Sequence[int]) -> dict[int, Target]:
    """For each indicator the last target of its first scenario, which the rating is measured against."""
    rows = Target.objects.current().filter(scenario__indicator__in=keys, value__isnull=False).select_related("scenario")
    found: dict[int, Target] = {}
    for row in rows.order_by("-scenario__position", "-scenario__pk", "end"):
        first = found.get(row.scenario.indicator_id)
        if first is None or _order(row.scenario) <= _order(first.scenario):
            found[row.scenario.indicator_id] = row
    return found


def _order(scenario: Scenario) -> tuple[int, int]:
    return scenario.position, scenario.pk


def aims_for(keys: Sequence[int]) -> Mapping[int, Iterable[Aim]]:
    """What the indicators say about measures that are known to work on them (hook of `strategy.hooks`).

    The way holds where the target is reached or on course; it does not where the target's time is over and it was
    missed. In between nothing is said: one measure among many is not late because an indicator is slow. Effects that
    are merely supposed say nothing at all.
    """
    sure = (Effect.Confidence.MEDIUM, Effect.Confidence.HIGH)
    public = Indicator.objects.visible_to().filter(target_value__isnull=False)
    rows = Effect.objects.filter(measure__in=keys, confidence__in=sure, indicator__in=public)
    found: dict[int, list[Aim]] = defaultdict(list)
    for row in rows.select_related("indicator").order_by("pk"):
        found[row.measure_id].append(Aim(row.indicator.said_title, _way_holds(row.indicator)))
    return found


def _way_holds(indicator: Indicator) -> bool | None:
    if indicator.rating in (Indicator.Rating.ACHIEVED, Indicator.Rating.ON_TRACK):
        return True
    if not indicator.latest_period or indicator.rating == Indicator.Rating.UNKNOWN:
        return None
    over = parse_period(indicator.latest_period).end >= parse_period(indicator.target_period).end
    return False if over else None
