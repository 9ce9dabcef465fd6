"""Organizations (Gremien) and the bodies (Körperschaften) that they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, When
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from roterfaden.council import querysets
from roterfaden.council.addresses import absolute, address
from roterfaden.council.filters import PaperFilter, wrong
from roterfaden.council.listing import PaperListing
from roterfaden.council.models import Body, LegislativeTerm, Organization
from roterfaden.council.models.base import visibility
from roterfaden.council.paging import paginate
from roterfaden.council.views.machine import data_address
from roterfaden.council.views.problems import council_page, public_or_gone, viewer

#: The order in which a city explains itself.
KIND_ORDER = (
    *(Organization.Kind.PLENUM, Organization.Kind.COMMITTEE, Organization.Kind.DISTRICT_COUNCIL),
    *(Organization.Kind.FACTION, Organization.Kind.ADMINISTRATION, Organization.Kind.OTHER),
)
SHORT, PAGE, MOST_LISTED = 10, 200, 60


@dataclass(frozen=True)
class KindGroup:
    """Organizations of one kind, those that still exist apart from the former ones."""

    label: str
    current: tuple[Organization, ...]
    former: tuple[Organization, ...]


def group_by_kind(rows: Iterable[Organization]) -> list[KindGroup]:
    """The kinds in their order, without empty ones."""
    now = querysets.today()
    listed = list(rows)
    groups = []
    for kind in KIND_ORDER:
        same = [row for row in listed if row.kind == kind]
        former = tuple(row for row in same if is_former(row, now))
        current = tuple(row for row in same if not is_former(row, now))
        if same:
            groups.append(KindGroup(str(kind.label), current, former))
    return groups


def is_former(row: Organization, now: date) -> bool:
    """Whether it has ended, or says so in its name as Hannover's system does."""
    return (row.end_date is not None and row.end_date < now) or "(aufgelöst)" in row.name


@council_page
def organizations(request: HttpRequest) -> HttpResponseBase:
    """All organizations by kind."""
    rank = Case(*(When(kind=kind, then=place) for place, kind in enumerate(KIND_ORDER)), default=len(KIND_ORDER))
    rows = querysets.organizations_by_kind(viewer(request)).order_by(rank, "-body__is_home", "body__name", "name", "pk")
    page = paginate(rows, request.GET, size=PAGE)
    several = len({row.body_id for row in page.items}) > 1
    context = {"groups": group_by_kind(page.items), "page": page, "several": several}
    return render(request, "council/organizations.html", context)


@council_page
def organization(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One organization: next and past meetings, members, latest papers."""
    user = viewer(request)
    found: Organization = public_or_gone(
        Organization.objects.filter(pk=pk).select_related("body", "source", "location", "sub_organization_of"), user
    )
    is_faction = found.kind == Organization.Kind.FACTION
    wanted = PaperFilter(faction=found.pk) if is_faction else PaperFilter(organization=found.pk)
    context = {
        "organization": found,
        "coming": list(querysets.coming_meetings(user, organizations=found)[:SHORT]),
        "past": paginate(querysets.past_meetings(user, organizations=found), request.GET, size=SHORT),
        "members": list(querysets.members_on(found, querysets.today(), user)[:MOST_LISTED]),
        "papers": querysets.paper_rows(PaperListing(wanted, user=user).page_keys(0, SHORT)),
        "papers_query": wanted.query,
        "parts": list(found.parts.filter(visibility(user)).order_by("name")[:100]),
        "is_faction": is_faction,
        "former": is_former(found, querysets.today()),
        "canonical": absolute(address(found)),
        "data_address": data_address(found),
    }
    return render(request, "council/organization.html", context)


@council_page
def members(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Members over time: all, or those of a day (`am=2024-01-01`)."""
    user = viewer(request)
    found: Organization = public_or_gone(Organization.objects.filter(pk=pk).select_related("body", "source"), user)
    day = _day(request)
    page = paginate(querysets.members_on(found, day, user), request.GET, size=50)
    return render(request, "council/members.html", {"organization": found, "day": day, "page": page})


def _day(request: HttpRequest) -> date | None:
    value = request.GET.get("am", "").strip()
    if not value:
        return None
    try:
        if len(value) != 10:
            raise ValueError(value)
        return date.fromisoformat(value)
    except ValueError:
        raise wrong("am", value, request.GET) from None


@council_page
def body(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A body: its organizations, legislative terms and latest papers."""
    user = viewer(request)
    found: Body = public_or_gone(Body.objects.filter(slug=slug).select_related("source", "location"), user)
    wanted = PaperFilter(body=found.slug)
    rows = querysets.organizations_by_kind(user, body=found).order_by("name", "pk")[:PAGE]
    terms: Any = LegislativeTerm.objects.visible_to(user).filter(body=found).order_by("-start_date", "pk")
    context = {
        "body": found,
        "groups": group_by_kind(rows),
        "terms": list(terms[:50]),
        "papers": querysets.paper_rows(PaperListing(wanted, body=found, user=user).page_keys(0, SHORT)),
        "papers_query": wanted.query,
        "coming": list(querysets.coming_meetings(user, body=found)[:SHORT]),
        "canonical": absolute(address(found)),
        "data_address": data_address(found),
    }
    return render(request, "council/body.html", context)
