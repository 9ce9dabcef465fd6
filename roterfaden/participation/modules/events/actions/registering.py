"""Registering for an event, and taking it back. Nobody gets a seat that is not there.

The event's row is held while seats change, the counter moves by a conditional UPDATE, and a constraint of the database
holds it below the capacity: three nets, the last of which no code can pass.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.accounts.people import folded
from roterfaden.contributions.actions import NotAllowed
from roterfaden.contributions.registry import Verdict
from roterfaden.kit.html import clean_line
from roterfaden.notices import personal
from roterfaden.participation.modules.events.models import Event, Registration
from roterfaden.participation.modules.refusing import EDIT, Refused, require

if TYPE_CHECKING:
    from roterfaden.accounts.models import Person, User

LONGEST_NAME, LONGEST_NOTE = 80, 300
#: Who waits: more would wait in vain.
MOST_WAITING = 2_000
CHUNK = 500


@dataclass(frozen=True)
class Guest:
    """Who wants to come. `address` is a confirmed one; empty for what staff enter for somebody without mail."""

    name: str
    address: str = ""
    note: str = ""
    language: str = "de"


def register(event: Event, guest: Guest, person: Person | None = None, by: User | None = None) -> Registration:
    """Give a seat, or a place on the waiting list. A second time is the same registration.

    Raises NotAllowed (also one tick after the closing second, and where all is full), Refused for what was typed.
    Staff (`by`) may also enter somebody after the end of registration.
    """
    if by is not None:
        require(by, EDIT)
    name, note = _checked(guest)
    address = folded(guest.address) if guest.address else ""
    with transaction.atomic():
        found = lock(event)
        _ask(found, by is not None)
        known = found.registrations.live().filter(address=address).first() if address else None
        if isinstance(known, Registration):
            return known
        row = Registration(
            event=found, person=person, address=address, name=name, note=note, language=guest.language, entered_by=by
        )
        return _seat(found, row)


def cancel_registration(registration: Registration) -> bool:
    """Take it back; whoever waits longest moves up and is told. False where that was done before."""
    with transaction.atomic():
        event = lock(registration.event)
        row = Registration.objects.get(pk=registration.pk)
        mine = Registration.objects.live().filter(pk=row.pk)
        if not mine.update(state=Registration.State.CANCELLED):
            return False
        if row.state == Registration.State.REGISTERED:
            _free(event)
    return True


def remove(registration: Registration) -> None:
    """The same, and the row goes (erasure)."""
    with transaction.atomic():
        cancel_registration(registration)
        Registration.objects.filter(pk=registration.pk).delete()


def move_up(event: Event) -> int:
    """Seats that are free go to those who wait. How many moved. Needs `lock`."""
    count = 0
    while (row := event.registrations.filter(state=Registration.State.WAITING).order_by("pk").first()) and _take(event):
        Registration.objects.filter(pk=row.pk).update(state=Registration.State.REGISTERED, moved_up_at=timezone.now())
        tell(row, "moved_up")
        count += 1
    return count


def erase_old(now: datetime | None = None) -> int:
    """Registrations of events that are long over go; numbers stay. How many rows."""
    moment, count = now or timezone.now(), 0
    for event in due_for_erasure(moment)[:CHUNK]:
        if event.end + timedelta(days=event.erase_days) > moment:
            continue
        with transaction.atomic():
            attended = event.registrations.filter(attended_at__isnull=False).count()
            rows = Event.objects.filter(pk=event.pk, erased_at=None)
            if rows.update(erased_at=moment, attended=attended if event.attended is None else event.attended):
                count += event.registrations.all().delete()[0]
    return count


def due_for_erasure(now: datetime | None = None) -> list[Event]:
    """Events whose registrations have to go."""
    moment = now or timezone.now()
    rows = Event.objects.filter(end__lte=moment, erased_at=None, registrations__isnull=False).distinct()
    return [event for event in rows.order_by("end")[:CHUNK] if event.end + timedelta(days=event.erase_days) <= moment]


def lock(event: Event) -> Event:
    """The event's row, so that seats change for one person at a time (until the transaction ends)."""
    rows = Event.objects.select_for_update(of=("self",)).select_related("phase__process")
    found: Event = rows.get(pk=event.pk)
    return found


def tell(registration: Registration, what: str, about: str = "") -> None:
    """Write to who registered: `registered`, `moved_up`, `reminder`, `changed`, `cancelled`. Once each."""
    to = registration.person or registration.address
    if to:
        key = f"registration:{registration.pk}:{what}:{about}".rstrip(":")
        personal.write(to, key, f"event.{what}", {"registration": registration.pk}, registration.language)


def _checked(guest: Guest) -> tuple[str, str]:
    name, note = clean_line(guest.name), clean_line(guest.note)
    if not name:
        raise Refused(_("Bitte sagen Sie uns, auf welchen Namen der Platz ist."), "name")
    for field, text, longest in (("name", name, LONGEST_NAME), ("note", note, LONGEST_NOTE)):
        if len(text) > longest:
            raise Refused(_("Bitte höchstens {number} Zeichen. Ihr Text steht noch da.").format(number=longest), field)
    return name, note


def _ask(event: Event, staff: bool) -> None:
    """Raises NotAllowed with the reason."""
    if not event.is_public and not staff:
        raise NotAllowed(Verdict(False, _("Diesen Termin gibt es nicht.")))
    if event.is_cancelled:
        raise NotAllowed(Verdict(False, _("Der Termin ist abgesagt.")))
    if not event.registration:
        raise NotAllowed(Verdict(False, _("Für diesen Termin braucht es keine Anmeldung: Kommen Sie einfach.")))
    if event.erased_at is not None or (not staff and not event.takes()):
        raise NotAllowed(Verdict(False, _("Die Anmeldung ist vorbei.")))


def _seat(event: Event, row: Registration) -> Registration:
    try:
        with transaction.atomic():
            row.state = Registration.State.REGISTERED if _take(event) else Registration.State.WAITING
            if row.state == Registration.State.WAITING:
                _refuse_waiting(event)
            row.save()
    except IntegrityError:  # the same address a moment ago
        found: Registration = event.registrations.live().get(address=row.address)
        return found
    tell(row, "registered")
    return row


def _refuse_waiting(event: Event) -> None:
    waiting = event.registrations.filter(state=Registration.State.WAITING)
    if not event.waiting_list or waiting.count() >= MOST_WAITING:
        raise NotAllowed(Verdict(False, _("Der Termin ist ausgebucht.")))


def _take(event: Event) -> bool:
    """One more seat, if there is one."""
    rows = Event.objects.filter(Q(capacity=None) | Q(taken__lt=F("capacity")), pk=event.pk)
    return bool(rows.update(taken=F("taken") + 1))


def _free(event: Event) -> None:
    Event.objects.filter(pk=event.pk, taken__gt=0).update(taken=F("taken") - 1)
    if not event.is_over() and not event.is_cancelled:
        move_up(event)
