"""One's own words: change them for a while, add to them, take them back."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roterfaden.accounts.current import person_of
from roterfaden.accounts.models import Person
from roterfaden.contributions import actions
from roterfaden.contributions.forms import TextForm
from roterfaden.contributions.guests.ways import guard_person
from roterfaden.contributions.kinds import path_of
from roterfaden.contributions.models import Contribution
from roterfaden.contributions.registry import kinds
from roterfaden.contributions.views.common import contribution_or_404, refused
from roterfaden.kit.things import Thing

Write = Callable[[Person, Contribution, str], None]


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words, for fifteen minutes."""
    person, row, thing = _own(request, pk)
    if not actions.may_edit(person, row):
        return redirect("contributions:add", pk)
    elsewhere = kinds[row.kind].edit if row.kind in kinds else None
    if elsewhere is not None:
        return redirect(elsewhere(row))
    return _page(request, person, row, thing, actions.edit, TextForm(initial={"text": row.text}), "edit")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Words that stand below, with their date."""
    person, row, thing = _own(request, pk)
    return _page(request, person, row, thing, actions.add, TextForm(), "add")


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; the button takes it back."""
    person, row, thing = _own(request, pk)
    if request.method == "POST":
        actions.withdraw(person, row)
        return redirect(thing.url)
    return render(request, "contributions/withdraw.html", {"row": row, "thing": thing})


def _own(request: HttpRequest, pk: int) -> tuple[Person, Contribution, Thing]:
    """For everybody else it does not exist: a stranger learns nothing from trying."""
    row, thing = contribution_or_404(pk)
    person = person_of(request)
    if person is None or not actions.is_own(person, row):
        raise Http404(_("Das können nur die Menschen ändern, die es geschrieben haben."))
    return person, row, thing


def _page(
    request: HttpRequest, person: Person, row: Contribution, thing: Thing, write: Write, empty: TextForm, what: str
) -> HttpResponse:
    form = TextForm(request.POST) if request.method == "POST" else empty
    if form.is_bound and form.is_valid():
        guard_person(person)
        try:
            write(person, row, form.cleaned_data["text"])
        except actions.NotAllowed as problem:
            return refused(request, problem.verdict, thing, form.cleaned_data["text"])
        row.refresh_from_db()
        return redirect(path_of(row) if row.is_public else "contributions:waiting")
    values = {"form": form, "row": row, "thing": thing, "what": what}
    return render(request, "contributions/own.html", values, status=422 if form.errors else 200)
