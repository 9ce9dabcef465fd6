"""What all pages of surveys share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponseBase

from roterfaden.participation.modules.survey.models import Survey

View = Callable[[HttpRequest, Survey], HttpResponseBase]


def survey_view(view: View) -> Callable[..., HttpResponseBase]:
    """The survey of a phase of a public process; all else does not exist."""

    @wraps(view)
    def answered(request: HttpRequest, slug: str, phase: int) -> HttpResponseBase:
        return view(request, public_survey(slug, phase))

    return answered


def public_survey(slug: str, phase: int) -> Survey:
    """The survey at an address."""
    rows = Survey.objects.visible_to().whole()
    found: Survey | None = rows.filter(phase_id=phase, phase__process__slug=slug).first() if phase < 2**63 else None
    if found is None:
        raise Http404
    return found
