"""Whether search can answer and follows: for /readyz and for the doctor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.operation.findings import Finding, checkup, error, good, warning
from roterfaden.operation.readiness import probe
from roterfaden.search.engines import engine
from roterfaden.search.models import PendingDocument

#: The indexer looks every two seconds; rows this old mean that nobody does.
LATE = timedelta(minutes=15)


@probe("index")
def answers() -> str:
    """Empty if the index can be asked."""
    return "" if engine().ready() else "absent"


@checkup("search")
def look_at_search() -> Iterator[Finding]:
    """The index is there and nothing waits for long."""
    if not engine().ready():
        yield error(_("Der Suchindex fehlt oder ist von einer anderen Version."), "roterfaden reindex")
        return
    waiting = PendingDocument.objects.count()
    if PendingDocument.objects.filter(queued_at__lt=timezone.now() - LATE).exists():
        text = _("%(count)s Einträge warten seit über 15 Minuten auf den Suchindex.")
        yield warning(text % {"count": waiting}, _("Läuft der Aufgaben-Prozess? roterfaden work --once"))
    else:
        yield good(_("Der Suchindex folgt (%(count)s Einträge warten)") % {"count": waiting})
