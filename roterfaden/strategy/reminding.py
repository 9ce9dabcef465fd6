"""What time does: lights that change by themselves, and mails to controllers whose report is due."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from roterfaden.strategy.actions.common import refresh_measures
from roterfaden.strategy.contradictions import said
from roterfaden.strategy.models import Measure, ProgressUpdate

log = logging.getLogger(__name__)
BATCH = 200
#: Controllers who are written to in one run of the job.
MOST = 50


def follow_time(today: date | None = None) -> int:
    """Compute the measures anew whose light may be another one by now. How many were looked at."""
    day = today or timezone.localdate()
    keys = list(Measure.objects.filter(recheck_on__lte=day).order_by("pk").values_list("pk", flat=True)[:BATCH])
    with transaction.atomic():
        refresh_measures(keys)
    return len(keys)


def due(today: date | None = None) -> QuerySet[Measure]:
    """Measures whose report is due and whose controller was not reminded for this date. Handed in counts as done."""
    handed_in = ProgressUpdate.objects.filter(step=ProgressUpdate.Step.SUBMITTED).values("measure")
    rows = Measure.objects.filter(update_due_on__lte=today or timezone.localdate(), controller__is_active=True)
    rows = rows.exclude(controller__email="").exclude(pk__in=handed_in)
    return rows.filter(Q(reminded_for__isnull=True) | ~Q(reminded_for=F("update_due_on")))


def remind(today: date | None = None) -> int:
    """One mail to each controller with all their due measures, once for each due date. How many mails left."""
    sent = 0
    people = due(today).order_by().values_list("controller_id", flat=True).distinct()[:MOST]
    for person in list(people):
        rows = list(due(today).filter(controller=person).select_related("controller").order_by("update_due_on")[:BATCH])
        mine = [row for row in rows if _claim(row)]
        if mine and _send(mine):
            sent += 1
    return sent


def _claim(measure: Measure) -> bool:
    """Whether this run is the one that reminds for this date: a conditional update, so that two workers send once."""
    rows = Measure.objects.filter(pk=measure.pk, update_due_on=measure.update_due_on)
    fresh = rows.filter(Q(reminded_for__isnull=True) | ~Q(reminded_for=F("update_due_on")))
    return bool(fresh.update(reminded_for=F("update_due_on")))


def _send(rows: Sequence[Measure]) -> bool:
    """Send; where that fails, the claim is given back and the next run tries again."""
    person: Any = rows[0].controller
    with override("de"):
        subject, text = _mail(rows)
    try:
        send_mail(subject, text, None, [person.email])
    except OSError as problem:
        log.warning("reminder not sent", extra={"error": str(problem)})
        for row in rows:
            Measure.objects.filter(pk=row.pk).update(reminded_for=row.reminded_for)
        return False
    return True


def _mail(rows: Sequence[Measure]) -> tuple[str, str]:
    subject = ngettext("Eine Maßnahme wartet auf Ihre Meldung", "{number} Maßnahmen warten auf Ihre Meldung", len(rows))
    lines = [_("Guten Tag,"), "", _("für diese Maßnahmen ist eine Meldung zum Stand fällig:"), ""]
    for row in rows:
        address = settings.SITE_URL + reverse("strategy_office:report", args=[row.pk])
        lines += [f"{row.title} ({_('fällig am')} {said(row.update_due_on)})", address, ""]
    lines += [_("Eine Meldung dauert keine Minute. Danke!"), settings.CITY]
    return subject.format(number=len(rows)), "\n".join(lines)
