"""The words of a petition, in the back office."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_http_methods

from roterfaden.participation.actions.common import NotInThatState
from roterfaden.participation.models import Phase
from roterfaden.participation.modules.petition.actions import LONGEST
from roterfaden.participation.modules.petition.actions import write as write_petition
from roterfaden.participation.modules.petition.models import Petition
from roterfaden.participation.querysets import may_see_all


class PetitionForm(forms.Form):
    """The request."""

    title = forms.CharField(label=lazy("Was gefordert wird, in einem Satz"), max_length=200)
    text = forms.CharField(
        label=lazy("Der ganze Text mit Begründung"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=lazy("Er steht auf jeder Unterschriftenliste und bleibt, sobald ihn jemand unterstützt."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, phase: int) -> HttpResponse:
    """Write it, as long as nobody supports it."""
    if not may_see_all(request.user):
        raise PermissionDenied
    row = get_object_or_404(Phase.objects.select_related("process"), pk=phase, module="petition")
    found = Petition.objects.filter(phase=row).select_related("contribution").first()
    initial = {"title": found.contribution.title, "text": found.contribution.text} if found else {}
    form = PetitionForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            write_petition(request.user, row, form.cleaned_data["title"], form.cleaned_data["text"])  # type: ignore[arg-type]
            messages.success(request, _("Gespeichert."))
            return redirect("participation_office:edit", row.process_id)
        except ValidationError as error:
            form.add_error(None, error)
        except NotInThatState:
            form.add_error(None, _("Der Text bleibt, wie er ist: Menschen unterstützen ihn schon."))
    context = {"form": form, "phase": row, "process": row.process}
    return render(request, "petitions/office.html", context, status=422 if form.errors else 200)
