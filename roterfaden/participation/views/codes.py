"""Typing the code from a letter."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from roterfaden.accounts import limits
from roterfaden.accounts.current import become_guest, person_of
from roterfaden.participation.actions.codes import HasOne, NoSuchCode, redeem
from roterfaden.participation.addresses import address
from roterfaden.participation.eligibility import whos
from roterfaden.participation.models import Process
from roterfaden.participation.views.process import gone, public_process

#: Codes have 60 random bits; so many tries a day from one network are plenty for people who mistype.
TRIES = 30


class CodeForm(forms.Form):
    """The code."""

    code = forms.CharField(
        label=_("Code aus Ihrem Brief"),
        max_length=40,
        help_text=_("Zwölf Buchstaben und Ziffern. Groß oder klein, mit oder ohne Strich: beides geht."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The form; the code then belongs to the person, or to this browser."""
    found = public_process(slug)
    if found is None:
        return gone(request, slug)
    if not any(who.code for who in whos(found).values()):
        return redirect(address(found))
    form = CodeForm(request.POST or None)
    if form.is_bound and form.is_valid():
        limits.take_one("letter code", limits.network_of(request), TRIES)
        if _redeemed(request, found, form):
            return redirect(f"{address(found)}?code=angenommen")
    return _show(request, found, form)


def _redeemed(request: HttpRequest, process: Process, form: CodeForm) -> bool:
    person = person_of(request)
    try:
        owner = redeem(process, person, form.cleaned_data["code"])
    except NoSuchCode:
        form.add_error("code", _("Dieser Code gilt nicht (mehr). Bitte vergleichen Sie ihn noch einmal mit dem Brief."))
        return False
    except HasOne:
        form.add_error("code", _("Sie haben schon einen Code eingegeben. Dieser hier gilt weiter für jemand anderen."))
        return False
    if person is None:
        become_guest(request, owner)
    return True


def _show(request: HttpRequest, process: Process, form: CodeForm) -> HttpResponse:
    context = {"process": process, "form": form, "known": person_of(request) is not None}
    return render(request, "participation/code.html", context, status=422 if form.errors else 200)
