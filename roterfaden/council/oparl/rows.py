"""Rows with all that their JSON needs: a fixed number of statements, however many rows there are."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from roterfaden.council.models import (
    AgendaItem,
    Body,
    Consultation,
    File,
    FileLink,
    LegislativeTerm,
    Location,
    Meeting,
    Membership,
    Organization,
    Paper,
    PaperRelation,
    Person,
)
from roterfaden.council.models.base import visibility
from roterfaden.council.oparl.objects import MOST_BACK

Rows = QuerySet[Any]


def reachable(path: str = "") -> Q:
    """A file that has an address at its source: accessUrl is mandatory (section 3.14)."""
    names = ("access_url", "download_url", "external_service_url")
    return ~Q(**{f"{path}{name}": "" for name in names})


def ids(name: str, model: Any, attribute: str, most: int = 0, via: tuple[str, ...] = ()) -> Prefetch[str]:
    """Public objects behind a relation, only their keys and the columns `via` that lead back."""
    rows = model.objects.filter(visibility()).only("pk", "state", *via).order_by("pk")
    return Prefetch(name, rows[: most + 1] if most else rows, to_attr=attribute)


def derivatives(path: str = "") -> Prefetch[str]:
    """Public files made from a file."""
    rows = File.objects.filter(visibility()).filter(reachable()).only("pk", "state", "master_file").order_by("pk")
    return Prefetch(f"{path}derivatives", rows, to_attr="shown_derivatives")


def file_links() -> Prefetch[str]:
    """Public files that hang at a paper, meeting or item."""
    rows = FileLink.objects.filter(visibility(path="file__")).filter(reachable("file__"))
    whole = rows.select_related("file__source", "file__master_file").prefetch_related(derivatives("file__"))
    return Prefetch("file_links", whole.order_by("position", "pk"), to_attr="shown_links")


def files() -> Rows:
    """Files, with where they hang."""
    paths = ("paper", "meeting", "agenda_item", "agenda_item__meeting")
    rows = FileLink.objects.select_related(*paths).order_by("pk")
    light = rows.only("role", "file", *paths, *(f"{path}__state" for path in paths))
    links = Prefetch("links", light, to_attr="shown_links")
    return (
        File.objects.filter(reachable()).select_related("source", "master_file").prefetch_related(derivatives(), links)
    )


def locations() -> Rows:
    """Places, with what lies there."""
    used = (
        ids("bodies", Body, "shown_bodies", MOST_BACK, ("location",)),
        ids("organizations", Organization, "shown_organizations", MOST_BACK, ("location",)),
        ids("persons", Person, "shown_persons", MOST_BACK, ("location",)),
        ids("meetings", Meeting, "shown_meetings", MOST_BACK, ("location",)),
        ids("papers", Paper, "shown_papers", MOST_BACK),
    )
    return Location.objects.prefetch_related(*used)


def terms() -> Rows:
    """Legislative terms."""
    return LegislativeTerm.objects.select_related("body")


def bodies() -> Rows:
    """Bodies with their terms."""
    shown = LegislativeTerm.objects.filter(visibility()).order_by("start_date", "pk")
    return Body.objects.select_related("source", "location").prefetch_related(
        Prefetch("legislative_terms", shown, to_attr="shown_terms")
    )


def organizations() -> Rows:
    """Organizations with the ids of their memberships."""
    shown = Membership.objects.filter(visibility(), visibility(path="person__")).only("pk", "state", "organization")
    return Organization.objects.select_related("body", "location", "sub_organization_of").prefetch_related(
        Prefetch("memberships", shown.order_by("pk"), to_attr="shown_memberships")
    )


def memberships() -> Rows:
    """Memberships."""
    return Membership.objects.select_related("person", "organization", "on_behalf_of")


def persons() -> Rows:
    """Persons with their memberships."""
    shown = memberships().filter(visibility()).order_by("pk")
    return Person.objects.select_related("body", "location").prefetch_related(
        Prefetch("memberships", shown, to_attr="shown_memberships")
    )


def item_parts() -> tuple[Any, ...]:
    """What an agenda item needs besides its own row."""
    shown = Consultation.objects.filter(visibility(), visibility(path="paper__")).only("pk", "state", "agenda_item")
    stations = Prefetch("consultations", shown.order_by("position", "pk"), to_attr="shown_consultations")
    return (stations, file_links(), "group_votes")


def items() -> Rows:
    """Agenda items, each with its place in the meeting."""
    before = Q(order__lt=OuterRef("order")) | Q(order=OuterRef("order"), pk__lt=OuterRef("pk"))
    peers = AgendaItem.objects.filter(visibility()).filter(before, meeting=OuterRef("meeting")).order_by()
    count = peers.values("meeting").annotate(many=Count("pk")).values("many")
    whole = AgendaItem.objects.select_related("meeting").annotate(place=Coalesce(Subquery(count), 0))
    return whole.prefetch_related(*item_parts())


def meetings() -> Rows:
    """Meetings with their agenda."""
    agenda = AgendaItem.objects.filter(visibility()).order_by("order", "pk").prefetch_related(*item_parts())
    return Meeting.objects.select_related("body", "location").prefetch_related(
        Prefetch("agenda_items", agenda, to_attr="shown_items"),
        ids("organizations", Organization, "shown_organizations"),
        ids("participants", Person, "shown_participants"),
        file_links(),
    )


def stations() -> Rows:
    """Consultations."""
    whole = Consultation.objects.select_related("paper", "meeting", "agenda_item__meeting", "organization")
    light = whole.defer("paper__climate_text", "paper__cost_text")
    return light.prefetch_related(ids("further_organizations", Organization, "shown_further"), "group_votes")


def relation_rows(name: str, attribute: str, other: str) -> Prefetch[str]:
    """Relations to or from a paper."""
    rows = PaperRelation.objects.select_related(other).defer(f"{other}__climate_text", f"{other}__cost_text")
    return Prefetch(name, rows.order_by("pk"), to_attr=attribute)


def papers() -> Rows:
    """Papers with everything that belongs to them."""
    shown = stations().filter(visibility()).order_by("position", "pk")
    places = Location.objects.filter(visibility()).order_by("pk")
    return Paper.objects.select_related("body", "text").prefetch_related(
        Prefetch("consultations", shown, to_attr="shown_stations"),
        Prefetch("locations", places, to_attr="shown_places"),
        file_links(),
        ids("originator_persons", Person, "shown_persons"),
        ids("originator_organizations", Organization, "shown_originators"),
        ids("under_direction_of", Organization, "shown_direction"),
        relation_rows("relations", "shown_relations", "target"),
        relation_rows("back_relations", "shown_back_relations", "paper"),
        "cost_lines",
    )


def in_order(rows: Rows) -> Rows:
    """By primary key: the order that never changes (section 2.5)."""
    return rows.order_by(F("pk"))
