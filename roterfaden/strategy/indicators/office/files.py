"""Files and sources in the back office: upload with preview, runs, fetching."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.strategy.contradictions import Refused
from roterfaden.strategy.indicators import actions, fetching, importing
from roterfaden.strategy.indicators.office.forms import SourceForm, UploadForm
from roterfaden.strategy.indicators.office.hooks import SEE_INDICATORS
from roterfaden.strategy.indicators.sources import kinds
from roterfaden.strategy.models import Indicator, SourceRun, ValueSource

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; what it would change is shown before anything is changed."""
    if not request.user.has_perm(actions.VALUES):
        raise PermissionDenied
    initial = {"indicator": request.GET.get("kennzahl", "")[:18]}
    form = UploadForm(_posted(request), request.FILES, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        options = {**data["options"], "writing": data["writing"]}
        try:
            made = importing.preview_upload(
                _user(request), data["file"], data["file"].name, data["kind"], data["indicator"], options
            )
            return redirect("indicators_office:run", made.pk)
        except Refused as problem:
            form.add_error("file", problem.sentence)
    return render(request, "strategy/office/upload.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
def runs(request: HttpRequest) -> HttpResponse:
    """All runs, the newest first."""
    _may_see(request)
    rows = SourceRun.objects.select_related("indicator").defer("payload", "sample_rows", "refused")
    page = Paginator(rows, PAGE).get_page(request.GET.get("p"))
    return render(request, "strategy/office/runs.html", {"page": page})


@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """One run: what came, what was refused in which line."""
    _may_see(request)
    found = get_object_or_404(SourceRun.objects.select_related("indicator").defer("payload"), pk=pk)
    mine = found.author_id == request.user.pk
    return render(request, "strategy/office/run.html", {"run": found, "mine": mine})


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what the preview showed."""
    found = get_object_or_404(SourceRun, pk=pk)
    try:
        done = importing.take_upload(_user(request), found)
    except Refused as problem:
        messages.error(request, problem.sentence)
    else:
        waits = done.state == SourceRun.State.WAITING
        messages.success(request, _("Wird gleich im Hintergrund übernommen.") if waits else done.message)
    return redirect("indicators_office:run", pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a preview."""
    try:
        importing.discard_upload(_user(request), get_object_or_404(SourceRun, pk=pk))
        messages.success(request, _("Verworfen. Es wurde nichts geändert."))
    except Refused as problem:
        messages.error(request, problem.sentence)
    return redirect("indicators_office:index")


@require_http_methods(["GET", "HEAD", "POST"])
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """A new source of an indicator."""
    if not request.user.has_perm(actions.CHANGE):
        raise PermissionDenied
    indicator = get_object_or_404(Indicator, pk=pk)
    form = SourceForm(_posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            fetching.add_source(
                _user(request), indicator, data["kind"], data["url"], data["options"], data["every_hours"]
            )
            messages.success(request, _("Angelegt. Die Quelle wird in der nächsten Minute gelesen."))
            return redirect("indicators_office:edit", indicator.pk)
        except Refused as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
    context = {"form": form, "indicator": indicator, "kinds": kinds.values()}
    return render(request, "strategy/office/source.html", context, status=422 if form.is_bound else 200)


@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a source on or off."""
    found = get_object_or_404(ValueSource.objects.select_related("indicator"), pk=pk)
    fetching.switch_source(_user(request), found, not found.enabled)
    messages.success(request, _("Ausgeschaltet.") if found.enabled else _("Eingeschaltet, wird gleich gelesen."))
    return redirect("indicators_office:edit", found.indicator_id)


def _may_see(request: HttpRequest) -> None:
    if not request.user.has_perm(SEE_INDICATORS):
        raise PermissionDenied


def _user(request: HttpRequest) -> Any:
    return request.user


def _posted(request: HttpRequest) -> Any:
    """What was sent, also where that is nothing; None where nobody sent anything."""
    return request.POST if request.method == "POST" else None
