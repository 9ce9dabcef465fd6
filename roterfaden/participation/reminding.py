"""Organisers are reminded of answers that are owed: one mail a process and week, by an unique key.

The address is that of the office, which stands in public on the process' page; no personal data.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from roterfaden.contributions.models import Contribution
from roterfaden.notices.personal import Words, mail_kind, write
from roterfaden.participation.models import Process, ProcessState

#: So many days before the promised day the first mail leaves.
AHEAD = timedelta(days=3)
MOST = 200
KIND = "process.owed"


def owed(today: date | None = None) -> QuerySet[Any]:
    """Public contributions in processes whose answer is due soon, or overdue."""
    day = (today or timezone.localdate()) + AHEAD
    return Contribution.objects.owed().filter(area_kind="process", answer_due__lte=day)


def due(today: date | None = None) -> QuerySet[Process]:
    """Processes with an address whose answers are due, and who were not written to this week."""
    week = week_of(today or timezone.localdate())
    keys = [
        int(key)
        for key in owed(today).order_by().values_list("area_key", flat=True).distinct()[:MOST]
        if key.isdecimal()
    ]
    rows = Process.objects.filter(pk__in=keys, is_template=False, state__in=(ProcessState.PUBLIC, ProcessState.CLOSED))
    return rows.exclude(contact_mail="").filter(~Q(reminded_for=week)).order_by("pk")


def week_of(day: date) -> str:
    """A week's name: 2026-W47."""
    year, week, _day = day.isocalendar()
    return f"{year}-W{week:02}"


def remind(today: date | None = None) -> int:
    """Put the mails into the outbox. How many."""
    week, sent = week_of(today or timezone.localdate()), 0
    for process in due(today)[:MOST]:
        key = f"process:{process.pk}:owed:{week}"
        sent += write(process.contact_mail, key, KIND, {"process": process.pk}, language="de")
        Process.objects.filter(pk=process.pk).update(reminded_for=week)
    return sent


@mail_kind(KIND, label=lazy("Erinnerung an offene Antworten"))
def words(data: Mapping[str, Any]) -> Words | None:
    """How many answers wait, counted when the mail leaves; None if all were given meanwhile."""
    process = Process.objects.visible_to().filter(pk=data["process"]).first()
    if process is None:
        return None
    today = timezone.localdate()
    rows = owed().filter(area_key=str(process.pk))
    waiting, late = rows.count(), rows.filter(answer_due__lt=today).count()
    if not waiting:
        return None
    asked = ngettext("{number} Beitrag wartet", "{number} Beiträge warten", waiting).format(number=waiting)
    lines = [
        _("in „{title}“: {number} auf eine zugesagte Antwort.").format(title=process.title, number=asked),
        ngettext("Davon ist {number} überfällig.", "Davon sind {number} überfällig.", late).format(number=late)
        if late
        else _("Überfällig ist noch keine."),
        _("Offene Antworten werden auf der Seite der Beteiligung öffentlich gezählt."),
    ]
    return Words(
        _("Zugesagte Antworten sind fällig: {title}").format(title=process.title),
        tuple(lines),
        f"/mitmachen/{process.slug}/",
        _("Zur Beteiligung"),
        why=_("Sie bekommen diese Mail, weil Ihre Stelle als Kontakt dieser Beteiligung eingetragen ist."),
    )
