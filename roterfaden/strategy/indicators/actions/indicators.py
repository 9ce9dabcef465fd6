"""An indicator's texts, goals and state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.ledger.actions import record
from roterfaden.strategy.actions.common import (
    changes,
    cleaned,
    create,
    note,
    reason_in,
    require,
    write,
)
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators import figures
from roterfaden.strategy.indicators.actions.common import (
    ADD,
    CHANGE,
    PUBLISH,
    check_number,
    follow_up,
    locked,
    period_of,
    ref,
)
from roterfaden.strategy.indicators.sdg import parse_goal
from roterfaden.strategy.models import (
    Indicator,
    IndicatorGoal,
    IndicatorNode,
    Node,
    Target,
)

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

RESERVED = frozenset({"methode", "faellig", "export", "hochladen"})


@transaction.atomic
def create_indicator(
    user: User, values: Mapping[str, Any], nodes: Iterable[Node] = (), goals: Iterable[str] = ()
) -> Indicator:
    """A new draft. `goals` are SDGs ("11") or their targets ("11.6")."""
    require(user, ADD)
    fields = cleaned(Indicator, values)
    _check(fields)
    indicator = create(Indicator, _("Eine Adresse mit diesem Kurznamen gibt es schon."), **fields)
    _set_places(indicator, nodes, goals)
    figures.refresh([indicator.pk])
    indicator.refresh_from_db()
    note(user, indicator, "indicator_created", title=indicator.title)
    return indicator


@transaction.atomic
def change_indicator(
    user: User,
    indicator: Indicator,
    version: int,
    values: Mapping[str, Any],
    nodes: Iterable[Node] | None = None,
    goals: Iterable[str] | None = None,
) -> Indicator:
    """Its texts, unit, direction, baseline, rhythm. `nodes` and `goals` stay where they are None."""
    require(user, CHANGE)
    fields = cleaned(Indicator, values)
    if fields.get("slug", indicator.slug) != indicator.slug and indicator.is_public:
        raise Refused(_("Die Adresse einer veröffentlichten Kennzahl bleibt."), "slug")
    names = ("slug", "title", "unit", "baseline_value", "baseline_period")
    _check({name: getattr(indicator, name) for name in names} | fields)
    if not fields.get("unit", indicator.unit) and _targets(indicator):
        raise Refused(_("Die Kennzahl hat Zielwerte: Ohne Einheit sagen sie nichts."), "unit")
    found = changes(indicator, fields)
    write(indicator, version, fields)
    if nodes is not None or goals is not None:
        _set_places(indicator, nodes, goals)
    if indicator.is_public and found:
        record("indicator.changed", ref(indicator), {"title": indicator.title, "changes": found})
    follow_up(indicator)
    note(user, indicator, "indicator_changed", fields=[change["field"] for change in found])
    return indicator


@transaction.atomic
def set_indicator_state(user: User, indicator: Indicator, state: str, reason: str = "") -> Indicator:
    """Publish it, or say that it is not collected any more (with the reason). Nothing public becomes a draft again."""
    require(user, PUBLISH)
    current = locked(indicator)
    steps = {Indicator.State.DRAFT: ("published",), Indicator.State.PUBLISHED: ("ended",)}
    if state not in steps.get(Indicator.State(current.state), ("published",)):
        raise Refused(_("Dieser Schritt ist von hier aus nicht möglich."), "state")
    words = reason_in(reason) if state == Indicator.State.ENDED else reason
    if not current.unit or not current.method:
        raise Refused(_("Vor der Veröffentlichung braucht es Einheit und Methode."), "method")
    write(current, current.version, {"state": state})
    content = {"title": current.title, "state": state, "reason": words}
    record("indicator.state", ref(current), content)
    follow_up(current)
    note(user, current, "indicator_state", state=state, reason=words)
    return current


def _check(fields: Mapping[str, Any]) -> None:
    if not fields.get("title"):
        raise Refused(_("Eine Kennzahl braucht einen Titel."), "title")
    if str(fields.get("slug", "")) in RESERVED or not fields.get("slug"):
        raise Refused(_("Dieser Kurzname ist nicht möglich."), "slug")
    value, period = fields.get("baseline_value"), fields.get("baseline_period")
    if (value is None) != (not period):
        raise Refused(_("Ausgangswert und Zeitraum gehören zusammen."), "baseline_period")
    if period:
        period_of(str(period), "baseline_period")
    if value is not None:
        check_number(value, "baseline_value")
    if fields.get("decimals", 0) > 6:
        raise Refused(_("Höchstens sechs Stellen hinter dem Komma."), "decimals")


def _targets(indicator: Indicator) -> bool:
    return bool(Target.objects.current().filter(scenario__indicator=indicator, value__isnull=False).exists())


def _set_places(indicator: Indicator, nodes: Iterable[Node] | None, goals: Iterable[str] | None) -> None:
    """Nodes and goals exactly as given; what stays keeps its row."""
    if nodes is not None:
        wanted = {node.pk for node in nodes}
        IndicatorNode.objects.filter(indicator=indicator).exclude(node__in=wanted).delete()
        rows = [IndicatorNode(indicator=indicator, node_id=key) for key in sorted(wanted)]
        IndicatorNode.objects.bulk_create(rows, ignore_conflicts=True)
    if goals is not None:
        try:
            named = {parse_goal(text) for text in goals}
        except ValueError as error:
            raise Refused(str(error), "goals") from None
        IndicatorGoal.objects.filter(indicator=indicator).delete()
        IndicatorGoal.objects.bulk_create(
            IndicatorGoal(indicator=indicator, goal=goal, target=target) for goal, target in sorted(named)
        )
