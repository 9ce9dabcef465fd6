"""Papers with their stations, files, costs and relations."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from roterfaden.council.api.schemas.basics import Linked, Paged, Ref, Result
from roterfaden.kit.api import Field, Out


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


class Papers(Paged):
    """A page of papers."""

    items: list[PaperRow]


class Stations(Paged):
    """A page of consultations."""

    items: list[Station]


class Files(Paged):
    """A page of files."""

    items: list[FileRow]
