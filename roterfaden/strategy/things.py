"""Plans, nodes, measures and milestones as public things, and sections of the pages of districts and topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from roterfaden.kit import overviews
from roterfaden.kit.overviews import Scope, Section
from roterfaden.kit.things import Kind, Ref, Thing, keys_as_numbers, kinds, register
from roterfaden.strategy.addresses import measure_address, milestone_address, node_address, plan_address
from roterfaden.strategy.models import Measure, Milestone, Node, Plan

MOST = 20
SUMMARY = 300


def plan_thing(plan: Plan) -> Thing:
    """A plan as others show it."""
    return Thing(
        Ref("plan", str(plan.pk)),
        plan.said_title,
        plan_address(plan),
        Plan._meta.verbose_name or "",
        summary=plan.summary[:SUMMARY],
        date=plan.starts_on,
        state=str(plan.get_state_display()),
        sample=plan.sample,
    )


def node_thing(node: Node) -> Thing:
    """A node as others show it. Needs `plan` and `level`."""
    state = str(_("entfallen")) if node.withdrawn_at else ""
    label, summary = node.level.one, (node.said_question or node.text)[:SUMMARY]
    title, address = node.said_title, node_address(node)
    ref = Ref("node", str(node.pk))
    return Thing(ref, title, address, label, node.number, summary, state=state, sample=node.plan.sample)


def measure_thing(measure: Measure) -> Thing:
    """A measure as others show it. Needs prefetched `districts` and `topics`."""
    return Thing(
        Ref("measure", str(measure.pk)),
        measure.said_title,
        measure_address(measure),
        Measure._meta.verbose_name or "",
        measure.number,
        measure.what[:SUMMARY],
        measure.next_due_on or measure.end,
        str(measure.get_light_display()),
        measure.sample,
        tuple(district.slug for district in measure.districts.all()),
        tuple(topic.slug for topic in measure.topics.all()),
    )


def milestone_thing(row: Milestone, today: date | None = None) -> Thing:
    """A milestone as others show it. Needs `measure`."""
    state = str(_("erreicht")) if row.actual_on else ""
    title = f"{row.said_title} ({row.measure.said_title})"
    label, address = Milestone._meta.verbose_name or "", milestone_address(row)
    ref = Ref("milestone", str(row.pk))
    return Thing(ref, title, address, label, "", row.text[:SUMMARY], row.due_on, state, row.measure.sample)


def _plans() -> QuerySet[Plan]:
    return Plan.objects.visible_to().defer("text", "plain_language")


def _nodes() -> QuerySet[Node]:
    return Node.objects.visible_to().select_related("plan", "level")


def measures_as_things(rows: QuerySet[Measure]) -> list[Thing]:
    """Measures as things: three queries."""
    return [measure_thing(row) for row in rows.prefetch_related("districts", "topics")]


def _milestones() -> QuerySet[Milestone]:
    return Milestone.objects.visible_to().select_related("measure")


def load_plans(keys: Sequence[str], _user: Any) -> Mapping[str, Thing]:
    """Public plans."""
    return {str(row.pk): plan_thing(row) for row in _plans().filter(pk__in=keys_as_numbers(keys))}


def load_nodes(keys: Sequence[str], _user: Any) -> Mapping[str, Thing]:
    """Nodes of public plans."""
    return {str(row.pk): node_thing(row) for row in _nodes().filter(pk__in=keys_as_numbers(keys))}


def load_measures(keys: Sequence[str], _user: Any) -> Mapping[str, Thing]:
    """Public measures."""
    rows = Measure.objects.visible_to().filter(pk__in=keys_as_numbers(keys))
    return {thing.ref.key: thing for thing in measures_as_things(rows)}


def load_milestones(keys: Sequence[str], _user: Any) -> Mapping[str, Thing]:
    """Milestones of public measures."""
    return {str(row.pk): milestone_thing(row) for row in _milestones().filter(pk__in=keys_as_numbers(keys))}


def find_plans(text: str, _user: Any) -> list[Thing]:
    """Plans whose title has the text."""
    return [plan_thing(row) for row in _plans().filter(title__icontains=text)[:MOST]]


def find_nodes(text: str, _user: Any) -> list[Thing]:
    """Nodes whose title or question has the text."""
    wanted = Q(title__icontains=text) | Q(question__icontains=text)
    return [node_thing(row) for row in _nodes().filter(wanted)[:MOST]]


def find_measures(text: str, _user: Any) -> list[Thing]:
    """Measures whose title or number has the text."""
    rows = Measure.objects.visible_to().filter(Q(title__icontains=text) | Q(number=text))
    return measures_as_things(rows.order_by("title", "pk")[:MOST])


def find_milestones(text: str, _user: Any) -> list[Thing]:
    """Milestones whose title, or whose measure's title, has the text."""
    wanted = Q(title__icontains=text) | Q(measure__title__icontains=text)
    return [milestone_thing(row) for row in _milestones().filter(wanted)[:MOST]]


def plan_texts(keys: Sequence[str]) -> dict[str, list[str]]:
    """Texts of public plans."""
    rows = Plan.objects.visible_to().filter(pk__in=keys_as_numbers(keys))
    return {str(row.pk): [row.title, row.summary, row.text] for row in rows}


def node_texts(keys: Sequence[str]) -> dict[str, list[str]]:
    """Texts of nodes of public plans."""
    return {str(row.pk): [row.title, row.question, row.text] for row in _nodes().filter(pk__in=keys_as_numbers(keys))}


def measure_texts(keys: Sequence[str]) -> dict[str, list[str]]:
    """Texts of public measures."""
    rows = Measure.objects.visible_to().filter(pk__in=keys_as_numbers(keys))
    return {str(row.pk): [row.title, row.what, row.why, row.state_reason] for row in rows}


def milestone_texts(keys: Sequence[str]) -> dict[str, list[str]]:
    """Texts of milestones of public measures."""
    return {str(row.pk): [row.title, row.text] for row in _milestones().filter(pk__in=keys_as_numbers(keys))}


def measures_of(scope: Scope, limit: int) -> list[Thing]:
    """The measures of a district or topic, what hurts most first."""
    where = Q(districts__slug=scope.slug) if scope.kind == "district" else Q(topics__slug=scope.slug)
    rows = Measure.objects.visible_to().filter(where).order_by("-urgency", "-pk")
    return measures_as_things(rows[:limit])


def _section_things(scope: Scope, _user: Any, limit: int) -> Sequence[Thing]:
    return measures_of(scope, limit)


def _more(scope: Scope) -> str:
    address = reverse("strategy:measures")
    return f"{address}?bezirk={scope.slug}" if scope.kind == "district" else f"{address}?thema={scope.slug}"


def register_things() -> None:
    """Tell the registry; called once, when the app is ready."""
    implementation, decision = "implementation", "decision"
    all_kinds = (
        Kind("plan", _("Plan"), _("Pläne"), load_plans, find_plans, plan_texts, decision),
        Kind("node", _("Ziel"), _("Ziele"), load_nodes, find_nodes, node_texts, decision),
        Kind("measure", _("Maßnahme"), _("Maßnahmen"), load_measures, find_measures, measure_texts, implementation),
        Kind(
            "milestone",
            _("Meilenstein"),
            _("Meilensteine"),
            load_milestones,
            find_milestones,
            milestone_texts,
            implementation,
            follow=False,
        ),
    )
    for kind in all_kinds:
        if kind.key not in kinds:
            register(kind)
    overviews.register(Section("measures", _("Maßnahmen"), 30, _section_things, _more))
