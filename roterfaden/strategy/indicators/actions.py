"""What changes indicators: their texts and state, targets, values, effects. Each in one transaction on every face."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import record
from roterfaden.notices.actions import News, announce
from roterfaden.search.actions import enqueue
from roterfaden.strategy.actions.common import (
    changes,
    cleaned,
    create,
    note,
    paper_values,
    reason_in,
    refresh_measures,
    require,
    said_paper,
    write,
)
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators import figures, writing
from roterfaden.strategy.indicators.numbers import MOST_DIGITS
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.indicators.rows import Refusal, Value
from roterfaden.strategy.indicators.sdg import parse_goal
from roterfaden.strategy.indicators.telling import tell_values
from roterfaden.strategy.models import (
    Effect,
    Indicator,
    IndicatorGoal,
    IndicatorNode,
    Measure,
    Node,
    Observation,
    Scenario,
    Target,
)

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

ADD, CHANGE, PUBLISH, VALUES = (
    "strategy.add_indicator",
    "strategy.change_indicator",
    "strategy.publish_indicator",
    "strategy.enter_values",
)
#: The scenario that a target without one belongs to.
MAIN = "Ziel"
RESERVED = frozenset({"methode", "faellig", "export", "hochladen"})


@dataclass(frozen=True)
class Written:
    """What became of values."""

    new: int = 0
    revised: int = 0
    equal: int = 0


class Outrun(Exception):
    """Somebody else entered a value for the same period meanwhile. `stored` are the rows that count now."""

    def __init__(self, stored: Sequence[Observation]) -> None:
        super().__init__()
        self.stored = stored


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
    current, when = locked(indicator), _period(period)
    if not current.unit:
        raise Refused(_("Ein Zielwert braucht eine Einheit. Bitte zuerst die Einheit der Kennzahl nennen."), "unit")
    if value is not None:
        _check_number(value, "value")
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


@transaction.atomic
def enter_values(
    user: User,
    indicator: Indicator,
    values: Sequence[Value],
    seen: Mapping[tuple[str, str], int | None] | None = None,
) -> Written:
    """Add values. Equal ones change nothing; others become revisions of what was there, which stays.

    `seen` are the rows that the person saw, by (part, period): where others count by now, Outrun tells both.
    Raises Refused for contradicting values for one place.
    """
    require(user, VALUES)
    current = locked(indicator)
    doubles = writing.Doubles({})
    kept = []
    for value in values:
        _check_number(value.value, "value")
        found = doubles.check(current.pk, value)
        if isinstance(found, Refusal):
            raise Refused(found.text, "value")
        kept += [(current.pk, found)] if found else []
    plan = writing.plan(kept)
    _check_seen(plan, seen)
    rows = writing.write(plan.changes, user)
    revised = sum(change.old is not None for change in plan.changes)
    if rows:
        tell_values(current, plan.changes, f"{rows[-1].pk}")
        follow_up(current)
        note(user, current, "values_entered", new=len(rows) - revised, revised=revised)
    return Written(len(rows) - revised, revised, plan.equal)


def _check_seen(plan: writing.Plan, seen: Mapping[tuple[str, str], int | None] | None) -> None:
    if seen is None:
        return
    others = [
        change.old
        for change in plan.changes
        if change.old is not None and seen.get((change.place[1], change.place[2])) != change.old.pk
    ]
    if others:
        raise Outrun(others)


@transaction.atomic
def set_effect(user: User, measure: Measure, indicator: Indicator, values: Mapping[str, Any]) -> Effect:
    """What a measure does to an indicator: direction, confidence, and a sentence that says why."""
    require(user, CHANGE)
    fields = cleaned(Effect, values)
    if not fields.get("sentence"):
        raise Refused(_("Bitte sagen Sie in einem Satz, wie die Maßnahme wirkt."), "sentence")
    if fields.get("direction", "raises") not in Effect.Direction.values:
        raise Refused(_("Unbekannte Wirkung."), "direction")
    if fields.get("confidence", "low") not in Effect.Confidence.values:
        raise Refused(_("Unbekannte Sicherheit."), "confidence")
    row, _new = Effect.objects.update_or_create(measure=measure, indicator=indicator, defaults=fields)
    _tell_effect(row, removed=False)
    note(user, indicator, "effect_set", measure=measure.title)
    return row


@transaction.atomic
def remove_effect(user: User, effect: Effect) -> None:
    """It was a mistake; the ledger keeps what was said."""
    require(user, CHANGE)
    _tell_effect(effect, removed=True)
    note(user, effect.indicator, "effect_removed", measure=effect.measure.title)
    measure = effect.measure_id
    effect.delete()
    refresh_measures([measure])


def _tell_effect(effect: Effect, removed: bool) -> None:
    if effect.indicator.is_public and effect.measure.public:
        content = {
            "title": effect.indicator.title,
            "measure": effect.measure.title,
            "direction": effect.direction,
            "confidence": effect.confidence,
            "sentence": effect.sentence,
            "removed": removed,
        }
        record("indicator.effect", ref(effect.indicator), content)
    refresh_measures([effect.measure_id])


# -- shared ------------------------------------------------------------------------------------------------------------


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


def _check(fields: Mapping[str, Any]) -> None:
    if not fields.get("title"):
        raise Refused(_("Eine Kennzahl braucht einen Titel."), "title")
    if str(fields.get("slug", "")) in RESERVED or not fields.get("slug"):
        raise Refused(_("Dieser Kurzname ist nicht möglich."), "slug")
    value, period = fields.get("baseline_value"), fields.get("baseline_period")
    if (value is None) != (not period):
        raise Refused(_("Ausgangswert und Zeitraum gehören zusammen."), "baseline_period")
    if period:
        _period(str(period), "baseline_period")
    if value is not None:
        _check_number(value, "baseline_value")
    if fields.get("decimals", 0) > 6:
        raise Refused(_("Höchstens sechs Stellen hinter dem Komma."), "decimals")


def _check_number(value: Decimal, field: str) -> None:
    number = Decimal(value)
    if not number.is_finite() or abs(number) >= Decimal(10) ** MOST_DIGITS or number != round(number, 6):
        raise Refused(_("Diese Zahl hat zu viele Stellen."), field)


def _period(text: str, field: str = "period") -> Any:
    try:
        return parse_period(text)
    except ValueError as error:
        raise Refused(str(error), field) from None


def _scenario(indicator: Indicator, name: str) -> Scenario:
    fields = cleaned(Scenario, {"name": name})
    if not fields["name"]:
        raise Refused(_("Ein Szenario braucht einen Namen."), "scenario")
    number = Scenario.objects.filter(indicator=indicator).count()
    return Scenario.objects.get_or_create(indicator=indicator, **fields, defaults={"position": number})[0]


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
