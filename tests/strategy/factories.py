"""Plain `make_*` functions for strategies: sensible defaults, every field by keyword, nothing hidden."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from roterfaden.places.models import District
from roterfaden.strategy.models import (
    BudgetLine,
    Measure,
    MeasureNode,
    Milestone,
    MilestoneDependency,
    Node,
    Plan,
    PlanLevel,
)

_numbers = count(1)
LEVELS = (
    ("field", "Handlungsfeld", "Handlungsfelder"),
    ("goal", "Ziel", "Ziele"),
    ("strategy", "Strategie", "Strategien"),
    ("measure", "Maßnahme", "Maßnahmen"),
)


def make_plan(slug: str = "agenda", **fields: Any) -> Plan:
    """A plan in force with the levels field, goal, strategy and measure."""
    plan = Plan.objects.create(
        slug=slug,
        **({"title": "Digitale Agenda", "state": Plan.State.IN_FORCE, "contact": "ziele@example.org"} | fields),
    )
    for depth, (kind, singular, plural) in enumerate(LEVELS, start=1):
        PlanLevel.objects.create(plan=plan, depth=depth, kind=kind, singular=singular, plural=plural)
    return plan


def make_node(plan: Plan, title: str = "Demokratie", parent: Node | None = None, **fields: Any) -> Node:
    """A node on the level below its parent, or on the first one."""
    depth = fields.pop("depth", parent.depth + 1 if parent else 1)
    level = plan.levels.get(depth=depth)
    values = {"code": f"punkt-{next(_numbers)}", "parent_depth": parent.depth if parent else 0} | fields
    return Node.objects.create(plan=plan, title=title, parent=parent, level=level, depth=depth, **values)


def make_measure(*nodes: Node, title: str = "Ratsinformationen als OParl", **fields: Any) -> Measure:
    """A running, published measure at these nodes; public if there is one."""
    values = {
        "slug": f"massnahme-{next(_numbers)}",
        "state": Measure.State.RUNNING,
        "published": True,
        "public": any(node.plan.is_public for node in nodes),
        "light": Measure.Light.ON_TRACK,
        "computed_light": Measure.Light.ON_TRACK,
    } | fields
    measure = Measure.objects.create(title=title, **values)
    for node in nodes:
        MeasureNode.objects.create(measure=measure, node=node)
    return measure


def make_milestone(measure: Measure, title: str = "Ausschreibung", **fields: Any) -> Milestone:
    """A milestone that is planned for 30 June 2027."""
    values = {"code": f"schritt-{next(_numbers)}", "planned_on": date(2027, 6, 30)} | fields
    return Milestone.objects.create(measure=measure, title=title, **values)


def make_dependency(milestone: Milestone, requires: Milestone) -> MilestoneDependency:
    """`milestone` waits for `requires`."""
    return MilestoneDependency.objects.create(milestone=milestone, requires=requires)


def make_budget(measure: Measure, year: int = 2026, **fields: Any) -> BudgetLine:
    """90,000 planned from the city's budget."""
    return BudgetLine.objects.create(
        measure=measure, year=year, **({"source": "Haushalt", "planned": "90000.00"} | fields)
    )


def make_district(number: int = 10, name: str = "Linden-Limmer") -> District:
    """The district with this number; made on the first call."""
    return District.objects.get_or_create(number=number, defaults={"name": name, "slug": name.lower()})[0]
