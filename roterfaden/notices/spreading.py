"""From events to notices: the worker's part.

First an event's targets are found (its subject, what was named, what the wideners add), then each target's followers
are walked along by key, 500 at a time: one query finds them, their notices are written, and the target's cursor moves,
all in one transaction. Killed at any moment, the worker goes on where the cursor stands; a notice that exists is not
made again, because event and follower are unique together.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from roterfaden.kit.things import LONGEST_KEY, Ref, kinds
from roterfaden.notices.models import Event, EventTarget, Follower, Following, Notice, Rhythm, State
from roterfaden.notices.registry import wideners
from roterfaden.notices.rendering import where_they_went

logger = logging.getLogger("roterfaden.notices")
BATCH = 500
#: Events whose targets are found together.
EVENTS = 100
#: From measure to paper to idea, and their threads: so many steps does an event travel.
STEPS = 3
#: More things than this are not told of one event: the nearest ones come first.
MOST_TARGETS = 300


def is_waiting() -> bool:
    """Whether the worker has something to spread."""
    return Event.objects.filter(state__in=[Event.State.NEW, Event.State.SPREADING]).exists()


def spread(seconds: float = 20.0, batch: int = BATCH) -> int:
    """Make notices for a while. How many batches were walked."""
    until, batches = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        found = find_targets()
        walked = _walk_some(until, batch)
        batches += walked
        if not found and not walked:
            break
    return batches


def find_targets(limit: int = EVENTS) -> int:
    """Find the targets of new events, many at once. How many events."""
    events = list(Event.objects.filter(state=Event.State.NEW).order_by("pk")[:limit])
    if not events:
        return 0
    own = {event.pk: _own(event) for event in events}
    wider = _widened({ref for refs in own.values() for ref in refs})
    targets = {event.pk: _all_targets(own[event.pk], wider) for event in events}
    went = where_they_went(ref for refs in targets.values() for ref in refs)
    with transaction.atomic():
        rows = [
            EventTarget(event=event, kind=ref.kind, key=ref.key)
            for event in events
            for ref in dict.fromkeys(went[ref] for ref in targets[event.pk])
        ]
        EventTarget.objects.bulk_create(rows, ignore_conflicts=True)
        Event.objects.filter(pk__in=list(own), state=Event.State.NEW).update(state=Event.State.SPREADING)
    return len(events)


def _own(event: Event) -> list[Ref]:
    """What an event names itself: the subject first."""
    return list(dict.fromkeys([event.subject, *(Ref(kind, key) for kind, key in event.named)]))


def _widened(refs: set[Ref]) -> dict[Ref, list[Ref]]:
    """For each thing what hangs together with it, itself included, near things first; a few steps far."""
    reach: dict[Ref, list[Ref]] = {ref: [ref] for ref in refs}
    edge: dict[Ref, set[Ref]] = {ref: {ref} for ref in refs}
    for _step in range(STEPS):
        asked = sorted({ref for found in edge.values() for ref in found})
        near = _asked(asked)
        edge = {ref: _next(near, found, reach[ref]) for ref, found in edge.items()}
        if not any(edge.values()):
            break
    return reach


def _next(near: Mapping[Ref, set[Ref]], edge: set[Ref], reached: list[Ref]) -> set[Ref]:
    """One step on from the edge; what is new is noted as reached."""
    new = {ref for place in edge for ref in near.get(place, ())} - set(reached)
    reached.extend(sorted(new))
    return new


def _asked(refs: list[Ref]) -> dict[Ref, set[Ref]]:
    """What the wideners know about things. One that fails is left out: its followers hear less, all others hear."""
    near: dict[Ref, set[Ref]] = {}
    for widener in wideners if refs else ():
        try:
            for ref, others in widener(refs).items():
                near.setdefault(ref, set()).update(others)
        except Exception:
            logger.exception("widener_failed", extra={"widener": getattr(widener, "__qualname__", "?")})
    return near


def _all_targets(own: list[Ref], wider: Mapping[Ref, list[Ref]]) -> list[Ref]:
    """An event's targets, its own things first. Malformed ones are left out."""
    found = dict.fromkeys([*own, *(ref for start in own for ref in wider.get(start, ()))])
    fine = [ref for ref in found if ref.kind in kinds and 0 < len(ref.key) <= LONGEST_KEY]
    return fine[:MOST_TARGETS]


def _walk_some(until: float, batch: int) -> int:
    """Walk along the followers of open targets. How many batches."""
    batches = 0
    _close_lonely()
    rows = EventTarget.objects.filter(done=False).select_related("event").order_by("pk")
    for target in rows[:BATCH]:
        while time.monotonic() < until:
            batches += 1
            if walk(target, batch) < batch:
                break
    _finish_events()
    return batches


def _close_lonely() -> None:
    """Targets without any follower are done: one statement, however many there are."""
    followers = Following.objects.filter(kind=OuterRef("kind"), key=OuterRef("key"))
    EventTarget.objects.filter(~Exists(followers), done=False, reached=0).update(done=True)


def walk(target: EventTarget, batch: int = BATCH) -> int:
    """Make the notices of the next batch of a target's followers. How many followers it had; fewer than `batch`: done.

    The cursor moves only from where we saw it, so that of two workers one writes and the other starts again.
    """
    with transaction.atomic():
        followings = list(_following_after(target, batch))
        reached = followings[-1].follower_id if followings else target.reached
        done = len(followings) < batch
        same = EventTarget.objects.filter(pk=target.pk, reached=target.reached, done=False)
        if not same.update(reached=reached, done=done):
            target.refresh_from_db()
            return 0 if target.done else batch
        now = timezone.now()
        rows = [_notice(target.event, following, now) for following in followings]
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
    target.reached, target.done = reached, done
    return len(followings)


def _following_after(target: EventTarget, batch: int) -> Iterable[Following]:
    """The one query of a batch: who follows, from the cursor on, and followed already when it happened."""
    rows = Following.objects.of(target.ref).filter(
        follower_id__gt=target.reached, confirmed_at__lte=target.event.happened_at
    )
    fields = ("follower__rhythm", "follower__address", "follower__confirmed_at", "follower__paused_at")
    return rows.select_related("follower").only("follower_id", *fields).order_by("follower_id")[:batch]


def _notice(event: Event, following: Following, now: datetime) -> Notice:
    state = _state(following.follower)
    return Notice(
        event=event,
        follower_id=following.follower_id,
        following=following,
        state=state,
        created_at=now,
        next_attempt_at=now,
    )


def _state(follower: Follower) -> State:
    if not follower.gets_mail:
        return State.SHOWN
    return State.GATHERED if follower.rhythm == Rhythm.WEEK else State.WAITING


def _finish_events() -> None:
    """Events all of whose targets are done."""
    open_ones = EventTarget.objects.filter(done=False).values("event")
    Event.objects.filter(state=Event.State.SPREADING).exclude(pk__in=open_ones).update(state=Event.State.DONE)
