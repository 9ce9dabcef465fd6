"""Writing a station: its fields, and the thing it rests on, found by a search on the same page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.kit.things import Ref, kinds, thing
from roterfaden.threads import actions, reading
from roterfaden.threads.actions import Conflict, NotPublic, ReasonMissing
from roterfaden.threads.drafts import StationDraft, ThreadDraft
from roterfaden.threads.models import Station, Thread
from roterfaden.threads.office.common import differences, office_view, picker, problem_words, read_ref
from roterfaden.threads.office.forms import StationForm
from roterfaden.threads.office.threads import preview_of
from roterfaden.threads.periods import Period

#: Buttons of the form that do not save.
LOOK, TAKE, PREVIEW = "look", "take", "preview"


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new station of a thread."""
    thread = get_object_or_404(Thread, pk=pk)
    station = Station(thread=thread)
    return handle(request, thread, station, StationForm(initial={"confirmed": True}), None)


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """A saved station."""
    station = get_object_or_404(Station.objects.select_related("thread"), pk=pk)
    form = StationForm(initial=StationForm.initial_of(station))
    return handle(request, station.thread, station, form, station.ref)


def handle(
    request: HttpRequest, thread: Thread, station: Station, unbound: StationForm, ref: Ref | None, **more: Any
) -> HttpResponse:
    """Show the form, look for things, take over what is known of one, preview, or save."""
    if request.method != "POST":
        return show(request, thread, station, unbound, ref, **more)
    chosen = read_ref(request.POST.get("ref", ""))
    if LOOK in request.POST or TAKE in request.POST:
        data = taken_over(request, chosen) if TAKE in request.POST else request.POST
        return show(
            request,
            thread,
            station,
            StationForm(initial=data.dict() | {"confirmed": "confirmed" in data}),
            chosen,
            **more,
        )
    form = StationForm(request.POST)
    if not form.is_valid():
        return show(request, thread, station, form, chosen, **more)
    draft = form.draft(chosen)
    try:
        if PREVIEW in request.POST:
            return _preview(request, thread, station, draft)
        return _save(request, thread, station, form, draft, more)
    except ValidationError as error:
        names = {"start": "when", "end": "until"}
        form.told(ValidationError({names.get(name, name): text for name, text in error.message_dict.items()}))
    except NotPublic as problem:
        form.add_error(None, problem_words(problem))
    except Conflict:
        return _conflict(request, Station.objects.select_related("thread").get(pk=station.pk))
    return show(request, thread, station, form, chosen, **more)


def _save(
    request: HttpRequest, thread: Thread, station: Station, form: StationForm, draft: StationDraft, more: dict[str, Any]
) -> HttpResponse:
    if suggestion := more.get("suggestion"):
        actions.confirm_suggestion(request.user, suggestion, draft)  # type: ignore[arg-type]
    elif station._state.adding:
        actions.add_station(request.user, thread, draft)  # type: ignore[arg-type]
    else:
        actions.change_station(request.user, station, form.cleaned_data["version"] or 0, draft)  # type: ignore[arg-type]
    messages.success(request, _("Gespeichert."))
    if more.get("suggestion"):
        return redirect("threads_office:suggestions")
    return redirect("threads_office:edit", thread.pk)


def show(
    request: HttpRequest, thread: Thread, station: Station, form: StationForm, ref: Ref | None, **more: Any
) -> HttpResponse:
    """The form with the choice of a thing."""
    context = {"thread": thread, "station": station, "form": form, "picker": picker(request, ref), "ref": ref, **more}
    wrong = form.is_bound and (bool(form.errors) or not form.is_valid())
    status = 409 if more.get("is_conflict") else 422 if wrong else 200
    return render(request, "threads/office/station.html", context, status=status)


def taken_over(request: HttpRequest, ref: Ref | None) -> Any:
    """What was typed, with what is known of the chosen thing where nothing was typed."""
    data = request.POST.copy()
    known = thing(ref) if ref else None
    if known is not None and ref is not None:
        guesses = {
            "heading": known.title[:200],
            "stage": str(kinds[ref.kind].stage),
            "when": Period(known.date).typed if known.date else "",
            "sentence": known.summary,
        }
        for name, value in guesses.items():
            if not data.get(name, "").strip():
                data[name] = value
    return data


def _preview(request: HttpRequest, thread: Thread, station: Station, draft: StationDraft) -> HttpResponse:
    """The page with this station as it was typed."""
    for name, value in draft.values().items():
        setattr(station, name, value)
    others = [row for row in reading.stations_of(thread) if row.pk != station.pk]
    station.pk = station.pk or 0
    rows = sorted([*others, station], key=lambda row: (row.start, row.pk))
    return preview_of(request, thread, ThreadDraft.of(thread), rows)


def _conflict(request: HttpRequest, current: Station) -> HttpResponse:
    """Somebody else saved meanwhile: both versions side by side; saving again keeps what was typed here."""
    data = request.POST.copy()
    data["version"] = str(current.version)
    form = StationForm(data)
    found = differences(form, StationForm.initial_of(current))
    chosen = read_ref(request.POST.get("ref", ""))
    return show(request, current.thread, current, form, chosen, conflict=found, is_conflict=True)


@require_POST
@office_view
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Stand for a station."""
    station = get_object_or_404(Station.objects.select_related("thread"), pk=pk)
    actions.confirm(request.user, station)  # type: ignore[arg-type]
    messages.success(request, _("Bestätigt."))
    return redirect("threads_office:edit", station.thread_id)


@require_POST
@office_view
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a station away."""
    station = get_object_or_404(Station.objects.select_related("thread"), pk=pk)
    try:
        actions.remove_station(request.user, station, request.POST.get("reason", ""))  # type: ignore[arg-type]
        messages.success(request, _("Entfernt. War der Faden öffentlich, so steht das auf seiner Seite."))
    except ReasonMissing:
        messages.error(request, _("Bitte nennen Sie einen Grund."))
        return redirect("threads_office:station", pk)
    return redirect("threads_office:edit", station.thread_id)
