"""Bodies, organizations and persons."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Query, Router

from roterfaden.council import querysets
from roterfaden.council.api import build, queries, schemas
from roterfaden.council.api.lists import one, page_of
from roterfaden.council.api.papers import ERRORS, GONE, body_of
from roterfaden.council.models import Body, Organization, Person
from roterfaden.council.models.base import visibility
from roterfaden.kit.api import Key, ListQuery, Problem
from roterfaden.kit.paging import Keyset

router = Router(tags=[_("Gremien und Personen")], by_alias=True)


@router.get(
    "/bodies",
    response={200: schemas.Bodies, **ERRORS},
    summary=_("Körperschaften"),
    description=_("Körperschaften, deren Rat hier zu lesen ist."),
)
def bodies(request: HttpRequest, query: Query[ListQuery]) -> dict[str, Any]:
    """Bodies."""
    return page_of(request, Body.objects.visible_to(), query, build.body_row, Keyset())


@router.get(
    "/bodies/{key}",
    response={200: schemas.BodyRow, **GONE},
    summary=_("Eine Körperschaft"),
    description=_("Eine Körperschaft."),
)
def body(request: HttpRequest, key: Key) -> schemas.BodyRow:
    """One body."""
    return build.body_row(one(Body.objects.filter(pk=key)))


@router.get(
    "/organizations",
    response={200: schemas.Organizations, **ERRORS},
    summary=_("Gremien"),
    description=_("Gremien, Fraktionen und Ämter nach ihrem Namen."),
)
def organizations(request: HttpRequest, query: Query[queries.OrganizationQuery]) -> dict[str, Any]:
    """Organizations by name."""
    rows = Organization.objects.visible_to().select_related("body")
    if query.art:
        rows = rows.filter(kind=query.art.value)
    if query.koerperschaft:
        rows = rows.filter(body=body_of(query.koerperschaft))
    return page_of(request, rows, query, build.organization_row, Keyset("name"))


@router.get(
    "/organizations/{key}",
    response={200: schemas.OrganizationDetail, **GONE},
    summary=_("Ein Gremium"),
    description=_("Ein Gremium mit dem, wozu es gehört."),
)
def organization(request: HttpRequest, key: Key) -> schemas.OrganizationDetail:
    """One organization."""
    rows = Organization.objects.filter(pk=key).select_related("body", "sub_organization_of")
    found: Organization = one(rows)
    return schemas.OrganizationDetail(
        **build.organization_values(found),
        organization_type=found.organization_type,
        website=found.website,
        post=[str(post) for post in found.post],
        part_of=build.ref(found.sub_organization_of),
        parts=build.refs(found.parts.filter(visibility()).order_by("name")[:200]),
    )


@router.get(
    "/organizations/{key}/members",
    response={200: schemas.Memberships, 400: Problem, **GONE},
    summary=_("Mitglieder"),
    description=_("Mitglieder eines Gremiums: alle, oder die eines Tages."),
)
def members(request: HttpRequest, key: Key, query: Query[queries.MemberQuery]) -> dict[str, Any]:
    """Members of an organization: all, or those of a day."""
    found: Organization = one(Organization.objects.filter(pk=key))
    rows = querysets.members_on(found, query.am).select_related("person", "organization", "on_behalf_of")
    return page_of(request, rows, query, build.membership_row, Keyset())


@router.get(
    "/persons",
    response={200: schemas.Persons, **ERRORS},
    summary=_("Personen"),
    description=_("Personen nach ihrem Familiennamen."),
)
def persons(request: HttpRequest, query: Query[queries.PersonQuery]) -> dict[str, Any]:
    """Persons by family name."""
    rows = Person.objects.visible_to().select_related("body")
    if query.buchstabe:
        rows = rows.filter(family_name__istartswith=query.buchstabe)
    return page_of(request, rows, query, build.person_row, Keyset("family_name"))


@router.get(
    "/persons/{key}",
    response={200: schemas.PersonDetail, **GONE},
    summary=_("Eine Person"),
    description=_("Eine Person mit Funktionen und Mitgliedschaften."),
)
def person(request: HttpRequest, key: Key) -> schemas.PersonDetail:
    """A person with memberships."""
    found: Person = one(Person.objects.filter(pk=key).select_related("body"))
    rows = querysets.memberships_of(found).select_related("person", "organization", "on_behalf_of")
    return schemas.PersonDetail(
        **build.person_values(found),
        status=[str(part) for part in found.status],
        memberships=[build.membership_row(row) for row in rows[:500]],
    )
