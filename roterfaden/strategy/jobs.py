"""What the job worker does for strategies: lights that time changes, and reminders."""

from __future__ import annotations

from datetime import timedelta

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roterfaden.operation.jobs import scheduled


def _a_light_may_change() -> bool:
    rows = apps.get_model("strategy", "Measure").objects
    return bool(rows.filter(recheck_on__lte=timezone.localdate()).exists())


@scheduled(
    "strategy.lights", label=_("Stand der Maßnahmen nachführen"), every=timedelta(minutes=5), when=_a_light_may_change
)
def follow_lights() -> str:
    """Compute the lights anew that may be others today."""
    from roterfaden.strategy.reminding import follow_time

    count = follow_time()
    return ngettext("%(count)s Maßnahme nachgeführt", "%(count)s Maßnahmen nachgeführt", count) % {"count": count}


def _a_report_is_due() -> bool:
    from roterfaden.strategy.reminding import due

    return bool(due().exists())


@scheduled("strategy.reminders", label=_("An Meldungen erinnern"), every=timedelta(hours=1), when=_a_report_is_due)
def remind_controllers() -> str:
    """Write to controllers whose measures are due for a report, once for each due date."""
    from roterfaden.strategy.reminding import remind

    count = remind()
    return ngettext("%(count)s Person erinnert", "%(count)s Personen erinnert", count) % {"count": count}
