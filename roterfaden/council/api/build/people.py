"""Bodies, organizations, persons, memberships."""

from __future__ import annotations

from typing import Any

from roterfaden.council.api import schemas as out
from roterfaden.council.api.build.basics import body_name, common, ref
from roterfaden.council.models import Body, Membership, Organization, Person


def organization_values(row: Organization) -> dict[str, Any]:
    """What rows and details of organizations share."""
    return {
        **common(row),
        "name": row.name,
        "short_name": row.short_name,
        "kind": row.kind,
        "classification": row.classification,
        "start_date": row.start_date,
        "end_date": row.end_date,
        "body": body_name(row),
    }


def organization_row(row: Organization) -> out.OrganizationRow:
    """An organization in a list."""
    return out.OrganizationRow(**organization_values(row))


def membership_row(row: Membership) -> out.MembershipRow:
    """A membership."""
    return out.MembershipRow(
        **common(row),
        person=ref(row.person),
        organization=ref(row.organization),
        role=row.role,
        voting_right=row.voting_right,
        start_date=row.start_date,
        end_date=row.end_date,
        on_behalf_of=ref(row.on_behalf_of),
    )


def person_values(row: Person) -> dict[str, Any]:
    """What rows and details of persons share."""
    return {
        **common(row),
        "name": row.name,
        "family_name": row.family_name,
        "given_name": row.given_name,
        "form_of_address": row.form_of_address,
        "title": [str(part) for part in row.title],
        "body": body_name(row),
    }


def person_row(row: Person) -> out.PersonRow:
    """A person in a list."""
    return out.PersonRow(**person_values(row))


def body_row(row: Body) -> out.BodyRow:
    """A body."""
    return out.BodyRow(
        **common(row),
        name=row.name,
        short_name=row.short_name,
        slug=row.slug,
        is_home=row.is_home,
        ags=row.ags,
        website=row.website,
    )
