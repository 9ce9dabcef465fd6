"""What lists can be asked for. Names are those of the pages' addresses, so that a page's query works here too."""

from __future__ import annotations

import datetime as dt
from enum import Enum
from typing import Annotated

from django.utils.translation import gettext_noop as _
from pydantic.json_schema import SkipJsonSchema

from roterfaden.council.filters import Cost, Sort
from roterfaden.council.models import Organization, Paper
from roterfaden.council.models.result import Outcome
from roterfaden.kit.api import BIGGEST, Field, ListQuery

#: A key of another thing; a name in an address. Left out where nothing is asked: null cannot be said in a query.
Chosen = Annotated[int, Field(ge=1, le=BIGGEST)] | SkipJsonSchema[None]
Slug = Annotated[str, Field(pattern=r"^[a-zA-Z0-9_-]{0,100}$")]
Kind = Enum("Kind", {name: name for name in Paper.Kind.values})  # type: ignore[misc]
Ending = Enum("Ending", {name: name for name in Outcome.values})  # type: ignore[misc]
Climate = Enum("Climate", {name: name for name in Paper.Climate.values})  # type: ignore[misc]
Group = Enum("Group", {name: name for name in Organization.Kind.values})  # type: ignore[misc]


class When(Enum):
    """Meetings from today on, or before."""

    COMING = "kommend"
    PAST = "vergangen"


class PaperQuery(ListQuery):
    """The filters of the list of papers."""

    gremium: Chosen = Field(None, description=_("Gremium, das berät"))
    fraktion: Chosen = Field(None, description=_("Fraktion, die beantragt"))
    bezirk: Slug = Field("", description=_("Stadtbezirk, den die Drucksache nennt"))
    koerperschaft: Slug = Field("", description=_("Körperschaft"))
    art: Kind | SkipJsonSchema[None] = Field(None, description=_("Art der Drucksache"))
    jahr: Annotated[int, Field(ge=1000, le=2999)] | SkipJsonSchema[None] = Field(None, description=_("Jahr"))
    ausgang: Ending | SkipJsonSchema[None] = Field(None, description=_("Ausgang"))
    klima: Climate | SkipJsonSchema[None] = Field(None, description=_("Klimawirkung"))
    kosten: Cost | SkipJsonSchema[None] = Field(None, description=_("Wirkung auf den Haushalt"))
    sortierung: Sort = Field(Sort.NEWEST, description=_("Reihenfolge"))


class MeetingQuery(ListQuery):
    """The filters of the list of meetings."""

    gremium: Chosen = Field(None, description=_("Gremium, das tagt"))
    zeit: When | SkipJsonSchema[None] = Field(None, description=_("ab heute oder davor"))
    von: dt.date | SkipJsonSchema[None] = Field(None, description=_("erster Tag"))
    bis: dt.date | SkipJsonSchema[None] = Field(None, description=_("letzter Tag"))


class ItemQuery(ListQuery):
    """The filters of agenda items."""

    sitzung: Chosen = Field(None, description=_("Sitzung"))


class StationQuery(ListQuery):
    """The filters of consultations."""

    drucksache: Chosen = Field(None, description=_("Drucksache"))
    gremium: Chosen = Field(None, description=_("Gremium"))
    ausgang: Ending | SkipJsonSchema[None] = Field(None, description=_("Ausgang"))


class FileQuery(ListQuery):
    """The filters of files."""

    drucksache: Chosen = Field(None, description=_("Drucksache"))
    sitzung: Chosen = Field(None, description=_("Sitzung, ihre Tagesordnungspunkte eingeschlossen"))


class OrganizationQuery(ListQuery):
    """The filters of organizations."""

    art: Group | SkipJsonSchema[None] = Field(None, description=_("Art des Gremiums"))
    koerperschaft: Slug = Field("", description=_("Körperschaft"))


class MemberQuery(ListQuery):
    """The filter of members: those of a day."""

    am: dt.date | SkipJsonSchema[None] = Field(None, description=_("nur, wer an diesem Tag Mitglied war"))


class PersonQuery(ListQuery):
    """The filter of persons."""

    buchstabe: Annotated[str, Field(pattern="^[A-ZÄÖÜ]?$")] = Field("", description=_("Anfang des Familiennamens"))


class RevisionQuery(ListQuery):
    """The filters of silent changes."""

    drucksache: Chosen = Field(None, description=_("Drucksache"))
    sitzung: Chosen = Field(None, description=_("Sitzung"))
