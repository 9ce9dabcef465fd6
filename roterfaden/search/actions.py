"""What other rooms call when something that can be found has changed."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.utils import timezone

from roterfaden.search.models import PendingDocument
from roterfaden.search.registry import hanging, searchables

#: One transaction of this size takes well under 200 ms on SQLite.
CHUNK = 2_000


def enqueue(kind: str, ids: Iterable[int], hidden: bool = False) -> None:
    """Note that objects of `kind` changed. Call it in the transaction of the change, after the change.

    `hidden`: they must not be found from now on, not even in counts. That stands until the indexer has taken them out,
    so a later call without `hidden` does not lift it early. What depends on them (a paper's files) follows by itself.
    """
    token = secrets.randbits(62)
    for chunk in _chunks(ids):
        with transaction.atomic():
            _write(kind, chunk, hidden, token)
            _enqueue_dependents(kind, chunk, token)


def _enqueue_dependents(kind: str, ids: Sequence[int], token: int) -> None:
    searchable = searchables.get(kind)
    dependents = list(searchable.dependents(ids).items()) if searchable else []
    dependents += [pair for hangs in hanging for pair in hangs(kind, ids).items() if pair[0] in searchables]
    for other, keys in dependents:
        for chunk in _chunks(keys):
            visible = set(searchables[other].visible().filter(pk__in=chunk).values_list("pk", flat=True))
            _write(other, [pk for pk in chunk if pk in visible], False, token)
            _write(other, [pk for pk in chunk if pk not in visible], True, token)


def _write(kind: str, ids: list[int], hidden: bool, token: int) -> None:
    if not ids:
        return
    now = timezone.now()
    fields = ["queued_at", "token", "suppressed"] if hidden else ["queued_at", "token"]
    PendingDocument.objects.bulk_create(
        [PendingDocument(kind=kind, object_id=pk, suppressed=hidden, queued_at=now, token=token) for pk in ids],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=fields,
    )


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Distinct ids, sorted (two transactions then lock rows in the same order), in lists of CHUNK."""
    ordered = iter(sorted(set(ids)))
    while chunk := list(islice(ordered, CHUNK)):
        yield chunk
