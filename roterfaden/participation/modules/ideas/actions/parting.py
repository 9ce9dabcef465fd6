"""One idea that wants two things: the second gets an idea of its own, by the same author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from roterfaden.contributions.actions import add_outcome, publish
from roterfaden.contributions.models import Contribution, Outcome, State
from roterfaden.participation.modules.ideas.actions.common import (
    NotInThatState,
    locked,
    require,
    sentence_of,
    tell,
)
from roterfaden.participation.modules.ideas.drafts import IdeaDraft
from roterfaden.participation.modules.ideas.models import Idea
from roterfaden.participation.modules.ideas.pages import settings_here

if TYPE_CHECKING:
    from roterfaden.accounts.models import User


def part(user: User, source: Contribution, draft: IdeaDraft, reason: str) -> Contribution:
    """Write down the second wish of an idea as one of its own. The first keeps address, supports and comments.

    Author and name stay; `entered_by` says that the office wrote it down. Raises ValidationError by field.
    """
    require(user)
    words = sentence_of(reason)
    with transaction.atomic():
        found = locked([source.pk]).get(source.pk)
        if found is None or not found.is_public:
            raise NotInThatState
        process = found.idea.process
        new = _copy(user, found, draft.cleaned(settings_here(process)))
        publish(new)
        for row, other in ((found, new), (new, found)):
            add_outcome(row, Outcome.Kind.SPLIT, f"idea:{row.pk}:part:{other.pk}", words, other.ref)
        tell("idea.split", new, {"from": str(new.pk), "into": str(found.pk)}, found)
    return new


def _copy(user: User, found: Contribution, draft: IdeaDraft) -> Contribution:
    same = ("kind", "on_kind", "on_key", "area_kind", "area_key", "author_id", "organisation_id", "signed", "channel")
    values = {name: getattr(found, name) for name in (*same, "language", "sample_data")}
    new = Contribution.objects.create(
        **values,
        title=draft.title,
        text=draft.text,
        entered_by=user,
        state=State.WAITING,
        created_at=found.created_at or timezone.now(),
    )
    old = found.idea
    Idea.objects.create(
        contribution=new,
        process_id=old.process_id,
        category=draft.category or old.category,
        place=draft.place or old.place,
        district_id=draft.district or old.district_id,
    )
    return new
