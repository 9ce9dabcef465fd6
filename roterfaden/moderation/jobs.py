"""What the job worker does for moderation."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from roterfaden.operation.jobs import scheduled


@scheduled("moderation.retention", label=_("Alte Daten der Moderation löschen"), every=timedelta(hours=6))
def erase_old() -> str:
    """Addresses of reporters, words of reports, facts, hits, traces."""
    from roterfaden.moderation.retention import erase_old

    return f"{erase_old()} rows"


@scheduled(
    "moderation.missing", label=_("Zurückgehaltenes der Moderation vorlegen"), every=timedelta(minutes=10), record=False
)
def find_missing() -> str:
    """What waits without a case (entered past the actions, or a case that went wrong) gets one."""
    from roterfaden.moderation.listening import open_missing

    return f"{open_missing()} cases"
