"""What followers of plans, nodes, measures and milestones hear of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from roterfaden.kit.things import Ref, Thing, keys_as_numbers
from roterfaden.notices.registry import EventType, event_types, register, widen
from roterfaden.strategy.entries import day
from roterfaden.strategy.models import Measure, MeasureNode, Plan

Data = Mapping[str, Any]


def _plan_state(thing: Thing, data: Data) -> str:
    state = data.get("state", "")
    label = Plan.State(state).label if state in Plan.State.values else state
    return _("„{title}“ ist jetzt: {state}.").format(title=thing.title, state=label)


def _plan_version(thing: Thing, data: Data) -> str:
    sentence = _("„{title}“ gibt es in einer neuen Fassung (Nummer {number}).")
    return sentence.format(title=thing.title, number=data.get("number", ""))


def _published(thing: Thing, data: Data) -> str:
    return _("Neue Maßnahme: „{title}“.").format(title=thing.title)


def _state(thing: Thing, data: Data) -> str:
    state = data.get("new", "")
    label = Measure.State(state).label if state in Measure.State.values else state
    return _("„{title}“ ist jetzt: {state}.").format(title=thing.title, state=label)


def _shifted(thing: Thing, data: Data) -> str:
    words = {"title": thing.title, "old": day(data.get("old")), "new": day(data.get("new"))}
    if data.get("milestone"):
        sentence = _("„{title}“: „{step}“ verschiebt sich vom {old} auf den {new}.")
        return sentence.format(**words, step=data["milestone"])
    return _("„{title}“ verschiebt sich vom {old} auf den {new}.").format(**words)


def _override(thing: Thing, data: Data) -> str:
    light = data.get("light", "")
    if light not in Measure.Light.values:
        return _("„{title}“: Es gilt wieder der errechnete Stand.").format(title=thing.title)
    sentence = _("„{title}“: Der Stand wurde von Hand auf „{light}“ gesetzt.")
    return sentence.format(title=thing.title, light=Measure.Light(light).label)


def _reported(thing: Thing, data: Data) -> str:
    return f"{thing.title}: {data.get('happened', '')}"


def _assessed(thing: Thing, data: Data) -> str:
    return _("„{title}“: Eine Abwägung wurde freigegeben.").format(title=thing.title)


def _reached(thing: Thing, data: Data) -> str:
    return _("„{title}“: „{step}“ ist erreicht.").format(title=thing.title, step=data.get("title", ""))


KINDS = {
    "plan.state": (_lazy("Ein Plan ändert seinen Zustand"), _plan_state),
    "plan.version": (_lazy("Neue Fassung eines Plans"), _plan_version),
    "measure.published": (_lazy("Neue Maßnahme"), _published),
    "measure.state": (_lazy("Eine Maßnahme ändert ihren Zustand"), _state),
    "measure.date_shifted": (_lazy("Ein Termin verschiebt sich"), _shifted),
    "measure.override": (_lazy("Ein Stand wird von Hand gesetzt"), _override),
    "measure.reported": (_lazy("Neue Meldung zum Stand"), _reported),
    "assessment.approved": (_lazy("Eine Abwägung ist freigegeben"), _assessed),
    "milestone.reached": (_lazy("Ein Meilenstein ist erreicht"), _reached),
}


def belongs_to(refs: Sequence[Ref]) -> dict[Ref, list[Ref]]:
    """What happens to a measure also concerns its nodes, plans and districts: two queries."""
    keys = keys_as_numbers(ref.key for ref in refs if ref.kind == "measure")
    found: dict[Ref, list[Ref]] = {}
    if not keys:
        return found
    places = MeasureNode.objects.filter(measure__in=keys).values_list("measure_id", "node_id", "node__plan_id")
    for measure, node, plan in places:
        rows = found.setdefault(Ref("measure", str(measure)), [])
        rows += [Ref("node", str(node)), Ref("plan", str(plan))]
    through: Any = Measure.districts.through
    rows_of = through.objects.filter(measure__in=keys).values_list("measure_id", "district_id")
    for measure, district in rows_of:
        found.setdefault(Ref("measure", str(measure)), []).append(Ref("district", str(district)))
    return found


def _widen(refs: Sequence[Ref]) -> Mapping[Ref, Iterable[Ref]]:
    return belongs_to(refs)


def register_events() -> None:
    """Tell notices; called once, when the app is ready."""
    for key, (label, sentence) in KINDS.items():
        if key not in event_types:
            register(EventType(key, label, sentence))
    widen(_widen)
