"""Question time in the back office: who answers, the minutes, and the way to the screen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from roterfaden.participation.models import Phase
from roterfaden.participation.modules.desk import ask, form_view, office_view
from roterfaden.participation.modules.questions import actions
from roterfaden.participation.modules.questions.addresses import screen_address
from roterfaden.participation.modules.questions.models import Asked, questions_of, session_at, sessions
from roterfaden.participation.modules.refusing import EDIT

PAGE = 50
app_name = "questiontime_office"


class GuestsForm(forms.Form):
    """Who answers."""

    guests = forms.CharField(label=_("Wer antwortet"), max_length=300, required=False)
    guests_en = forms.CharField(label=_("Wer antwortet (englisch)"), max_length=300, required=False)


class MinutesForm(forms.Form):
    """What was answered."""

    minutes = forms.CharField(
        label=_("Mitschrift"), widget=forms.Textarea(attrs={"rows": 8}), required=False, max_length=5_000
    )
    before = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)


@require_safe
@office_view()
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """The questions of a phase, and what can be set."""
    phase = get_object_or_404(Phase.objects.select_related("process", "question_time"), pk=pk)
    row = session_at(phase)
    page = Paginator(questions_of(row).order_by("-support_count", "pk"), PAGE).get_page(request.GET.get("p"))
    public = sessions().filter(pk=pk).exists()
    context = {"session": row, "phase": phase, "page": page, "screen": screen_address(row) if public else ""}
    return render(request, "questiontime/office/session.html", context)


@form_view
@office_view(EDIT)
def guests(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who answers; nothing else has to be set up."""
    phase = get_object_or_404(Phase.objects.select_related("process", "question_time"), pk=pk)
    known = session_at(phase)

    def save(form: GuestsForm) -> None:
        data = form.cleaned_data
        actions.set_guests(request.user, phase, data["guests"], data["guests_en"])  # type: ignore[arg-type]

    initial = {"guests": known.guests, "guests_en": known.guests_en}
    make = lambda data: GuestsForm(data, initial=initial)  # noqa: E731 – one line, used once
    back = reverse("questiontime_office:session", args=[pk])
    return ask(request, make, save, _t("Fragestunde: wer antwortet"), back)


@form_view
@office_view(EDIT)
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """Write or correct the minutes of a question."""
    row = get_object_or_404(Asked.objects.select_related("contribution", "session__phase"), pk=pk)

    def save(form: MinutesForm) -> None:
        data = form.cleaned_data
        before = data["before"].replace("\r\n", "\n")
        actions.write_minutes(request.user, row, before, data["minutes"])  # type: ignore[arg-type]

    make = lambda data: MinutesForm(data, initial=_values(row))  # noqa: E731 – one line, used once
    back = reverse("questiontime_office:session", args=[row.session.phase_id])
    context = {"note": row.contribution.text}
    return ask(request, make, save, _t("Mitschrift"), back, stored=_values, context=context)


def _values(row: Asked) -> dict[str, Any]:
    return {"minutes": row.minutes, "before": row.minutes}


urlpatterns = [
    path("phase/<int:pk>/", session, name="session"),
    path("phase/<int:pk>/einrichten/", guests, name="guests"),
    path("<int:pk>/mitschrift/", minutes, name="minutes"),
]
