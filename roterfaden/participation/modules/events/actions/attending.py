"""At the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.participation.modules.events.actions.registering import lock
from roterfaden.participation.modules.events.models import Event, Registration
from roterfaden.participation.modules.refusing import EDIT, Refused, require

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


def check_in(user: User, registration: Registration) -> bool:
    """Somebody is there. False for the second time. Refused for whoever has no seat."""
    require(user, EDIT)
    with transaction.atomic():
        lock(registration.event)
        rows = Registration.objects.seated().filter(pk=registration.pk)
        if rows.filter(attended_at=None).update(attended_at=timezone.now()):
            _count(registration.event)
            return True
        if not rows.exists():
            raise Refused(_("Diese Anmeldung hat keinen Platz: abgemeldet oder auf der Warteliste."))
    return False


def take_back_check_in(user: User, registration: Registration) -> bool:
    """It was the wrong line; False where nobody was checked in."""
    require(user, EDIT)
    with transaction.atomic():
        lock(registration.event)
        rows = Registration.objects.filter(pk=registration.pk, attended_at__isnull=False)
        done = bool(rows.update(attended_at=None))
        if done:
            _count(registration.event)
    return done


def _count(event: Event) -> None:
    number = event.registrations.filter(attended_at__isnull=False).count()
    Event.objects.filter(pk=event.pk).update(attended=number)
