"""Outcomes follow the chain by themselves: idea → thread → paper → measure, and the author is told of each step.

A job reads the events of papers, measures and threads in their order. Which event is which step is registered by the
rooms; a step is added once for its key, so that reading an event again changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from roterfaden.contributions.actions.outcomes import add_outcome
from roterfaden.contributions.models import Contribution, Outcome, Watermark
from roterfaden.contributions.registry import kinds
from roterfaden.kit.things import Ref, keys_as_numbers, things
from roterfaden.notices.models import Event
from roterfaden.threads.models import Station
from roterfaden.threads.querysets import PUBLIC

NAME = "contributions.chain"
BATCH = 200
#: Events get their numbers before they are committed: what is this young is read again.
OVERLAP = timedelta(minutes=10)
#: Gives the step that an event is for whatever its subject grew out of; None: no step.
Step = Callable[[Event], Outcome.Kind | None]
_steps: dict[str, Step] = {}


def register_step(event_kind: str, step: Step) -> None:
    """Say which step events of a kind are ("paper.decided" → decided); called by the room that announces them."""
    _steps[event_kind] = step


def is_waiting() -> bool:
    """Whether there are events beyond the watermark."""
    mark = Watermark.objects.filter(name=NAME).first()
    return Event.objects.filter(pk__gt=mark.value if mark else 0, kind__in=[*_steps, ADDED]).exists()


ADDED = "thread.station_added"


def follow(batch: int = BATCH) -> int:
    """Read on. How many steps were added."""
    mark, _new = Watermark.objects.get_or_create(name=NAME)
    events = list(Event.objects.filter(pk__gt=mark.value, kind__in=[*_steps, ADDED]).order_by("pk")[:batch])
    with transaction.atomic():
        count = sum(_follow_one(event) for event in events)
        settled = [event.pk for event in events if event.happened_at < timezone.now() - OVERLAP]
        if settled:
            Watermark.objects.filter(pk=mark.pk, value__lt=settled[-1]).update(value=settled[-1])
    return count


def _follow_one(event: Event) -> int:
    if event.kind == ADDED:
        return _station_added(event)
    step = _steps[event.kind](event)
    if step is None or event.subject not in things([event.subject]):
        return 0
    stations = Station.objects.filter(kind=event.subject_kind, key=event.subject_key, thread__state__in=PUBLIC)
    grown = contributions_in(stations.values_list("thread", flat=True))
    return sum(add_outcome(row, step, _key(row, step, event.subject), thing=event.subject) for row in grown)


def _station_added(event: Event) -> int:
    """A contribution came into a thread; or a paper came into the thread of one: it went to the council."""
    number = keys_as_numbers([str(event.data.get("station", ""))])
    station = Station.objects.filter(pk__in=number, thread__state__in=PUBLIC).first()
    if station is None or station.ref is None:
        return 0
    thread = Ref("thread", str(station.thread_id))
    if station.kind in kinds:
        rows = list(_public(keys_as_numbers([station.key])))
        return sum(
            add_outcome(row, Outcome.Kind.THREADED, _key(row, Outcome.Kind.THREADED, thread), thing=thread)
            for row in rows
        )
    step = _ON_ARRIVAL.get(station.kind)
    if step is None or station.ref not in things([station.ref]):
        return 0
    grown = contributions_in([station.thread_id])
    return sum(add_outcome(row, step, _key(row, step, station.ref), thing=station.ref) for row in grown)


#: What it means for the contributions of a thread that such a thing becomes a station.
_ON_ARRIVAL: dict[str, Outcome.Kind] = {}


def register_arrival(kind: str, step: Outcome.Kind) -> None:
    """Say what it means that a thing of a kind joins the thread ("paper" → forwarded)."""
    _ON_ARRIVAL[kind] = step


def contributions_in(threads: Iterable[int]) -> Sequence[Contribution]:
    """Public contributions that are stations of these threads."""
    by_kind: defaultdict[str, set[str]] = defaultdict(set)
    rows = Station.objects.filter(thread__in=list(threads), kind__in=list(kinds))
    for kind, key in rows.values_list("kind", "key"):
        by_kind[kind].add(key)
    return list(_public(keys_as_numbers({key for keys in by_kind.values() for key in keys})))


def _public(keys: Iterable[int]) -> Iterable[Contribution]:
    wanted = Q(pk__in=list(keys)) & (Q(state="public") | Q(state="merged"))
    return Contribution.objects.filter(wanted).select_related("author")


def _key(row: Contribution, step: Outcome.Kind, thing: Ref) -> str:
    return f"{row.pk}:{step}:{thing}"[:200]
