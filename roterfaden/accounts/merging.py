"""One human being, two rows: a guest gets an account. What hangs on the old row moves to the new one, once.

Rooms register what they know, in their `apps.py`:

    @merger
    def move(old: Person, new: Person) -> None:
        Contribution.objects.filter(author=old).update(author=new)

It runs in the transaction of the merging, and must keep unique pairs (one person, one vote) and counts right.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import transaction

from roterfaden.accounts.models import Consent, Person, Speaker
from roterfaden.accounts.people import folded

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

Merge = Callable[[Person, Person], None]
_mergers: list[Merge] = []
#: What the new row takes over where it says nothing itself.
_KEPT = ("pseudonym", "name", "district", "age_band", "proven_by")


def merger(function: Merge) -> Merge:
    """Register (as a decorator) what a room moves."""
    if function not in _mergers:
        _mergers.append(function)
    return function


def join_account(user: User, address: str) -> Person:
    """An account confirmed its address: it becomes the person of that address, or a new one. A second time: the same.

    Two confirmations at the same time meet at the unique columns `user` and `address`: the later one waits, and finds
    what the earlier one made.
    """
    address = folded(address)
    with transaction.atomic():
        mine = Person.objects.select_for_update().filter(user=user).first()
        if mine is None:
            guest, _new = Person.objects.get_or_create(address=address, defaults={"user": user})
            Person.objects.filter(pk=guest.pk, user=None).update(user=user)
            mine = Person.objects.filter(pk=guest.pk, user=user).first()
        if mine is None:
            raise ValueError("the address is another account's")
        guest_row = Person.objects.filter(address=address).exclude(pk=mine.pk).first()
        if guest_row is not None:
            merge(guest_row, mine)
        Person.objects.filter(pk=mine.pk).update(address=address)
        return Person.objects.get(pk=mine.pk)


def merge(old: Person, new: Person) -> bool:
    """`old` goes up in `new`; False where it did already. Never two accounts: each stays whose it is."""
    with transaction.atomic():
        first, second = sorted((old.pk, new.pk))
        rows = {row.pk: row for row in Person.objects.select_for_update().filter(pk__in=(first, second)).order_by("pk")}
        old, new = rows[old.pk], rows[new.pk]
        if old.pk == new.pk or old.user_id is not None or new.merged_into_id is not None:
            return False
        alive = Person.objects.filter(pk=old.pk, merged_into=None, erased_at=None, user=None)
        if not alive.update(merged_into=new, address=None, pairwise=None, pseudonym="", name=""):
            return False
        _take_over(old, new)
        for function in _mergers:
            function(old, new)
    return True


def _take_over(old: Person, new: Person) -> None:
    """Facts that only the old row knew, chains, consents, the right to speak."""
    values = {name: getattr(old, name) for name in _KEPT if getattr(old, name) and not getattr(new, name)}
    if new.resident is None and old.resident is not None:
        values["resident"] = old.resident
    if new.pairwise is None and old.pairwise is not None:
        values["pairwise"] = old.pairwise
    if old.suspended_until is not None:
        # A suspension cannot be shaken off by an account.
        values["suspended_until"] = max(old.suspended_until, new.suspended_until or old.suspended_until)
    Person.objects.filter(pk=new.pk).update(**values)
    Person.objects.filter(merged_into=old).update(merged_into=new)
    standing = Consent.objects.filter(person=new, revoked_at=None).values("purpose")
    Consent.objects.filter(person=old, revoked_at=None, purpose__in=standing).delete()
    Consent.objects.filter(person=old).update(person=new)
    spoken = Speaker.objects.filter(person=new).values("organisation")
    Speaker.objects.filter(person=old, organisation__in=spoken).delete()
    Speaker.objects.filter(person=old).update(person=new)
