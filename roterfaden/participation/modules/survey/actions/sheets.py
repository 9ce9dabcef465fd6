"""Sheets from paper and telephone: one types, another confirms, then it counts like all others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from roterfaden.participation.modules.survey.actions.answering import freeze
from roterfaden.participation.modules.survey.boxes import closed
from roterfaden.participation.modules.survey.models import Sheet, Survey, Waiting, Way

if TYPE_CHECKING:
    from roterfaden.accounts.models import User

ENTER = "contributions.enter_contribution"


class NumberTaken(ValueError):
    """A sheet with this number was entered already."""


class TooLate(ValueError):
    """The survey is evaluated, or the days for paper are over, or it has not begun."""


class SamePerson(PermissionError):
    """Whoever typed a sheet does not confirm it."""


def require(user: User) -> None:
    """PermissionDenied for whoever may not."""
    if not user.has_perm(ENTER):
        raise PermissionDenied(ENTER)


def enter(user: User, survey: Survey, number: str, way: Way, values: Mapping[str, Any]) -> Sheet:
    """Type a sheet in; it does not count yet. Raises NumberTaken, TooLate."""
    require(user)
    with transaction.atomic():
        _ask(survey)
        freeze(survey, survey.version)
        try:
            with transaction.atomic():
                return Sheet.objects.create(
                    survey=survey, number=number, way=way, answers=dict(values), entered_by=user
                )
        except IntegrityError:
            raise NumberTaken(number) from None


def confirm(user: User, sheet: Sheet) -> bool:
    """The second pair of eyes: it counts from now on; False if it did already. Raises SamePerson, TooLate."""
    require(user)
    if sheet.entered_by_id == user.pk:
        raise SamePerson
    with transaction.atomic():
        survey = sheet.survey
        _ask(survey)
        rows = Sheet.objects.filter(pk=sheet.pk, counted=False).exclude(entered_by=user)
        box = closed(survey, sheet.answers, way=Way(sheet.way))
        if not rows.update(counted=True, counted_by=user, answers={}):
            return False
        Waiting.objects.create(survey=survey, box=box)
    return True


def discard(user: User, sheet: Sheet) -> bool:
    """Take back a sheet that was typed wrongly; its number is free again. False if it counts already."""
    require(user)
    return bool(Sheet.objects.filter(pk=sheet.pk, counted=False).delete()[0])


def _ask(survey: Survey) -> None:
    """Paper may come in some days after the end, never after the evaluation."""
    phase, now = survey.phase, timezone.now()
    is_ready = Survey.objects.filter(pk=survey.pk, evaluated_on=None).exclude(public_key=b"").exists()
    begun = phase.start is not None and phase.start <= now
    over = phase.end is not None and phase.end + timedelta(days=survey.paper_days) <= now
    if not is_ready or not begun or over or not survey.phase.process.is_public:
        raise TooLate
