"""What the job worker does for processes by itself."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roterfaden.operation.jobs import scheduled


def _something_is_due() -> bool:
    from roterfaden.participation.actions.lives import due_for_publication

    return bool(due_for_publication().exists())


@scheduled(
    "participation.publish",
    label=_("Geplante Beteiligungen veröffentlichen"),
    every=timedelta(seconds=30),
    when=_something_is_due,
)
def publish() -> str:
    """Publish what was scheduled."""
    from roterfaden.participation.actions import publish_due

    number = publish_due()
    return ngettext("{number} Beteiligung veröffentlicht", "{number} Beteiligungen veröffentlicht", number).format(
        number=number
    )


def _time_has_come() -> bool:
    from roterfaden.participation.actions.clock import waiting

    return bool(waiting().exists())


@scheduled(
    "participation.clock",
    label=_("Beginn und Ende von Phasen melden"),
    every=timedelta(minutes=1),
    when=_time_has_come,
    record=False,
)
def tell_time() -> str:
    """Tell followers what began and what ended."""
    from roterfaden.participation.actions.clock import tell_time

    number = tell_time()
    return ngettext("{number} Phase gemeldet", "{number} Phasen gemeldet", number).format(number=number)


def _somebody_waits() -> bool:
    from roterfaden.participation.reminding import due

    return bool(due().exists())


@scheduled(
    "participation.reminders",
    label=_("An offene Antworten erinnern"),
    every=timedelta(hours=1),
    when=_somebody_waits,
)
def remind() -> str:
    """Write to organisers whose answers are due."""
    from roterfaden.participation.reminding import remind

    number = remind()
    return ngettext("{number} Mail an Zuständige", "{number} Mails an Zuständige", number).format(number=number)
