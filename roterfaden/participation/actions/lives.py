"""Publish, schedule, hide, close, reopen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from roterfaden.kit.html import clean_text
from roterfaden.ledger.actions import record
from roterfaden.participation.actions.common import (
    PUBLISH,
    NotInThatState,
    NotReady,
    ReasonMissing,
    reason_in_line,
    require,
    tell,
)
from roterfaden.participation.drafts import MOST_TEXT, PhaseDraft, ProcessDraft
from roterfaden.participation.models import Process, ProcessState
from roterfaden.participation.search import KIND
from roterfaden.search.actions import enqueue

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

#: What everybody must be able to read before they are asked for anything.
NEEDED = ("title", "summary", "purpose", "decides", "office")


def publish(user: User | None, process: Process) -> Process:
    """Show a draft, or again what was hidden. Raises NotReady."""
    require(user, PUBLISH)
    missing = [name for name in NEEDED if not getattr(process, name)]
    phases = list(process.phases.all())
    if not phases:
        missing.append("phases")
    if missing:
        raise NotReady(missing)
    if process.is_template:
        raise NotInThatState
    with transaction.atomic():
        now = timezone.now()
        state = ProcessState.CLOSED if process.closed_at else ProcessState.PUBLIC
        values = {"published_at": process.published_at or now, "publish_at": None, "hidden_reason": ""}
        _set_state(process, (ProcessState.DRAFT, ProcessState.HIDDEN), state, **values)
        wording = {"process": ProcessDraft.of(process).values()}
        wording |= {str(phase.pk): PhaseDraft.of(phase).values() for phase in phases}
        content = {"phases": len(phases), "format": process.format}
        tell(user, process, "process.published", content, f"{process.pk}:{now.isoformat()}", wording)
    return process


def schedule(user: User, process: Process, moment: datetime | None) -> Process:
    """Publish by itself at a moment; None: not any more. Only what could be published now."""
    require(user, PUBLISH)
    if moment is not None and moment <= timezone.now():
        raise NotInThatState
    missing = [name for name in NEEDED if not getattr(process, name)]
    if moment is not None and (missing or not process.phases.exists()):
        raise NotReady(missing or ["phases"])
    with transaction.atomic():
        _set_state(process, (ProcessState.DRAFT,), ProcessState.DRAFT, publish_at=moment)
        tell(user, process, "process.scheduled", {"at": moment.isoformat() if moment else ""}, "")
    return process


def publish_due(now: datetime | None = None) -> int:
    """Publish what was scheduled and is due. How many."""
    moment, count = now or timezone.now(), 0
    for process in due_for_publication(moment)[:50]:
        try:
            publish(None, process)
            count += 1
        except (NotInThatState, NotReady):  # changed since: it waits for a person again
            Process.objects.filter(pk=process.pk).update(publish_at=None)
    return count


def due_for_publication(now: datetime | None = None) -> Any:
    """Drafts whose moment has come."""
    rows = Process.objects.filter(state=ProcessState.DRAFT, publish_at__lte=now or timezone.now(), is_template=False)
    return rows.order_by("publish_at", "pk")


def hide(user: User, process: Process, reason: str) -> Process:
    """Take a process away: its page answers 410 with the reason, all else 404; the ledger keeps that it was there."""
    require(user, PUBLISH)
    words = reason_in_line(reason)
    with transaction.atomic():
        states = (ProcessState.PUBLIC, ProcessState.CLOSED)
        _set_state(process, states, ProcessState.HIDDEN, hidden_reason=words, changed_at=timezone.now())
        # It is not public any more, so that `tell` only logs; what was public goes with a trace.
        tell(user, process, "process.hidden", {"reason": words}, "")
        record("process.hidden", process.ref, {})
        enqueue(KIND, [process.pk], hidden=True)
    return process


def close(user: User, process: Process, result: str, result_en: str = "") -> Process:
    """It is over: what came of it is told, and nothing more can be said. Raises ReasonMissing without a result."""
    require(user, PUBLISH)
    german, english = clean_text(result[:MOST_TEXT]), clean_text(result_en[:MOST_TEXT])
    if not german:
        raise ReasonMissing
    with transaction.atomic():
        now = timezone.now()
        values = {"result": german, "result_en": english, "closed_at": now, "changed_at": now}
        _set_state(process, (ProcessState.PUBLIC,), ProcessState.CLOSED, **values)
        tell(user, process, "process.closed", {}, f"{process.pk}:{now.isoformat()}", {"result": german})
    return process


def reopen(user: User, process: Process, reason: str) -> Process:
    """It goes on, by the times of its phases."""
    require(user, PUBLISH)
    words = reason_in_line(reason)
    with transaction.atomic():
        now = timezone.now()
        _set_state(process, (ProcessState.CLOSED,), ProcessState.PUBLIC, closed_at=None, changed_at=now)
        tell(user, process, "process.reopened", {}, f"{process.pk}:{now.isoformat()}", {"reason": words})
    return process


def _set_state(process: Process, states: Iterable[str], state: ProcessState, **values: Any) -> None:
    """A conditional update: of two people at once, one changes it and the other is told."""
    rows = Process.objects.filter(pk=process.pk, state__in=list(states))
    if not rows.update(state=state, version=F("version") + 1, **values):
        raise NotInThatState
    process.refresh_from_db()
