"""What becomes of ideas: the office's word on them, a station of a thread, on to the council, decided, carried out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roterfaden.contributions.actions import add_outcome
from roterfaden.contributions.models import Contribution, Outcome
from roterfaden.kit.things import Ref, thing
from roterfaden.participation.modules.ideas.actions.common import (
    NotInThatState,
    locked,
    require,
    sentence_of,
    tell,
)
from roterfaden.participation.modules.ideas.listeners import changed
from roterfaden.participation.modules.ideas.models import Idea, Status
from roterfaden.threads.actions import add_station
from roterfaden.threads.drafts import StationDraft
from roterfaden.threads.models import Station, Thread
from roterfaden.threads.stages import Stage

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

#: Steps that the office writes down here; merging, answering and threads have ways of their own.
STEPS = (
    Outcome.Kind.FORWARDED,
    Outcome.Kind.DECIDED,
    Outcome.Kind.CARRIED_OUT,
    Outcome.Kind.ACCEPTED,
    Outcome.Kind.ADAPTED,
    Outcome.Kind.DECLINED,
)
HEADING = 200


def set_status(user: User, idea: Contribution, status: Status) -> bool:
    """The office's word; False where it stands there already."""
    require(user)
    with transaction.atomic():
        _public([idea])
        if not Idea.objects.filter(pk=idea.pk).exclude(status=status).update(status=status):
            return False
        changed(idea.pk)
        tell("idea.status", idea, {"status": str(status)})
    return True


def become_station(user: User, thread: Thread, ideas: Sequence[Contribution], sentence: str) -> list[Station]:
    """Ideas become stations of a thread, each at its own day; their authors are told. What is there already stays.

    The right to change threads is asked for, too.
    """
    require(user)
    words = sentence_of(sentence)
    made = []
    with transaction.atomic():
        for idea in _public(ideas):
            if Station.objects.filter(thread=thread, kind="idea", key=str(idea.pk)).exists():
                continue
            made.append(add_station(user, thread, _station(idea, words)))
            ref = Ref("thread", str(thread.pk))
            add_outcome(idea, Outcome.Kind.THREADED, f"idea:{idea.pk}:thread:{thread.pk}", words, ref)
            tell("idea.threaded", idea, {"thread": str(thread.pk)})
    return made


def add_step(
    user: User,
    ideas: Sequence[Contribution],
    kind: Outcome.Kind,
    to: Ref | None,
    sentence: str,
    at: datetime | None = None,
) -> int:
    """Forwarded, decided, carried out …: each author is told once. `to` is where it stands, a public thing; `at` when
    it happened, if that was not now.

    Gives the number of ideas for which that was new.
    """
    require(user)
    words = sentence_of(sentence)
    if kind not in STEPS or (to is not None and thing(to) is None):
        raise NotInThatState
    count = 0
    with transaction.atomic():
        for idea in _public(ideas):
            if add_outcome(idea, kind, f"idea:{idea.pk}:{kind}:{to or words[:100]}", words, to, at):
                count += 1
                if kind == Outcome.Kind.FORWARDED:
                    tell("idea.forwarded", idea, {"thing": str(to) if to else ""})
    return count


def _public(ideas: Sequence[Contribution]) -> list[Contribution]:
    """The rows, held; NotInThatState where one is not public any more."""
    found = locked([idea.pk for idea in ideas])
    if len(found) != len({idea.pk for idea in ideas}) or not all(row.is_public for row in found.values()):
        raise NotInThatState
    return list(found.values())


def _station(idea: Contribution, sentence: str) -> StationDraft:
    day = timezone.localdate(idea.published_at or idea.created_at)
    return StationDraft(Stage.IDEA, day, idea.title[:HEADING], ref=idea.ref, sentence=sentence)
