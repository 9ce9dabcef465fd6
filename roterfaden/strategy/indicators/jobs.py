"""What the job worker does for indicators and reports by itself."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roterfaden.operation.jobs import scheduled


def _something_waits() -> bool:
    from roterfaden.strategy.indicators.fetching import is_due

    return is_due()


@scheduled(
    "strategy.values",
    label=_("Werte von Kennzahlen holen und übernehmen"),
    every=timedelta(seconds=10),
    lane="import",
    when=_something_waits,
    limit=timedelta(hours=2),
)
def fetch_values() -> str:
    """Read the sources that are due, and take large uploads."""
    from roterfaden.strategy.indicators.fetching import run_due

    count = run_due()
    return ngettext("%(count)s Quelle gelesen", "%(count)s Quellen gelesen", count) % {"count": count}


@scheduled("strategy.reports", label=_("Überfällige Berichte melden"), every=timedelta(hours=6), lane="maintenance")
def look_for_overdue_reports() -> str:
    """Tell followers of a plan once that its report is overdue; forget previews of uploads that nobody took."""
    from roterfaden.strategy.indicators.importing import forget_previews
    from roterfaden.strategy.reports.due import announce_overdue

    forget_previews()
    count = announce_overdue()
    return ngettext("%(count)s Bericht überfällig", "%(count)s Berichte überfällig", count) % {"count": count}


@scheduled(
    "strategy.value_reminders", label=_("An fällige Werte erinnern"), every=timedelta(hours=6), lane="maintenance"
)
def remind_of_values() -> str:
    """Write to who types in values that are due, once a week."""
    from roterfaden.strategy.indicators.reminding import remind

    count = remind()
    return ngettext("%(count)s Person erinnert", "%(count)s Personen erinnert", count) % {"count": count}
