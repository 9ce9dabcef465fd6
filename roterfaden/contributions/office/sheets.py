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
from roterfaden.contributions.kinds import may_stand_on
from roterfaden.contributions.models import Contribution, Sheet, VoteSheet
from roterfaden.contributions.office.entry import Ways, about, lines_of
from roterfaden.contributions.office.views import office_view
from roterfaden.contributions.paper import paper_kinds
from roterfaden.kit.html import clean_line
from roterfaden.kit.things import Ref, Thing, keys_as_numbers, kinds, thing


@require_safe
@office_view
def choose(request: HttpRequest) -> HttpResponse:
    """What is the sheet about? A search over everything that people may comment on."""
    _require(request)
    asked = clean_line(request.GET.get("q", "")[:200])
    found = _found(asked) if asked else []
    return render(request, "contributions/office/choose.html", {"q": asked, "found": found})


def _found(asked: str) -> list[Thing]:
    found: list[Thing] = []
    number = keys_as_numbers([asked])
    for row in Contribution.objects.visible_to().filter(pk__in=number):
        found += [one for one in [about(row.ref)] if one is not None]
    for kind in kinds.values():
        if may_stand_on(kind.key):
            found += kind.find(asked, None)[:10]
    return found[:50]


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def enter(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Type one sheet; the form comes back empty for the next one."""
    _require(request)
    found = about(Ref(kind, key))
    if found is None:
        messages.error(request, _("Dazu lässt sich nichts eintragen: Es ist nicht öffentlich."))
        return redirect("inbox:choose")
    ways = Ways.of(found)
    wish = request.GET.get("art", "")
    form = ways.form(wish, request.POST if request.method == "POST" else None)
    if form is None:
        messages.error(request, _("Das lässt sich dazu zurzeit nicht eintragen."))
        return redirect(reverse("inbox:enter", args=[kind, key]))
    if form.is_bound and form.is_valid():
        try:
            ways.enter(request.user, wish, form)  # type: ignore[arg-type]
            messages.success(request, _("Eingetragen. Es zählt, wenn jemand anderes es verglichen hat."))
            return redirect(f"{reverse('inbox:enter', args=[kind, key])}{f'?art={wish}' if wish else ''}")
        except actions.CountedAlready:
            form.add_error("reference", _("Ein Bogen mit dieser Nummer ist schon eingetragen. Er zählt nur einmal."))
        except actions.NotVotedOn:
            form.add_error(None, _("Darüber lässt sich nicht (mehr) abstimmen."))
    values = {"form": form, "thing": found, "choices": ways.choices(wish)}
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
    kind = paper_kinds.get(row.contribution.kind)
    values = {
        "row": row,
        "thing": thing(row.contribution.on),
        "details": kind.details(row.contribution) if kind else (),
        "own": row.entered_by_id == request.user.pk,
    }
    return render(request, "contributions/office/sheet.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def votes(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare votes that a colleague typed with the list or the minutes."""
    _require(request)
    row = get_object_or_404(VoteSheet.objects.select_related("contribution", "entered_by", "checked_by"), pk=pk)
    if request.method == "POST":
        try:
            if request.POST.get("wunsch") == "verwerfen":
                actions.discard_votes(request.user, row)  # type: ignore[arg-type]
                messages.success(request, _("Verworfen. Die Nummer ist wieder frei."))
            else:
                actions.check_votes(request.user, row)  # type: ignore[arg-type]
                messages.success(request, _("Verglichen: Jetzt zählt es."))
            return redirect("inbox:inbox")
        except actions.SameEyes:
            messages.error(request, _("Vergleichen muss jemand anderes als die Person, die es eingetragen hat."))
        except (actions.NotVotedOn, actions.NotAllowed):
            messages.error(request, _("Darüber lässt sich nicht (mehr) abstimmen."))
    values = {"row": row, "lines": lines_of(row), "own": row.entered_by_id == request.user.pk}
    return render(request, "contributions/office/votes.html", values)


def _require(request: HttpRequest) -> None:
    if not request.user.has_perm(ENTER):
        raise PermissionDenied
