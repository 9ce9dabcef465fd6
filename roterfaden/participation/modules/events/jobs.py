"""What the job worker does for events: reminders, and erasing registrations."""

from __future__ import annotations

from datetime import timedelta

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roterfaden.operation.jobs import scheduled


def _somebody_is_to_be_reminded() -> bool:
    if not apps.is_installed("roterfaden.participation.modules.events"):
        return False
    from roterfaden.participation.modules.events.reminding import due

    return bool(due().exists())


@scheduled(
    "events.reminders",
    label=_("An Termine erinnern"),
    every=timedelta(minutes=10),
    when=_somebody_is_to_be_reminded,
)
def remind() -> str:
    """Write to those whose event is near, once."""
    from roterfaden.participation.modules.events.reminding import remind

    count = remind()
    return ngettext("%(count)s Person erinnert", "%(count)s Personen erinnert", count) % {"count": count}


def _registrations_are_old() -> bool:
    from roterfaden.participation.modules.events.actions.registering import due_for_erasure

    return bool(due_for_erasure(timezone.now()))


@scheduled(
    "events.erase",
    label=_("Anmeldungen vergangener Termine löschen"),
    every=timedelta(hours=6),
    when=_registrations_are_old,
)
def erase() -> str:
    """Registrations of events that are long over go."""
    from roterfaden.participation.modules.events.actions import erase_old

    count = erase_old()
    return ngettext("%(count)s Anmeldung gelöscht", "%(count)s Anmeldungen gelöscht", count) % {"count": count}
