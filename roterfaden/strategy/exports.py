"""Lists of measures as files (CSV, XLSX, JSON-LD), streamed by key in bounded parts; one measure as linked data.

JSON-LD uses schema.org (`Project`, `Event` for milestones, `MonetaryAmount`) and `rf:` terms of ours for what it lacks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from roterfaden.kit.tables import Row as TableRow
from roterfaden.kit.tables import csv_stream, xlsx_stream
from roterfaden.strategy.addresses import absolute, measure_address, node_address, plan_address
from roterfaden.strategy.filters import MeasureFilter
from roterfaden.strategy.listing import days_silent, stale_before
from roterfaden.strategy.measure_page import MeasurePage
from roterfaden.strategy.models import Measure

BATCH = 200
MOST = 10_000
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonld": "application/ld+json",
}
CONTEXT = {"@vocab": "https://schema.org/", "rf": absolute("/ziele/stand#")}
COLUMNS: dict[str, Callable[[Measure], Any]] = {
    "number": lambda row: row.number,
    "title": lambda row: row.title,
    "state": lambda row: str(row.get_state_display()),
    "light": lambda row: str(row.get_light_display()),
    "override": lambda row: row.override_reason,
    "plans": lambda row: ", ".join(sorted({node.plan.title for node in _nodes(row)})),
    "nodes": lambda row: ", ".join(node.title for node in _nodes(row)),
    "districts": lambda row: ", ".join(district.name for district in row.districts.all()),
    "lead": lambda row: row.lead,
    "starts_on": lambda row: row.begun_on or row.starts_on,
    "ends_on": lambda row: row.end,
    "next_due_on": lambda row: row.next_due_on,
    "planned": lambda row: row.planned_total,
    "spent": lambda row: row.spent_total,
    "milestones": lambda row: row.milestones_total,
    "reached": lambda row: row.milestones_done,
    "shifts": lambda row: row.shift_count,
    "reported_on": lambda row: row.reported_on,
    "silent_days": lambda row: days_silent(row) or None,
    "url": lambda row: absolute(measure_address(row)),
    "sample": lambda row: row.sample,
}


def column_names() -> list[str]:
    """Headings for people, in the order of COLUMNS."""
    return [
        *(_("Nummer"), _("Titel"), _("Zustand"), _("Stand"), _("Stand von Hand, Grund"), _("Pläne"), _("Ziele")),
        *(_("Stadtbezirke"), _("Federführung"), _("Beginn"), _("Ende"), _("nächster Termin"), _("geplant in Euro")),
        *(_("ausgegeben in Euro"), _("Meilensteine"), _("davon erreicht"), _("Verschiebungen"), _("gemeldet")),
        *(_("veraltet seit Tagen"), _("Adresse"), _("Beispieldaten")),
    ]


def answer(wanted: MeasureFilter, kind: str, after: str) -> HttpResponseBase:
    """The file as an answer; where the list is longer, a Link header leads to the next part."""
    page = wanted.order.page(wanted.rows(stale_before()).only("pk", *_order_fields(wanted)), after, MOST)
    keys = [row.pk for row in page.rows]
    stream = {"csv": _csv, "xlsx": _xlsx, "jsonld": _jsonld}[kind](keys)
    response = StreamingHttpResponse(stream, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="massnahmen.{kind}"'
    if page.next:
        query = f"{wanted.query}&ab={page.next}".lstrip("&")
        address = absolute(f"{reverse('strategy:measures_export', args=[kind])}?{query}")
        response["Link"] = f'<{address}>; rel="next"'
    return response


def linked_data(page: MeasurePage) -> HttpResponse:
    """A measure with milestones, shifts, money and plans as JSON-LD."""
    value = {"@context": CONTEXT} | brief(page.measure) | _details(page)
    body = json.dumps(value, ensure_ascii=False, indent=1, default=str)
    response = HttpResponse(body.encode("utf-8", "replace"), content_type=KINDS["jsonld"])
    response["Access-Control-Allow-Origin"] = "*"
    return response


def brief(row: Measure) -> dict[str, Any]:
    """A measure in a list of linked data."""
    return {
        "@id": absolute(measure_address(row)),
        "@type": "Project",
        "name": row.title,
        "identifier": row.number or None,
        "description": row.what,
        "startDate": row.begun_on or row.starts_on,
        "endDate": row.end,
        "rf:state": row.state,
        "rf:light": row.light,
        "rf:computedLight": row.computed_light,
        "rf:overrideReason": row.override_reason or None,
        "rf:lead": row.lead or None,
        "rf:plannedEuro": row.planned_total,
        "rf:spentEuro": row.spent_total,
        "rf:reportedOn": row.reported_on,
        "rf:sampleData": row.sample,
    }


def _details(page: MeasurePage) -> dict[str, Any]:
    plans = {node.plan.pk: node.plan for node in page.places}
    milestones = sorted((stop.milestone for stop in page.stops if stop.milestone), key=lambda row: row.planned_on)
    return {
        "rf:why": page.measure.why,
        "isPartOf": [{"@id": absolute(plan_address(plan)), "name": plan.title} for plan in plans.values()],
        "rf:serves": [{"@id": absolute(node_address(node)), "name": node.title} for node in page.places],
        "location": [district.name for district in page.districts],
        "sponsor": [partner.name for partner in page.partners],
        "subEvent": [
            {
                "@type": "Event",
                "name": row.title,
                "startDate": row.due_on,
                "previousStartDate": row.planned_on if row.due_on != row.planned_on else None,
                "rf:reachedOn": row.actual_on,
            }
            for row in milestones
        ],
        "rf:shifts": [
            {
                "rf:field": one.shift.field,
                "rf:milestone": one.shift.milestone.title if one.shift.milestone else None,
                "rf:old": one.shift.old,
                "rf:new": one.shift.new,
                "rf:reason": one.shift.reason,
                "rf:decidedBy": one.shift.decided_by,
                "rf:decidedOn": one.shift.decided_on,
            }
            for one in page.shifts
        ],
        "funding": [
            {
                "@type": "Grant",
                "name": f"{line.row.year} {line.row.source}",
                "rf:plannedEuro": line.row.planned,
                "rf:spentEuro": line.row.actual,
                "rf:paper": line.paper.number or line.paper.title if line.paper else None,
            }
            for line in page.budget
        ],
    }


def _nodes(row: Measure) -> list[Any]:
    return [place.node for place in row.places.all() if place.node.plan.is_public]


def _order_fields(wanted: MeasureFilter) -> list[str]:
    return [] if wanted.order.field == "pk" else [wanted.order.field]


def _measures(keys: list[int]) -> Iterator[Measure]:
    """The measures in this order, a batch at a time."""
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        rows = Measure.objects.visible_to().filter(pk__in=batch)
        found = {row.pk: row for row in rows.prefetch_related("places__node__plan", "districts")}
        yield from (found[key] for key in batch if key in found)


def _row(measure: Measure) -> TableRow:
    return [read(measure) for read in COLUMNS.values()]


def _csv(keys: list[int]) -> Iterator[bytes]:
    return csv_stream(column_names(), (_row(row) for row in _measures(keys)))


def _xlsx(keys: list[int]) -> Iterator[bytes]:
    return xlsx_stream(column_names(), (_row(row) for row in _measures(keys)), _("Maßnahmen"))


def _jsonld(keys: list[int]) -> Iterator[bytes]:
    yield b'{"@context": ' + json.dumps(CONTEXT).encode() + b', "@graph": ['
    for place, row in enumerate(_measures(keys)):
        text = json.dumps(brief(row), ensure_ascii=True, default=str)
        yield (",\n" if place else "\n").encode() + text.encode()
    yield b"\n]}\n"
