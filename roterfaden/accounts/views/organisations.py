"""Asking to speak for an organisation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roterfaden.accounts import limits
from roterfaden.accounts.forms import OrganisationForm
from roterfaden.accounts.models import Person
from roterfaden.accounts.organisations import TooManyWaiting, ask_to_speak
from roterfaden.accounts.views.shared import for_people


@require_http_methods(["GET", "HEAD", "POST"])
@for_people
def ask(request: HttpRequest, person: Person) -> HttpResponse:
    """The form; the city answers by mail."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        limits.take_one("person", str(person.pk), limits.A_DAY_OF_ONE_PERSON)
        values = form.cleaned_data
        try:
            ask_to_speak(person, values["name"], values["kind"], values["website"])
        except TooManyWaiting:
            form.add_error(None, _("Es warten schon mehrere Anfragen von Ihnen. Bitte warten Sie auf unsere Antwort."))
        else:
            messages.success(request, _("Danke. Die Stadt prüft das und schreibt Ihnen."))
            return redirect("people:mine")
    return render(request, "accounts/mine/organisation.html", {"form": form}, status=422 if form.errors else 200)
