"""Publish, hide, close, reopen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from roterfaden.ledger.actions import record
from roterfaden.search.actions import enqueue
from roterfaden.threads.actions import suggestions
from roterfaden.threads.actions.common import (
    CHANGE,
    PUBLISH,
    NotInThatState,
    reason_in_line,
    ref_of,
    require,
    tell,
    touch,
)
from roterfaden.threads.drafts import StationDraft, ThreadDraft
from roterfaden.threads.models import Happening, State, Station, Thread
from roterfaden.threads.search import KIND

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


def publish(user: User, thread: Thread) -> Thread:
    """Show a draft, or again what was hidden; one that was merged says again where it went."""
    require(user, PUBLISH)
    with transaction.atomic():
        now = timezone.now()
        state = State.MERGED if thread.merged_into_id else State.PUBLIC
        _set_state(thread, (State.DRAFT, State.HIDDEN), state, published_at=thread.published_at or now)
        touch(thread)
        stations = list(Station.objects.filter(thread=thread).order_by("start", "pk"))
        content = {"stations": len(stations)}
        wording = {"thread": ThreadDraft.of(thread).values()}
        wording |= {str(station.pk): StationDraft.of(station).values() for station in stations}
        tell(user, thread, "thread.published", content, f"{thread.pk}:{now.isoformat()}", wording)
        suggestions.scan_later("thread", [str(thread.pk)])
    return thread


def hide(user: User, thread: Thread, reason: str) -> Thread:
    """Take a thread away: its addresses answer 410 without a title. The reason stays in the back office."""
    require(user, PUBLISH)
    words = reason_in_line(reason)
    with transaction.atomic():
        _set_state(thread, (State.PUBLIC, State.CLOSED, State.MERGED), State.HIDDEN, changed_at=timezone.now())
        # It is not public any more, so that `tell` only logs; what was public goes with a trace.
        tell(user, thread, "thread.hidden", {"reason": words}, "")
        record("thread.hidden", ref_of(thread), {})
        enqueue(KIND, [thread.pk], hidden=True)
    return thread


def close(user: User, thread: Thread, reason: str) -> Thread:
    """The concern has come to its end; the thread stays."""
    require(user, CHANGE)
    words = reason_in_line(reason)
    with transaction.atomic():
        _set_state(thread, (State.PUBLIC,), State.CLOSED, changed_at=timezone.now())
        _happened(user, thread, Happening.Kind.CLOSED, "thread.closed", words)
    return thread


def reopen(user: User, thread: Thread, reason: str) -> Thread:
    """The concern goes on."""
    require(user, CHANGE)
    words = reason_in_line(reason)
    with transaction.atomic():
        _set_state(thread, (State.CLOSED,), State.PUBLIC, changed_at=timezone.now())
        _happened(user, thread, Happening.Kind.REOPENED, "thread.reopened", words)
    return thread


def _happened(user: User, thread: Thread, kind: Happening.Kind, entry: str, reason: str) -> None:
    happening = Happening.objects.create(thread=thread, kind=kind, reason=reason)
    tell(user, thread, entry, {}, f"{thread.pk}:{happening.pk}", {"reason": reason})


def _set_state(thread: Thread, states: Iterable[str], state: State, **values: Any) -> None:
    """A conditional update: of two people at once, one changes it and the other is told."""
    if not Thread.objects.filter(pk=thread.pk, state__in=list(states)).update(state=state, **values):
        raise NotInThatState
    thread.refresh_from_db()
