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
