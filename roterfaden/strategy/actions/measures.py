"""What changes measures: their texts and places, their state, and the override of their light."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.kit.html import clean_line
from roterfaden.kit.things import Ref, things
from roterfaden.ledger.actions import record
from roterfaden.notices.actions import News, announce
from roterfaden.places.models import District
from roterfaden.strategy.actions.common import (
    MEASURES,
    PUBLISH,
    changes,
    cleaned,
    create,
    fresh,
    measure_ref,
    note,
    reason_in,
    refresh_measures,
    require,
    write,
)
from roterfaden.strategy.contradictions import Dates, Refused, check_measure
from roterfaden.strategy.hooks import lesson_is_missing
from roterfaden.strategy.models import Measure, MeasureNode, MeasureTopic, Node, Partner

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

State = Measure.State
DATES = ("starts_on", "ends_on", "ends_forecast", "begun_on", "ended_on")
#: Dates that a public measure promises: they move by a shift alone (`actions.dates.shift`).
PROMISED = ("starts_on", "ends_on", "ends_forecast")
#: Changed by actions of their own.
OWN = frozenset(
    {"state", "state_reason", "override_light", "override_reason", "published", "lesson_kind", "lesson_key"}
)


@dataclass(frozen=True)
class Places:
    """Where a measure belongs, and who carries it. None: leave it as it is."""

    nodes: Sequence[Node] | None = None
    districts: Sequence[District] | None = None
    topics: Sequence[str] | None = None
    #: (name, public contact)
    partners: Sequence[tuple[str, str]] | None = None


NOWHERE = Places()


@transaction.atomic
def create_measure(user: User, values: Mapping[str, Any], places: Places = NOWHERE) -> Measure:
    """A new measure, not public yet."""
    require(user, MEASURES)
    fields = _checked(cleaned(Measure, values), Dates())
    if not fields.get("slug") or not fields.get("title"):
        raise Refused(_("Eine Maßnahme braucht Titel und Kurznamen."), "title")
    measure = create(Measure, _("Eine Maßnahme mit diesem Kurznamen gibt es schon."), **fields)
    _put(measure, places)
    refresh_measures([measure.pk])
    note(user, measure, "measure_created", title=measure.title)
    measure.refresh_from_db()
    return measure


@transaction.atomic
def change_measure(
    user: User, measure: Measure, version: int, values: Mapping[str, Any], places: Places = NOWHERE
) -> Measure:
    """Texts, dates and places of a measure. Promised dates of a public one move by a shift alone."""
    require(user, MEASURES)
    current = fresh(measure)
    fields = _checked(cleaned(Measure, values), Dates.of(current))
    if not {"title": current.title, **fields}["title"]:
        raise Refused(_("Eine Maßnahme braucht einen Titel."), "title")
    _check_public(current, fields)
    found = changes(current, fields)
    write(measure, version, fields)
    moved = _put(measure, places)
    refresh_measures([measure.pk])
    measure.refresh_from_db()
    if measure.public and (found or moved):
        record("measure.changed", measure_ref(measure), {"title": measure.title, "changes": [*found, *moved]})
    note(user, measure, "measure_changed", fields=[change["field"] for change in [*found, *moved]])
    return measure


@transaction.atomic
def publish_measure(user: User, measure: Measure) -> Measure:
    """Make a measure public, as soon as a plan that it belongs to is."""
    require(user, PUBLISH)
    current = fresh(measure)
    if not current.nodes.exists():
        raise Refused(_("Ordnen Sie die Maßnahme zuerst einem Ziel zu."), "nodes")
    if not current.lead:
        raise Refused(_("Sagen Sie zuerst, wer die Federführung hat."), "lead")
    if current.published:
        return measure
    write(current, current.version, {"published": True})
    refresh_measures([current.pk])
    note(user, current, "measure_published", title=current.title)
    measure.refresh_from_db()
    return measure


@transaction.atomic
def set_state(
    user: User, measure: Measure, state: str, reason: str = "", day: date | None = None, lesson: Ref | None = None
) -> Measure:
    """The next state. Dropping demands a reason, and a lesson once there is a register of lessons."""
    current = fresh(measure)
    require(user, PUBLISH if current.public else MEASURES)
    apply_state(user, current, state, reason, day, lesson)
    measure.refresh_from_db()
    return measure


def apply_state(
    user: User, measure: Measure, state: str, reason: str = "", day: date | None = None, lesson: Ref | None = None
) -> None:
    """The same for callers that asked for the permission already and hold the row."""
    if state not in State.values:
        raise Refused(_("Diesen Zustand gibt es nicht."), "state")
    if state == measure.state:
        return
    dropped = state == State.DROPPED
    words = reason_in(reason, "state_reason") if dropped else clean_line(reason)
    if dropped and lesson_is_missing(measure, lesson):
        raise Refused(_("Bitte nennen Sie die Erkenntnis, die aus dieser Maßnahme bleibt."), "lesson")
    values = _state_values(measure, state, words, day or timezone.localdate())
    if lesson is not None and lesson in things([lesson]):
        values |= {"lesson_kind": lesson.kind, "lesson_key": lesson.key}
    check_measure(Dates(**{name: values.get(name, getattr(measure, name)) for name in DATES}), timezone.localdate())
    old, had_override = measure.state, measure.override_light
    write(measure, measure.version, values)
    refresh_measures([measure.pk])
    measure.refresh_from_db()
    if measure.public:
        content = {
            "title": measure.title,
            "old": old,
            "new": state,
            "reason": words,
            "overrideEnded": bool(had_override),
        }
        record("measure.state", measure_ref(measure), content)
        key = f"measure.state:{measure.pk}:{measure.version}"
        announce("measure.state", News(key, measure_ref(measure), {"old": old, "new": state}))
    note(user, measure, "measure_state", old=old, new=state, reason=words)


@transaction.atomic
def override_light(user: User, measure: Measure, light: str, reason: str) -> Measure:
    """Show another light than the rule computes, with a reason that everybody reads. Empty: the rule counts again."""
    require(user, PUBLISH)
    words, current = reason_in(reason, "override_reason"), fresh(measure)
    if light and light not in Measure.Light.values:
        raise Refused(_("Diesen Stand gibt es nicht."), "override_light")
    if light == current.override_light and (not light or words == current.override_reason):
        return measure
    now = timezone.now() if light else None
    write(
        current,
        current.version,
        {"override_light": light, "override_reason": words if light else "", "override_at": now},
    )
    refresh_measures([current.pk])
    current.refresh_from_db()
    if current.public:
        content = {"title": current.title, "light": light or None, "computed": current.computed_light, "reason": words}
        record("measure.override", measure_ref(current), content)
        key = f"measure.override:{current.pk}:{current.version}"
        announce("measure.override", News(key, measure_ref(current), {"light": light}))
    note(user, current, "measure_override", light=light, reason=words)
    measure.refresh_from_db()
    return measure


def _state_values(measure: Measure, state: str, reason: str, day: date) -> dict[str, Any]:
    """A state brings its dates with it, and ends an override."""
    values: dict[str, Any] = {"state": state, "state_reason": reason}
    values |= {"override_light": "", "override_reason": "", "override_at": None}
    if state == State.RUNNING and measure.begun_on is None:
        values["begun_on"] = day
    if state in (State.FULFILLED, State.REGULAR, State.DROPPED):
        values["ended_on"] = measure.ended_on or day
        values["begun_on"] = measure.begun_on or min(measure.starts_on or day, day)
    elif measure.ended_on is not None:
        values["ended_on"] = None
    return values


def _checked(fields: dict[str, Any], dates: Dates) -> dict[str, Any]:
    if own := OWN & fields.keys():
        raise Refused(_("Dafür gibt es einen eigenen Schritt."), sorted(own)[0])
    merged = {name: fields.get(name, getattr(dates, name)) for name in DATES}
    check_measure(Dates(**merged), timezone.localdate())
    if fields.get("update_days", 1) < 1:
        raise Refused(_("Eine Meldung ist höchstens täglich fällig."), "update_days")
    return fields


def _check_public(measure: Measure, fields: Mapping[str, Any]) -> None:
    if not measure.public:
        return
    if fields.get("slug", measure.slug) != measure.slug:
        raise Refused(_("Die Adresse einer öffentlichen Maßnahme bleibt."), "slug")
    for name in PROMISED:
        if name in fields and fields[name] != getattr(measure, name) and getattr(measure, name) is not None:
            sentence = _("Ein zugesagter Termin lässt sich nur mit Grund verschieben („Termin verschieben“).")
            raise Refused(sentence, name)


def _put(measure: Measure, places: Places) -> list[dict[str, Any]]:
    """Write places and partners; what changed, as `changes` tells it."""
    found = [
        _put_nodes(measure, places.nodes),
        _put_districts(measure, places.districts),
        _put_topics(measure, places.topics),
        _put_partners(measure, places.partners),
    ]
    return [change for change in found if change]


def _put_nodes(measure: Measure, nodes: Sequence[Node] | None) -> dict[str, Any]:
    if nodes is None:
        return {}
    old = {row.node_id: row.node.title for row in measure.places.select_related("node")}
    new = {node.pk: node.title for node in nodes}
    if measure.public and not new:
        raise Refused(_("Eine öffentliche Maßnahme gehört zu mindestens einem Ziel."), "nodes")
    measure.places.exclude(node__in=new).delete()
    MeasureNode.objects.bulk_create([MeasureNode(measure=measure, node_id=pk) for pk in new if pk not in old])
    return _changed("nodes", old.values(), new.values())


def _put_districts(measure: Measure, districts: Sequence[District] | None) -> dict[str, Any]:
    if districts is None:
        return {}
    old = list(measure.districts.values_list("name", flat=True))
    measure.districts.set(districts)
    return _changed("districts", old, [district.name for district in districts])


def _put_topics(measure: Measure, topics: Sequence[str] | None) -> dict[str, Any]:
    if topics is None:
        return {}
    old, new = set(measure.topics.values_list("slug", flat=True)), {slug for slug in topics if slug}
    measure.topics.exclude(slug__in=new).delete()
    MeasureTopic.objects.bulk_create([MeasureTopic(measure=measure, slug=slug) for slug in sorted(new - old)])
    return _changed("topics", old, new)


def _put_partners(measure: Measure, partners: Sequence[tuple[str, str]] | None) -> dict[str, Any]:
    if partners is None:
        return {}
    old = dict(measure.partners.values_list("name", "contact"))
    new = {clean_line(name)[:200]: clean_line(contact)[:300] for name, contact in partners if clean_line(name)}
    if len(new) < len([name for name, _contact in partners if clean_line(name)]):
        raise Refused(_("Eine Partner*in steht doppelt in der Liste."), "partners")
    if old == new:
        return {}
    measure.partners.all().delete()
    rows = [
        Partner(measure=measure, name=name, contact=contact, position=place)
        for place, (name, contact) in enumerate(new.items())
    ]
    Partner.objects.bulk_create(rows)
    return _changed("partners", old, new)


def _changed(field: str, old: Iterable[str], new: Iterable[str]) -> dict[str, Any]:
    before, after = sorted(old), sorted(new)
    return {"field": field, "old": before, "new": after} if before != after else {}
