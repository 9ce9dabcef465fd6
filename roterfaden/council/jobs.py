"""What the job worker does for the council by itself."""

from __future__ import annotations

from datetime import timedelta

from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from roterfaden.operation.jobs import scheduled


def _source_is_due() -> bool:
    sources = apps.get_model("council", "Source").objects
    return bool(sources.filter(enabled=True, next_run_at__lte=timezone.now()).exists())


@scheduled(
    "council.import",
    label=_("Quellen lesen"),
    every=timedelta(seconds=30),
    lane="import",
    when=_source_is_due,
    limit=timedelta(hours=24),
)
def read_sources() -> str:
    """Read the sources that are due."""
    from roterfaden.council.sync.actions import run_due

    count = run_due(600)
    return ngettext("%(count)s Quelle gelesen", "%(count)s Quellen gelesen", count) % {"count": count}


def _files_wait() -> bool:
    from roterfaden.council.files.actions import is_work_waiting

    return is_work_waiting()


@scheduled(
    "council.files",
    label=_("Texte der Dateien lesen"),
    every=timedelta(seconds=5),
    lane="files",
    when=_files_wait,
    record=False,
)
def read_files() -> str:
    """Read the texts of files that wait, for a minute at a time."""
    from roterfaden.council.files.actions import work

    count = work(60)
    return ngettext("%(count)s Datei gelesen", "%(count)s Dateien gelesen", count) % {"count": count}


def _nothing_is_imported() -> bool:
    runs = apps.get_model("council", "ImportRun").objects
    return not runs.filter(outcome="running").exists() and bool(runs.exists())


@scheduled(
    "council.conformance",
    label=_("Eigene OParl-Schnittstelle prüfen"),
    every=timedelta(days=1),
    lane="maintenance",
    when=_nothing_is_imported,
    limit=timedelta(hours=2),
)
def check_own_interface() -> str:
    """Check our own OParl and publish the report on the sources page."""
    from roterfaden.council.conformance.actions import check_own, publish_report
    from roterfaden.council.conformance.run import Options

    report = check_own(Options(limit=5000))
    publish_report(report)
    return report.verdict()
