"""Papers, their stations and their silent changes."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from roterfaden.council import querysets
from roterfaden.council.api import build, queries, schemas
from roterfaden.council.api.lists import next_url, one, page_of
from roterfaden.council.filters import PaperFilter
from roterfaden.council.listing import PaperListing, WrongKey
from roterfaden.council.models import Body, Consultation, GroupVote, Paper, PaperRelation, Revision
from roterfaden.council.models.base import visibility
from roterfaden.kit.api import Key, Problem, refuse_unknown, unknown
from roterfaden.kit.paging import Keyset
from roterfaden.places.models import District

router = Router(tags=["Drucksachen"], by_alias=True)
ERRORS = {400: Problem, 404: Problem}
GONE = {404: Problem, 410: Problem}


@router.get(
    "/papers",
    response={200: schemas.Papers, **ERRORS},
    summary=_("Drucksachen"),
    description=_("Drucksachen mit den Filtern und Reihenfolgen der Seite."),
)
def papers(request: HttpRequest, query: Query[queries.PaperQuery]) -> dict[str, Any]:
    """Papers, with the filters and orders of the page."""
    refuse_unknown(request, queries.PaperQuery)
    listing = listing_of(query)
    try:
        start = listing.read_key(query.cursor) if query.cursor else None
    except WrongKey:
        raise unknown("cursor") from None
    keys = listing.keys(start, query.limit + 1)
    shown, more = keys[: query.limit], len(keys) > query.limit
    rows = querysets.paper_rows([key.pk for key in shown])
    cursor = str(shown[-1]) if more else ""
    return {"items": [build.paper_row(row) for row in rows], "next": next_url(request, query, cursor)}


def listing_of(query: queries.PaperQuery) -> PaperListing:
    """The listing of a query; 404 where district or body does not exist."""
    wanted = PaperFilter(
        organization=query.gremium,
        faction=query.fraktion,
        district=query.bezirk,
        body=query.koerperschaft,
        kind=query.art.value if query.art else "",
        year=query.jahr,
        outcome=query.ausgang.value if query.ausgang else "",
        climate=query.klima.value if query.klima else "",
        cost=query.kosten,
        sort=query.sortierung,
    )
    return PaperListing(wanted, body_of(query.koerperschaft), district_of(query.bezirk))


def body_of(slug: str) -> Body | None:
    """The public body with this name in addresses."""
    found: Body | None = Body.objects.visible_to().filter(slug=slug).first() if slug else None
    if slug and found is None:
        raise unknown("koerperschaft")
    return found


def district_of(slug: str) -> int | None:
    """The key of the district with this name in addresses."""
    found = District.objects.filter(slug=slug).values_list("pk", flat=True).first() if slug else None
    if slug and found is None:
        raise unknown("bezirk")
    return found


@router.get(
    "/papers/{key}",
    response={200: schemas.PaperDetail, **GONE},
    summary=_("Eine Drucksache"),
    description=_("Eine Drucksache mit Stationen, Text, Dateien, Kosten und verwandten Drucksachen."),
)
def paper(request: HttpRequest, key: Key) -> schemas.PaperDetail:
    """A paper with everything that belongs to it."""
    rows = Paper.objects.filter(pk=key).select_related("body", "source", "decided_by", "text")
    found: Paper = one(rows.prefetch_related("originator_persons", "originator_organizations", "cost_lines"))
    originators = [*found.originator_organizations.all(), *found.originator_persons.all()]
    return schemas.PaperDetail(
        **build.paper_values(found),
        addressed_to=[str(name) for name in found.addressed_to],
        office=found.office,
        originators=build.refs(originators),
        sections=build.sections(found),
        climate_text=found.climate_text,
        cost_text=found.cost_text,
        cost_lines=build.cost_lines(found),
        line=[build.station(row) for row in querysets.stations_of(found)],
        files=[build.file_row(row.file) for row in querysets.files_of(paper=found)],
        relations=[build.relation(row, found) for row in querysets.relations_of(found) if is_told(row, found)],
        places=[build.place(row) for row in querysets.places_of(found)],
    )


def is_told(row: PaperRelation, paper: Paper) -> bool:
    """What `paper` itself says is told; what others say of it, if they are public."""
    return row.paper_id == paper.pk or row.paper.is_public


def station_rows() -> QuerySet[Any]:
    """Public consultations of public papers, with what their JSON needs."""
    votes = GroupVote.objects.order_by("position")
    rows = Consultation.objects.visible_to().filter(visibility(path="paper__"))
    found: QuerySet[Any] = rows.select_related("paper__body", "meeting", "agenda_item", "organization")
    light = found.defer("paper__climate_text", "paper__cost_text")
    return light.prefetch_related(Prefetch("group_votes", votes), Prefetch("agenda_item__group_votes", votes))


@router.get(
    "/consultations",
    response={200: schemas.Stations, **ERRORS},
    summary=_("Beratungen"),
    description=_("Beratungen: die Stationen der Drucksachen."),
)
def consultations(request: HttpRequest, query: Query[queries.StationQuery]) -> dict[str, Any]:
    """Consultations."""
    rows = station_rows()
    if query.drucksache:
        rows = rows.filter(paper=query.drucksache)
    if query.gremium:
        rows = rows.filter(organization=query.gremium)
    if query.ausgang:
        rows = rows.filter(outcome=query.ausgang.value)
    return page_of(request, rows, query, build.station, Keyset())


@router.get(
    "/consultations/{key}",
    response={200: schemas.Station, **GONE},
    summary=_("Eine Beratung"),
    description=_("Eine Station einer Drucksache."),
)
def consultation(request: HttpRequest, key: Key) -> schemas.Station:
    """One consultation."""
    found = station_rows().filter(pk=key).first()
    return build.station(found if found is not None else one(Consultation.objects.gone().filter(pk=key)))


@router.get(
    "/revisions",
    response={200: schemas.Revisions, **ERRORS},
    summary=_("Stille Änderungen"),
    description=_("Was Quellen geändert haben, ohne es eine neue Fassung zu nennen; das Neueste zuerst."),
)
def revisions(request: HttpRequest, query: Query[queries.RevisionQuery]) -> dict[str, Any]:
    """Silent changes, newest first."""
    rows = querysets.public_revisions()
    if query.drucksache:
        rows = rows.filter(paper=query.drucksache)
    if query.sitzung:
        rows = rows.filter(meeting=query.sitzung)
    return page_of(request, rows, query, build.revision_row, Keyset("seen_at", descending=True))


@router.get(
    "/revisions/{key}",
    response={200: schemas.RevisionRow, 404: Problem},
    summary=_("Eine stille Änderung"),
    description=_("Eine stille Änderung mit den Werten davor und danach."),
)
def revision(request: HttpRequest, key: Key) -> schemas.RevisionRow:
    """One silent change."""
    found: Revision | None = querysets.public_revisions().filter(pk=key).first()
    if found is None:
        raise unknown()
    return build.revision_row(found)
