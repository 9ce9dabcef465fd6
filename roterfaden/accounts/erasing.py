"""Erasure by oneself: asked for once, carried through by all rooms, and again until nothing is left.

First the row of the person becomes an empty one („gelöschtes Konto“): from that moment on nobody can act as them.
Then every room's eraser runs, and the ledger's facts lose their salt. If something stops in the middle, a job goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from roterfaden.accounts.models import Consent, ErasedAs, Person, Speaker
from roterfaden.accounts.roles import BACK_OFFICE
from roterfaden.kit.things import Ref

log = structlog.get_logger(__name__)
#: Public for ever in the ledger, so it names nobody.
REASON = "Auf Wunsch der Person gelöscht (Art. 17 DSGVO)"
EXPIRED = "Nach Ablauf der Frist gelöscht (Art. 5 Abs. 1 e DSGVO)"
BATCH = 200
#: Erases from the ledger and runs all erasers: the owner's name, and the reason.
Through = Callable[[Ref, str], None]
_through: list[Through] = []
Before = Callable[[Person], None]
_before: list[Before] = []
#: Whether a guest has left something that others see; those stay as „gelöschtes Konto“, all others go as a whole.
Leaves = Callable[[Person], bool]
_leaves: list[Leaves] = []


def before_erasing(function: Before) -> Before:
    """Register (as a decorator) what needs the address that is about to go. Runs in the same transaction."""
    if function not in _before:
        _before.append(function)
    return function


def carried_out_by(function: Through) -> Through:
    """Register (as a decorator) the room that erases through all rooms."""
    _through[:] = [function]
    return function


def leaves_something(function: Leaves) -> Leaves:
    """Register (as a decorator) a room's knowledge of what somebody left."""
    if function not in _leaves:
        _leaves.append(function)
    return function


def erase(person: Person, erased_as: ErasedAs, reason: str = REASON) -> bool:
    """Erase a person; `erased_as` says what stays. False: that was done before."""
    with transaction.atomic():
        for function in _before:
            function(person)
        rows = Person.objects.filter(pk=person.pk, erased_at=None)
        if not rows.update(erased_at=timezone.now(), erased_as=erased_as, erasure_open=True, **_empty()):
            return False
        merged = Person.objects.filter(merged_into=person.pk, erased_at=None)
        merged.update(erased_at=timezone.now(), erased_as=erased_as, erasure_open=True)
        user = person.user
        if user is not None and not user.has_perm(BACK_OFFICE):
            # Accounts of staff belong to the administration; what is a resident's of them goes.
            user.delete()
        Consent.objects.filter(person=person.pk).delete()
        Speaker.objects.filter(person=person.pk).delete()
    try:
        finish(Person.objects.filter(Q(pk=person.pk) | Q(merged_into=person.pk)), reason)
    except Exception:  # the row is empty already; the job goes on with the rest
        log.exception("erasure_unfinished", person=person.pk)
    return True


def finish(people: Iterable[Person] | None = None, reason: str = REASON) -> int:
    """Carry open erasures through all rooms. How many."""
    waiting: Any = Person.objects.filter(erasure_open=True)[:BATCH] if people is None else people
    count = 0
    for person in waiting:
        for through in _through:
            through(person.ref, reason)
        count += Person.objects.filter(pk=person.pk).update(erasure_open=False)
    return count


def is_open() -> bool:
    """Whether an erasure stopped in the middle."""
    return Person.objects.filter(erasure_open=True).exists()


def expire_guests() -> int:
    """Erase guests who gave no sign of life for ROTERFADEN_GUEST_DAYS. How many."""
    before = timezone.localdate() - timedelta(days=settings.GUEST_DAYS)
    old = Person.objects.active().filter(user=None, pairwise=None, seen_on__lt=before).order_by("pk")[:BATCH]
    return sum(_expire(person) for person in old)


def _expire(person: Person) -> bool:
    left = any(leaves(person) for leaves in _leaves)
    done = erase(person, ErasedAs.EXPIRED, EXPIRED)
    if done and not left and not Person.objects.filter(merged_into=person.pk).exists():
        Person.objects.filter(pk=person.pk, erasure_open=False).delete()
    return done


def _empty() -> dict[str, Any]:
    return {
        "user": None,
        "address": None,
        "pairwise": None,
        "pseudonym": "",
        "name": "",
        "resident": None,
        "district": "",
        "age_band": "",
        "proven_by": "",
        "profile": False,
    }
