"""Organizations, persons, memberships, bodies."""

from __future__ import annotations

import datetime as dt

from roterfaden.council.api.schemas.basics import Linked, Paged, Ref


class OrganizationRow(Linked):
    """A committee, faction, office … in a list."""

    name: str
    short_name: str
    kind: str
    classification: str
    start_date: dt.date | None
    end_date: dt.date | None
    body: str | None


class OrganizationDetail(OrganizationRow):
    """An organization with what it belongs to."""

    organization_type: str
    website: str
    post: list[str]
    part_of: Ref | None
    parts: list[Ref]


class MembershipRow(Linked):
    """A person in an organization."""

    person: Ref | None
    organization: Ref | None
    role: str
    voting_right: bool | None
    start_date: dt.date | None
    end_date: dt.date | None
    on_behalf_of: Ref | None


class PersonRow(Linked):
    """A person in a list."""

    name: str
    family_name: str
    given_name: str
    form_of_address: str
    title: list[str]
    body: str | None


class PersonDetail(PersonRow):
    """A person with functions and memberships."""

    status: list[str]
    memberships: list[MembershipRow]


class BodyRow(Linked):
    """A body."""

    name: str
    short_name: str
    slug: str
    is_home: bool
    ags: str
    website: str


class Organizations(Paged):
    """A page of organizations."""

    items: list[OrganizationRow]


class Memberships(Paged):
    """A page of memberships."""

    items: list[MembershipRow]


class Persons(Paged):
    """A page of persons."""

    items: list[PersonRow]


class Bodies(Paged):
    """A page of bodies."""

    items: list[BodyRow]
