"""Registering from the page of an event: at once for people who are known, by a claim for everybody else.

The basis is the city's task, not a consent: so none is asked for, and the form says what happens with the facts.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from roterfaden.accounts.models import Person
from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.guests import Shown, Signing
from roterfaden.contributions.models import Claim
from roterfaden.contributions.registry import Verdict
from roterfaden.kit.bilingual import said
from roterfaden.kit.things import keys_as_numbers
from roterfaden.participation.modules.events.actions.registering import Guest, register
from roterfaden.participation.modules.events.addresses import event_address
from roterfaden.participation.modules.events.models import Event
from roterfaden.participation.modules.events.moments import when_words
from roterfaden.participation.modules.refusing import Refused

CLAIM = "event"


class GuestSigning(Signing):
    """Only an address, and the guards against machines."""

    def _ask_for_consent(self) -> None:
        del self.fields["consent"]


def shown(claim: Claim) -> Shown | None:
    """What somebody is about to confirm; None where the event is gone."""
    event = event_of(claim)
    if event is None:
        return None
    title = _("Ihre Anmeldung: {title}").format(title=said(event, "title"))
    words = f"{when_words(event)}\n{claim.payload.get('name', '')}"
    note = _("Mit der Bestätigung bekommen Sie einen Platz oder stehen auf der Warteliste. Öffentlich wird nichts.")
    return Shown(title, words, note, event_address(event))


def confirmed(claim: Claim, person: Person) -> None:
    """The address is theirs: they get a seat, or wait. Raises NotAllowed."""
    event = event_of(claim)
    if event is None:
        raise NotAllowed(Verdict(False, _("Diesen Termin gibt es nicht.")))
    said_name, note = str(claim.payload.get("name", "")), str(claim.payload.get("note", ""))
    address = person.mail_address or claim.address
    try:
        register(event, Guest(said_name, address, note, claim.language or person.language), person)
    except Refused as problem:
        raise NotAllowed(Verdict(False, problem.sentence)) from None


def event_of(claim: Claim) -> Event | None:
    """The public event of a claim."""
    rows = Event.objects.visible_to().select_related("phase__process")
    found: Event | None = rows.filter(pk__in=keys_as_numbers([str(claim.payload.get("event", ""))])).first()
    return found
