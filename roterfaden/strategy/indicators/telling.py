"""What the ledger and followers hear of values: what is new, and what was revised from which value and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from roterfaden.kit import json
from roterfaden.kit.things import Ref, Thing
from roterfaden.ledger.actions import record
from roterfaden.ledger.registry import EntryType
from roterfaden.ledger.registry import register as register_entry
from roterfaden.notices.actions import News, announce
from roterfaden.notices.registry import EventType, widen
from roterfaden.notices.registry import register as register_event
from roterfaden.strategy.indicators.numbers import number_words
from roterfaden.strategy.indicators.periods import parse_period
from roterfaden.strategy.indicators.writing import Change
from roterfaden.strategy.models import PUBLIC_STATES, Effect, Indicator, IndicatorNode

Content = Mapping[str, Any]
#: An entry names at most so many values; the digest covers all of them.
MOST_NAMED = 50
NOTHING_PERSONAL = gettext_lazy("enthält keine")


def tell_values(indicator: Indicator, changes: Sequence[Change], mark: str) -> None:
    """Ledger and followers hear of new and revised values of a public indicator. `mark` makes the event's key."""
    if not indicator.is_public:
        return
    rows = [_row(change) for change in changes]
    revised = sum(change.old is not None for change in changes)
    content = {
        "title": indicator.title,
        "unit": indicator.unit,
        "new": len(rows) - revised,
        "revised": revised,
        "values": rows[:MOST_NAMED],
        "digest": hashlib.sha256(json.canonical(rows)).hexdigest(),
    }
    subject = Ref("indicator", str(indicator.pk))
    record("indicator.values", subject, content)
    latest = max(changes, key=lambda change: (change.value.part.key == "", change.value.period.end))
    told = {"period": latest.value.period.code, "value": str(latest.value.value), "draft": latest.value.draft}
    told |= {"revised": revised, "count": len(rows)}
    announce("indicator.values", News(f"indicator.values:{indicator.pk}:{mark}", subject, told))


def _row(change: Change) -> dict[str, Any]:
    value = change.value
    return {
        "period": value.period.code,
        "part": value.part.key,
        "value": str(value.value),
        "provisional": value.draft,
        "old": str(change.old.value.normalize() + 0) if change.old else None,
        "reason": value.reason,
    }


# -- sentences ---------------------------------------------------------------------------------------------------------


def _amount(text: Any, unit: str) -> str:
    try:
        words = number_words(Decimal(str(text)))
    except InvalidOperation:
        return "–"
    return f"{words} {unit}".strip()


def _values_sentence(content: Content) -> str:
    new, revised = int(content["new"]), int(content["revised"])
    parts = [
        ngettext("%(count)s neuer Wert", "%(count)s neue Werte", new) % {"count": new} if new else "",
        ngettext("%(count)s Wert revidiert", "%(count)s Werte revidiert", revised) % {"count": revised}
        if revised
        else "",
    ]
    return _("Kennzahl „{title}“: {what}").format(
        title=content["title"], what=", ".join(part for part in parts if part)
    )


def _target_sentence(content: Content) -> str:
    period = parse_period(content["period"]).words
    values = {
        "title": content["title"],
        "period": period,
        "value": _amount(content["value"], content["unit"]),
        "old": _amount(content["old"], content["unit"]),
    }
    if content["value"] is None:
        return _("Kennzahl „{title}“: Zielwert für {period} aufgegeben (bisher {old})").format(**values)
    if content["old"] is None:
        return _("Kennzahl „{title}“: Zielwert für {period} ist {value}").format(**values)
    return _("Kennzahl „{title}“: Zielwert für {period} von {old} auf {value} geändert").format(**values)


def _state_sentence(content: Content) -> str:
    words = dict(Indicator.State.choices).get(content["state"], content["state"])
    return _("Kennzahl „{title}“: {state}").format(title=content["title"], state=words)


def _changed_sentence(content: Content) -> str:
    return _("Kennzahl „{title}“ geändert").format(title=content["title"])


def _effect_sentence(content: Content) -> str:
    sentence = _("Wirkung von „{measure}“ auf „{title}“ zurückgenommen")
    if not content["removed"]:
        sentence = _("Wirkung von „{measure}“ auf „{title}“ beschrieben")
    return sentence.format(measure=content["measure"], title=content["title"])


def _report_sentence(content: Content) -> str:
    day = date_format(_day(content["date"]), "SHORT_DATE_FORMAT")
    return _("Bericht zu „{title}“, Stand {day}, veröffentlicht").format(title=content["title"], day=day)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def register_entries() -> None:
    """Tell the ledger which kinds there are."""
    for key, label, sentence in (
        ("indicator.values", gettext_lazy("Messwerte"), _values_sentence),
        ("indicator.target", gettext_lazy("Zielwert"), _target_sentence),
        ("indicator.state", gettext_lazy("Zustand einer Kennzahl"), _state_sentence),
        ("indicator.changed", gettext_lazy("Kennzahl geändert"), _changed_sentence),
        ("indicator.effect", gettext_lazy("Wirkung einer Maßnahme"), _effect_sentence),
        ("report.published", gettext_lazy("Bericht"), _report_sentence),
    ):
        register_entry(EntryType(key, label, sentence, NOTHING_PERSONAL))


# -- events ------------------------------------------------------------------------------------------------------------


def _values_event(thing: Thing, data: Content) -> str:
    period = parse_period(str(data["period"])).words
    words = number_words(_decimal(data["value"]))
    if data["count"] == data["revised"]:
        return _("{title}: Wert für {period} revidiert auf {value}").format(
            title=thing.title, period=period, value=words
        )
    return _("{title}: neuer Wert für {period}, {value}").format(title=thing.title, period=period, value=words)


def _target_event(thing: Thing, data: Content) -> str:
    period = parse_period(str(data["period"])).words
    if data["value"] is None:
        return _("{title}: Zielwert für {period} aufgegeben").format(title=thing.title, period=period)
    value = number_words(_decimal(data["value"]))
    if data["old"] is None:
        return _("{title}: Zielwert für {period} ist {value}").format(title=thing.title, period=period, value=value)
    old = number_words(_decimal(data["old"]))
    return _("{title}: Zielwert für {period} von {old} auf {value} geändert").format(
        title=thing.title, period=period, old=old, value=value
    )


def _report_event(thing: Thing, _data: Content) -> str:
    return _("Neuer Bericht: {title}").format(title=thing.title)


def _overdue_event(thing: Thing, data: Content) -> str:
    day = date_format(_day(str(data["due"])), "SHORT_DATE_FORMAT")
    return _("{title}: Der Bericht war am {day} fällig und fehlt").format(title=thing.title, day=day)


def _decimal(text: Any) -> Decimal:
    return Decimal(str(text))


def register_events() -> None:
    """Tell the notices which events there are."""
    for key, label, sentence in (
        ("indicator.values", gettext_lazy("neue Messwerte"), _values_event),
        ("indicator.target", gettext_lazy("geänderte Zielwerte"), _target_event),
        ("report.published", gettext_lazy("neue Berichte"), _report_event),
        ("report.overdue", gettext_lazy("überfällige Berichte"), _overdue_event),
    ):
        register_event(EventType(key, label, sentence))
    widen(around)


def around(refs: Sequence[Ref]) -> Mapping[Ref, Iterable[Ref]]:
    """Who follows a plan, or a measure that works on it, hears of an indicator too: two statements."""
    keys = {int(ref.key): ref for ref in refs if ref.kind == "indicator"}
    if not keys:
        return {}
    found: dict[Ref, set[Ref]] = {ref: set() for ref in keys.values()}
    places = IndicatorNode.objects.filter(indicator__in=keys, node__plan__state__in=PUBLIC_STATES)
    for indicator, node, plan in places.values_list("indicator_id", "node_id", "node__plan_id"):
        found[keys[indicator]] |= {Ref("plan", str(plan)), Ref("node", str(node))}
    effects = Effect.objects.filter(indicator__in=keys, measure__public=True)
    for indicator, measure in effects.values_list("indicator_id", "measure_id"):
        found[keys[indicator]].add(Ref("measure", str(measure)))
    return found
