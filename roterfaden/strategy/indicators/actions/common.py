"""What the actions on indicators share: permissions, checks, and what follows from each change."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.kit.things import Ref
from roterfaden.search.actions import enqueue
from roterfaden.strategy.actions.common import (
    refresh_measures,
)
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators import figures
from roterfaden.strategy.indicators.numbers import MOST_DIGITS
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.models import (
    Effect,
    Indicator,
)

ADD, CHANGE, PUBLISH, VALUES = (
    "strategy.add_indicator",
    "strategy.change_indicator",
    "strategy.publish_indicator",
    "strategy.enter_values",
)


def ref(indicator: Indicator) -> Ref:
    """An indicator's name."""
    return Ref("indicator", str(indicator.pk))


def locked(indicator: Indicator) -> Indicator:
    """The indicator as it is now, under lock until the transaction ends: values come in one after the other."""
    return Indicator.objects.select_for_update().get(pk=indicator.pk)


def follow_up(*indicators: Indicator) -> None:
    """Figures, search, and the measures whose light may hang on these indicators."""
    keys = [indicator.pk for indicator in indicators]
    figures.refresh(keys)
    public = set(Indicator.objects.visible_to().filter(pk__in=keys).values_list("pk", flat=True))
    enqueue("indicator", [key for key in keys if key in public])
    enqueue("indicator", [key for key in keys if key not in public], hidden=True)
    refresh_measures(Effect.objects.filter(indicator__in=keys).values_list("measure_id", flat=True))


def check_number(value: Decimal, field: str) -> None:
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= Decimal(10) ** MOST_DIGITS or number != round(number, 6):
        raise Refused(_("Diese Zahl hat zu viele Stellen."), field)


def period_of(text: str, field: str = "period") -> Any:
    try:
        return parse_period(text)
    except ValueError as error:
        raise Refused(str(error), field) from None
