"""Threads below /api/v1/: the list with the filters of the page, and one thread with its stations."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import ConfigDict

from roterfaden.kit.api import Field, Key, ListQuery, Out, Problem, Trouble, refuse_unknown, unknown
from roterfaden.kit.paging import BadCursor
from roterfaden.threads import listing, reading
from roterfaden.threads.addresses import absolute, address
from roterfaden.threads.models import State, Thread
from roterfaden.threads.querysets import PUBLIC
from roterfaden.threads.stages import Stage
from roterfaden.threads.telling import Step, tell

router = Router(tags=["Fäden"], by_alias=True)
Slug = Annotated[str, Field(pattern=r"^[a-zA-Z0-9_-]{0,120}$")]
STAGES, PROMISES = "|".join(Stage.values), "|".join(listing.PROMISES)
StageName = Annotated[str, Field(pattern=f"^({STAGES})?$")]
Promises = Annotated[str, Field(pattern=f"^({PROMISES})?$")]
ERRORS = {400: Problem}
GONE = {404: Problem, 410: Problem}


class ThreadRow(Out):
    """A thread in the list."""

    model_config = ConfigDict(title="ThreadRow")
    id: int
    slug: str
    title: str
    title_en: str
    summary: str
    summary_en: str
    state: str
    stage: str | None
    responsible: str
    next_step: str
    next_step_on: dt.date | None
    place_name: str
    districts: list[str]
    topics: list[str]
    changed: dt.datetime
    url: str
    sample_data: bool


class ThingOut(Out):
    """The thing that a station rests on."""

    kind: str
    key: str
    title: str
    number: str
    url: str


class SourceOut(Out):
    """A source outside."""

    label: str
    url: str
    archived_on: dt.date | None
    archive_url: str


class StationOut(Out):
    """A station; one that is not public any more has only stage and date."""

    id: int
    stage: str
    start: dt.date
    end: dt.date | None
    precision: str
    hidden: bool
    heading: str | None
    sentence: str | None
    relation: str | None
    thing: ThingOut | None
    source: SourceOut | None
    due: dt.date | None
    fulfilled: dt.date | None


class ThreadDetail(ThreadRow):
    """A thread with its stations, the first one first."""

    model_config = ConfigDict(title="ThreadDetail")
    waiting: str = Field("", description=gettext_noop("Was nach der letzten Entscheidung fehlt, in Worten"))
    stations: list[StationOut]


class Threads(Out):
    """A page of threads."""

    items: list[ThreadRow]
    next: str | None


class ThreadQuery(ListQuery):
    """The filters of the list; names as in the addresses of the page."""

    thema: Slug = Field("", description=gettext_noop("Thema"))
    bezirk: Slug = Field("", description=gettext_noop("Stadtbezirk"))
    stufe: StageName = Field("", description=gettext_noop("Stufe"))
    zusagen: Promises = Field("", description=gettext_noop("offen oder ueberfaellig"))


@router.get(
    "/threads",
    response={200: Threads, 404: Problem, **ERRORS},
    summary=gettext_noop("Fäden"),
    description=gettext_noop("Öffentliche Fäden, der zuletzt geänderte zuerst."),
)
def threads(request: HttpRequest, query: Query[ThreadQuery]) -> dict[str, Any]:
    """Threads by their last change."""
    refuse_unknown(request, ThreadQuery)
    wanted = listing.Wanted(query.thema, query.bezirk, query.stufe, query.zusagen)
    try:
        page = listing.page_of(wanted, query.cursor, query.limit)
    except BadCursor:
        raise unknown("cursor") from None
    return {"items": [row_values(row) for row in page.rows], "next": _next(request, query, page.next)}


def _next(request: HttpRequest, query: ThreadQuery, cursor: str) -> str | None:
    if not cursor:
        return None
    values = query.model_dump(exclude_defaults=True) | {"cursor": cursor}
    return f"{settings.SITE_URL}{request.path}?{urlencode(values)}"


@router.get(
    "/threads/{key}",
    response={200: ThreadDetail, **GONE},
    summary=gettext_noop("Ein Faden"),
    description=gettext_noop("Ein Faden mit seinen Stationen, die erste zuerst."),
)
def thread(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One thread with its stations."""
    found = listing.with_parts(Thread.objects.filter(pk=key)).select_related("merged_into").first()
    if found is None or found.state == State.DRAFT:
        raise unknown()
    if found.state not in PUBLIC:
        raise _gone(found)
    story = tell(found, reading.stations_of(found))
    return row_values(found) | {"waiting": story.waiting, "stations": [station_values(step) for step in story.steps]}


def _gone(found: Thread) -> Trouble:
    """410; a merged thread names the one in which it lives on."""
    target = reading.final_target(found) if found.state == State.MERGED else None
    more = {"movedTo": f"{settings.SITE_URL}/api/v1/threads/{target.pk}"} if target else {}
    merged, gone = _("Dieser Faden ist in einem anderen aufgegangen."), _("Dieser Faden ist nicht mehr öffentlich.")
    return Trouble(410, merged if target else gone, kind="Thread", gone=found.changed_at.isoformat(), **more)


def row_values(row: Thread) -> dict[str, Any]:
    """A thread; its districts and topics are prefetched."""
    same = ("slug", "title", "title_en", "summary", "summary_en", "state", "responsible", "next_step", "next_step_on")
    return {name: getattr(row, name) for name in (*same, "place_name", "sample_data")} | {
        "id": row.pk,
        "stage": row.stage or None,
        "districts": [district.slug for district in row.districts.all()],
        "topics": [topic.slug for topic in row.topics.all()],
        "changed": row.changed_at,
        "url": absolute(address(row)),
    }


def station_values(step: Step) -> dict[str, Any]:
    """A station as it may be shown."""
    thing, promise = step.thing, step.promise
    outside = {
        "label": step.source_label,
        "url": step.source_url,
        "archived_on": step.archived_on,
        "archive_url": step.archive_url,
    }
    return {
        "id": step.pk,
        "stage": step.stage.value,
        "start": step.period.start,
        "end": step.end.last if step.end else None,
        "precision": step.period.precision.value,
        "hidden": step.hidden,
        "heading": None if step.hidden else str(step.heading),
        "sentence": str(step.sentence) or None,
        "relation": step.relation or None,
        "thing": {
            "kind": thing.ref.kind,
            "key": thing.ref.key,
            "title": thing.title,
            "number": thing.number,
            "url": absolute(thing.url),
        }
        if thing
        else None,
        "source": outside if any(outside.values()) else None,
        "due": promise.due if promise else None,
        "fulfilled": promise.fulfilled if promise else None,
    }
