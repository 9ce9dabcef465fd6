"""Whether the ledger goes on: for the doctor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from roterfaden.ledger.models import Entry, Head, Pending, Scrub, SigningKey
from roterfaden.ledger.signing import KeyProblem, current_key, key_path
from roterfaden.operation.findings import Finding, checkup, error, good, warning

#: The sequencer looks every second, the head is signed after midnight, a scrubbing takes minutes.
LATE = timedelta(minutes=5)
OLD = timedelta(days=2)
DIRTY = timedelta(hours=2)


@checkup("ledger")
def look_at_ledger() -> Iterator[Finding]:
    """Entries get numbers, days get signatures, the key is ours alone."""
    now = timezone.now()
    if Pending.objects.filter(recorded_at__lt=now - LATE).exists():
        yield warning(
            _("%(count)s Einträge warten seit über 5 Minuten auf ihre Nummer im Protokollbuch.")
            % {"count": Pending.objects.count()},
            _("Läuft der Aufgaben-Prozess? roterfaden work --once"),
        )
    if Scrub.objects.filter(requested_at__lt=now - DIRTY).exists():
        yield warning(
            _("Gelöschtes steht noch in freien Seiten der Datenbank oder im Suchindex."),
            _("Läuft der Aufgaben-Prozess? roterfaden work --once"),
        )
    yield from _look_at_heads()
    yield from _look_at_key()


def _look_at_heads() -> Iterator[Finding]:
    first = Entry.objects.order_by("number").values_list("time", flat=True).first()
    if first is None:
        yield good(_("Das Protokollbuch ist noch leer"))
        return
    head = Head.objects.order_by("-day").first()
    last = head.day if head else timezone.localdate(first)
    if timezone.localdate() - last > OLD:
        text = _("Das Protokollbuch ist seit %(day)s nicht unterschrieben.") % {"day": date_format(last)}
        yield warning(text, _("Läuft der Aufgaben-Prozess? roterfaden work --once"))
    elif head:
        yield good(_("Das Protokollbuch ist unterschrieben bis Eintrag %(size)s") % {"size": head.size})


def _look_at_key() -> Iterator[Finding]:
    path = key_path()
    if path.exists() and os.stat(path).st_mode & 0o077:
        yield error(_("Andere Konten können %(path)s lesen.") % {"path": path}, f"chmod 600 {path}")
    if SigningKey.objects.exists():
        try:
            current_key()
        except KeyProblem as problem:
            mend = _("die Datei zurücklegen, oder ROTERFADEN_LEDGER_KEY_FILE auf sie zeigen lassen")
            yield error(_("Das Protokollbuch kann nicht unterschreiben: %(why)s") % {"why": problem}, mend)
