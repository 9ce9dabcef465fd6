"""Check-ups of the council: sources that are stale, failed or stopped; files that wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.council.models import ImportRun, Source
from roterfaden.operation.findings import Finding, checkup, error, good, note, warning

#: A source is stale when it was not read completely for this many of its own rhythms.
RHYTHMS = 3


@checkup("sources")
def look_at_sources() -> Iterator[Finding]:
    """Every enabled source was read lately, and its last run went well."""
    sources = list(Source.objects.filter(enabled=True))
    if not sources:
        yield note(_("Keine Quelle ist eingeschaltet."), "roterfaden import_oparl URL")
        return
    for source in sources:
        yield from _look_at(source)
    yield good(ngettext("%(n)s Quelle", "%(n)s Quellen", len(sources)) % {"n": len(sources)})


def _look_at(source: Source) -> Iterator[Finding]:
    last = source.runs.exclude(outcome=ImportRun.Outcome.RUNNING).first()
    if last is not None and last.outcome in {ImportRun.Outcome.STOPPED, ImportRun.Outcome.FAILED}:
        text = _("%(source)s: letzter Lauf %(outcome)s. %(why)s")
        names = {"source": source, "outcome": last.get_outcome_display(), "why": last.message[:200]}
        yield error(text % names, _("Laufbericht im Verwaltungsbereich ansehen"))
    if _is_stale(source):
        since = source.last_complete_at
        text = _("%(source)s wurde zuletzt vollständig gelesen: %(since)s.")
        names = {"source": source, "since": timezone.localtime(since).strftime("%d.%m.%Y %H:%M") if since else _("nie")}
        yield warning(text % names, _("Läuft der Aufgaben-Prozess? Ist die Quelle erreichbar?"))


def _is_stale(source: Source) -> bool:
    """Sample data is never read again; every other source has a rhythm."""
    if source.sample_data:
        return False
    longest = timedelta(hours=max(1, source.every_hours)) * RHYTHMS
    return source.last_complete_at is None or timezone.now() - source.last_complete_at > longest
