"""A plan as one JSON document: what a version freezes, and what comparisons are made of.

Shape (no floats, no keys of the database, so that the same plan gives the same document anywhere):

{"plan": {"slug", "title", "titleEn", "question", …, "state", "startsOn", "parent", "predecessor", "related"},
 "levels": [{"kind", "singular", "plural", "singularEn", "pluralEn"}],
 "nodes": [{"code", "parent", "level", "number", "title", "titleEn", "question", "questionEn", "text",
            "plainLanguage", "withdrawn", "measures": [slug, …]}],       in the order of the tree
 "measures": [{"slug", "number", "title", "titleEn", "what", "why", "plainLanguage", "lead"}]}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from roterfaden.strategy.models import Measure, MeasureNode, Node, Plan


def freeze(plan: Plan) -> dict[str, Any]:
    """The document of the plan as it is now. Measures that are not published stay out."""
    nodes = in_order(plan.nodes.all())
    places = MeasureNode.objects.filter(node__plan=plan, measure__published=True)
    of_node: dict[int, list[str]] = {}
    for node, slug in places.order_by("measure__slug").values_list("node_id", "measure__slug"):
        of_node.setdefault(node, []).append(slug)
    measures = Measure.objects.filter(slug__in={slug for slugs in of_node.values() for slug in slugs})
    codes = {node.pk: node.code for node in nodes}
    return {
        "plan": _plan(plan),
        "levels": [level_row(level) for level in plan.levels.order_by("depth")],
        "nodes": [node_row(node, codes) | {"measures": of_node.get(node.pk, [])} for node in nodes],
        "measures": [_measure(row) for row in measures.order_by("slug")],
    }


def in_order(nodes: Iterable[Node]) -> list[Node]:
    """Nodes as one reads a plan: each followed by those that belong to it."""
    below: dict[int | None, list[Node]] = {}
    for node in sorted(nodes, key=lambda node: (node.position, node.pk)):
        below.setdefault(node.parent_id, []).append(node)
    return list(_walk(below, None))


def _walk(below: dict[int | None, list[Node]], parent: int | None) -> Iterator[Node]:
    for node in below.get(parent, ()):
        yield node
        yield from _walk(below, node.pk)


def _plan(plan: Plan) -> dict[str, Any]:
    related: Sequence[str] = sorted(plan.related.values_list("slug", flat=True))
    return {
        **plan_texts(plan),
        "state": plan.state,
        "parent": plan.parent.slug if plan.parent else None,
        "predecessor": plan.predecessor.slug if plan.predecessor else None,
        "related": list(related),
    }


def plan_texts(plan: Plan) -> dict[str, Any]:
    """What stands in a plan's own row."""
    return {
        "slug": plan.slug,
        "title": plan.title,
        "titleEn": plan.title_en,
        "question": plan.question,
        "questionEn": plan.question_en,
        "summary": plan.summary,
        "summaryEn": plan.summary_en,
        "text": plan.text,
        "plainLanguage": plan.plain_language,
        "startsOn": plan.starts_on.isoformat() if plan.starts_on else None,
        "endsOn": plan.ends_on.isoformat() if plan.ends_on else None,
        "responsible": plan.responsible,
    }


def level_row(level: Any) -> dict[str, Any]:
    """A level."""
    return {
        "kind": level.kind,
        "singular": level.singular,
        "plural": level.plural,
        "singularEn": level.singular_en,
        "pluralEn": level.plural_en,
    }


def node_row(node: Node, codes: dict[int, str]) -> dict[str, Any]:
    """A node without its measures."""
    return {
        "code": node.code,
        "parent": codes.get(node.parent_id) if node.parent_id else None,
        "level": node.depth,
        "number": node.number,
        "title": node.title,
        "titleEn": node.title_en,
        "question": node.question,
        "questionEn": node.question_en,
        "text": node.text,
        "plainLanguage": node.plain_language,
        "withdrawn": node.withdrawn_reason if node.withdrawn_at else None,
    }


def _measure(row: Measure) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "number": row.number,
        "title": row.title,
        "titleEn": row.title_en,
        "what": row.what,
        "why": row.why,
        "plainLanguage": row.plain_language,
        "lead": row.lead,
    }
