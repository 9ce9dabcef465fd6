"""The guest of this browser, for whoever has logged in since: joined only when they say so themselves.

On a computer of a library the guest may be somebody else, so nothing happens by itself.
"""

from __future__ import annotations

from django.http import HttpRequest

from roterfaden.accounts.current import BEFORE, SESSION
from roterfaden.accounts.merging import merge
from roterfaden.accounts.models import Person


def guest_of_browser(request: HttpRequest, person: Person) -> Person | None:
    """The guest whose address was confirmed in this browser before; None where there is none, or it is the person."""
    keys = [request.session.get(name) for name in (SESSION, BEFORE)]
    wanted = [key for key in keys if isinstance(key, int) and key != person.pk]
    return Person.objects.active().filter(pk__in=wanted, user=None).first() if wanted else None


def join_guest(request: HttpRequest, person: Person) -> bool:
    """Guest and person become one; a second time, or without a guest, nothing."""
    guest = guest_of_browser(request, person)
    if guest is None or not merge(guest, person):
        return False
    if person.address is None:
        Person.objects.filter(pk=person.pk, address=None).update(address=guest.address)
    request.session.pop(BEFORE, None)
    return True
