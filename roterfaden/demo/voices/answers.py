"""What the invented administration answers, and where an idea led."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from roterfaden.accounts.models import User
from roterfaden.contributions.actions import AnswerDraft, save_answer
from roterfaden.contributions.models import Contribution
from roterfaden.demo.voices import content
from roterfaden.participation.models import Process

#: Of what is owed an answer, so many of a hundred have it; the rest shows what an open promise looks like.
ANSWERED = 65
#: Answers of a process at most.
MOST = 40


def answer(
    user: User, process: Process, rows: Sequence[Contribution], chance: Random, *, over: bool
) -> list[tuple[Contribution, str]]:
    """Answer most of what is owed, some late; gives who got a yes, a no, or a part of it. All, where it is `over`."""
    done = []
    share = 100 if over else ANSWERED
    for row in [row for row in rows if row.answer_due is not None][:MOST]:
        moment = _moment(row, process.answer_days or 14, chance)
        if chance.randrange(100) < share and moment < timezone.now():
            kind = chance.choice(("yes", "yes", "partly", "no"))
            draft = AnswerDraft(chance.choice(content.texts("answers")[kind]), process.office, at=moment)
            save_answer(user, row, draft, None, 0)
            done.append((row, kind))
    return done


def _moment(row: Contribution, days: int, chance: Random) -> datetime:
    """Mostly within the promise, sometimes later."""
    assert row.published_at is not None
    return row.published_at + timedelta(days=days) * (0.2 + chance.random())
