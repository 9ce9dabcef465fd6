"""What goes when a person is erased: their registrations, and the seats go to those who wait."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.models import Person
from roterfaden.operation.erasing import Erasure, eraser


@eraser("events.registrations", label=_("Anmeldungen zu Terminen"))
def forget_registrations(erasure: Erasure) -> int:
    """All of them, past and coming."""
    from roterfaden.participation.modules.events.actions import remove
    from roterfaden.participation.modules.events.models import Registration

    if erasure.owner.kind != "person":
        return 0
    rows = list(Registration.objects.filter(person__in=Person.objects.named(erasure.owner)).select_related("event"))
    for row in rows:
        remove(row)
    return len(rows)
