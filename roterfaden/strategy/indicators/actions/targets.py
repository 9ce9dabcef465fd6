"""What shall be reached by when."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import record
from roterfaden.notices.actions import News, announce
from roterfaden.strategy.actions.common import (
    cleaned,
    note,
    paper_values,
    reason_in,
    require,
    said_paper,
)
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators.actions.common import CHANGE, check_number, follow_up, locked, period_of, ref
from roterfaden.strategy.models import (
    Indicator,
    Scenario,
    Target,
)

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

#: The scenario that a target without one belongs to.
MAIN = "Ziel"


@transaction.atomic
def set_target(
    user: User,
    indicator: Indicator,
    period: str,
    value: Decimal | None,
    scenario: str = MAIN,
    reason: str = "",
    paper: Ref | None = None,
) -> Target:
    """Set what shall be reached by a period. A changed target follows the former one, with the reason; `value` None:
    it was given up. The same again changes nothing.
    """
    require(user, CHANGE)
    current, when = locked(indicator), period_of(period)
    if not current.unit:
        raise Refused(_("Ein Zielwert braucht eine Einheit. Bitte zuerst die Einheit der Kennzahl nennen."), "unit")
    if value is not None:
        check_number(value, "value")
    place = _scenario(current, scenario)
    old: Target | None = Target.objects.current().filter(scenario=place, period=when.code).first()
    if old is not None and old.value == value:
        return old
    if old is None and value is None:
        raise Refused(_("Für diesen Zeitraum gibt es keinen Zielwert."), "period")
    words = reason_in(reason) if old is not None else reason
    if old is not None:
        Target.objects.supersede([old.pk])
    fields = cleaned(Target, {"reason": words})
    row = Target(scenario=place, period=when.code, end=when.end, value=value, replaces=old, author=user, **fields)
    for name, part in paper_values(paper).items():
        setattr(row, name, part)
    row.save()
    _tell_target(current, place, row, old, paper)
    follow_up(current)
    note(user, current, "target_set", period=when.code, value=_spelled(value))
    return row


def _tell_target(indicator: Indicator, scenario: Scenario, row: Target, old: Target | None, paper: Ref | None) -> None:
    if not indicator.is_public:
        return
    content = {
        "title": indicator.title,
        "unit": indicator.unit,
        "scenario": scenario.name,
        "period": row.period,
        "value": _spelled(row.value),
        "old": _spelled(old.value) if old else None,
        "reason": row.reason,
        "paper": said_paper(paper),
    }
    record("indicator.target", ref(indicator), content)
    told = {name: content[name] for name in ("period", "value", "old")}
    announce("indicator.target", News(f"indicator.target:{row.pk}", ref(indicator), told))


def _spelled(number: Decimal | None) -> str | None:
    """A number as the ledger keeps it: no zeros at its end."""
    return None if number is None else str(Decimal(number).normalize() + 0)


def _scenario(indicator: Indicator, name: str) -> Scenario:
    fields = cleaned(Scenario, {"name": name})
    if not fields["name"]:
        raise Refused(_("Ein Szenario braucht einen Namen."), "scenario")
    number = Scenario.objects.filter(indicator=indicator).count()
    return Scenario.objects.get_or_create(indicator=indicator, **fields, defaults={"position": number})[0]
