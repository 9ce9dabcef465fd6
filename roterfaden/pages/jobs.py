"""Periodic jobs of the pages."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roterfaden.operation.jobs import scheduled


@scheduled("pages.erase_feedback", label=gettext_lazy("Alte Rückmeldungen löschen"), every=timedelta(days=1))
def erase_feedback() -> str:
    """Erase what was dealt with a year ago."""
    from roterfaden.pages.actions import erase_old_feedback

    count = erase_old_feedback()
    return _("%(count)s gelöscht") % {"count": count} if count else ""
