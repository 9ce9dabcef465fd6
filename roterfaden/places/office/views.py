"""Taking over a list of streets: look first, then confirm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.places.actions import import_streets
from roterfaden.places.geojson import BadFile
from roterfaden.places.models import District
from roterfaden.places.office.forms import ConfirmForm, StreetsForm, packed
from roterfaden.places.streetlist import StreetList, read

PERMISSION = "places.add_street"
TEMPLATE = "places/office/streets.html"


def _check(request: HttpRequest) -> None:
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied


def _read(body: bytes) -> StreetList:
    return read(body, list(District.objects.light()))


@require_http_methods(["GET", "HEAD", "POST"])
def streets(request: HttpRequest) -> HttpResponse:
    """The form; with a file: what would change, and what is wrong with it."""
    _check(request)
    form = StreetsForm(request.POST or None, request.FILES or None)
    return render(request, TEMPLATE, {"form": form, **(_preview(request, form) if form.is_valid() else {})})


def _preview(request: HttpRequest, form: StreetsForm) -> dict[str, Any]:
    body, replace = form.cleaned_data["file"], form.cleaned_data["replace"]
    try:
        found = _read(body)
    except BadFile as error:
        form.add_error("file", str(error))
        return {}
    done = import_streets(request.user, found, replace=replace, dry_run=True)
    confirm = ConfirmForm(initial={"packed": packed(body), "replace": replace})
    return {"done": done, "found": found, "confirm": confirm, "carried": bool(confirm["packed"].initial)}


@require_POST
def take_over(request: HttpRequest) -> HttpResponse:
    """Write the list that was looked at."""
    _check(request)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect("places_office:streets")
    try:
        found = _read(form.cleaned_data["packed"])
    except BadFile as error:
        messages.error(request, str(error))
        return redirect("places_office:streets")
    done = import_streets(request.user, found, replace=form.cleaned_data["replace"])
    said = _("Straßen übernommen. Neu: {added}, unverändert: {kept}, entfernt: {removed}, abgelehnt: {refused}.")
    messages.success(
        request,
        said.format(added=done.added, kept=done.kept, removed=done.removed, refused=found.refused_count),
    )
    return redirect("wagtailsnippets_places_street:list")
