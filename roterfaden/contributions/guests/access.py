"""The way of a guest to their own page on another device: a link to the confirmed address."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from roterfaden.accounts import limits
from roterfaden.accounts.models import Person
from roterfaden.accounts.people import folded
from roterfaden.contributions.guests.claims import open_claim
from roterfaden.contributions.guests.registry import Shown, on_confirm
from roterfaden.contributions.models import Claim
from roterfaden.notices.views.shared import private

ACCESS = "contributions.access"


class AccessForm(forms.Form):
    """A mail address. `website` is a trap: people leave it empty."""

    address = forms.EmailField(
        label=gettext_lazy("Ihre E-Mail-Adresse"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(label=gettext_lazy("Dieses Feld bitte leer lassen"), required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def access(request: HttpRequest) -> HttpResponse:
    """Ask for the link. The answer is the same for every address; only guests get a mail."""
    form = AccessForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not form.cleaned_data["website"]:
            limits.take_one("network", limits.network_of(request), limits.A_DAY_FROM_ONE_NETWORK)
            _send(request, form.cleaned_data["address"])
        return redirect("guests:sent")
    return render(request, "contributions/guests/access.html", {"form": form}, status=422 if form.errors else 200)


def _send(request: HttpRequest, address: str) -> None:
    if Person.objects.active().filter(address=folded(address), user=None).exists():
        open_claim(request, address, ACCESS, {}, reverse("people:mine"))


def register() -> None:
    """Called once, at start."""
    on_confirm(ACCESS, show=_shown)(_confirmed)


def _shown(claim: Claim) -> Shown:
    return Shown(_("Ihr Zugang als Gast"), _("In diesem Browser sehen Sie dann, was Sie geschrieben haben."))


def _confirmed(claim: Claim, person: Person) -> None:
    """The session is made by the confirmation itself."""
