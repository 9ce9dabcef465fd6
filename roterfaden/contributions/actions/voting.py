"""Votes that were not given online: one types them, another compares, then they count, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from roterfaden.contributions.actions.entering import CountedAlready, SameEyes, require
from roterfaden.contributions.models import Channel, Contribution, Sheet, VoteSheet
from roterfaden.contributions.paper import Poll, polls_of, vote_kinds

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


class NotVotedOn(ValueError):
    """There is no such vote about this contribution (any more)."""


def enter_votes(
    user: User, contribution: Contribution, name: str, counts: dict[str, int], channel: Channel, reference: str
) -> VoteSheet:
    """Write down a list, a pile of cards, a show of hands. It waits for a second pair of eyes.

    Raises NotVotedOn, CountedAlready (also where words were entered from a sheet of that number).
    """
    require(user)
    poll = polls_of(contribution).get(name)
    if poll is None or channel == Channel.ONLINE or not _fine(poll, counts):
        raise NotVotedOn(name)
    words = Sheet.objects.filter(reference=reference).first()
    if words is not None:
        raise CountedAlready(words)
    try:
        with transaction.atomic():
            return VoteSheet.objects.create(
                contribution=contribution,
                kind=name.partition("-")[0],
                place=poll.place,
                counts=counts,
                channel=channel,
                reference=reference,
                entered_by=user,
            )
    except IntegrityError:
        known = VoteSheet.objects.filter(reference=reference).first()
        if known is None:
            raise
        raise CountedAlready(known) from None


def check_votes(user: User, sheet: VoteSheet) -> None:
    """Somebody else has compared it: its votes count from now on. Raises SameEyes, NotVotedOn."""
    require(user)
    with transaction.atomic():
        rows = VoteSheet.objects.filter(pk=sheet.pk, checked_at=None).exclude(entered_by=user)
        if not rows.update(checked_by=user, checked_at=timezone.now()):
            raise SameEyes
        fresh = VoteSheet.objects.select_related("contribution").get(pk=sheet.pk)
        if fresh.kind not in vote_kinds or not fresh.contribution.is_public:
            raise NotVotedOn(fresh.kind)
        vote_kinds[fresh.kind].count(fresh)


def discard_votes(user: User, sheet: VoteSheet) -> None:
    """It was typed wrongly: it goes, and its number is free again. Only while it does not count."""
    require(user)
    if not VoteSheet.objects.filter(pk=sheet.pk, checked_at=None).delete()[0]:
        raise SameEyes


def _fine(poll: Poll, counts: dict[str, int]) -> bool:
    known = {value for value, _word in poll.values}
    return bool(counts) and set(counts) <= known and all(number > 0 for number in counts.values())
