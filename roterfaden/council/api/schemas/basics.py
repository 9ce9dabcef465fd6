"""What the shapes of all kinds share."""

from __future__ import annotations

import datetime as dt

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


class Paged(Out):
    """A page of a list. `next` is the address of the following page, null on the last one."""

    next: str | None = None
