"""A whole plan as the plan file (docs/plan-file.md): what `importing` reads again without any change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from roterfaden.strategy import plan_file
from roterfaden.strategy.document import in_order, level_row
from roterfaden.strategy.hooks import file_parts
from roterfaden.strategy.models import Assessment, DateShift, Measure, Milestone, Plan
from roterfaden.strategy.plan_file import Shape


def written(plan: Plan) -> dict[str, Any]:
    """The file's value. Everything the back office has, drafts and unpublished measures too."""
    nodes = in_order(plan.nodes.filter(withdrawn_at__isnull=True))
    codes = {node.pk: node.code for node in nodes}
    measures = Measure.objects.filter(nodes__in=codes).distinct().order_by("slug")
    rows = measures.prefetch_related(
        "nodes",
        "districts",
        "topics",
        "partners",
        "budget",
        "assessments",
        "milestones__requires",
        "milestones__shifts",
    )
    return {
        "format": plan_file.FORMAT,
        "version": plan_file.VERSION,
        "exportedAt": timezone.now().isoformat(timespec="seconds"),
        "plan": _shaped(plan, plan_file.PLAN) | _relatives(plan),
        "levels": [level_row(level) for level in plan.levels.order_by("depth")],
        "nodes": [
            _shaped(node, plan_file.NODE) | {"parent": codes.get(node.parent_id or 0), "level": node.depth}
            for node in nodes
        ],
        "measures": [_measure(row, codes) for row in rows],
        **{key: part.write(plan) for key, part in sorted(file_parts.items())},
    }


def _shaped(row: Any, shape: Shape) -> dict[str, Any]:
    return {name: _plain(getattr(row, column)) for name, (column, _read, _default) in shape.items()}


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _relatives(plan: Plan) -> dict[str, Any]:
    return {
        "state": plan.state,
        "parent": plan.parent.slug if plan.parent else None,
        "predecessor": plan.predecessor.slug if plan.predecessor else None,
        "related": sorted(plan.related.values_list("slug", flat=True)),
    }


def _measure(row: Measure, codes: dict[int, str]) -> dict[str, Any]:
    assessment = next((one for one in row.assessments.all() if one.step == Assessment.Step.APPROVED), None)
    return {
        **_shaped(row, plan_file.MEASURE),
        "published": row.published,
        "nodes": sorted(codes[node.pk] for node in row.nodes.all() if node.pk in codes),
        "districts": sorted(district.slug for district in row.districts.all()),
        "topics": sorted(topic.slug for topic in row.topics.all()),
        "partners": [_shaped(one, plan_file.PARTNER) for one in row.partners.all()],
        "milestones": [_milestone(step) for step in row.milestones.all()],
        "budget": [_shaped(line, plan_file.BUDGET) for line in row.budget.all()],
        "shifts": [
            _shaped(shift, plan_file.OWN_SHIFT)
            for shift in row.shifts.all()
            if shift.field != DateShift.Field.MILESTONE
        ],
        "assessment": _shaped(assessment, plan_file.ASSESSMENT) if assessment else None,
    }


def _milestone(row: Milestone) -> dict[str, Any]:
    requires: Iterable[Milestone] = row.requires.all()
    shifts: Iterable[DateShift] = row.shifts.all()
    return {
        **_shaped(row, plan_file.MILESTONE),
        "requires": sorted(other.code for other in requires),
        "shifts": [_shaped(shift, plan_file.SHIFT) for shift in shifts],
    }
