"""What hangs on people here: mails to them, and what they follow with the same address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from roterfaden.accounts.erasing import before_erasing
from roterfaden.accounts.merging import merger
from roterfaden.accounts.mine import Line, Mine, register
from roterfaden.accounts.models import Person
from roterfaden.notices.models import Follower, Following, PersonalMail
from roterfaden.notices.personal.accounts import KIND
from roterfaden.notices.personal.post import words_of


def register_people() -> None:
    """Called once, at start."""
    merger(move)
    before_erasing(forget_following)
    register(Mine("mails", _("Nachrichten an mich"), mails_as_data, rows=mails, lines=lines_of, order=30))
    register(Mine("following", _("Dem folge ich"), following_as_data, order=40))


def move(old: Person, new: Person) -> None:
    """Mails go to the new row."""
    PersonalMail.objects.filter(person=old).update(person=new)


def forget_following(person: Person) -> None:
    """Whoever erases themselves follows nothing any more; mails to them go, sent or not."""
    _followers(person).delete()
    PersonalMail.objects.filter(person=person).delete()


def mails(person: Person) -> QuerySet[Any]:
    """What was written to them about their own, for half a year; not what holds secret links."""
    return PersonalMail.objects.filter(person=person).exclude(kind=KIND)


def lines_of(rows: Sequence[PersonalMail]) -> Sequence[Line]:
    """What each says now; some may have nothing to say any more."""
    told = [(row, words_of(row)) for row in rows]
    return [Line(words.subject, row.created_at, words.path) for row, words in told if words is not None]


def mails_as_data(person: Person) -> Sequence[Mapping[str, Any]]:
    """For the export."""
    rows = PersonalMail.objects.filter(person=person).order_by("pk")
    return [{"at": row.created_at, "kind": row.kind, "state": row.state, "facts": row.data} for row in rows]


def following_as_data(person: Person) -> Sequence[Mapping[str, Any]]:
    """For the export."""
    rows = Following.objects.filter(follower__in=_followers(person)).order_by("pk")
    return [{"thing": str(row.ref), "since": row.confirmed_at} for row in rows]


def _followers(person: Person) -> QuerySet[Follower]:
    wanted = Q(pk=None)
    if person.address:
        wanted |= Q(address=person.address, confirmed_at__isnull=False)
    if person.user_id:
        wanted |= Q(user=person.user_id)
    return Follower.objects.filter(wanted)
