"""Plans and measures in the machine interface."""

from __future__ import annotations

from enum import Enum
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from roterfaden.kit.api import Key, ListQuery, Problem, refuse_unknown, unknown
from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.strategy import measure_page
from roterfaden.strategy.addresses import absolute, measure_address, node_address, plan_address
from roterfaden.strategy.api_schemas import MeasureOut, MeasureQuery, Measures, PlanOut, Plans
from roterfaden.strategy.document import in_order
from roterfaden.strategy.filters import MeasureFilter, Sort
from roterfaden.strategy.listing import days_silent, stale_before
from roterfaden.strategy.models import Measure, Node, Plan

router = Router(tags=["Ziele"], by_alias=True)
ERRORS = {400: Problem, 404: Problem}


@router.get("/plans", response={200: Plans, **ERRORS}, summary=_("Pläne"), description=_("Alle öffentlichen Pläne."))
def plans(request: HttpRequest, query: Query[ListQuery]) -> dict[str, Any]:
    """All public plans."""
    refuse_unknown(request, ListQuery)
    return _page(request, Plan.objects.visible_to(), Keyset(), query, plan_row)


@router.get(
    "/plans/{pk}", response={200: PlanOut, **ERRORS}, summary=_("Plan"), description=_("Mit Punkten und Fassungen.")
)
def plan(request: HttpRequest, pk: Key) -> dict[str, Any]:
    """A plan with its tree and versions."""
    found = Plan.objects.visible_to().filter(pk=pk).first()
    if found is None:
        raise unknown()
    nodes = in_order(found.nodes.filter(withdrawn_at__isnull=True).select_related("level"))
    versions = found.versions.filter(public=True).defer("document")[:1000]
    return plan_row(found) | {
        "text": found.text,
        "nodes": [node_row(row, found) for row in nodes],
        "versions": [
            {
                "number": row.number,
                "created": row.created_at,
                "reason": row.reason,
                "digest": row.digest,
                "document": absolute(f"{plan_address(found)}/fassungen/{row.number}.json"),
            }
            for row in versions
        ],
    }


@router.get(
    "/measures",
    response={200: Measures, **ERRORS},
    summary=_("Maßnahmen"),
    description=_("Maßnahmen mit den Filtern und Reihenfolgen der Seite."),
)
def measures(request: HttpRequest, query: Query[MeasureQuery]) -> dict[str, Any]:
    """Measures, with the filters and orders of the page."""
    refuse_unknown(request, MeasureQuery)
    wanted = MeasureFilter(
        plan=query.plan,
        light=query.stand.value if query.stand else "",
        state=query.zustand.value if query.zustand else "",
        district=query.bezirk,
        topic=query.thema,
        sort=Sort(_plain(query.zuerst)),
    )
    return _page(request, wanted.rows(stale_before()), wanted.order, query, measure_row)


@router.get(
    "/measures/{pk}",
    response={200: MeasureOut, **ERRORS},
    summary=_("Maßnahme"),
    description=_("Mit Meilensteinen, Verschiebungen und Geld."),
)
def measure(request: HttpRequest, pk: Key) -> dict[str, Any]:
    """A measure with all its parts."""
    found = Measure.objects.visible_to().filter(pk=pk).first()
    if found is None:
        raise unknown()
    page = measure_page.load(found)
    steps = sorted((stop.milestone for stop in page.stops if stop.milestone), key=lambda row: (row.planned_on, row.pk))
    return measure_row(found) | {
        "why": found.why,
        "nodes": [row.pk for row in page.places],
        "districts": [row.slug for row in page.districts],
        "partners": [row.name for row in page.partners],
        "milestone_list": [
            {"id": row.pk, **{name: getattr(row, name) for name in ("title", "planned_on", "forecast_on", "actual_on")}}
            for row in steps
        ],
        "shift_list": [_shift(one.shift) for one in page.shifts],
        "budget": [
            {
                "year": line.row.year,
                "source": line.row.source,
                "planned_euro": line.row.planned,
                "spent_euro": line.row.actual,
            }
            for line in page.budget
        ],
    }


def plan_row(row: Plan) -> dict[str, Any]:
    """A plan's values."""
    names = ("slug", "title", "summary", "state", "starts_on", "ends_on")
    values = {name: getattr(row, name) for name in names}
    web = absolute(plan_address(row))
    return {"id": row.pk, **values, "sample_data": row.sample, "modified": row.changed_at, "web": web}


def node_row(row: Node, plan: Plan) -> dict[str, Any]:
    """A node's values. Needs `level`."""
    row.plan = plan
    values = {name: getattr(row, name) for name in ("code", "number", "title", "question", "text")}
    places = {"parent": row.parent_id, "kind": row.kind, "level": row.level.singular}
    return {"id": row.pk, **values, **places, "web": absolute(node_address(row))}


def measure_row(row: Measure) -> dict[str, Any]:
    """A measure's values."""
    names = ("slug", "number", "title", "what", "lead", "state", "light", "computed_light", "override_reason")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in names},
        "starts_on": row.begun_on or row.starts_on,
        "ends_on": row.end,
        "next_due_on": row.next_due_on,
        "planned_euro": row.planned_total,
        "spent_euro": row.spent_total,
        "milestones": row.milestones_total,
        "milestones_reached": row.milestones_done,
        "shifts": row.shift_count,
        "reported_on": row.reported_on,
        "silent_days": days_silent(row),
        "sample_data": row.sample,
        "modified": row.changed_at,
        "web": absolute(measure_address(row)),
    }


def _shift(row: Any) -> dict[str, Any]:
    names = ("field", "old", "new", "reason", "decided_by", "decided_on")
    return {"milestone": row.milestone_id, **{name: getattr(row, name) for name in names}}


def _page(request: HttpRequest, rows: Any, order: Keyset[Any], query: ListQuery, build: Any) -> dict[str, Any]:
    try:
        page = order.page(rows, query.cursor, query.limit)
    except BadCursor:
        raise unknown("cursor") from None
    return {"items": [build(row) for row in page.rows], "next": _next(request, query, page.next)}


def _next(request: HttpRequest, query: ListQuery, cursor: str) -> str | None:
    if not cursor:
        return None
    values = {key: _plain(value) for key, value in query.model_dump(exclude_defaults=True).items() if value is not None}
    return f"{settings.SITE_URL}{request.path}?{urlencode(values | {'cursor': cursor})}"


def _plain(value: Any) -> str:
    return str(value.value if isinstance(value, Enum) else value)
