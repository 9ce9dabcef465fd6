"""Plain `make_*` functions for indicators: sensible defaults, every field by keyword."""

from __future__ import annotations

from decimal import Decimal
from itertools import count
from typing import Any

from django.contrib.auth.models import Permission

from roterfaden.accounts.models import User
from roterfaden.strategy.indicators import figures
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.indicators.rows import Part, Value
from roterfaden.strategy.models import (
    Breakdown,
    Effect,
    Indicator,
    IndicatorNode,
    Measure,
    Node,
    Observation,
    Scenario,
    Target,
)

_numbers = count(1)
ALL = (
    *("add_indicator", "change_indicator", "publish_indicator", "enter_values", "view_indicator"),
    *("add_report", "approve_report", "view_report"),
)


def make_editor(name: str = "tonia", *permissions: str) -> User:
    """A person of the staff with these permissions of the room; all about indicators and reports by default."""
    user = User.objects.create_user(name, f"{name}@example.org", "wort-das-niemand-errät")
    names = permissions or ALL
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="strategy", codename__in=names))
    access = Permission.objects.filter(codename="access_admin", content_type__app_label="wagtailadmin")
    user.user_permissions.add(*access)
    return User.objects.get(pk=user.pk)


def make_indicator(*nodes: Node, title: str = "Online erledigte Anliegen", **fields: Any) -> Indicator:
    """A published indicator in percent, with a baseline of 12 in 2020."""
    values = {
        "slug": f"kennzahl-{next(_numbers)}",
        "unit": "%",
        "method": "Gezählt am 31. Dezember.",
        "state": Indicator.State.PUBLISHED,
        "baseline_value": Decimal(12),
        "baseline_period": "2020",
    } | fields
    indicator = Indicator.objects.create(title=title, **values)
    for node in nodes:
        IndicatorNode.objects.create(indicator=indicator, node=node)
    return indicator


def make_values(indicator: Indicator, *values: Any, first: int = 2020, part: Part | None = None) -> list[Observation]:
    """One value a year from `first` on."""
    found = []
    if part is not None:
        labels = {"dimension": part.dimension, "category": part.category}
        Breakdown.objects.get_or_create(indicator=indicator, key=part.key, defaults=labels)
    for year, value in enumerate(values, start=first):
        period = parse_period(str(year))
        row = Observation(indicator=indicator, period=period.code, end=period.end, value=Decimal(str(value)))
        row.breakdown = part.key if part else ""
        row.save()
        found.append(row)
    figures.refresh([indicator.pk])
    indicator.refresh_from_db()
    return found


def make_target(indicator: Indicator, value: Any = 60, period: str = "2030", scenario: str = "Ziel") -> Target:
    """A target of the first scenario."""
    number = Scenario.objects.filter(indicator=indicator).count()
    place, _new = Scenario.objects.get_or_create(indicator=indicator, name=scenario, defaults={"position": number})
    end = parse_period(period).end
    target = Target.objects.create(scenario=place, period=period, end=end, value=Decimal(str(value)))
    figures.refresh([indicator.pk])
    indicator.refresh_from_db()
    return target


def make_effect(measure: Measure, indicator: Indicator, **fields: Any) -> Effect:
    """A measure that raises the indicator, as is plausible."""
    values = {"direction": "raises", "confidence": "medium", "sentence": "Mehr geht online."} | fields
    return Effect.objects.create(measure=measure, indicator=indicator, **values)


def value(period: str, number: Any, line: int = 1, **fields: Any) -> Value:
    """A value as a reader gives it."""
    return Value(line, parse_period(period), Decimal(str(number)), **fields)
