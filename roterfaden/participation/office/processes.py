"""The list of processes, choosing a format, writing one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.participation import actions, eligibility, formats
from roterfaden.participation.actions import Conflict, SlugTaken
from roterfaden.participation.actions.common import STATISTICS
from roterfaden.participation.drafts import ProcessDraft
from roterfaden.participation.models import Action, Process, ProcessState
from roterfaden.participation.modules import modules
from roterfaden.participation.office.common import office_view
from roterfaden.participation.office.forms import CloseForm, NewForm, ProcessForm, ScheduleForm
from roterfaden.participation.telling import steps_of
from roterfaden.participation.views.process import page_context
from roterfaden.threads.office.common import differences

PAGE_SIZE = 50
ORDER: Keyset[Process] = Keyset("pk", descending=True)
TEMPLATES = "vorlagen"


@require_safe
@office_view
def processes(request: HttpRequest) -> HttpResponse:
    """All processes in any state, the newest first; templates apart."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    state = request.GET.get("stand", "")
    rows = Process.objects.visible_to(request.user).filter(is_template=state == TEMPLATES)
    if words:
        rows = rows.filter(title__icontains=words)
    if state in ProcessState.values:
        rows = rows.filter(state=state)
    try:
        page = ORDER.page(rows.prefetch_related("phases"), request.GET.get("ab", ""), PAGE_SIZE)
    except BadCursor:
        return redirect("participation_office:processes")
    shown = [
        (row, [step for step in steps_of(row, list(row.phases.all())) if step.time == "here"]) for row in page.rows
    ]
    states = [*ProcessState.choices, (TEMPLATES, _("Vorlagen"))]
    context = {"page": page, "rows": shown, "q": words, "state": state, "states": states}
    return render(request, "participation/office/processes.html", context)


@require_safe
@office_view
def choose(request: HttpRequest) -> HttpResponse:
    """Ten formats, those that this portal can offer, and the city's own templates."""
    templates = Process.objects.filter(is_template=True).order_by("title", "pk")[:50]
    context = {
        "formats": formats.offered(),
        "missing": len(formats.FORMATS) - len(formats.offered()),
        "templates": templates,
    }
    return render(request, "participation/office/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def create(request: HttpRequest, key: str) -> HttpResponse:
    """One page of essentials; saved as a draft."""
    chosen = formats.format_of(key)
    if chosen is None:
        raise Http404
    form = NewForm(request.POST or None, initial=_beginning(chosen))
    if form.is_bound and form.is_valid():
        start, end = form.start(), form.end()
        assert start is not None
        assert end is not None
        try:
            phases = formats.phase_drafts(chosen, start, end)
            process = actions.create(request.user, form.draft(), phases, chosen.key)  # type: ignore[arg-type]
            messages.success(request, _("Angelegt, noch nicht öffentlich. Sehen Sie sich die Vorschau an."))
            return redirect("participation_office:edit", process.pk)
        except ValidationError as error:
            form.told(error)
        except SlugTaken:
            form.add_error("title", _("Diese Adresse hat schon eine andere Beteiligung."))
    context = {"form": form, "format": chosen}
    return render(request, "participation/office/new.html", context, status=422 if form.errors else 200)


def _beginning(chosen: formats.Format) -> dict[str, Any]:
    """Essentials as the format suggests them: from next Monday on."""
    today = timezone.localdate()
    first = today + timedelta(days=7 - today.weekday())
    days = {"first_day": first, "last_day": first + timedelta(days=chosen.days - 1)}
    return ProcessForm.initial_of(formats.process_draft(chosen)) | days


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One process: its fields, phases, rules, and what can be done with it."""
    process = get_object_or_404(Process, pk=pk)
    if request.method != "POST":
        initial = ProcessForm.initial_of(ProcessDraft.of(process), process.version)
        return _form(request, ProcessForm(initial=initial), process)
    form = ProcessForm(request.POST)
    if not form.is_valid():
        return _form(request, form, process)
    if "preview" in request.POST:
        return preview_of(request, process, form.draft())
    try:
        version = form.cleaned_data["version"] or 0
        actions.change(request.user, process, version, form.draft())  # type: ignore[arg-type]
        messages.success(request, _("Gespeichert."))
        return redirect("participation_office:edit", pk)
    except ValidationError as error:
        form.told(error)
        return _form(request, form, process)
    except Conflict:
        return _conflict(request, Process.objects.get(pk=pk))


def _conflict(request: HttpRequest, current: Process) -> HttpResponse:
    """Somebody else saved meanwhile: both versions side by side; saving again keeps what was typed here."""
    saved = ProcessForm.initial_of(ProcessDraft.of(current), current.version)
    data = request.POST.copy()
    data["version"] = str(current.version)
    form = ProcessForm(data)
    context = {"conflict": differences(form, saved), "is_conflict": True}
    return _form(request, form, current, 409, **context)


def _form(request: HttpRequest, form: ProcessForm, process: Process, status: int = 0, **more: Any) -> HttpResponse:
    wrong = 422 if form.is_bound and not form.is_valid() else 200
    rules = eligibility.whos(process)
    context = {
        "form": form,
        "process": process,
        "steps": _with_office(process),
        "rules": [
            (str(action), action.label, eligibility.in_words(rules.get(action, eligibility.ANYBODY)))
            for action in Action
        ],
        "links": list(process.links.all()),
        "more_pages": _more_pages(request, process),
        "close_form": CloseForm(initial={"result": process.result, "result_en": process.result_en}),
        "schedule_form": ScheduleForm(),
        **more,
    }
    return render(request, "participation/office/process.html", context, status=status or wrong)


def _more_pages(request: HttpRequest, process: Process) -> list[tuple[str, str]]:
    """Further pages of a process."""
    found = [(_("Codes für Briefe"), reverse("participation_office:codes", args=[process.pk]))]
    if request.user.has_perm(STATISTICS):
        found.append((_("Wer macht mit, wer fehlt?"), reverse("participation_office:statistics", args=[process.pk])))
    return found


def _with_office(process: Process) -> list[tuple[Any, Any]]:
    """Each phase with the pages that its method has for the office."""
    steps = steps_of(process, list(process.phases.all()))
    return [(step, modules[step.phase.module].office(step.phase) if step.module else ()) for step in steps]


@require_safe
@office_view
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The saved process as its page will look."""
    process = get_object_or_404(Process, pk=pk)
    return preview_of(request, process, ProcessDraft.of(process))


def preview_of(request: HttpRequest, process: Process, draft: ProcessDraft) -> HttpResponse:
    """The page as it would look with these fields; nothing is saved."""
    for name, value in draft.values().items():
        setattr(process, name, value)
    context = page_context(process, request)
    fields = process._meta.get_field
    context["districts"] = list(fields("districts").related_model.objects.filter(pk__in=draft.districts))  # type: ignore[union-attr]
    context["topics"] = list(fields("topics").related_model.objects.filter(pk__in=draft.topics))  # type: ignore[union-attr]
    words = _("So wird die Seite aussehen. Öffentlich ist davon noch nichts, was Sie nicht veröffentlicht haben.")
    answer = render(request, "participation/process.html", context | {"preview": words})
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_POST
@office_view
def live(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, schedule, hide, close, reopen."""
    process = get_object_or_404(Process, pk=pk)
    wish, user = request.POST.get("wish", ""), request.user
    if wish == "publish":
        actions.publish(user, process)  # type: ignore[arg-type]
        messages.success(request, _("Veröffentlicht."))
    elif wish == "schedule":
        form = ScheduleForm(request.POST)
        actions.schedule(user, process, form.moment() if form.is_valid() else None)  # type: ignore[arg-type]
        messages.success(request, _("Gemerkt."))
    elif wish == "hide":
        actions.hide(user, process, request.POST.get("reason", ""))  # type: ignore[arg-type]
        messages.success(request, _("Verborgen. Die Adresse sagt, warum."))
    elif wish == "close":
        actions.close(user, process, request.POST.get("result", ""), request.POST.get("result_en", ""))  # type: ignore[arg-type]
        messages.success(request, _("Abgeschlossen. Das Ergebnis steht auf der Seite."))
    elif wish == "reopen":
        actions.reopen(user, process, request.POST.get("reason", ""))  # type: ignore[arg-type]
        messages.success(request, _("Wieder geöffnet."))
    return redirect("participation_office:edit", pk)


@require_POST
@office_view
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """A new draft with the same texts, or a template for later ones."""
    process = get_object_or_404(Process, pk=pk)
    as_template = request.POST.get("wish") == "template"
    title = process.title if as_template or process.is_template else _("Kopie von: {title}").format(title=process.title)
    new = actions.copy(request.user, process, title[:200], as_template)  # type: ignore[arg-type]
    messages.success(
        request, _("Als Vorlage gespeichert.") if as_template else _("Kopiert. Bitte tragen Sie die Zeiten ein.")
    )
    return redirect("participation_office:edit", new.pk)
