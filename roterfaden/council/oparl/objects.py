"""Objects as OParl 1.1 JSON. Each function takes a row as `rows` fetched it: no further statement is sent here.

`alone` says whether the object stands by itself (under its address or in a list), with its back references, or is
embedded in another one, without them (section 3.1).
"""

from __future__ import annotations

from typing import Any

from roterfaden.council.models import Body, LegislativeTerm, Location, Membership, Organization, Person
from roterfaden.council.models.base import CouncilObject
from roterfaden.council.oparl.ids import link, links, list_url, object_url, page_url, system_url, type_url
from roterfaden.council.oparl.values import Json, address, day, digits, filled, geojson, mail, moment, text, texts

MANDATORY = frozenset({"legislativeTerm"})
#: External lists of a body: field of Body → type of its objects (section 3.5).
BODY_LISTS = {
    "organization": "Organization",
    "person": "Person",
    "meeting": "Meeting",
    "paper": "Paper",
    "legislativeTermList": "LegislativeTerm",
    "agendaItem": "AgendaItem",
    "consultation": "Consultation",
    "file": "File",
    "locationList": "Location",
    "membership": "Membership",
}
ORGANIZATION_LISTS = {"meeting": "Meeting", "consultation": "Consultation"}
#: The values that section 3.7 names; other texts of sources are told by the kind that we know.
ORGANIZATION_TYPES = frozenset(
    {"Gremium", "Partei", "Fraktion", "Verwaltungsbereich", "externes Gremium", "Institution", "Sonstiges"}
)
TYPE_OF_KIND = {
    Organization.Kind.PLENUM: "Gremium",
    Organization.Kind.COMMITTEE: "Gremium",
    Organization.Kind.DISTRICT_COUNCIL: "Gremium",
    Organization.Kind.FACTION: "Fraktion",
    Organization.Kind.ADMINISTRATION: "Verwaltungsbereich",
    Organization.Kind.OTHER: "Sonstiges",
}
#: A place with more back references than this names none of the kind: a town hall sees thousands of meetings.
MOST_BACK = 200


def assemble(thing: CouncilObject, values: dict[str, Any], keep: frozenset[str] = frozenset()) -> Json:
    """An object: what all have in common around `values` (section 3.3)."""
    head = {
        "id": object_url(thing.oparl_type, thing.pk),
        "type": type_url(thing.oparl_type),
        "created": moment(thing.first_seen),
        "modified": moment(thing.changed_at),
    }
    license_url = values.pop("license", text(thing.license))
    tail = {"license": license_url, "keyword": texts(thing.keyword), "web": page_url(thing)}
    return filled({**head, **values, **tail}, keep)


def tombstone(thing: CouncilObject) -> Json:
    """What is left of an object that was public once (section 2.8)."""
    return {
        "id": object_url(thing.oparl_type, thing.pk),
        "type": type_url(thing.oparl_type),
        "created": moment(thing.first_seen),
        "modified": moment(thing.changed_at),
        "deleted": True,
    }


def location_json(place: Location, *, alone: bool = True) -> Json:
    """A place."""
    values: dict[str, Any] = {
        "description": text(place.description),
        "geojson": geojson(place.geojson),
        "streetAddress": text(place.street_address),
        "room": text(place.room),
        "postalCode": text(place.postal_code),
        "subLocality": text(place.sub_locality),
        "locality": text(place.locality),
    }
    if alone:
        for name in ("bodies", "organizations", "persons", "meetings", "papers"):
            users: list[CouncilObject] = getattr(place, f"shown_{name}")
            values[name] = links(users) if len(users) <= MOST_BACK else None
    return assemble(place, values)


def place(thing: Any) -> Json | None:
    """The embedded place of an object, if it is public."""
    found: Location | None = thing.location
    return location_json(found, alone=False) if found is not None and found.is_public else None


def term_json(term: LegislativeTerm, *, alone: bool = True) -> Json:
    """A legislative term."""
    values = {"name": text(term.name), "startDate": day(term.start_date), "endDate": day(term.end_date)}
    return assemble(term, {"body": link(term.body) if alone else None, **values})


def body_json(body: Body, *, alone: bool = True) -> Json:
    """A body with its lists."""
    terms: list[LegislativeTerm] = body.shown_terms  # type: ignore[attr-defined]
    values: dict[str, Any] = {
        "system": system_url(),
        "name": text(body.name) or body.slug,
        "shortName": text(body.short_name),
        "website": address(body.website),
        "license": address(body.license or body.source.license),
        "licenseValidSince": moment(body.license_valid_since),
        "oparlSince": moment(body.oparl_since),
        "ags": digits(body.ags, 8),
        "rgs": digits(body.rgs, 12),
        "equivalent": [url for value in body.equivalent if (url := address(str(value)))],
        "contactEmail": mail(body.contact_email),
        "contactName": text(body.contact_name),
        **{name: list_url("Body", body.pk, name) for name in BODY_LISTS},
        "legislativeTerm": [term_json(term, alone=False) for term in terms],
        "classification": text(body.classification),
        "location": place(body),
    }
    return assemble(body, values, MANDATORY)


def organization_type(organization: Organization) -> str | None:
    """The category that section 3.7 asks for."""
    given = organization.organization_type
    return given if given in ORGANIZATION_TYPES else TYPE_OF_KIND[Organization.Kind(organization.kind)]


def organization_json(organization: Organization, *, alone: bool = True) -> Json:
    """A committee, faction, office …"""
    values: dict[str, Any] = {
        "body": link(organization.body),
        "name": text(organization.name),
        "shortName": text(organization.short_name),
        "membership": links(organization.shown_memberships),  # type: ignore[attr-defined]
        **{name: list_url("Organization", organization.pk, name) for name in ORGANIZATION_LISTS},
        "post": texts(organization.post),
        "subOrganizationOf": link(organization.sub_organization_of),
        "organizationType": organization_type(organization),
        "classification": text(organization.classification or organization.organization_type),
        "startDate": day(organization.start_date),
        "endDate": day(organization.end_date),
        "website": address(organization.website),
        "location": place(organization),
        "externalBody": address(organization.external_body),
        "roterfaden:kind": organization.kind,
    }
    return assemble(organization, values)


def membership_json(membership: Membership, *, alone: bool = True) -> Json:
    """A person in an organization."""
    values: dict[str, Any] = {
        "person": link(membership.person) if alone else None,
        "organization": link(membership.organization),
        "role": text(membership.role),
        "votingRight": membership.voting_right,
        "startDate": day(membership.start_date),
        "endDate": day(membership.end_date),
        "onBehalfOf": link(membership.on_behalf_of),
    }
    return assemble(membership, values)


def person_json(person: Person, *, alone: bool = True) -> Json:
    """A person, with all memberships that are public."""
    memberships: list[Membership] = person.shown_memberships  # type: ignore[attr-defined]
    values: dict[str, Any] = {
        "body": link(person.body),
        "name": text(person.name),
        "familyName": text(person.family_name),
        "givenName": text(person.given_name),
        "formOfAddress": text(person.form_of_address),
        "affix": text(person.affix),
        "title": texts(person.title),
        "gender": text(person.gender),
        "phone": texts(person.phone),
        "email": [found for value in texts(person.email) if (found := mail(value))],
        "location": link(person.location),
        "locationObject": place(person),
        "status": texts(person.status),
        "membership": [membership_json(membership, alone=False) for membership in memberships],
        "life": text(person.life),
        "lifeSource": text(person.life_source),
    }
    return assemble(person, values)
