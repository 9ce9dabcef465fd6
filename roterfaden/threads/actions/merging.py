"""Two threads that are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roterfaden.notices.actions import move_followers
from roterfaden.search.actions import enqueue
from roterfaden.threads.actions.common import PUBLISH, NotInThatState, reason_in_line, ref_of, require, tell, touch
from roterfaden.threads.models import Happening, State, Station, Suggestion, Thread
from roterfaden.threads.search import KIND

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


@dataclass(frozen=True)
class MergePlan:
    """What a merge would do. `doubled`: stations at things that the other thread has, too."""

    source: Thread
    target: Thread
    stations: int
    doubled: tuple[Station, ...]
    suggestions: int


def plan_merge(source: Thread, target: Thread) -> MergePlan:
    """Look ahead, without changing anything."""
    mine = Station.objects.filter(thread=source)
    theirs = set(Station.objects.filter(thread=target).exclude(kind="").values_list("kind", "key"))
    doubled = tuple(row for row in mine.exclude(kind="") if (row.kind, row.key) in theirs)
    return MergePlan(source, target, mine.count(), doubled, Suggestion.objects.filter(thread=source).count())


def merge(user: User, source: Thread, target: Thread, reason: str) -> Thread:
    """`source` becomes part of `target`: stations, followers and suggestions move; the old address says so."""
    require(user, PUBLISH)
    words = reason_in_line(reason)
    with transaction.atomic():
        _check(source, target)
        _become_part(source, target)
        number = Station.objects.filter(thread=source).update(thread=target)
        _move_suggestions(source, target)
        for name in ("districts", "topics"):
            getattr(target, name).add(*getattr(source, name).values_list("pk", flat=True))
        touch(target)
        took = _say(source, target, number, words)
        move_followers(ref_of(source), ref_of(target))
        content = {"into": ref_of(target).key, "from": ref_of(source).key, "stations": number}
        tell(user, target, "thread.merged", content, f"{took.pk}", {"reason": words})
        enqueue(KIND, [source.pk], hidden=True)
    return target


def _check(source: Thread, target: Thread) -> None:
    """Lock both, in the order of their keys; only public threads are merged, and never a thread with itself."""
    rows = Thread.objects.select_for_update().filter(pk__in=[source.pk, target.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    if len(found) != 2 or not all(row.is_public for row in found.values()):
        raise NotInThatState


def _become_part(source: Thread, target: Thread) -> None:
    rows = Thread.objects.filter(pk=source.pk, state__in=[State.PUBLIC, State.CLOSED])
    if not rows.update(state=State.MERGED, merged_into=target, stage="", changed_at=timezone.now()):
        raise NotInThatState
    source.refresh_from_db()


def _move_suggestions(source: Thread, target: Thread) -> None:
    """What was refused there stays refused here; where both have one, the target's own stays."""
    theirs = set(Suggestion.objects.filter(thread=target).values_list("kind", "key"))
    rows = Suggestion.objects.filter(thread=source)
    moving = [pk for pk, kind, key in rows.values_list("pk", "kind", "key") if (kind, key) not in theirs]
    Suggestion.objects.filter(pk__in=moving).update(thread=target)


def _say(source: Thread, target: Thread, number: int, reason: str) -> Happening:
    kinds = Happening.Kind
    Happening.objects.create(
        thread=source, kind=kinds.MERGED_INTO, other=target, data={"number": number}, reason=reason
    )
    return Happening.objects.create(
        thread=target, kind=kinds.TOOK_IN, other=source, data={"number": number}, reason=reason
    )
