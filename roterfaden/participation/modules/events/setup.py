"""What this module tells the registries."""

from __future__ import annotations

from roterfaden.accounts.models import Person
from roterfaden.contributions.guests import Shown, on_confirm
from roterfaden.contributions.guests.registry import handlers
from roterfaden.contributions.kinds import Place, register_place
from roterfaden.contributions.models import Claim
from roterfaden.kit.things import Ref, keys_as_numbers
from roterfaden.participation import modules
from roterfaden.participation.modules.events.entries import register_entries
from roterfaden.participation.modules.events.mails import register_mails
from roterfaden.participation.modules.events.models import Event
from roterfaden.participation.modules.events.module import MODULE
from roterfaden.participation.modules.events.people import register_people
from roterfaden.participation.modules.events.search import register_search
from roterfaden.participation.modules.events.sitemaps import register_sitemaps
from roterfaden.participation.modules.events.taking_part import CLAIM, confirmed, shown
from roterfaden.participation.modules.events.things import register_things


def register_all() -> None:
    """Called once, when the app is ready."""
    register_things()
    register_place(Place("event", _area))
    modules.register(MODULE)
    register_entries()
    register_mails()
    register_search()
    register_people()
    register_sitemaps()
    if CLAIM not in handlers:
        on_confirm(CLAIM, show=_shown)(_confirmed)


def _shown(claim: Claim) -> Shown | None:
    return shown(claim)


def _confirmed(claim: Claim, person: Person) -> None:
    confirmed(claim, person)


def _area(ref: Ref) -> Ref:
    """Whose rules hold for what is said about an event: its process'."""
    row = Event.objects.select_related("phase").filter(pk__in=keys_as_numbers([ref.key])).first()
    return Ref("process", str(row.phase.process_id)) if row else ref
