"""What changes plans: their texts, levels, state, and their permanent versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from roterfaden.kit import json
from roterfaden.kit.things import Ref
from roterfaden.ledger.actions import record
from roterfaden.methods.graphs import circle
from roterfaden.notices.actions import News, announce
from roterfaden.strategy.actions.common import (
    PLANS,
    PUBLISH_PLAN,
    changes,
    cleaned,
    create,
    find_again,
    lock,
    note,
    paper_values,
    reason_in,
    refresh_measures,
    require,
    said_paper,
    write,
)
from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.document import freeze
from roterfaden.strategy.models import MeasureNode, Plan, PlanLevel, PlanVersion

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

State = Plan.State
#: What may follow what. Nothing that was public goes back to being a draft.
FOLLOWING: dict[str, tuple[str, ...]] = {
    State.DRAFT: (State.CONSULTATION, State.IN_FORCE),
    State.CONSULTATION: (State.IN_FORCE, State.CLOSED),
    State.IN_FORCE: (State.CONSULTATION, State.CLOSED),
    State.CLOSED: (State.IN_FORCE,),
}
#: Addresses below /ziele/ that are no plans.
RESERVED = frozenset(
    {
        "massnahmen",
        "zeitplan",
        "bezirke",
        "kennzahlen",
        "berichte",
        "stand",
        "fassungen",
        "export",
        "sdg",
        "ziele",
        "verschiebungen",
        "vorschau",
    }
)


@dataclass(frozen=True)
class Level:
    """A level as people describe it; its depth is its place in the list."""

    kind: str
    singular: str
    plural: str
    singular_en: str = ""
    plural_en: str = ""


USUAL_LEVELS = (
    Level("field", "Handlungsfeld", "Handlungsfelder", "Field of action", "Fields of action"),
    Level("goal", "Ziel", "Ziele", "Goal", "Goals"),
    Level("strategy", "Strategie", "Strategien", "Strategy", "Strategies"),
    Level("measure", "Maßnahme", "Maßnahmen", "Measure", "Measures"),
)


@transaction.atomic
def create_plan(user: User, values: Mapping[str, Any], levels: Sequence[Level] = USUAL_LEVELS) -> Plan:
    """A new draft."""
    require(user, PLANS)
    _check_slug(str(values["slug"]))
    fields = cleaned(Plan, values)
    _check_text(fields)
    _check_dates(fields.get("starts_on"), fields.get("ends_on"))
    plan = create(Plan, _("Eine Adresse mit diesem Kurznamen gibt es schon."), **fields)
    set_levels(user, plan, levels)
    note(user, plan, "plan_created", title=plan.title)
    return plan


@transaction.atomic
def change_plan(user: User, plan: Plan, version: int, values: Mapping[str, Any]) -> Plan:
    """Texts, dates and relatives of a plan. `related` is a list of plans."""
    require(user, PLANS)
    rest = {name: value for name, value in values.items() if name != "related"}
    fields = cleaned(Plan, rest)
    if "slug" in fields and fields["slug"] != plan.slug:
        if plan.is_public:
            raise Refused(_("Die Adresse eines öffentlichen Plans bleibt."), "slug")
        _check_slug(fields["slug"])
        if Plan.objects.filter(slug=fields["slug"]).exists():
            raise Refused(_("Eine Adresse mit diesem Kurznamen gibt es schon."), "slug")
    _check_text({"title": plan.title} | fields)
    _check_dates(fields.get("starts_on", plan.starts_on), fields.get("ends_on", plan.ends_on))
    found = changes(plan, fields)
    _check_relatives(plan, fields)
    write(plan, version, fields)
    if "related" in values:
        plan.related.set(values["related"])
    if plan.is_public and found:
        record("plan.changed", _ref(plan), {"title": plan.title, "changes": found})
        find_again("plan", [plan.pk])
    note(user, plan, "plan_changed", fields=[change["field"] for change in found])
    return plan


@transaction.atomic
def set_levels(user: User, plan: Plan, levels: Sequence[Level]) -> None:
    """Name the levels; what is there at a depth is renamed, a level with nodes cannot go."""
    require(user, PLANS)
    if not levels or any(not level.singular.strip() or not level.plural.strip() for level in levels):
        raise Refused(_("Jede Ebene braucht Einzahl und Mehrzahl."), "levels")
    if any(level.kind not in PlanLevel.Kind.values for level in levels):
        raise Refused(_("Unbekannte Art einer Ebene."), "levels")
    if any(level.kind == "measure" for level in levels[:-1]) or levels[-1].kind != "measure":
        raise Refused(_("Die letzte Ebene, und nur sie, ist die der Maßnahmen."), "levels")
    lock(plan)
    used = set(plan.nodes.values_list("depth", flat=True))
    if used and max(used) >= len(levels):
        raise Refused(_("Eine Ebene, auf der Punkte stehen, kann nicht wegfallen."), "levels")
    plan.levels.filter(depth__gt=len(levels)).delete()
    for depth, level in enumerate(levels, start=1):
        values = cleaned(PlanLevel, {name: getattr(level, name) for name in Level.__dataclass_fields__})
        PlanLevel.objects.update_or_create(plan=plan, depth=depth, defaults=values)


@transaction.atomic
def set_plan_state(user: User, plan: Plan, state: str, reason: str, paper: Ref | None = None) -> Plan:
    """Take a plan to its next state. What becomes public is frozen as a version at once."""
    require(user, PUBLISH_PLAN)
    words, current = reason_in(reason), lock(plan)
    if state not in FOLLOWING[current.state]:
        raise Refused(_("Dieser Schritt ist von hier aus nicht möglich."), "state")
    if state == State.CONSULTATION and not current.contact:
        raise Refused(_("Sagen Sie zuerst, an wen man schreiben kann."), "contact")
    write(current, current.version, {"state": state})
    refresh_measures(_measures_of([current.pk]))
    _tell_search(current)
    content = {"title": current.title, "state": state, "reason": words, "paper": said_paper(paper)}
    record("plan.state", _ref(current), content)
    announce("plan.state", News(f"plan.state:{current.pk}:{current.version}", _ref(current), {"state": state}))
    note(user, current, "plan_state", state=state, reason=words)
    if not _is_frozen(current):
        publish_version(user, current, words, paper)
    plan.refresh_from_db()
    return plan


@transaction.atomic
def publish_version(user: User, plan: Plan, reason: str, paper: Ref | None = None) -> PlanVersion:
    """Freeze the whole plan: nobody changes this document any more, and the ledger keeps its digest."""
    require(user, PUBLISH_PLAN)
    words, current = reason_in(reason), lock(plan)
    document = freeze(current)
    digest = json.digest(document)
    if (last := current.versions.order_by("-number").first()) and last.digest == digest:
        raise Refused(_("Seit der letzten Fassung hat sich nichts geändert."))
    number = (current.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = PlanVersion(plan=current, number=number, reason=words, document=document, digest=digest, author=user)
    version.public = current.is_public
    for name, value in paper_values(paper).items():
        setattr(version, name, value)
    version.save()
    if current.is_public:
        content = {"title": current.title, "number": number, "digest": digest, "reason": words}
        record("plan.version", _ref(current), content | {"paper": said_paper(paper)})
        announce("plan.version", News(f"plan.version:{version.pk}", _ref(current), {"number": number}))
    note(user, current, "plan_version", number=number, reason=words)
    return version


def _ref(plan: Plan) -> Ref:
    return Ref("plan", str(plan.pk))


def _is_frozen(plan: Plan) -> bool:
    last = plan.versions.order_by("-number").first()
    return last is not None and last.public and last.digest == json.digest(freeze(plan))


def _measures_of(plans: Iterable[int]) -> set[int]:
    return set(MeasureNode.objects.filter(node__plan__in=plans).values_list("measure_id", flat=True))


def _tell_search(plan: Plan) -> None:
    hidden = not plan.is_public
    find_again("plan", [plan.pk], hidden=hidden)
    find_again("node", plan.nodes.values_list("pk", flat=True), hidden=hidden)


def _check_slug(slug: str) -> None:
    if not slug or slug in RESERVED:
        raise Refused(_("Dieser Kurzname ist vergeben. Bitte wählen Sie einen anderen."), "slug")


def _check_text(values: Mapping[str, Any]) -> None:
    if not values.get("title"):
        raise Refused(_("Ein Plan braucht einen Titel."), "title")


def _check_dates(start: Any, end: Any) -> None:
    if start and end and end < start:
        raise Refused(_("Der Plan endet vor seinem Beginn."), "ends_on")


def _check_relatives(plan: Plan, values: Mapping[str, Any]) -> None:
    """Refuse a plan that would be its own part or its own successor, over any number of steps."""
    for name in ("parent", "predecessor"):
        if values.get(name) is None:
            continue
        Plan.objects.select_for_update().order_by("pk").first()
        rows = dict(Plan.objects.filter(**{f"{name}__isnull": False}).values_list("pk", f"{name}_id"))
        rows[plan.pk] = values[name].pk
        if circle(rows.items()):
            raise Refused(_("So wäre der Plan am Ende ein Teil oder Nachfolger von sich selbst."), name)
