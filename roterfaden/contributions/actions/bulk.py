"""Many contributions at once: what was said in a hall, on paper, in a former system, or in the demonstration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from roterfaden.accounts.models import Person
from roterfaden.contributions import registry
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Contribution, State, Support

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

PERMISSION = "contributions.enter_contribution"
#: Contributions of one transaction: a second at most, so that visitors may write in between.
BATCH = 200


@dataclass(frozen=True)
class Said:
    """What somebody said and when, who supports it, and by when an answer was promised."""

    words: Words
    author: Person | None
    at: datetime
    supporters: Sequence[Person] = ()
    answer_days: int | None = None


def publish_many(user: User, said: Sequence[Said]) -> list[Contribution]:
    """Make them public with the moments that they have, in the order given; what happens to a new one happens to each.

    Phases and eligibility are not asked: whoever enters what was said elsewhere answers for it. PermissionDenied for
    others. Parents have to be saved before.
    """
    if not user.has_perm(PERMISSION):
        raise PermissionDenied
    return [row for part in _parts(said) for row in _publish(user, part)]


def _parts(said: Sequence[Said]) -> Iterator[Sequence[Said]]:
    for start in range(0, len(said), BATCH):
        yield said[start : start + BATCH]


@transaction.atomic
def _publish(user: User, said: Sequence[Said]) -> list[Contribution]:
    rows = Contribution.objects.bulk_create([_row(user, one) for one in said])
    Support.objects.bulk_create(
        [
            Support(contribution=row, person=person, created_at=one.at)
            for row, one in zip(rows, said, strict=True)
            for person in one.supporters
        ],
        batch_size=2_000,
    )
    _count_replies({one.words.parent.pk for one in said if one.words.parent})
    for listener in registry.published:
        _hear(listener, rows)
    return rows


def _hear(listener: registry.Listener, rows: Sequence[Contribution]) -> None:
    if listener in registry.at_once:
        registry.at_once[listener](rows)
        return
    for row in rows:
        listener(row)


def _row(user: User, one: Said) -> Contribution:
    words = one.words
    due = timezone.localdate(one.at) + timedelta(days=one.answer_days) if one.answer_days is not None else None
    return Contribution(
        kind=words.kind,
        on_kind=words.on.kind,
        on_key=words.on.key,
        area_kind=words.area.kind,
        area_key=words.area.key,
        parent=words.parent,
        passage=words.passage,
        author=one.author,
        signed=words.signed,
        organisation=words.organisation,
        channel=words.channel,
        entered_by=user,
        title=words.title,
        text=words.text,
        language=words.language,
        stance=words.stance,
        sample_data=words.sample,
        state=State.PUBLIC,
        created_at=one.at,
        published_at=one.at,
        support_count=len(one.supporters),
        answer_due=due,
    )


def _count_replies(parents: set[int]) -> None:
    """Anew from the rows, so that it fits whatever was there before."""
    replies = Contribution.objects.filter(parent=OuterRef("pk"), state=State.PUBLIC).order_by()
    count = replies.values("parent").annotate(number=Count("pk")).values("number")
    Contribution.objects.filter(pk__in=parents).update(reply_count=Coalesce(Subquery(count), 0))
