"""The one indexer: it makes the index follow the database.

Pending rows are read, their documents built and committed to the index, and only then are exactly those rows deleted:
a row that was queued again meanwhile has another token and stays. Killed at any point, the next run does the rest.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

import structlog
from django.db import DatabaseError, transaction

from roterfaden.operation.leases import Busy, Held, lease
from roterfaden.search.actions import enqueue
from roterfaden.search.engines import engine
from roterfaden.search.engines.base import Engine, Writer
from roterfaden.search.models import PendingDocument
from roterfaden.search.registry import Document, Searchable, searchables

log = structlog.get_logger(__name__)

LEASE = "search-index"
#: Rows between two commits of the index.
BATCH = 1_000

#: Called with how many objects are done, and how many there are.
Progress = Callable[[int, int], None]
Row = tuple[int, str, int, int]


def silent(_done: int, _total: int) -> None:
    """No progress shown."""


def drain(limit_seconds: float, progress: Progress | None = None) -> int:
    """Bring pending objects into the index until there are none or the time is over; how many were done.

    Where another process is indexing, it does the work: 0. A missing or damaged index is begun anew, with everything.
    """
    index = engine()
    if index.ready() and not PendingDocument.objects.exists():
        return 0
    try:
        with lease(LEASE) as held:
            _begin_anew_if_needed(index)
            return _drain(index, held, time.monotonic() + limit_seconds, progress or silent)
    except Busy:
        return 0


def rebuild(progress: Progress | None = None) -> int:
    """Build a new index of everything beside the old one, which serves until the new one is ready.

    Raises Busy where another process is indexing. Killed, it leaves the old index as it was.
    """
    show = progress or silent
    with lease(LEASE) as held:
        total = sum(searchable.visible().count() for searchable in searchables.values())
        done = 0
        with engine().rebuilder() as writer:
            for searchable in searchables.values():
                for keys in _keys(searchable):
                    writer.replace([], _documents(searchable.kind, keys))
                    done += len(keys)
                    held.renew()
                    show(done, total)
    return done


def is_pending() -> bool:
    """Whether there is something to index."""
    return PendingDocument.objects.exists() or not engine().ready()


def enqueue_everything() -> None:
    """Queue every visible object."""
    for searchable in searchables.values():
        for keys in _keys(searchable, size=2_000):
            enqueue(searchable.kind, keys)


def _begin_anew_if_needed(index: Engine) -> None:
    """Rows first, then the empty index: killed in between, everything is still queued."""
    if not index.ready():
        log.warning("search_index_begun_anew")
        enqueue_everything()
        index.create()


def _drain(index: Engine, held: Held, until: float, progress: Progress) -> int:
    done, total = 0, PendingDocument.objects.count()
    with index.writer() as writer:
        while time.monotonic() < until and (rows := _next_rows()):
            _index(writer, rows, held)
            _forget(rows)
            done += len(rows)
            progress(done, max(total, done))
    return done


def _next_rows() -> list[Row]:
    rows = PendingDocument.objects.order_by("pk").values_list("pk", "kind", "object_id", "token")
    return list(rows[:BATCH])


def _index(writer: Writer, rows: Sequence[Row], held: Held) -> None:
    by_kind: defaultdict[str, list[int]] = defaultdict(list)
    for _, kind, object_id, _ in rows:
        by_kind[kind].append(object_id)
    for kind, ids in by_kind.items():
        for keys in _sized(ids, searchables[kind].batch if kind in searchables else BATCH):
            writer.replace([f"{kind}:{pk}" for pk in keys], _documents(kind, keys))
            held.renew()
    writer.commit()


def _documents(kind: str, keys: Sequence[int]) -> Iterable[Document]:
    """What is visible of these objects; nothing of a kind that is not registered any more.

    One object that cannot be described must not keep all others out: it is left out, and the log says so.
    """
    searchable = searchables.get(kind)
    if searchable is None:
        return []
    try:
        return list(searchable.documents(keys))
    except (DatabaseError, MemoryError):
        raise
    except Exception:
        if len(keys) == 1:
            log.exception("search_document_failed", kind=kind, object_id=keys[0])
            return []
    return [document for key in keys for document in _documents(kind, [key])]


def _forget(rows: Sequence[Row]) -> None:
    by_token: defaultdict[int, list[int]] = defaultdict(list)
    for pk, _, _, token in rows:
        by_token[token].append(pk)
    with transaction.atomic():
        for token, pks in by_token.items():
            PendingDocument.objects.filter(pk__in=pks, token=token).delete()


def _keys(searchable: Searchable, size: int | None = None) -> Iterator[list[int]]:
    """The keys of everything visible, in order, by ranges (no cursor stays open over the writing)."""
    last = 0
    rows = searchable.visible().order_by("pk").values_list("pk", flat=True).distinct()
    while keys := list(rows.filter(pk__gt=last)[: size or searchable.batch]):
        last = keys[-1]
        yield keys


def _sized(ids: Iterable[int], size: int) -> Iterator[list[int]]:
    ordered = iter(ids)
    while part := list(islice(ordered, size)):
        yield part
