"""Two ideas that want the same: one goes up in the other, and comes back if that was wrong.

Nothing is taken from anybody: author, words, comments and supports of the idea stay with it, its address leads on, and
the one that took it in counts all people who support one of them, each once. Merges can be nested; each is taken back
by itself. Both ideas are held while it happens, so that a support at the same moment is either counted or refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from roterfaden.contributions.actions import add_outcome
from roterfaden.contributions.models import Contribution, Outcome, State, Support
from roterfaden.participation.modules.ideas.actions.common import (
    NotInThatState,
    locked,
    require,
    sentence_of,
    tell,
)
from roterfaden.participation.modules.ideas.mails import tell_supporters
from roterfaden.participation.modules.ideas.models import Idea
from roterfaden.search.actions import enqueue

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


def merge(user: User, source: Contribution, target: Contribution, reason: str) -> Contribution:
    """`source` goes up in `target`, with all that went up in it before. Both must be public ideas of one process."""
    require(user)
    words = sentence_of(reason)
    with transaction.atomic():
        _check(source, target)
        rows = Contribution.objects.filter(pk=source.pk, state=State.PUBLIC)
        if not rows.update(state=State.MERGED, merged_into=target):
            raise NotInThatState
        moved = [source.pk, *Idea.objects.filter(head=source.pk).values_list("pk", flat=True)]
        Idea.objects.filter(pk__in=moved).update(head=target.pk, changed_at=timezone.now())
        recount(target.pk)
        enqueue("idea", [source.pk], hidden=True)
        enqueue("idea", [target.pk])
        _say(Outcome.Kind.MERGED, moved, target, words)
        tell("idea.merged", target, {"from": str(source.pk), "into": str(target.pk)}, source)
    target.refresh_from_db()
    source.refresh_from_db()
    return target


def split(user: User, source: Contribution, reason: str) -> Contribution:
    """Take a merge back: the idea stands for itself again, with all that had gone up in it before."""
    require(user)
    words = sentence_of(reason)
    with transaction.atomic():
        target = restore(source.pk)
        _say(Outcome.Kind.SPLIT, [source.pk], target, words)
        tell("idea.split", source, {"from": str(source.pk), "into": str(target.pk)}, target)
    source.refresh_from_db()
    return source


def restore(pk: int) -> Contribution:
    """Put a merged idea back on its own; gives the one that it was in. NotInThatState where it is not merged."""
    idea = Idea.objects.filter(pk=pk).select_related("contribution").first()
    into = idea.contribution.merged_into_id if idea else None
    if idea is None or into is None or idea.head_id is None:
        raise NotInThatState
    held = locked([pk, idea.head_id])
    rows = Contribution.objects.filter(pk=pk, state=State.MERGED, merged_into=into)
    if not rows.update(state=State.PUBLIC, merged_into=None):
        raise NotInThatState
    below = _below(pk)
    now = timezone.now()
    Idea.objects.filter(pk=pk).update(head=None, changed_at=now)
    Idea.objects.filter(pk__in=below).update(head=pk, changed_at=now)
    for key in (pk, idea.head_id):
        recount(key)
    enqueue("idea", [pk, idea.head_id])
    return held[idea.head_id]


def recount(pk: int) -> None:
    """How many people support an idea or one that went up in it: each person once, each signature on paper once.

    Call it with the row held.
    """
    rows = Support.objects.filter(Q(contribution=pk) | Q(contribution__idea__head=pk))
    told = rows.aggregate(people=Count("person", distinct=True), paper=Count("pk", filter=Q(person=None)))
    Contribution.objects.filter(pk=pk).update(support_count=told["people"] + told["paper"])


def _check(source: Contribution, target: Contribution) -> None:
    """Hold both; only public ideas of one process are merged, and never an idea with itself."""
    found = locked([source.pk, target.pk])
    if len(found) != 2 or not all(row.is_public for row in found.values()):
        raise NotInThatState
    if len({row.area for row in found.values()}) != 1:
        raise NotInThatState


def _below(pk: int) -> list[int]:
    """All that went up in an idea, over all merges: a query for each level."""
    found: list[int] = []
    level = [pk]
    while level:
        level = list(Contribution.objects.filter(merged_into__in=level, kind="idea").values_list("pk", flat=True))
        found += level
    return found


def _say(kind: Outcome.Kind, moved: Iterable[int], target: Contribution, sentence: str) -> None:
    """Every author is told, and everybody who supports one of them: they can take it back."""
    stamp = timezone.now().isoformat()
    for row in Contribution.objects.filter(pk__in=list(moved)).select_related("author").order_by("pk"):
        key = f"idea:{row.pk}:{kind}:{target.pk}:{stamp}"
        add_outcome(row, kind, key, sentence, target.ref)
        tell_supporters(row, target, sentence, stamp, merged=kind == Outcome.Kind.MERGED)
