"""What the views of the back office share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from roterfaden.participation.models import Phase
from roterfaden.participation.modules.survey.models import Survey
from roterfaden.participation.modules.survey.models.survey import POLL
from roterfaden.participation.querysets import may_see_all

View = Callable[..., HttpResponseBase]
KINDS = ("survey", POLL)


def office_view(view: View) -> View:
    """For those who may see processes."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see_all(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return answered


def phase_of(pk: int) -> Phase:
    """A phase whose method is a survey."""
    found: Phase = get_object_or_404(Phase.objects.select_related("process"), pk=pk, module__in=KINDS)
    return found


def survey_of(pk: int) -> Survey:
    """The survey of a phase with its questions; 404 where none was made."""
    found: Survey | None = Survey.objects.whole().filter(phase_id=pk).first()
    if found is None:
        raise Http404
    return found


def frozen_words() -> str:
    """Why a question cannot be changed any more, and what can."""
    return _(
        "Es gibt schon Antworten. Wer geantwortet hat, meinte die Fragen, wie sie jetzt sind; ihr Sinn bleibt deshalb "
        "stehen. Schreibfehler können Sie berichtigen (je Wort bis zu zwei Buchstaben). Jede Berichtigung wird "
        "öffentlich gezeigt."
    )
