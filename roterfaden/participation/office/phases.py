"""Phases, rules of who may, and links, in the back office."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.kit.things import things
from roterfaden.participation import actions, eligibility
from roterfaden.participation.actions import Conflict
from roterfaden.participation.actions.phases import has_begun
from roterfaden.participation.models import Action, Phase, Process
from roterfaden.participation.modules import modules
from roterfaden.participation.office.common import office_view
from roterfaden.participation.office.forms import PhaseForm, WhoForm
from roterfaden.threads.office.common import picker, read_ref

NAMES = {"start": "first_day", "end": "last_day"}


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def phase(request: HttpRequest, pk: int, phase: int | None = None) -> HttpResponse:
    """A phase: name, time, method, and what the method needs to know. Without `phase`: a new one."""
    process = get_object_or_404(Process, pk=pk)
    row = get_object_or_404(Phase.objects.select_related("process"), pk=phase, process=process) if phase else None
    form = PhaseForm(request.POST or None, initial=_initial(process, row), phase=row)
    settings = _settings_form(row, request)
    if form.is_bound and form.is_valid() and (settings is None or settings.is_valid()):
        kept = settings.cleaned_data if settings is not None else dict(row.settings) if row else {}
        try:
            saved = _save(request, process, row, form, kept)
            messages.success(request, _("Gespeichert. Wer folgt, erfährt es, wenn die Beteiligung öffentlich ist."))
            fresh = row is None and saved.module and modules[saved.module].settings_form
            return (
                redirect("participation_office:phase", pk, saved.pk)
                if fresh
                else redirect("participation_office:edit", pk)
            )
        except ValidationError as error:
            form.told(error, NAMES)
        except actions.MethodObjects as problem:
            form.add_error(None, problem.reason)
        except Conflict as problem:
            return _conflict(request, process, row, problem.current)
    return _show(request, process, row, form, settings)


def _initial(process: Process, row: Phase | None) -> dict[str, Any]:
    if row is not None:
        return PhaseForm.initial_of(row, process.version)
    return {"order": process.phases.count(), "version": process.version}


def _settings_form(row: Phase | None, request: HttpRequest) -> Form | None:
    """The form of the method's own settings, if it has one."""
    module = modules.get(row.module) if row else None
    if row is None or module is None or module.settings_form is None:
        return None
    data = request.POST if request.method == "POST" else None
    return module.settings_form(data, initial=dict(row.settings), prefix="methode")


def _save(
    request: HttpRequest, process: Process, row: Phase | None, form: PhaseForm, settings: dict[str, Any]
) -> Phase:
    version = form.cleaned_data["version"] or 0
    if row is None:
        return actions.add_phase(request.user, process, version, form.draft(settings))  # type: ignore[arg-type]
    return actions.change_phase(request.user, row, version, form.draft(settings))  # type: ignore[arg-type]


def _conflict(request: HttpRequest, process: Process, row: Phase | None, current: Process) -> HttpResponse:
    """Somebody saved meanwhile: what was typed stays; saving again takes it over what is there now."""
    data = request.POST.copy()
    data["version"] = str(current.version)
    form = PhaseForm(data, phase=row)
    return _show(request, process, row, form, _settings_form(row, request), 409)


def _show(
    request: HttpRequest, process: Process, row: Phase | None, form: PhaseForm, settings: Form | None, status: int = 0
) -> HttpResponse:
    wrong = 422 if form.is_bound and (form.errors or (settings is not None and settings.errors)) else 200
    context = {
        "process": process,
        "phase": row,
        "form": form,
        "settings_form": settings,
        "has_begun": row is not None and process.published_at is not None and has_begun(row),
        "is_conflict": status == 409,
    }
    return render(request, "participation/office/phase.html", context, status=status or wrong)


@require_POST
@office_view
def remove(request: HttpRequest, pk: int, phase: int) -> HttpResponse:
    """Take a phase away that has not begun."""
    row = get_object_or_404(Phase.objects.select_related("process"), pk=phase, process=pk)
    actions.remove_phase(request.user, row, int(request.POST.get("version") or 0))  # type: ignore[arg-type]
    messages.success(request, _("Entfernt."))
    return redirect("participation_office:edit", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def who(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Who may write, support, vote."""
    process = get_object_or_404(Process, pk=pk)
    if action not in Action.values:
        raise Http404
    conditions = eligibility.whos(process).get(action, eligibility.ANYBODY)
    form = WhoForm(request.POST or None, initial=WhoForm.initial_of(conditions, process.version))
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"] or 0
        actions.set_eligibility(request.user, process, version, action, form.who())  # type: ignore[arg-type]
        messages.success(request, _("Gespeichert."))
        return redirect("participation_office:edit", pk)
    context = {"process": process, "form": form, "label": Action(action).label}
    return render(request, "participation/office/who.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def links(request: HttpRequest, pk: int) -> HttpResponse:
    """What the process is tied to: a thread, a plan's goal, a paper."""
    process = get_object_or_404(Process, pk=pk)
    held = [link.thing for link in process.links.all()]
    if request.method == "POST" and "save" in request.POST:
        chosen = [ref for text in request.POST.getlist("link")[:50] if (ref := read_ref(text)) is not None]
        try:
            actions.set_links(request.user, process, chosen)  # type: ignore[arg-type]
            messages.success(request, _("Gespeichert."))
            return redirect("participation_office:edit", pk)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    known = things(held)
    context = {
        "process": process,
        "picker": picker(request, None),
        "held": [known[ref] for ref in held if ref in known],
    }
    return render(request, "participation/office/links.html", context)
