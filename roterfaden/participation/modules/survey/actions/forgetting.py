"""After the evaluation: the key is destroyed, answers and the list of who took part are deleted."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from roterfaden.ledger.actions import record
from roterfaden.participation.modules.survey import keys
from roterfaden.participation.modules.survey.models import (
    Ballot,
    FreeText,
    Participation,
    Sheet,
    Survey,
    TextState,
    Waiting,
)


def is_due(survey: Survey) -> bool:
    """Whether its answers were kept long enough for a recount."""
    if survey.evaluated_on is None or survey.forgotten_on is not None:
        return False
    return bool(survey.evaluated_on + timedelta(days=survey.keep_days) <= timezone.localdate())


def forget(survey: Survey) -> bool:
    """Destroy and delete, once; the published figures stay. False where it was done before, or nothing is published.

    The key goes first: should the machine stop in between, what is left is unreadable, and the next run ends it.
    """
    if survey.evaluated_on is None or survey.forgotten_on is not None:
        return False
    keys.destroy(survey)
    with transaction.atomic():
        for model in (Ballot, Waiting, Participation):
            model.objects.filter(survey=survey).delete()
        Sheet.objects.filter(survey=survey).update(answers={})
        FreeText.objects.filter(question__survey=survey).exclude(state=TextState.RELEASED).delete()
        survey.forgotten_on = timezone.localdate()
        survey.salt = b""
        survey.save(update_fields=["forgotten_on", "salt"])
        record("survey.forgotten", survey.phase.process.ref, {"survey": str(survey.uid)})
    return True
