"""Texts from answers: the office reads each one and shows it, shortened where it names somebody, or does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log

from roterfaden.participation.modules.survey.models import FreeText, TextState
from roterfaden.participation.modules.survey.words import LONGEST, cleaned

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

RELEASE = "participation.publish_process"


def decide(user: User, text: FreeText, state: TextState, words: str) -> None:
    """Show it or not. `words`: the text as it shall stand there; what the office took out is gone for good."""
    if not user.has_perm(RELEASE):
        raise PermissionDenied(RELEASE)
    kept = cleaned(words, LONGEST) or text.text
    if kept != text.text and not is_part(kept, text.text):
        raise NotShortened
    with transaction.atomic():
        shortened = text.shortened or kept != text.text
        FreeText.objects.filter(pk=text.pk).update(state=state, text=kept, shortened=shortened)
        log(instance=text.question.survey.phase.process, action="surveys.text", user=user, data={"state": str(state)})


class NotShortened(ValueError):
    """Something was put into somebody's words; only leaving out is possible, with […] in its place."""


def is_part(kept: str, whole: str) -> bool:
    """Whether the words of `kept` follow each other in `whole`, apart from […]."""
    left = iter(whole.split())
    return all(any(word == other for other in left) for word in kept.replace("[…]", " ").split())
