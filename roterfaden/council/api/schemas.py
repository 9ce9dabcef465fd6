"""What the interface answers. Names as in OParl where OParl has them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _

from roterfaden.kit.api import Field, Out


class Ref(Out):
    """Another thing: its key, its name, and its page."""

    id: int
    type: str = Field(description=_("Paper, Meeting, Organization, Person, File, Body …"))
    name: str
    url: str | None = Field(None, description=_("Seite im Portal"))


class Linked(Out):
    """What all things have: key, page, and their address in OParl."""

    id: int
    url: str | None = None
    oparl: str
    modified: dt.datetime


class GroupVotes(Out):
    """How a faction or person voted, where the source names it."""

    name: str
    yes: int | None = None
    no: int | None = None
    abstentions: int | None = None


class Votes(Out):
    """A count of votes."""

    yes: int | None = None
    no: int | None = None
    abstentions: int | None = None
    unanimous: bool | None = None
    groups: list[GroupVotes] = []


class Result(Out):
    """What a body concluded: the source's words, what was read from them, and the proof."""

    text: str
    outcome: str = Field(
        description=_("adopted, adoptedWithChanges, rejected, recommended …; none: nicht veröffentlicht")
    )
    basis: str = Field(description=_("text, counts, role, correction oder none"))
    quote: str = ""
    confidence: int | None = None
    votes: Votes | None = None


class PaperRow(Linked):
    """A paper in a list."""

    reference: str
    name: str
    paper_type: str
    kind: str
    date: dt.date | None
    outcome: str
    outcome_basis: str
    decided_on: dt.date | None
    decided_by: str | None
    next_date: dt.date | None
    applicants: list[str]
    climate: str | None
    cost_net: Decimal | None
    body: str | None
    stations: int
    source: str
    sample_data: bool


class Station(Linked):
    """A consultation: one station of a paper."""

    position: int
    date: dt.date | None
    planned: bool
    role: str
    authoritative: bool | None
    decides: bool = Field(description=_("ob diese Station das letzte Wort hatte"))
    organization: Ref | None
    organization_name: str
    paper: Ref | None
    meeting: Ref | None
    agenda_item: int | None
    result: Result


class FileRow(Linked):
    """A file in a list."""

    name: str
    file_name: str
    mime_type: str
    date: dt.date | None
    size: int | None
    access_url: str | None
    download_url: str | None = Field(None, description=_("unsere Kopie, wo der Betreiber spiegelt"))
    sha256: str | None
    pages: int | None
    text_state: str


class FileDetail(FileRow):
    """A file with its text and where it hangs."""

    hangs_at: list[Ref]
    text: str | None


class Section(Out):
    """A part of a paper's text."""

    heading: str
    html: str
    text: str


class CostLine(Out):
    """A line of a cost table."""

    budget: str
    product: str
    product_name: str
    side: str
    label: str
    amount: Decimal
    per_year: bool
    is_balance: bool


class Relation(Out):
    """How another paper stands to this one. `outgoing`: this paper is the one that is new, amends or answers."""

    kind: str
    outgoing: bool
    number: str
    paper: Ref | None
    derived: bool


class Place(Out):
    """A district that the paper names, with the words."""

    district: str
    slug: str
    quote: str


class PaperDetail(PaperRow):
    """A paper with everything that belongs to it."""

    addressed_to: list[str]
    office: str
    originators: list[Ref]
    sections: list[Section]
    climate_text: str
    cost_text: str
    cost_lines: list[CostLine]
    line: list[Station]
    files: list[FileRow]
    relations: list[Relation]
    places: list[Place]


class MeetingRow(Linked):
    """A meeting in a list."""

    name: str
    meeting_state: str
    cancelled: bool
    start: dt.datetime | None
    end: dt.datetime | None
    has_time: bool
    location: str | None
    organizations: list[Ref]
    body: str | None


class ItemPaper(Out):
    """A paper on an agenda, with its consultation there."""

    consultation: int
    paper: Ref


class AgendaItemRow(Linked):
    """An item of an agenda."""

    meeting: Ref | None
    number: str
    order: int
    name: str
    public: bool | None
    resolution_text: str
    papers: list[ItemPaper]
    result: Result


class MeetingDetail(MeetingRow):
    """A meeting with its agenda and files."""

    agenda: list[AgendaItemRow]
    files: list[FileRow]


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


class Change(Out):
    """One field that a source altered silently."""

    field: str
    old: Any = None
    new: Any = None


class RevisionRow(Out):
    """A silent change."""

    id: int
    type: str
    seen_at: dt.datetime
    paper: Ref | None
    meeting: Ref | None
    changes: list[Change]
    url: str | None = None


class Run(Out):
    """One reading of a source."""

    id: int
    mode: str
    outcome: str
    started: dt.datetime
    finished: dt.datetime | None
    message: str
    counts: dict[str, Any]
    findings: dict[str, int]
    figures: dict[str, Any]


class SourceRow(Out):
    """A council system that is read."""

    slug: str
    name: str
    kind: str
    address: str
    enabled: bool
    oparl_version: str
    license: str
    sample_data: bool
    last_complete_at: dt.datetime | None
    known_gaps: list[str]
    last_run: Run | None
    url: str | None = None


class Paged(Out):
    """A page of a list. `next` is the address of the following page, null on the last one."""

    next: str | None = None


class Papers(Paged):
    """A page of papers."""

    items: list[PaperRow]


class Stations(Paged):
    """A page of consultations."""

    items: list[Station]


class Files(Paged):
    """A page of files."""

    items: list[FileRow]


class Meetings(Paged):
    """A page of meetings."""

    items: list[MeetingRow]


class AgendaItems(Paged):
    """A page of agenda items."""

    items: list[AgendaItemRow]


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


class Revisions(Paged):
    """A page of silent changes."""

    items: list[RevisionRow]


class Runs(Paged):
    """A page of runs."""

    items: list[Run]


class Sources(Paged):
    """A page of sources."""

    items: list[SourceRow]
