"""Meetings and their agendas."""

from __future__ import annotations

import datetime as dt

from roterfaden.council.api.schemas.basics import Linked, Paged, Ref, Result
from roterfaden.council.api.schemas.papers import FileRow
from roterfaden.kit.api import Out


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


class Meetings(Paged):
    """A page of meetings."""

    items: list[MeetingRow]


class AgendaItems(Paged):
    """A page of agenda items."""

    items: list[AgendaItemRow]
