"""Taking words back for good: the author erases them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from roterfaden.contributions import registry
from roterfaden.contributions.models import Contribution, State
from roterfaden.operation.erasing.columns import STRUCK


def withdraw_words(contribution: Contribution) -> bool:
    """Delete title, text and former wordings. Where others answered, an empty place keeps their words together.

    False where that was done before.
    """
    with transaction.atomic():
        answered = contribution.children.filter(state=State.PUBLIC).exists()
        keep = answered and contribution.state == State.PUBLIC
        values = {"title": "", "text": STRUCK} if keep else {"title": "", "text": "", "state": State.WITHDRAWN}
        rows = Contribution.objects.filter(pk=contribution.pk, state=contribution.state).exclude(text=values["text"])
        if not rows.update(**values):
            return False
        contribution.revisions.all().delete()
        was_public = contribution.is_public
        contribution.refresh_from_db()
        if was_public and not keep and contribution.parent_id:
            Contribution.objects.filter(pk=contribution.parent_id).update(reply_count=F("reply_count") - 1)
        if was_public:
            for listener in registry.published if keep else registry.unpublished:
                listener(contribution)
    return True
