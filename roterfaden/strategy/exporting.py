"""A whole plan as the plan file (docs/plan-file.md): what `importing` reads again without any change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils import timezone

from roterfaden.kit.things import Ref
from roterfaden.strategy import deciding, plan_file, plan_shapes
from roterfaden.strategy.document import in_order, level_row
from roterfaden.strategy.hooks import file_parts
from roterfaden.strategy.models import Assessment, BudgetLine, DateShift, Measure, Milestone, Plan
from roterfaden.strategy.plan_shapes import Shape

Papers = Mapping[Ref, dict[str, str]]


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
        "shifts",
        "assessments",
        "milestones__requires",
        "milestones__shifts",
    )
    papers = deciding.numbers(_decided(rows))
    return {
        "format": plan_file.FORMAT,
        "version": plan_file.VERSION,
        "exportedAt": timezone.now().isoformat(timespec="seconds"),
        "plan": _shaped(plan, plan_shapes.PLAN) | _relatives(plan),
        "levels": [level_row(level) for level in plan.levels.order_by("depth")],
        "nodes": [
            _shaped(node, plan_shapes.NODE) | {"parent": codes.get(node.parent_id or 0), "level": node.depth}
            for node in nodes
        ],
        "measures": [_measure(row, codes, papers) for row in rows],
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


def _decided(rows: Iterable[Measure]) -> Iterator[BudgetLine | DateShift]:
    """Everything that a paper may have decided. All shifts of a measure, its milestones' too, hang at the measure."""
    for row in rows:
        yield from row.budget.all()
        yield from row.shifts.all()


def _with_paper(row: BudgetLine | DateShift, shape: Shape, papers: Papers) -> dict[str, Any]:
    ref = deciding.ref_of(row)
    named = papers.get(ref) if ref else None
    return _shaped(row, shape) | ({"paper": named} if named else {})


def _measure(row: Measure, codes: dict[int, str], papers: Papers) -> dict[str, Any]:
    assessment = next((one for one in row.assessments.all() if one.step == Assessment.Step.APPROVED), None)
    return {
        **_shaped(row, plan_shapes.MEASURE),
        "published": row.published,
        "nodes": sorted(codes[node.pk] for node in row.nodes.all() if node.pk in codes),
        "districts": sorted(district.slug for district in row.districts.all()),
        "topics": sorted(topic.slug for topic in row.topics.all()),
        "partners": [_shaped(one, plan_shapes.PARTNER) for one in row.partners.all()],
        "milestones": [_milestone(step, papers) for step in row.milestones.all()],
        "budget": [_with_paper(line, plan_shapes.BUDGET, papers) for line in row.budget.all()],
        "shifts": [
            _with_paper(shift, plan_shapes.OWN_SHIFT, papers)
            for shift in row.shifts.all()
            if shift.field != DateShift.Field.MILESTONE
        ],
        "assessment": _shaped(assessment, plan_shapes.ASSESSMENT) if assessment else None,
    }


def _milestone(row: Milestone, papers: Papers) -> dict[str, Any]:
    requires: Iterable[Milestone] = row.requires.all()
    shifts: Iterable[DateShift] = row.shifts.all()
    return {
        **_shaped(row, plan_shapes.MILESTONE),
        "requires": sorted(other.code for other in requires),
        "shifts": [_with_paper(shift, plan_shapes.SHIFT, papers) for shift in shifts],
    }
