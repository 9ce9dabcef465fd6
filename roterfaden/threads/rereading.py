"""A thread with a new station or place concerns texts that were read before: search knows which to read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from roterfaden.kit.things import Ref, kinds, things
from roterfaden.search.engines import engine
from roterfaden.search.engines.base import NotReady, Request
from roterfaden.search.query import parse
from roterfaden.threads.models import Station, Thread

#: Of the numbers and places of a thread, and of the texts that name one, so many are looked at.
MOST_NAMES, MOST_TEXTS = 40, 60
THREAD = "thread"


def texts_naming(threads: Iterable[int]) -> set[Ref]:
    """Things of other kinds whose texts name a place or a numbered thing of these threads. Empty without an index.

    Threads are left out: two that name each other would be read for ever.
    """
    return {ref for name in _names(sorted(threads)) for ref in _hits(name)}


def _names(threads: list[int]) -> Iterator[str]:
    """Places of these threads, and the numbers of what their stations rest on: three queries and one for each kind."""
    places = Thread.objects.filter(pk__in=threads).exclude(place_name="").values_list("place_name", flat=True)
    stations = Station.objects.filter(thread__in=threads).exclude(kind="").order_by("-pk")
    refs = [Ref(kind, key) for kind, key in stations.values_list("kind", "key")[:MOST_NAMES]]
    numbers = [thing.number for thing in things(refs).values() if thing.number]
    yield from dict.fromkeys([*places, *numbers][:MOST_NAMES])


def _hits(name: str) -> list[Ref]:
    try:
        found = engine().search(Request(parse(f'"{name}"'), newest_first=True, limit=MOST_TEXTS))
    except NotReady:
        return []
    hits = [] if found.relaxed else found.hits
    return [Ref(hit.kind, str(hit.pk)) for hit in hits if hit.kind in kinds and hit.kind != THREAD]
