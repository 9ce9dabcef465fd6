"""Meetings, agenda items and files."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from roterfaden.council import querysets
from roterfaden.council.api import build, queries, schemas
from roterfaden.council.api.lists import gone_trouble, one, page_of
from roterfaden.council.api.papers import ERRORS, GONE
from roterfaden.council.models import AgendaItem, Consultation, File, FileLink, GroupVote, Meeting
from roterfaden.council.models.base import visibility
from roterfaden.council.oparl.kinds import KINDS
from roterfaden.kit.api import Key, unknown
from roterfaden.kit.paging import Keyset

router = Router(tags=["Sitzungen"], by_alias=True)
file_router = Router(tags=["Dateien"], by_alias=True)


@router.get(
    "/meetings",
    response={200: schemas.Meetings, **ERRORS},
    summary=_("Sitzungen"),
    description=_("Sitzungen nach ihrem Beginn, die letzte zuerst; kommende die nächste zuerst."),
)
def meetings(request: HttpRequest, query: Query[queries.MeetingQuery]) -> dict[str, Any]:
    """Meetings by their start."""
    coming = query.zeit is queries.When.COMING
    rows: QuerySet[Any] = querysets.with_meeting_parts(Meeting.objects.visible_to())
    if query.zeit:
        edge = querysets.midnight(querysets.today())
        rows = rows.filter(start__gte=edge) if coming else rows.filter(start__lt=edge)
    return page_of(request, between(rows, query), query, build.meeting_row, Keyset("start", descending=not coming))


def between(rows: QuerySet[Any], query: queries.MeetingQuery) -> QuerySet[Any]:
    """Those of an organization, from the first day to the last."""
    if query.gremium:
        rows = rows.filter(organizations=query.gremium)
    try:
        if query.von:
            rows = rows.filter(start__gte=querysets.midnight(query.von))
        if query.bis:
            rows = rows.filter(start__lte=querysets.midnight(query.bis).replace(hour=23, minute=59, second=59))
    except (OverflowError, ValueError):
        raise unknown("von, bis") from None
    return rows


@router.get(
    "/meetings/{key}",
    response={200: schemas.MeetingDetail, **GONE},
    summary=_("Eine Sitzung"),
    description=_("Eine Sitzung mit Tagesordnung und Dateien."),
)
def meeting(request: HttpRequest, key: Key) -> schemas.MeetingDetail:
    """A meeting with agenda and files."""
    found: Meeting = one(querysets.with_meeting_parts(Meeting.objects.filter(pk=key)))
    return schemas.MeetingDetail(
        **build.meeting_values(found),
        agenda=[build.agenda_item(item, found) for item in querysets.agenda_of(found)],
        files=[build.file_row(row.file) for row in querysets.files_of(meeting=found)],
    )


def item_rows() -> QuerySet[Any]:
    """Public items of public meetings."""
    stations = Consultation.objects.visible_to().filter(visibility(path="paper__")).select_related("paper__body")
    light = stations.defer("paper__climate_text", "paper__cost_text").order_by("position", "pk")
    rows = AgendaItem.objects.visible_to().filter(visibility(path="meeting__")).select_related("meeting")
    found: QuerySet[Any] = rows.prefetch_related(
        Prefetch("consultations", light), Prefetch("group_votes", GroupVote.objects.order_by("position"))
    )
    return found


def item_row(item: AgendaItem) -> schemas.AgendaItemRow:
    """An item with its meeting."""
    return build.agenda_item(item, item.meeting)


@router.get(
    "/agenda-items",
    response={200: schemas.AgendaItems, **ERRORS},
    summary=_("Tagesordnungspunkte"),
    description=_("Tagesordnungspunkte; die einer Sitzung in ihrer Reihenfolge."),
)
def agenda_items(request: HttpRequest, query: Query[queries.ItemQuery]) -> dict[str, Any]:
    """Agenda items; those of a meeting in their order."""
    if query.sitzung:
        rows = item_rows().filter(meeting=query.sitzung)
        return page_of(request, rows, query, item_row, Keyset("order"))
    return page_of(request, item_rows(), query, item_row, Keyset())


@router.get(
    "/agenda-items/{key}",
    response={200: schemas.AgendaItemRow, **GONE},
    summary=_("Ein Tagesordnungspunkt"),
    description=_("Ein Tagesordnungspunkt mit Ergebnis und Drucksachen."),
)
def agenda_item(request: HttpRequest, key: Key) -> schemas.AgendaItemRow:
    """One agenda item."""
    found = item_rows().filter(pk=key).first()
    return item_row(found if found is not None else one(AgendaItem.objects.gone().filter(pk=key)))


@file_router.get(
    "/files",
    response={200: schemas.Files, **ERRORS},
    summary=_("Dateien"),
    description=_("Dateien von Drucksachen, Sitzungen und Tagesordnungspunkten."),
)
def files(request: HttpRequest, query: Query[queries.FileQuery]) -> dict[str, Any]:
    """Files of papers, meetings and agenda items."""
    rows = File.objects.filter(KINDS["File"].public())
    if query.drucksache:
        rows = rows.filter(pk__in=FileLink.objects.filter(paper=query.drucksache).values("file"))
    if query.sitzung:
        at = Q(meeting=query.sitzung) | Q(agenda_item__meeting=query.sitzung)
        rows = rows.filter(pk__in=FileLink.objects.filter(at).values("file"))
    return page_of(request, rows, query, build.file_row, Keyset())


@file_router.get(
    "/files/{key}",
    response={200: schemas.FileDetail, **GONE},
    summary=_("Eine Datei"),
    description=_("Eine Datei mit ihrem Text und dem, woran sie hängt."),
)
def file(request: HttpRequest, key: Key) -> schemas.FileDetail:
    """A file with its text and what it hangs at."""
    found: File = one(File.objects.filter(pk=key).select_related("text"))
    links = querysets.public_links_of(found)
    if not links:
        parent = querysets.gone_parent_of(found)
        raise unknown() if parent is None else gone_trouble(parent)
    text = getattr(found, "text", None)
    values = build.file_values(found)
    return schemas.FileDetail(**values, hangs_at=build.holders(links), text=text.text if text else None)
