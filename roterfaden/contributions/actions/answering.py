"""Official answers: draft, autosave, schedule, publish. Four eyes are not needed; everybody is told exactly once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from roterfaden.contributions import registry
from roterfaden.contributions.actions.outcomes import add_outcome
from roterfaden.contributions.models import Answer, Contribution, Outcome, State

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

ANSWER = "contributions.answer_contribution"


class Conflict(Exception):
    """Somebody else saved in the meantime. `current` is what is saved now."""

    def __init__(self, current: Answer) -> None:
        super().__init__(current.pk)
        self.current = current


class NotNow(ValueError):
    """The contribution is not public, or the answer is published already."""


@dataclass(frozen=True)
class AnswerDraft:
    """The words of an answer, cleaned. `at`: publish then (None: it stays a draft)."""

    text: str
    office: str
    text_en: str = ""
    at: datetime | None = None


def save_answer(
    user: User, contribution: Contribution, draft: AnswerDraft, answer: Answer | None, version: int
) -> Answer:
    """Save a draft (or a change of one). What was told already is never changed silently: NotNow.

    With `draft.at` in the past or now it is published at once, with a later one by the job.
    """
    _require(user)
    if contribution.state != State.PUBLIC:
        raise NotNow
    with transaction.atomic():
        if answer is None:
            answer = Answer.objects.create(contribution=contribution, written_by=user, **_values(draft))
        else:
            rows = Answer.objects.filter(pk=answer.pk, version=version, told_at=None, contribution=contribution)
            if not rows.update(**_values(draft), version=F("version") + 1, written_by=user):
                _say_why(answer)
            answer.refresh_from_db()
        publish_answer(answer)
    return answer


def discard_answer(user: User, answer: Answer) -> None:
    """Throw a draft away, also one whose hour has not come."""
    _require(user)
    if not Answer.objects.filter(pk=answer.pk, told_at=None).delete()[0]:
        raise NotNow


def publish_due_answers() -> int:
    """The job's part: publish what was scheduled and whose moment has come. How many."""
    due = Answer.objects.filter(told_at=None, published_at__lte=timezone.now()).select_related("contribution")
    return sum(publish_answer(answer) for answer in due.order_by("published_at", "pk")[:500])


def publish_answer(answer: Answer) -> bool:
    """Make it count if its moment has come: once, whoever comes first (a conditional update)."""
    now = timezone.now()
    if answer.published_at is None or answer.published_at > now:
        return False
    with transaction.atomic():
        contribution = Contribution.objects.select_for_update().get(pk=answer.contribution_id)
        # One table in the condition: with a join PostgreSQL would judge by what was so before it waited for the row.
        rows = Answer.objects.filter(pk=answer.pk, told_at=None)
        if contribution.state != State.PUBLIC or not rows.update(told_at=now):
            return False
        Contribution.objects.filter(pk=contribution.pk, answered_at=None).update(answered_at=answer.published_at)
        add_outcome(contribution, Outcome.Kind.ANSWERED, f"answer:{answer.pk}", at=answer.published_at)
        contribution.refresh_from_db()
        for listener in registry.answered:
            listener(contribution)
    return True


def _values(draft: AnswerDraft) -> dict[str, object]:
    at = draft.at if draft.text else None
    return {"text": draft.text, "text_en": draft.text_en, "office": draft.office, "published_at": at}


def _say_why(answer: Answer) -> None:
    current = Answer.objects.filter(pk=answer.pk).first()
    if current is None or current.told_at is not None:
        raise NotNow
    raise Conflict(current)


def _require(user: User) -> None:
    if not user.has_perm(ANSWER):
        raise PermissionDenied(ANSWER)
