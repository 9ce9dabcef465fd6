"""Theses in the back office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from roterfaden.participation.models import Phase
from roterfaden.participation.modules.debate import actions
from roterfaden.participation.modules.debate.models import Thesis
from roterfaden.participation.modules.desk import ask, form_view, office_view
from roterfaden.participation.modules.refusing import EDIT

NAMES = ("title", "title_en", "text", "text_en")
TEXT = forms.Textarea(attrs={"rows": 5})


class ThesisForm(forms.Form):
    """A thesis."""

    title = forms.CharField(label=_("These oder Frage"), max_length=200)
    title_en = forms.CharField(label=_("These oder Frage (englisch)"), max_length=200, required=False)
    text = forms.CharField(label=_("Was man dazu wissen sollte"), widget=TEXT, required=False, max_length=5_000)
    text_en = forms.CharField(
        label=_("Was man dazu wissen sollte (englisch)"), widget=TEXT, required=False, max_length=5_000
    )
    order = forms.IntegerField(label=_("Reihenfolge"), min_value=0, max_value=999, initial=0)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=2**31 - 1)

    @property
    def texts(self) -> dict[str, str]:
        """What was typed."""
        return {name: self.cleaned_data[name] for name in NAMES}


class ReasonForm(forms.Form):
    """Why a thesis is withdrawn."""

    reason = forms.CharField(label=_("Grund, öffentlich"), widget=TEXT, max_length=2_000)


def _values(thesis: Thesis) -> dict[str, Any]:
    return {name: getattr(thesis, name) for name in (*NAMES, "order", "version")}


def _list(thesis_phase: int) -> str:
    return reverse("debates_office:theses", args=[thesis_phase])


@require_safe
@office_view()
def theses(request: HttpRequest, pk: int) -> HttpResponse:
    """The theses of a phase."""
    phase = get_object_or_404(Phase.objects.select_related("process"), pk=pk)
    return render(request, "debates/office/theses.html", {"phase": phase, "theses": phase.theses.all()[:200]})


@form_view
@office_view(EDIT)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """A new one."""
    phase = get_object_or_404(Phase.objects.select_related("process"), pk=pk)

    def save(form: ThesisForm) -> None:
        actions.add_thesis(request.user, phase, form.texts, form.cleaned_data["order"])  # type: ignore[arg-type]

    make = lambda data: ThesisForm(data, initial={"order": phase.theses.count()})  # noqa: E731 – one line, used once
    return ask(request, make, save, _t("Neue These"), _list(pk))


@form_view
@office_view(EDIT)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Its words and place."""
    row = get_object_or_404(Thesis, pk=pk)

    def save(form: ThesisForm) -> None:
        data = form.cleaned_data
        actions.change_thesis(request.user, row, data["version"] or 0, form.texts, data["order"])  # type: ignore[arg-type]

    make = lambda data: ThesisForm(data, initial=_values(row))  # noqa: E731 – one line, used once
    return ask(request, make, save, row.title, _list(row.phase_id), stored=_values)


@form_view
@office_view(EDIT)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back."""
    row = get_object_or_404(Thesis, pk=pk)

    def save(form: ReasonForm) -> None:
        actions.withdraw_thesis(request.user, row, form.cleaned_data["reason"])  # type: ignore[arg-type]

    title = _t("„{title}“ zurücknehmen").format(title=row.title)
    return ask(request, ReasonForm, save, title, _list(row.phase_id))
