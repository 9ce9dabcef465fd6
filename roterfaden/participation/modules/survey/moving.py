"""What may happen to the phase of a survey once people have answered: nothing that takes their answers from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.participation.models import Phase
from roterfaden.participation.modules.survey.models import Participation, Sheet, Survey


def objects(phase: Phase, values: Mapping[str, Any] | None) -> str:
    """Why the phase cannot be changed to these values (None: removed); empty where it can.

    The row is held: nobody answers meanwhile (`freeze` writes it with the first answer).
    """
    survey = Survey.objects.select_for_update().filter(phase=phase).first()
    if survey is None or not _has_answers(survey):
        return ""
    if values is None:
        return _("Die Umfrage hat schon Antworten: Ihre Phase lässt sich nicht entfernen.")
    if values["module"] != phase.module:
        return _("Die Umfrage hat schon Antworten: Die Methode bleibt.")
    now, start, end = timezone.now(), values["start"], values["end"]
    if start is None or start > now:
        return _("Die Umfrage hat schon Antworten: Ihr Beginn lässt sich nicht in die Zukunft verschieben.")
    if survey.evaluated_on is not None and (end is None or end > now):
        return _("Die Umfrage ist ausgewertet: Sie lässt sich nicht wieder öffnen.")
    return ""


def _has_answers(survey: Survey) -> bool:
    begun = survey.frozen or survey.evaluated_on is not None
    return begun or Participation.objects.filter(survey=survey).exists() or Sheet.objects.filter(survey=survey).exists()
