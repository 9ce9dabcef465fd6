"""Reads of indicators for pages, files and interfaces: one constant number of statements each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.safestring import SafeString

from roterfaden.methods.progress import Progress
from roterfaden.strategy.indicators import drawing, figures, words
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.indicators.sdg import goal_address, goal_name
from roterfaden.strategy.models import (
    PUBLIC_STATES,
    Breakdown,
    Effect,
    Indicator,
    IndicatorGoal,
    IndicatorNode,
    Observation,
    SourceRun,
    Target,
    ValueSource,
)

if TYPE_CHECKING:
    from roterfaden.strategy.models.base import Viewer

#: A page shows so many at most; the files have all.
MOST_READ = 20_000
MOST_VALUES, MOST_REVISIONS, MOST_EFFECTS, MOST_PARTS = 400, 50, 100, 24


@dataclass(frozen=True)
class ValueRow:
    """A row of the table beside the chart."""

    period: str
    value: str
    draft: bool = False
    target: bool = False
    scenario: str = ""
    reached: bool | None = None


@dataclass(frozen=True)
class RevisionRow:
    """A value that was changed: from what to what, when and why."""

    when: date
    period: str
    part: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True)
class GoalRow:
    """A goal of the United Nations."""

    number: str
    name: str
    address: str


@dataclass(frozen=True)
class SourceRow:
    """Where values come from by themselves, and how the last run went."""

    source: ValueSource
    label: str
    run: SourceRun | None


@dataclass(frozen=True)
class IndicatorPage:
    """All that a page shows."""

    indicator: Indicator
    progress: Progress
    headline: str
    state: str
    pace: str
    light: words.Light
    overdue: str
    chart: SafeString
    rows: Sequence[ValueRow]
    cut: bool
    steps: Sequence[str]
    parts: dict[str, list[drawing.SmallChart]]
    part_rows: Sequence[tuple[str, str, str, str]]
    revisions: Sequence[RevisionRow]
    former_targets: Sequence[Target]
    effects: Sequence[Effect]
    places: Sequence[IndicatorNode]
    goals: Sequence[GoalRow]
    sources: Sequence[SourceRow]
    baseline: str = ""
    values: Sequence[Observation] = field(default=())


def page_of(indicator: Indicator, user: Viewer = None) -> IndicatorPage:
    """The page: ten statements, however many values."""
    whole, parts = _values(indicator)
    targets = _targets(indicator)
    main = figures.main_targets([indicator.pk]).get(indicator.pk)
    progress = figures.progress_of(indicator, whole, main)
    breakdowns = list(Breakdown.objects.filter(indicator=indicator)[:MOST_PARTS])
    return IndicatorPage(
        indicator=indicator,
        progress=progress,
        headline=words.headline(progress),
        state=words.state_sentence(indicator),
        pace=words.pace_sentence(indicator, progress),
        light=words.light_of(indicator.rating),
        overdue=words.overdue_sentence(indicator, timezone.localdate()),
        chart=drawing.draw(indicator, whole[-MOST_VALUES:], main, progress),
        rows=_rows(indicator, whole[-MOST_VALUES:], [row for row in targets if row.current]),
        cut=len(whole) > MOST_VALUES,
        steps=words.steps(indicator, progress, _names(indicator, whole, main)),
        parts=drawing.draw_parts(indicator, breakdowns, parts),
        part_rows=_part_rows(indicator, breakdowns, parts),
        revisions=_revisions(indicator, breakdowns),
        former_targets=[row for row in targets if row.replaces_id],
        effects=_effects(indicator, user),
        places=_places(indicator),
        goals=_goals(indicator),
        sources=_sources(indicator),
        baseline=_baseline(indicator),
        values=whole,
    )


def _values(indicator: Indicator) -> tuple[list[Observation], dict[str, list[Observation]]]:
    """The values that count: of the whole, and of each part."""
    parts: dict[str, list[Observation]] = {}
    rows = Observation.objects.current().filter(indicator=indicator).order_by("-end", "-pk")
    light = rows.only("indicator", "breakdown", "period", "end", "value", "draft", "seen_at")
    for row in reversed(light[:MOST_READ]):
        parts.setdefault(row.breakdown, []).append(row)
    return parts.pop("", []), parts


def _targets(indicator: Indicator) -> list[Target]:
    rows = Target.objects.filter(scenario__indicator=indicator).select_related("scenario", "replaces")
    return list(rows.order_by("scenario__position", "scenario__pk", "end", "pk")[:200])


def _rows(indicator: Indicator, values: Sequence[Observation], targets: Sequence[Target]) -> list[ValueRow]:
    """Targets and values in one list, the newest first."""
    latest = {row.period: row.value for row in values}
    found = [
        (row.end, 0, ValueRow(parse_period(row.period).words, words.amount(indicator, row.value), row.draft))
        for row in values
    ]
    several = len({row.scenario_id for row in targets}) > 1
    for row in targets:
        if row.value is not None:
            period = parse_period(row.period)
            said = words.amount(indicator, row.value)
            reached = _reached(indicator, latest.get(row.period), row.value)
            name = row.scenario.said_name if several else ""
            found.append((row.end, 1, ValueRow(period.words, said, False, True, name, reached)))
    return [row for _end, _order, row in sorted(found, key=lambda entry: (entry[0], entry[1]), reverse=True)]


def _reached(indicator: Indicator, value: Decimal | None, target: Decimal) -> bool | None:
    if value is None or indicator.direction == Indicator.Direction.KEEP:
        return None
    return value >= target if indicator.direction == Indicator.Direction.UP else value <= target


def _part_rows(
    indicator: Indicator, breakdowns: Sequence[Breakdown], values: dict[str, list[Observation]]
) -> list[tuple[str, str, str, str]]:
    """The table twin of the small charts: (dimension, category, first, last)."""
    found = []
    for breakdown in breakdowns:
        if rows := values.get(breakdown.key):
            first, last = (
                f"{words.amount(indicator, row.value)} ({parse_period(row.period).words})"
                for row in (rows[0], rows[-1])
            )
            found.append((breakdown.said_dimension, breakdown.said_category, first, last))
    return found


def _said(indicator: Indicator, row: Observation) -> str:
    return f"{words.amount(indicator, row.value)} ({parse_period(row.period).words})"


def _revisions(indicator: Indicator, breakdowns: Sequence[Breakdown]) -> list[RevisionRow]:
    names = {row.key: row.said_category for row in breakdowns}
    rows = Observation.objects.filter(indicator=indicator, revised_from__isnull=False).select_related("revised_from")
    found = []
    for row in rows.order_by("-seen_at", "-pk")[:MOST_REVISIONS]:
        assert row.revised_from is not None, "asked for"
        old, new = (words.amount(indicator, value) for value in (row.revised_from.value, row.value))
        if old == new:  # what changed is behind the shown digits, or only "provisional"
            old, new = (
                words.amount(indicator, value, _places_of(value)) for value in (row.revised_from.value, row.value)
            )
        part = names.get(row.breakdown, row.breakdown)
        day = timezone.localdate(row.seen_at)
        found.append(RevisionRow(day, parse_period(row.period).words, part, old, new, row.reason))
    return found


def _places_of(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def _effects(indicator: Indicator, user: Viewer) -> list[Effect]:
    rows = Effect.objects.filter(indicator=indicator, measure__public=True).select_related("measure")
    surest = {"high": 0, "medium": 1, "low": 2}
    return sorted(rows.order_by("pk")[:MOST_EFFECTS], key=lambda row: surest[row.confidence])


def _places(indicator: Indicator) -> list[IndicatorNode]:
    rows = IndicatorNode.objects.filter(indicator=indicator, node__plan__state__in=PUBLIC_STATES)
    return list(rows.select_related("node__plan").order_by("node__plan__position", "pk")[:50])


def _goals(indicator: Indicator) -> list[GoalRow]:
    return [goal_row(row) for row in IndicatorGoal.objects.filter(indicator=indicator)]


def goal_row(row: IndicatorGoal) -> GoalRow:
    """A goal with its name and address."""
    return GoalRow(row.target or str(row.goal), goal_name(row.goal), goal_address(row.goal))


def _sources(indicator: Indicator) -> list[SourceRow]:
    from roterfaden.strategy.indicators.sources import kinds

    found = list(ValueSource.objects.filter(indicator=indicator, enabled=True))
    runs: dict[int, SourceRun] = {}
    if found:
        last = SourceRun.objects.filter(source__in=found, finished__isnull=False).defer(
            "payload", "sample_rows", "refused"
        )
        for run in last.order_by("-pk")[: 20 * len(found)]:
            if run.source_id is not None:
                runs.setdefault(run.source_id, run)
    return [
        SourceRow(row, str(kinds[row.kind].label) if row.kind in kinds else row.kind, runs.get(row.pk)) for row in found
    ]


def _baseline(indicator: Indicator) -> str:
    if indicator.baseline_value is None:
        return ""
    return f"{words.amount(indicator, indicator.baseline_value)} ({parse_period(indicator.baseline_period).words})"


def _names(indicator: Indicator, values: Sequence[Observation], target: Target | None) -> dict[Decimal, str]:
    """The periods of a calculation by their time."""
    codes = {row.period for row in values} | ({target.period} if target else set())
    if indicator.baseline_period:
        codes.add(indicator.baseline_period)
    return {period.time: period.words for period in map(parse_period, codes)}
