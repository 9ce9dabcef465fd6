"""What of a person hangs on events: shown on their page, exported, moved when a guest becomes an account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.merging import merger
from roterfaden.accounts.mine import Line, Mine, register
from roterfaden.accounts.models import Person
from roterfaden.kit.bilingual import said
from roterfaden.participation.modules.events.addresses import ticket_address
from roterfaden.participation.modules.events.models import Registration


def register_people() -> None:
    """Called once, when the app is ready."""
    merger(move)
    register(Mine("registrations", _("Meine Anmeldungen"), as_data, rows=mine, lines=lines_of, order=25))


def move(old: Person, new: Person) -> None:
    """Registrations go to the new row: an address has one of an event, so nobody gets two seats by it."""
    Registration.objects.filter(person=old).update(person=new)


def mine(person: Person) -> QuerySet[Any]:
    """Their registrations, the newest first."""
    return Registration.objects.filter(person=person).select_related("event")


def lines_of(rows: Sequence[Registration]) -> Sequence[Line]:
    """Each with the way to its page."""
    label = _("Anmeldung zum Termin")
    return [
        Line(str(said(row.event, "title")), row.event.start, ticket_address(row), label, row.get_state_display())
        for row in rows
    ]


def as_data(person: Person) -> Sequence[Mapping[str, Any]]:
    """Everything that is kept of them."""
    return [
        {
            "event": row.event.title,
            "start": row.event.start,
            "name": row.name,
            "address": row.address,
            "note": row.note,
            "state": row.state,
            "registered": row.created_at,
            "attended": row.attended_at,
        }
        for row in mine(person)
    ]
