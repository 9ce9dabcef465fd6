"""What the job worker does for threads by itself."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roterfaden.operation.jobs import scheduled


def _texts_wait() -> bool:
    from roterfaden.threads.scanning import is_work_waiting

    return is_work_waiting()


@scheduled(
    "threads.scan",
    label=_("Texte nach Fäden durchsuchen"),
    every=timedelta(seconds=10),
    when=_texts_wait,
    record=False,
)
def scan_texts() -> str:
    """Look for stations in texts that changed."""
    from roterfaden.threads.scanning import work

    number = work()
    return ngettext("{number} Sache durchsucht", "{number} Sachen durchsucht", number).format(number=number)


@scheduled("threads.stages", label=_("Stufen der Fäden nachführen"), every=timedelta(hours=6), lane="maintenance")
def refresh() -> str:
    """Stations that lay ahead are reached as days pass."""
    from roterfaden.threads.actions import refresh_stages

    number = refresh_stages()
    return ngettext("{number} Faden auf neuer Stufe", "{number} Fäden auf neuer Stufe", number).format(number=number)
