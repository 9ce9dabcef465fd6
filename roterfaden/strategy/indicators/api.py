"""Indicators and reports below /api/v1/: lists, single ones with their values, targets and the rating's calculation."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from roterfaden.kit.api import Field, Key, ListQuery, Out, Problem, refuse_unknown, unknown
from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.strategy.indicators import faces, listing, reading
from roterfaden.strategy.indicators.addresses import absolute, indicator_address, report_address
from roterfaden.strategy.indicators.listing import Wanted, WrongFilter
from roterfaden.strategy.indicators.words import LIGHTS
from roterfaden.strategy.models import Indicator, Plan, Report

router = Router(tags=["Kennzahlen"], by_alias=True)
LIST = {400: Problem, 404: Problem}
ONE = {404: Problem}


class IndicatorRow(Out):
    """An indicator in a list. Numbers are texts, so that no digit is lost."""

    id: int
    url: str
    title: str
    unit: str
    direction: str
    rating: str
    value: str | None
    period: str | None
    provisional: bool
    target: str | None
    target_period: str | None
    next_due: date | None
    modified: datetime
    sample_data: bool


class Indicators(Out):
    """A page."""

    items: list[IndicatorRow]
    next: str | None


class Baseline(Out):
    """Where it begins."""

    value: str
    period: str


class Origin(Out):
    """Who measures."""

    name: str
    url: str | None


class TargetOut(Out):
    """What shall be reached."""

    scenario: str
    period: str
    value: str


class ValueOut(Out):
    """A value that counts."""

    period: str
    value: str
    provisional: bool
    dimension: str | None
    category: str | None
    revised: bool


class RatingOut(Out):
    """The rating with its calculation."""

    value: str
    words: str
    method: str
    way: str
    observed: str | None
    required: str | None
    ratio: str | None
    steps: list[str]


class IndicatorDetail(Out):
    """One indicator."""

    id: int
    url: str
    title: str
    description: str
    unit: str
    decimals: int
    direction: str
    method: str
    source: Origin
    responsible: str
    baseline: Baseline | None
    next_due: date | None
    sdg: list[str]
    rating: RatingOut
    targets: list[TargetOut]
    values: list[ValueOut]
    sample_data: bool


class IndicatorQuery(ListQuery):
    """Filters, named as in the addresses of the page."""

    plan: str = Field("", max_length=80, description=_("Kurzname des Plans"))
    stand: str = Field("", max_length=20, description=_("Fortschritt, oder ueberfaellig"))
    sdg: int | None = Field(None, ge=1, le=17, description=_("Nummer des UN-Ziels"))


class ReportRow(Out):
    """A report in a list."""

    id: int
    url: str
    plan: str
    date: date
    published: datetime | None
    digest: str
    sample_data: bool


class Reports(Out):
    """A page."""

    items: list[ReportRow]
    next: str | None


class ReportDetail(ReportRow):
    """A report with the document that was frozen."""

    words: str
    document: dict[str, Any]


class ReportQuery(ListQuery):
    """Filters."""

    plan: str = Field("", max_length=80, description=_("Kurzname des Plans"))


def _may_be_slug(text: str) -> bool:
    """Whether a database can be asked for it: PostgreSQL takes no NUL, no encoding a lone surrogate."""
    return re.fullmatch(r"[A-Za-z0-9_-]*", text) is not None


@router.get(
    "/indicators",
    response={200: Indicators, **LIST},
    summary=_("Kennzahlen"),
    description=_("Kennzahlen mit letztem Wert, Ziel und Fortschritt."),
)
def indicators(request: HttpRequest, query: Query[IndicatorQuery]) -> dict[str, Any]:
    """Public indicators by key."""
    refuse_unknown(request, IndicatorQuery)
    wanted = Wanted(query.plan, query.stand, str(query.sdg or ""))
    if not _may_be_slug(query.plan):
        raise unknown("plan")
    if wanted.rating and wanted.rating not in (*LIGHTS, listing.OVERDUE):
        raise unknown("stand")
    try:
        plan = listing.plan_of(wanted, list(Plan.objects.visible_to().filter(slug=query.plan)))
    except WrongFilter:
        raise unknown("plan") from None
    return _page(request, query, listing.rows_of(wanted, plan), _row)


@router.get(
    "/indicators/{key}",
    response={200: IndicatorDetail, **ONE},
    summary=_("Eine Kennzahl"),
    description=_("Eine Kennzahl mit Werten, Zielwerten und der Rechnung zum Fortschritt."),
)
def indicator(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One public indicator."""
    found = Indicator.objects.visible_to().filter(pk=key).first()
    if found is None:
        raise unknown()
    told = faces.as_json(reading.page_of(found))
    return {_snake(name): value for name, value in told.items()}


@router.get(
    "/reports",
    response={200: Reports, **LIST},
    summary=_("Berichte"),
    description=_("Veröffentlichte Berichte zu Plänen."),
)
def reports(request: HttpRequest, query: Query[ReportQuery]) -> dict[str, Any]:
    """Published reports by key."""
    refuse_unknown(request, ReportQuery)
    rows = Report.objects.visible_to().select_related("plan").defer("document", "words", "words_en")
    if not _may_be_slug(query.plan):
        raise unknown("plan")
    if query.plan:
        rows = rows.filter(plan__slug=query.plan)
    return _page(request, query, rows, _report)


@router.get(
    "/reports/{key}",
    response={200: ReportDetail, **ONE},
    summary=_("Ein Bericht"),
    description=_("Ein Bericht mit dem eingefrorenen Stand des Plans."),
)
def report(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One published report."""
    found = Report.objects.visible_to().select_related("plan").filter(pk=key).first()
    if found is None:
        raise unknown()
    return {**_report(found), "words": found.words, "document": found.document}


def _page(request: HttpRequest, query: ListQuery, rows: Any, build: Any) -> dict[str, Any]:
    try:
        order: Keyset[Any] = Keyset()
        page = order.page(rows, query.cursor, query.limit)
    except BadCursor:
        raise unknown("cursor") from None
    return {"items": [build(row) for row in page.rows], "next": _next(request, query, page.next)}


def _next(request: HttpRequest, query: ListQuery, cursor: str) -> str | None:
    if not cursor:
        return None
    values = query.model_dump(exclude_defaults=True) | {"cursor": cursor}
    return f"{settings.SITE_URL}{request.path}?{urlencode(values)}"


def _row(row: Indicator) -> dict[str, Any]:
    return {
        "id": row.pk,
        "url": absolute(indicator_address(row)),
        "title": row.title,
        "unit": row.unit,
        "direction": row.direction,
        "rating": row.rating,
        "value": _number(row.latest_value),
        "period": row.latest_period or None,
        "provisional": row.latest_draft,
        "target": _number(row.target_value),
        "target_period": row.target_period or None,
        "next_due": row.next_due_on,
        "modified": row.changed_at,
        "sample_data": row.sample,
    }


def _report(row: Report) -> dict[str, Any]:
    return {
        "id": row.pk,
        "url": absolute(report_address(row)),
        "plan": row.plan.slug,
        "date": row.date,
        "published": row.published_at,
        "digest": row.digest,
        "sample_data": row.plan.sample,
    }


def _number(number: Any) -> str | None:
    return None if number is None else str(number.normalize() + 0)


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
