"""Template tags of indicators and reports."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _

from roterfaden.strategy.indicators import addresses, overview, words
from roterfaden.strategy.indicators.numbers import number_words
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.models import Effect, Indicator, Measure, Plan, Report
from roterfaden.strategy.reports import due
from roterfaden.strategy.reports import reading as report_reading

register = template.Library()
#: A plan's page shows so many; the list has all.
MOST = 100


@register.filter
def indicator_address(indicator: Indicator, face: str = "indicator") -> str:
    """The path of an indicator's page, or of another face of it."""
    return addresses.indicator_address(indicator, face)


@register.filter
def report_address(report: Report, face: str = "report") -> str:
    """The path of a report's page, or of another face of it."""
    return addresses.report_address(report, face)


@register.filter
def period_words(code: str) -> str:
    """A period as people say it."""
    return parse_period(code).words if code else ""


@register.filter
def plain_number(value: Any, decimals: int | None = None) -> str:
    """A number with grouped thousands."""
    return "–" if value in (None, "") else number_words(Decimal(str(value)), decimals)


@register.filter
def amount_of(indicator: Indicator, value: Decimal | None) -> str:
    """A value of an indicator with its unit."""
    return words.amount(indicator, value)


@register.simple_tag
def indicators_of(plan: Plan) -> list[overview.ListRow]:
    """The public indicators of a plan, what goes wrong first: two statements."""
    return overview.list_rows(list(overview.of_plan(plan)[:MOST]))


@register.simple_tag
def effects_of(measure: Measure) -> list[Effect]:
    """What a measure does to public indicators: one statement."""
    public = Indicator.objects.visible_to()
    rows = Effect.objects.filter(measure=measure, indicator__in=public).select_related("indicator")
    return list(rows.order_by("pk")[:MOST])


@register.filter
def light_of(rating: str) -> words.Light:
    """The light of a rating."""
    return words.light_of(rating)


@register.simple_tag
def reports_of(plan: Plan) -> report_reading.PlanReports:
    """The published reports of a plan, and when the next one is due: one statement."""
    return report_reading.of_plan(plan)


@register.filter
def days_late(day: date | None) -> int:
    """For how many days something has been due."""
    return due.days_late(day)


@register.filter
def scenario_words(name: str) -> str:
    """The first scenario has no name of its own for people."""
    return _("Ziel") if name == "Ziel" else name


@register.filter
def said_row(row: Any) -> str:
    """The title of a row of a report's document."""
    return report_reading.said(row)


@register.filter
def said_title(row: Any) -> str:
    """The title of something that moved."""
    return report_reading.said({"title": row.title, "titleEn": row.title_en})


@register.filter
def said_step(row: Any) -> str:
    """The step of a measure that moved; without a step it is the measure's own end."""
    return report_reading.said({"title": row.step, "titleEn": row.step_en}) or _("Ende der Maßnahme")
