"""Which threads a thing belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from roterfaden.kit.things import Thing
from roterfaden.threads.models import Station, Thread
from roterfaden.threads.querysets import PUBLIC
from roterfaden.threads.things import bare_thing

#: A thing in more threads than this names the latest ones.
MOST = 12


def threads_of(kind: str, key: Any) -> list[Thing]:
    """The public threads that a thing is a station of, the last changed first: one query."""
    at = Station.objects.filter(kind=kind, key=str(key)).order_by().values("thread")
    rows = Thread.objects.filter(pk__in=at, state__in=PUBLIC).order_by("-changed_at", "-pk")
    return [bare_thing(row) for row in rows[:MOST]]


def threads_of_many(kind: str, keys: Sequence[str]) -> dict[str, list[Thing]]:
    """The same for many things, by key: one query."""
    rows = Station.objects.filter(kind=kind, key__in=keys, thread__state__in=PUBLIC).select_related("thread")
    found: defaultdict[str, dict[int, Thing]] = defaultdict(dict)
    for row in rows.order_by("-thread__changed_at", "-thread_id"):
        if len(found[row.key]) < MOST:
            found[row.key][row.thread_id] = bare_thing(row.thread)
    return {key: list(things.values()) for key, things in found.items()}
