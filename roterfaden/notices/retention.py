"""How long things are kept; docs/notices.md says the same."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from roterfaden.accounts import limits
from roterfaden.notices.following import erase_stale
from roterfaden.notices.models import Digest, Event, EventTarget, Letter, Mailing, Notice, PersonalMail, State

#: What somebody heard stays on their page for half a year.
NOTICES = timedelta(days=180)
#: Mails to people who asked for one by a form.
LETTERS = timedelta(days=7)
#: What happened stays in the feeds for two years; then only its key is left.
EVENTS = timedelta(days=730)
CHUNK = 1000


def erase_old(now: datetime | None = None) -> int:
    """Erase what has had its time, in small transactions. How many rows."""
    now = now or timezone.now()
    count = erase_stale()
    count += _erase(Letter, now - LETTERS)
    count += _erase(Notice, now - NOTICES)
    count += _erase(Digest, now - NOTICES)
    count += _erase(PersonalMail, now - NOTICES) + _erase_typed(now - LETTERS)
    count += _forget_events(now - EVENTS)
    limits.forget()
    return count


def _erase(model: type[Mailing], before: datetime) -> int:
    """Rows that are old, except those that still have to leave."""
    count = 0
    old = model._default_manager.filter(created_at__lt=before).exclude(state=State.WAITING)
    while keys := list(old.values_list("pk", flat=True)[:CHUNK]):
        model._default_manager.filter(pk__in=keys).delete()
        count += len(keys)
    return count


def _erase_typed(before: datetime) -> int:
    """Personal mails to addresses that somebody typed: what could not leave in a week never will."""
    rows = PersonalMail.objects.exclude(address="").exclude(state=State.WAITING)
    return int(rows.filter(created_at__lt=before).delete()[0])


def _forget_events(before: datetime) -> int:
    """Of an old event the key stays, so that an importer that tells it again makes no news."""
    count = 0
    old = Event.objects.filter(happened_at__lt=before, state=Event.State.DONE)
    while keys := list(old.values_list("pk", flat=True)[:CHUNK]):
        with transaction.atomic():
            Notice.objects.filter(event__in=keys).delete()
            EventTarget.objects.filter(event__in=keys).delete()
            rows = Event.objects.filter(pk__in=keys)
            count += rows.update(state=Event.State.FORGOTTEN, data={}, named=[], subject_kind="", subject_key="")
    return count
