"""Processes in the machine interface."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router
from pydantic.json_schema import SkipJsonSchema

from roterfaden.contributions.duty import duty_in
from roterfaden.kit.api import Field, Key, ListQuery, Out, Problem, refuse_unknown, unknown
from roterfaden.kit.paging import BadCursor
from roterfaden.participation.addresses import absolute, address
from roterfaden.participation.listing import ORDER, STATES, Wanted, rows_of, with_parts
from roterfaden.participation.models import Process
from roterfaden.participation.telling import counts_of, links_of

router = Router(tags=["Beteiligung"], by_alias=True)
ERRORS = {400: Problem, 404: Problem}
Slug = Annotated[str, Field(pattern=r"^[a-zA-Z0-9_-]{0,200}$")]
StateName = Enum("ProcessStateName", {name: name for name in STATES})  # type: ignore[misc]


class ProcessQuery(ListQuery):
    """The filters of the list of processes."""

    stand: StateName | SkipJsonSchema[None] = Field(
        None, description=_("Was läuft, kommt, geprüft wird oder vorbei ist")
    )
    bezirk: Slug = Field("", description=_("Stadtbezirk"))
    thema: Slug = Field("", description=_("Thema"))


class PhaseRow(Out):
    """A phase; its end is exclusive."""

    id: int
    name: str
    method: str
    text: str
    start: dt.datetime | None
    end: dt.datetime | None


class ProcessRow(Out):
    """A process in a list."""

    id: int
    slug: str
    title: str
    name: str
    summary: str
    state: str
    influence: str
    published: dt.datetime | None
    modified: dt.datetime
    districts: list[str]
    topics: list[str]
    phases: list[PhaseRow]
    sample_data: bool
    web: str


class LinkRow(Out):
    """What a process is tied to."""

    ref: str
    title: str
    web: str


class CountRow(Out):
    """A figure of what was said."""

    number: int
    label: str


class PromiseOut(Out):
    """How the promise of answers is kept."""

    promised: int
    answered: int
    overdue: int
    median_days: int | None


class ProcessOut(ProcessRow):
    """A process with all that its page says."""

    purpose: str
    fixed: str
    decides: str
    rules: str
    office: str
    budget_euro: Decimal | None
    answer_days: int | None
    answer_from: int
    result: str
    closed: dt.datetime | None
    links: list[LinkRow]
    counts: list[CountRow]
    promise: PromiseOut


class Processes(Out):
    """A page of processes."""

    items: list[ProcessRow]
    next: str | None


@router.get(
    "/processes",
    response={200: Processes, **ERRORS},
    summary=_("Beteiligungen"),
    description=_("Öffentliche Beteiligungen mit den Filtern der Seite, die neueste zuerst."),
)
def processes(request: HttpRequest, query: Query[ProcessQuery]) -> dict[str, Any]:
    """Public processes, with the filters of the page."""
    refuse_unknown(request, ProcessQuery)
    wanted = Wanted(query.stand.value if query.stand else "", query.bezirk, query.thema)
    try:
        page = ORDER.page(with_parts(rows_of(wanted)), query.cursor, query.limit)
    except BadCursor:
        raise unknown("cursor") from None
    return {"items": [process_row(row) for row in page.rows], "next": _next(request, query, page.next)}


@router.get(
    "/processes/{pk}",
    response={200: ProcessOut, **ERRORS},
    summary=_("Beteiligung"),
    description=_("Mit Phasen, Zusage und Ergebnis."),
)
def process(request: HttpRequest, pk: Key) -> dict[str, Any]:
    """A process with all that its page says."""
    found = with_parts(Process.objects.visible_to().filter(pk=pk)).first()
    if found is None:
        raise unknown()
    promise = duty_in(found.ref)
    names = ("purpose", "fixed", "decides", "rules", "office", "answer_days", "answer_from", "result")
    return process_row(found) | {
        **{name: getattr(found, name) for name in names},
        "budget_euro": found.budget,
        "closed": found.closed_at,
        "links": [{"ref": str(one.ref), "title": one.title, "web": absolute(one.url)} for one in links_of(found)],
        "counts": [
            {"number": one.number, "label": str(one.label)} for one in counts_of(found, list(found.phases.all()))
        ],
        "promise": {name: getattr(promise, name) for name in ("promised", "answered", "overdue", "median_days")},
    }


def process_row(row: Process) -> dict[str, Any]:
    """A process' values. Needs phases, districts and topics."""
    names = ("slug", "title", "name", "summary", "state", "influence", "sample_data")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in names},
        "published": row.published_at,
        "modified": row.changed_at,
        "districts": [district.slug for district in row.districts.all()],
        "topics": [topic.slug for topic in row.topics.all()],
        "phases": [
            {"id": one.pk, "name": one.name, "method": one.module, "text": one.text, "start": one.start, "end": one.end}
            for one in row.phases.all()
        ],
        "web": absolute(address(row)),
    }


def _next(request: HttpRequest, query: ProcessQuery, cursor: str) -> str | None:
    if not cursor:
        return None
    values = {key: _plain(value) for key, value in query.model_dump(exclude_defaults=True).items() if value is not None}
    return f"{settings.SITE_URL}{request.path}?{urlencode(values | {'cursor': cursor})}"


def _plain(value: Any) -> str:
    return str(value.value if isinstance(value, Enum) else value)
