"""Texts that wait to be read, and what editors say to what was found in them."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from roterfaden.threads.actions.common import CHANGE, NotInThatState, require
from roterfaden.threads.drafts import StationDraft
from roterfaden.threads.models import PendingScan, Station, Suggestion

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

#: One statement of this size takes well under 200 ms on SQLite.
CHUNK = 2_000


def scan_later(kind: str, keys: Iterable[str]) -> None:
    """Note that texts of these things are to be read. Call it in the transaction of the change, after the change."""
    token, now = secrets.randbits(62), timezone.now()
    for chunk in _chunks(keys):
        PendingScan.objects.bulk_create(
            [PendingScan(kind=kind, key=key, token=token, queued_at=now) for key in chunk],
            update_conflicts=True,
            unique_fields=["kind", "key"],
            update_fields=["token", "queued_at"],
        )


def _chunks(keys: Iterable[str]) -> Iterator[list[str]]:
    """Distinct keys, sorted (two transactions then lock rows in the same order)."""
    ordered = iter(sorted({str(key) for key in keys}))
    while chunk := list(islice(ordered, CHUNK)):
        yield chunk


def confirm_suggestion(user: User, suggestion: Suggestion, draft: StationDraft) -> Station:
    """A suggestion becomes a station, as the editor has it."""
    from roterfaden.threads.actions.stations import add_station

    require(user, CHANGE)
    with transaction.atomic():
        done = Suggestion.objects.filter(pk=suggestion.pk, state=Suggestion.State.OPEN)
        if not done.update(state=Suggestion.State.CONFIRMED, decided_by=user, decided_at=timezone.now()):
            raise NotInThatState
        return add_station(user, suggestion.thread, draft)


def refuse_suggestions(user: User, keys: Collection[int]) -> int:
    """These belong to no such thread, and do not come back. How many were open."""
    require(user, CHANGE)
    with transaction.atomic():
        rows = Suggestion.objects.select_related("thread").filter(pk__in=list(keys), state=Suggestion.State.OPEN)
        refused = list(rows)
        for suggestion in refused:
            log(instance=suggestion.thread, action="threads.refused", user=user, data={"ref": str(suggestion.ref)})
        still_open = Suggestion.objects.filter(pk__in=[row.pk for row in refused], state=Suggestion.State.OPEN)
        return still_open.update(state=Suggestion.State.REFUSED, decided_by=user, decided_at=timezone.now())
