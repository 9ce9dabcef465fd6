"""Invented indicators over ten years, entered by hand as an editor would: values, targets, one revision, effects."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal

from roterfaden.accounts.models import User
from roterfaden.demo.agenda.content import IndicatorText, indicators, slug
from roterfaden.demo.agenda.strategies import APPROVAL, CONTROL
from roterfaden.strategy.indicators.actions import (
    create_indicator,
    enter_values,
    set_effect,
    set_indicator_state,
    set_target,
)
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.indicators.rows import Value
from roterfaden.strategy.models import Indicator, Measure, Node

YEARS = 10
TARGET_YEAR = "2030"
METHOD = "Erfundene Werte. Gezählt wird jeweils am 31. Dezember; Grundlage wäre ein Register der Stadt."


def fill_indicators(today: date) -> None:
    """Write the invented indicators with values up to the last full year; those that are there stay."""
    control, approval = (User.objects.get(username=name) for name in (CONTROL, APPROVAL))
    nodes: dict[str, list[Node]] = {}
    for node in Node.objects.filter(plan__sample=False).order_by("pk"):
        nodes.setdefault(node.title, []).append(node)
    known = set(Indicator.objects.values_list("slug", flat=True))
    last_year = min(today, date.today()).year - 1
    for place, text in enumerate(indicators()):
        if slug(text.title) not in known:
            _tell(control, approval, text, place, nodes[text.node], last_year)


def _tell(control: User, approval: User, text: IndicatorText, place: int, nodes: list[Node], last_year: int) -> None:
    decimals = 1 if any(value % 1 for value in (text.first, text.last)) else 0
    values = {
        "slug": slug(text.title),
        "title": text.title,
        "description": f"{text.title}, gemessen in {text.unit}.",
        "unit": text.unit,
        "decimals": decimals,
        "direction": text.direction,
        "baseline_value": Decimal(str(text.first)),
        "baseline_period": str(last_year - YEARS + 1),
        "method": METHOD,
        "source_name": "Beispieldaten",
        "responsible": "Team Strategie (Beispieldaten)",
        "controller": control,
        "sample": True,
    }
    indicator = create_indicator(control, values, nodes, [text.goal])
    set_indicator_state(approval, indicator, "published")
    series = _series(text, last_year, decimals)
    enter_values(control, indicator, series)
    if place % 10 == 0:
        # One value turned out to be wrong: the old one stays readable.
        old = series[-3]
        better = Value(old.line, old.period, old.value + Decimal(1), reason="Nachmeldung eines Fachbereichs")
        enter_values(control, indicator, [better])
    if text.target is not None:
        set_target(control, indicator, TARGET_YEAR, Decimal(str(text.target)))
    for measure in Measure.objects.filter(places__node__in=nodes).distinct().order_by("pk")[:1]:
        direction = {"up": "raises", "down": "lowers", "keep": "holds"}[text.direction]
        sentence = f"Wenn „{measure.title}“ gelingt, ist das hier zu sehen (Annahme, Beispieldaten)."
        confidence = ("low", "medium", "high")[place % 3]
        words = {"direction": direction, "confidence": confidence, "sentence": sentence}
        set_effect(control, measure, indicator, words)


def _series(text: IndicatorText, last_year: int, decimals: int) -> list[Value]:
    """Ten values from the first to the last, not on a straight line; the newest is provisional for some."""
    rows = []
    for number in range(YEARS):
        way = number / (YEARS - 1)
        swing = (_noise(text.title, number) - 0.5) * 0.12 if 0 < number < YEARS - 1 else 0
        value = text.first + (text.last - text.first) * (way + swing)
        amount = Decimal(str(round(max(value, 0), decimals)))
        period = parse_period(str(last_year - YEARS + 1 + number))
        draft = number == YEARS - 1 and len(text.title) % 4 == 0
        rows.append(Value(number + 1, period, amount, draft=draft))
    return rows


def _noise(title: str, number: int) -> float:
    """A number between 0 and 1 that is the same on every machine."""
    return hashlib.sha256(f"{title}{number}".encode()).digest()[0] / 255
