"""Tags and filters of the room's templates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from roterfaden.strategy import addresses
from roterfaden.strategy.marks import mark
from roterfaden.strategy.models import Measure, Milestone, Node, Plan, PlanVersion

register = template.Library()
NARROW = "\u00a0"
register.filter("light", mark)


@register.filter
def address(thing: Any) -> str:
    """The path of a thing's page."""
    makers: dict[type, Any] = {
        Plan: addresses.plan_address,
        Node: addresses.node_address,
        Measure: addresses.measure_address,
        Milestone: addresses.milestone_address,
        PlanVersion: addresses.version_address,
    }
    return str(makers[type(thing)](thing))


@register.simple_tag
def consultation_address(provider: Any, plan: Plan) -> str:
    """Where the whole plan is talked about."""
    return str(provider.address(plan))


@register.filter
def euro(amount: Decimal | None) -> str:
    """An amount with a real minus sign; cents only where there are any."""
    if amount is None:
        return _("nicht veröffentlicht")
    places = 0 if amount == int(amount) else 2
    text = number_format(abs(amount), decimal_pos=places, use_l10n=True, force_grouping=True)
    priced = _("{amount} €").format(amount=text).replace(" ", NARROW)
    return f"{'−' if amount < 0 else ''}{priced}"


@register.filter
def percent(value: int | None) -> str:
    """A share in words."""
    return "–" if value is None else f"{value}{NARROW}%"


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A day in words."""
    if value is None:
        return _("ohne Datum")
    local = localtime(value).date() if isinstance(value, datetime) else value
    words = date_format(local, "DATE_FORMAT").replace(". ", f".{NARROW}", 1)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), words)


@register.filter
def short_day(value: date | datetime | None) -> SafeString | str:
    """A day in digits, for lists."""
    if value is None:
        return "–"
    local = localtime(value).date() if isinstance(value, datetime) else value
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), date_format(local, "SHORT_DATE_FORMAT"))


@register.filter
def minus(value: Any, other: Any) -> Any:
    """A difference."""
    return value - other


@register.filter
def at(values: Any, key: Any) -> Any:
    """The value at a key; nothing where there is none."""
    return values.get(key)
