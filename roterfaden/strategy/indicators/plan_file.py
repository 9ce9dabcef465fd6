"""Indicators in the plan file (docs/plan-file.md): part `indicators`, written and read through actions.

[{"slug", "title", "titleEn", "description", "descriptionEn", "unit", "unitEn", "decimals", "direction", "method",
  "methodEn", "sourceName", "sourceUrl", "responsible", "rhythmMonths", "waitDays", "sample",
  "baseline": {"value", "period"} | null, "nodes": [code, …], "sdg": ["11.6", …],
  "targets": [{"scenario", "period", "value"}], "values": [{"period", "value", "provisional", "dimension", "category"}],
  "effects": [{"measure": slug, "direction", "confidence", "sentence", "sentenceEn"}]}]

Only what counts today is in it; revisions stay in the portal that made them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.hooks import FilePart
from roterfaden.strategy.indicators import actions
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.indicators.rows import Part, Value
from roterfaden.strategy.models import Breakdown, Effect, Indicator, Measure, Node, Observation, Plan, Target

KEY = "indicators"
#: Name in the file → field.
FIELDS = {
    "title": "title",
    "titleEn": "title_en",
    "description": "description",
    "descriptionEn": "description_en",
    "unit": "unit",
    "unitEn": "unit_en",
    "decimals": "decimals",
    "direction": "direction",
    "method": "method",
    "methodEn": "method_en",
    "sourceName": "source_name",
    "sourceUrl": "source_url",
    "responsible": "responsible",
    "rhythmMonths": "rhythm_months",
    "waitDays": "wait_days",
    "sample": "sample",
}
NUMBERS = frozenset({"decimals", "rhythmMonths", "waitDays"})
Row = Mapping[str, Any]


# -- out ---------------------------------------------------------------------------------------------------------------


def write(plan: Plan) -> list[Any]:
    """The indicators of a plan with their targets, values and effects: a few statements, however many."""
    rows = list(Indicator.objects.of_plan(plan).order_by("slug").prefetch_related("goals"))
    keys = [row.pk for row in rows]
    codes = _grouped(
        Node.objects.filter(plan=plan, indicators__in=keys).values_list("indicators", "code").order_by("code")
    )
    values, targets, effects = _values(keys), _targets(keys), _effects(keys)
    return [
        {
            "slug": row.slug,
            **{name: getattr(row, field) for name, field in FIELDS.items()},
            "baseline": _baseline(row),
            "nodes": codes.get(row.pk, []),
            "sdg": [goal.target or str(goal.goal) for goal in row.goals.all()],
            "targets": targets.get(row.pk, []),
            "values": values.get(row.pk, []),
            "effects": effects.get(row.pk, []),
        }
        for row in rows
    ]


def _grouped(pairs: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _baseline(row: Indicator) -> dict[str, str] | None:
    if row.baseline_value is None:
        return None
    return {"value": _number(row.baseline_value), "period": row.baseline_period}


def _number(number: Decimal) -> str:
    return str(number.normalize() + 0)


def _values(keys: list[int]) -> dict[int, list[Any]]:
    parts = {(row.indicator_id, row.key): row for row in Breakdown.objects.filter(indicator__in=keys)}
    rows = Observation.objects.current().filter(indicator__in=keys).order_by("indicator", "breakdown", "end", "pk")
    return _grouped((row.indicator_id, _value(row, parts.get((row.indicator_id, row.breakdown)))) for row in rows)


def _value(row: Observation, part: Breakdown | None) -> dict[str, Any]:
    found: dict[str, Any] = {"period": row.period, "value": _number(row.value)}
    if row.draft:
        found["provisional"] = True
    if part is not None:
        found |= {"dimension": part.dimension, "category": part.category}
    return found


def _targets(keys: list[int]) -> dict[int, list[Any]]:
    rows = Target.objects.current().filter(scenario__indicator__in=keys, value__isnull=False).select_related("scenario")
    ordered = rows.order_by("scenario__position", "scenario__pk", "end")
    return _grouped(
        (row.scenario.indicator_id, {"scenario": row.scenario.name, "period": row.period, "value": _number(row.value)})
        for row in ordered
    )


def _effects(keys: list[int]) -> dict[int, list[Any]]:
    rows = Effect.objects.filter(indicator__in=keys).select_related("measure").order_by("measure__slug")
    return _grouped(
        (
            row.indicator_id,
            {
                "measure": row.measure.slug,
                "direction": row.direction,
                "confidence": row.confidence,
                "sentence": row.sentence,
                "sentenceEn": row.sentence_en,
            },
        )
        for row in rows
    )


# -- in ----------------------------------------------------------------------------------------------------------------


def read(plan: Plan, rows: list[Any], user: Any, dry: bool) -> Iterator[tuple[str, str]]:
    """Bring indicators in and name each change; a wrong row is told by its place. (`dry` is undone by the caller.)"""
    from roterfaden.strategy.plan_file import Wrong

    nodes = {node.code: node for node in Node.objects.filter(plan=plan)}
    for place, row in enumerate(rows):
        path = f"{KEY}[{place}]"
        try:
            for what in _read(row, nodes, user):
                yield path, what
        except Refused as problem:
            raise Wrong(f"{path}.{problem.field}" if problem.field else path, problem.sentence) from None


def _read(row: Any, nodes: Mapping[str, Node], user: Any) -> Iterator[str]:
    if not isinstance(row, dict) or not isinstance(row.get("slug"), str):
        raise Refused(_("Eine Kennzahl braucht einen Kurznamen."), "slug")
    if unknown := sorted(set(row) - {"slug", *FIELDS, "baseline", "nodes", "sdg", "targets", "values", "effects"}):
        raise Refused(_("Unbekannt: {names}").format(names=", ".join(unknown)[:200]))
    fields = _fields(row)
    places = [_node(nodes, code) for code in _list(row, "nodes")]
    goals = [str(goal) for goal in _list(row, "sdg")]
    indicator = Indicator.objects.filter(slug=row["slug"]).first()
    if indicator is None:
        indicator = actions.create_indicator(user, {"slug": row["slug"], **fields}, places, goals)
        yield _("Kennzahl „{title}“ wird angelegt").format(title=indicator.title)
    elif any(getattr(indicator, name) != value for name, value in fields.items()):
        actions.change_indicator(user, indicator, indicator.version, fields, None, goals)
        yield _("Kennzahl „{title}“ wird geändert").format(title=indicator.title)
    yield from _read_targets(indicator, row, user)
    yield from _read_values(indicator, row, user)
    yield from _read_effects(indicator, row, user)


def _fields(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, field in FIELDS.items():
        if name not in row:
            continue
        value: Any = row[name]
        kind: type = int if name in NUMBERS else bool if name == "sample" else str
        if type(value) is not kind or (isinstance(value, int) and not 0 <= value <= 1200):
            raise Refused(_("hat einen Wert, den es nicht haben kann"), name)
        found[field] = value
    if found.get("direction", "up") not in Indicator.Direction.values:
        raise Refused(_("up, down oder keep"), "direction")
    if baseline := row.get("baseline"):
        if not isinstance(baseline, dict):
            raise Refused(_("hat einen Wert, den es nicht haben kann"), "baseline")
        period = _period(baseline.get("period"), "baseline.period").code
        found |= {"baseline_value": _decimal(baseline.get("value"), "baseline.value"), "baseline_period": period}
    return found


def _read_targets(indicator: Indicator, row: Row, user: Any) -> Iterator[str]:
    for place, target in enumerate(_list(row, "targets")):
        field = f"targets[{place}]"
        values = target if isinstance(target, dict) else {}
        value, period = (
            _decimal(values.get("value"), f"{field}.value"),
            _period(values.get("period"), f"{field}.period"),
        )
        before = Target.objects.count()
        reason = _("aus der Plandatei übernommen")
        actions.set_target(user, indicator, period.code, value, str(values.get("scenario") or actions.MAIN), reason)
        if Target.objects.count() != before:
            yield _("Zielwert für {period} wird gesetzt").format(period=period.words)


def _read_values(indicator: Indicator, row: Row, user: Any) -> Iterator[str]:
    found = []
    for place, entry in enumerate(_list(row, "values")):
        field = f"values[{place}]"
        values = entry if isinstance(entry, dict) else {}
        found.append(
            Value(
                place + 1,
                _period(values.get("period"), f"{field}.period"),
                _decimal(values.get("value"), f"{field}.value"),
                values.get("provisional") is True,
                Part(str(values.get("dimension") or "")[:100], str(values.get("category") or "")[:100]),
            )
        )
    done = actions.enter_values(user, indicator, found)
    if done.new:
        yield _("{count} Werte kommen dazu").format(count=done.new)
    if done.revised:
        yield _("{count} Werte werden revidiert").format(count=done.revised)


def _read_effects(indicator: Indicator, row: Row, user: Any) -> Iterator[str]:
    for place, effect in enumerate(_list(row, "effects")):
        values = effect if isinstance(effect, dict) else {}
        measure = Measure.objects.filter(slug=str(values.get("measure"))).first()
        if measure is None:
            raise Refused(_("Diese Maßnahme gibt es nicht."), f"effects[{place}].measure")
        wanted = {
            "direction": str(values.get("direction", "raises")),
            "confidence": str(values.get("confidence", "low")),
            "sentence": str(values.get("sentence", "")),
            "sentence_en": str(values.get("sentenceEn", "")),
        }
        old = Effect.objects.filter(measure=measure, indicator=indicator).values(*wanted).first()
        if old != wanted:
            actions.set_effect(user, measure, indicator, wanted)
            yield _("Wirkung von „{measure}“ wird beschrieben").format(measure=measure.title)


def _node(nodes: Mapping[str, Node], code: Any) -> Node:
    if code not in nodes:
        raise Refused(_("Diesen Punkt des Plans gibt es nicht: {code}").format(code=str(code)[:80]), "nodes")
    return nodes[code]


def _list(row: Row, name: str) -> list[Any]:
    found = row.get(name) or []
    if not isinstance(found, list):
        raise Refused(_("hat einen Wert, den es nicht haben kann"), name)
    return found


def _decimal(value: Any, field: str) -> Decimal:
    try:
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise InvalidOperation
        return Decimal(value)
    except InvalidOperation:
        raise Refused(_("keine Zahl; Zahlen stehen als Text da, mit Punkt"), field) from None


def _period(value: Any, field: str) -> Any:
    try:
        return parse_period(str(value))
    except ValueError as error:
        raise Refused(str(error), field) from None


PART = FilePart(KEY, write, read)
