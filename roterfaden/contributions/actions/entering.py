"""Paper and telephone: somebody of the staff types it, somebody else compares, then it counts once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from roterfaden.contributions.actions.submitting import settle
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.models import Channel, Contribution, Sheet, State, VoteSheet

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

ENTER = "contributions.enter_contribution"


class CountedAlready(ValueError):
    """A sheet with this number was entered before. `sheet` is that one."""

    def __init__(self, sheet: Sheet | VoteSheet) -> None:
        super().__init__(sheet.pk)
        self.sheet = sheet


class SameEyes(ValueError):
    """Whoever typed it cannot compare it, or it was compared before."""


def enter(user: User, words: Words, reference: str, also: Callable[[Contribution], None] | None = None) -> Contribution:
    """Write down what came on paper, by telephone or in the hall. It waits for a second pair of eyes.

    The rules of the area are not asked: what came in time is typed later. `also` writes what a room keeps beside it.
    """
    require(user)
    if words.channel == Channel.ONLINE:
        raise ValueError("what the staff enters came by another way")
    votes = VoteSheet.objects.filter(reference=reference).first()
    if votes is not None:
        raise CountedAlready(votes)
    words = replace(words, entered_by=user)
    try:
        with transaction.atomic():
            contribution = _row(words)
            if also is not None:
                also(contribution)
            Sheet.objects.create(contribution=contribution, reference=reference, entered_by=user)
    except IntegrityError:
        known = Sheet.objects.filter(reference=reference).first()
        if known is None:
            raise
        raise CountedAlready(known) from None
    return contribution


def check(user: User, sheet: Sheet) -> Contribution:
    """Somebody else has compared it with the sheet: it goes the way of all contributions."""
    require(user)
    with transaction.atomic():
        rows = Sheet.objects.filter(pk=sheet.pk, checked_at=None).exclude(entered_by=user)
        if not rows.update(checked_by=user, checked_at=timezone.now()):
            raise SameEyes
        contribution: Contribution = Contribution.objects.get(pk=sheet.contribution_id)
        settle(contribution)
    return contribution


def discard(user: User, sheet: Sheet) -> None:
    """It was typed wrongly: it goes, and its number is free again. Only while it does not count."""
    require(user)
    rows = Contribution.objects.filter(pk=sheet.contribution_id, state=State.UNCONFIRMED, sheet__checked_at=None)
    if not rows.delete()[0]:
        raise SameEyes


def _row(words: Words) -> Contribution:
    row: Contribution = Contribution.objects.create(
        kind=words.kind,
        on_kind=words.on.kind,
        on_key=words.on.key,
        area_kind=words.area.kind,
        area_key=words.area.key,
        parent=words.parent,
        passage=words.passage,
        channel=words.channel,
        entered_by=words.entered_by,
        title=words.title,
        text=words.text,
        language=words.language,
        stance=words.stance,
        sample_data=words.sample,
        state=State.UNCONFIRMED,
    )
    return row


def require(user: User) -> None:
    """PermissionDenied for whoever may not enter sheets."""
    if not user.has_perm(ENTER):
        raise PermissionDenied(ENTER)
