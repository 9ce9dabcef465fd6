"""Paper and telephone in the back office: type it, somebody else compares."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roterfaden.contributions import actions
from roterfaden.contributions.actions.entering import ENTER
from roterfaden.contributions.drafts import Words
from roterfaden.contributions.kinds import area_of, may_stand_on
from roterfaden.contributions.models import Channel, Sheet
from roterfaden.contributions.office.forms import SheetForm
from roterfaden.contributions.office.views import office_view
from roterfaden.kit.html import clean_line
from roterfaden.kit.things import Ref, Thing, kinds, thing


@require_safe
@office_view
def choose(request: HttpRequest) -> HttpResponse:
    """What is the sheet about? A search over everything that people may comment on."""
    _require(request)
    asked = clean_line(request.GET.get("q", "")[:200])
    found: list[Thing] = []
    if asked:
        for kind in kinds.values():
            if may_stand_on(kind.key):
                found += kind.find(asked, None)[:10]
    return render(request, "contributions/office/choose.html", {"q": asked, "found": found[:50]})


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def enter(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Type one sheet; the form comes back empty for the next one."""
    _require(request)
    about = thing(Ref(kind, key)) if may_stand_on(kind) else None
    if about is None:
        messages.error(request, _("Dazu lässt sich nichts eintragen: Es ist nicht öffentlich."))
        return redirect("inbox:choose")
    form = SheetForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        words = Words(values["kind"], about.ref, area_of(about.ref), values["text"], channel=Channel(values["channel"]))
        try:
            actions.enter(request.user, words, values["reference"])  # type: ignore[arg-type]
            messages.success(request, _("Eingetragen. Es zählt, wenn jemand anderes es verglichen hat."))
            return redirect(reverse("inbox:enter", args=[kind, key]))
        except actions.CountedAlready:
            form.add_error("reference", _("Ein Bogen mit dieser Nummer ist schon eingetragen. Er zählt nur einmal."))
    values = {"form": form, "thing": about}
    return render(request, "contributions/office/enter.html", values, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare what a colleague typed with the sheet."""
    _require(request)
    row = get_object_or_404(Sheet.objects.select_related("contribution", "entered_by", "checked_by"), pk=pk)
    if request.method == "POST":
        try:
            if request.POST.get("wunsch") == "verwerfen":
                actions.discard(request.user, row)  # type: ignore[arg-type]
                messages.success(request, _("Verworfen. Die Nummer ist wieder frei."))
            else:
                actions.check(request.user, row)  # type: ignore[arg-type]
                messages.success(request, _("Verglichen: Jetzt zählt es."))
            return redirect("inbox:inbox")
        except actions.SameEyes:
            messages.error(request, _("Vergleichen muss jemand anderes als die Person, die es eingetragen hat."))
    values = {"row": row, "thing": thing(row.contribution.on), "own": row.entered_by_id == request.user.pk}
    return render(request, "contributions/office/sheet.html", values)


def _require(request: HttpRequest) -> None:
    if not request.user.has_perm(ENTER):
        raise PermissionDenied
