"""Write down what a petition asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roterfaden.contributions.actions import publish
from roterfaden.contributions.models import Contribution, State
from roterfaden.kit.html import clean_line, clean_text
from roterfaden.participation.actions.common import CHANGE, NotInThatState
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.petition.models import Petition

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

KIND = "petition"
LONGEST = 5_000


def write(user: User, phase: Phase, title: str, text: str) -> Petition:
    """The request of a phase. Once somebody supports it, its words stay: people signed these and no others."""
    if not user.has_perm(CHANGE):
        raise PermissionDenied(CHANGE)
    words = {"title": clean_line(title)[:200], "text": clean_text(text)}
    if not words["title"] or not words["text"] or len(words["text"]) > LONGEST:
        raise ValidationError(_("Bitte schreiben Sie, was gefordert wird: ein Titel und höchstens 5000 Zeichen."))
    with transaction.atomic():
        found = Petition.objects.filter(phase=phase).select_related("contribution").first()
        if found is None:
            return _new(user, phase, words)
        rows = Contribution.objects.filter(pk=found.contribution_id, support_count=0)
        if not rows.update(**words):
            raise NotInThatState
    return found


def _new(user: User, phase: Phase, words: dict[str, str]) -> Petition:
    area = phase.process.ref
    contribution = Contribution.objects.create(
        kind=KIND,
        on_kind=area.kind,
        on_key=area.key,
        area_kind=area.kind,
        area_key=area.key,
        entered_by=user,
        state=State.UNCONFIRMED,
        sample_data=phase.process.sample_data,
        **words,
    )
    petition = Petition.objects.create(phase=phase, contribution=contribution)
    publish(contribution)
    return petition
