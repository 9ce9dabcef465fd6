"""What the faces of a thread need from the database, and what is answered where a thread is not shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from roterfaden.threads.models import Happening, State, Station, Thread, ThreadAddress

#: More stations than any concern has; a page shows them all.
MOST_STATIONS = 1000
RELATED, SHARED = 8, 500


class Gone(Exception):
    """A thread that is hidden."""

    def __init__(self, thread: Thread) -> None:
        super().__init__(thread.pk)
        self.thread = thread


class Moved(Exception):
    """A thread that has another address now. `merged`: it has become part of another one."""

    def __init__(self, thread: Thread) -> None:
        super().__init__(thread.pk)
        self.thread = thread


def find_thread(slug: str) -> Thread | None:
    """The public thread at an address, or one that was merged; raises Gone or Moved; None if there never was one."""
    found = Thread.objects.select_related("image", "merged_into").filter(slug=slug).first()
    if found is None:
        old = ThreadAddress.objects.select_related("thread").filter(slug=slug).first()
        if old is None or old.thread.state == State.DRAFT:
            return None
        if old.thread.state == State.HIDDEN:
            raise Gone(old.thread)
        raise Moved(old.thread)
    if found.state == State.HIDDEN:
        raise Gone(found)
    return None if found.state == State.DRAFT else found


def final_target(thread: Thread) -> Thread | None:
    """The public thread in which a merged one lives on, however often that was merged again."""
    seen = {thread.pk}
    target = thread.merged_into
    while target is not None and target.state == State.MERGED and target.pk not in seen:
        seen.add(target.pk)
        target = target.merged_into
    return target if target is not None and target.is_public else None


def stations_of(thread: Thread) -> list[Station]:
    """Its stations, the first one first: one query."""
    return list(Station.objects.filter(thread=thread).order_by("start", "pk")[:MOST_STATIONS])


@dataclass(frozen=True)
class Change:
    """Something that happened to a thread; `other` only where that is public."""

    kind: str
    happening: Happening
    other: Thread | None


def changes_of(thread: Thread) -> list[Change]:
    """What became of a thread, newest first."""
    rows = Happening.objects.filter(thread=thread).select_related("other")[:50]
    return [Change(row.kind, row, _nameable(row.other)) for row in rows]


def _nameable(other: Thread | None) -> Thread | None:
    """A thread whose page shows its title: a public one, or one that says where it went."""
    return other if other is not None and (other.is_public or other.state == State.MERGED) else None


def related(thread: Thread, stations: Sequence[Station]) -> list[Thread]:
    """Other public threads that share a thing with it: at most two queries, by the index of things."""
    shared = Q()
    for kind in {station.kind for station in stations if station.kind}:
        shared |= Q(kind=kind, key__in={station.key for station in stations if station.kind == kind})
    if not shared:
        return []
    rows = Station.objects.filter(shared).exclude(thread=thread).order_by()
    others = set(rows.values_list("thread_id", flat=True)[:SHARED])
    return list(Thread.objects.visible_to().filter(pk__in=others)[:RELATED]) if others else []
