"""Suspensions end by time. What holds for a person now is the latest end of all that stand."""

from __future__ import annotations

from django.db.models import Max

from roterfaden.accounts.models import Person
from roterfaden.moderation.kinds import Kind
from roterfaden.moderation.models import Decision


def renew(person: Person) -> None:
    """Set until when a person may not write, from the decisions that stand."""
    rows = Decision.objects.standing().filter(person=person, kind=Kind.SUSPEND)
    until = rows.aggregate(last=Max("until"))["last"]
    Person.objects.filter(pk=person.pk).update(suspended_until=until)
    person.suspended_until = until
