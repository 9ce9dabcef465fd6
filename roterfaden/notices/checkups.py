"""Check-ups: mails that wait too long, mails that failed, events that nobody spreads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roterfaden.notices.models import Digest, Event, Letter, Notice, PersonalMail, State
from roterfaden.operation.findings import Finding, checkup, error, good, warning

LATE = timedelta(minutes=15)
#: More failed mails than this in a day are no longer single dead mailboxes.
MANY = 20


@checkup("notices")
def look_at_notices() -> Iterator[Finding]:
    """Mails leave, and events find their followers."""
    now = timezone.now()
    late = sum(
        model._default_manager.filter(
            state=State.WAITING, next_attempt_at__lt=now - LATE, created_at__lt=now - LATE
        ).count()
        for model in (Notice, Digest, Letter, PersonalMail)
    )
    if late:
        text = ngettext(
            "%(n)s Mail wartet seit mehr als 15 Minuten.", "%(n)s Mails warten seit mehr als 15 Minuten.", late
        )
        yield error(
            text % {"n": late}, _("Läuft der Aufgaben-Prozess? Antwortet der Mailserver? roterfaden sendtestmail")
        )
    yield from _failures()
    open_ones = Event.objects.filter(state__in=[Event.State.NEW, Event.State.SPREADING], happened_at__lt=now - LATE)
    if stuck := open_ones.count():
        text = ngettext(
            "%(n)s Ereignis ist seit mehr als 15 Minuten nicht verteilt.",
            "%(n)s Ereignisse sind seit mehr als 15 Minuten nicht verteilt.",
            stuck,
        )
        yield error(text % {"n": stuck}, _("Läuft der Aufgaben-Prozess?"))
    yield good(_("Meldungen an Folgende"))


def _failures() -> Iterator[Finding]:
    since = timezone.now() - timedelta(days=1)
    failed = sum(
        model._default_manager.filter(state=State.FAILED, next_attempt_at__gte=since).count()
        for model in (Notice, Digest, Letter, PersonalMail)
    )
    if failed > MANY:
        text = ngettext("%(n)s Mail ist heute gescheitert.", "%(n)s Mails sind heute gescheitert.", failed)
        yield warning(text % {"n": failed}, _("Im Verwaltungsbereich unter „Meldungen“ steht, warum."))
