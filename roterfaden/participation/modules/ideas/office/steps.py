"""What becomes of one idea, or of several at once: a step, or a station of a thread."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from roterfaden.kit.things import keys_as_numbers
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas import actions
from roterfaden.participation.modules.ideas.office.common import chosen_ideas, office_view
from roterfaden.participation.modules.ideas.office.forms import ReasonForm, StepForm
from roterfaden.threads.models import Thread
from roterfaden.threads.office.common import picker, read_ref

MOST = 20


@require_POST
@office_view
def step(request: HttpRequest, process: Process) -> HttpResponse:
    """Say what happened to the chosen ideas; `thing` is where it stands."""
    rows = chosen_ideas(process, request.POST.getlist("idee"))
    if not rows:
        messages.error(request, _("Bitte wählen Sie mindestens eine Idee."))
        return redirect("ideas_office:ideas", process.pk)
    ref = read_ref(request.POST.get("ref", ""))
    sends = "absenden" in request.POST
    form = StepForm(request.POST if sends else None)
    if sends and form.is_valid():
        reason = form.cleaned_data["reason"]
        count = actions.add_step(request.user, rows, form.outcome, ref, reason, form.at)  # type: ignore[arg-type]
        _said(request, count)
        return redirect("ideas_office:ideas", process.pk)
    if not sends and request.POST.get("kind"):
        form = StepForm(initial={name: request.POST.get(name, "") for name in ("kind", "day", "reason")})
    context = {"process": process, "rows": rows, "form": form, "picker": picker(request, ref)}
    return render(request, "ideas/office/step.html", context, status=422 if form.errors else 200)


@require_POST
@office_view
def thread(request: HttpRequest, process: Process) -> HttpResponse:
    """Make the chosen ideas stations of a thread."""
    rows = chosen_ideas(process, request.POST.getlist("idee"))
    if not request.user.has_perm("threads.change_thread"):
        raise PermissionDenied
    if not rows:
        messages.error(request, _("Bitte wählen Sie mindestens eine Idee."))
        return redirect("ideas_office:ideas", process.pk)
    threads = Thread.objects.visible_to()
    keys = keys_as_numbers([request.POST.get("faden", "")])
    target = threads.filter(pk__in=keys).first() if keys else None
    form = ReasonForm(request.POST if "absenden" in request.POST and target else None)
    if target is not None and form.is_bound and form.is_valid():
        made = actions.become_station(request.user, target, rows, form.cleaned_data["reason"])  # type: ignore[arg-type]
        _said(request, len(made))
        return redirect("threads_office:edit", target.pk)
    words = request.POST.get("q", "").replace("\x00", "").strip()[:200]
    found = threads.filter(title__icontains=words).order_by("-changed_at")[:MOST]
    context = {"process": process, "rows": rows, "form": form, "target": target, "q": words, "found": list(found)}
    return render(request, "ideas/office/thread.html", context, status=422 if form.errors else 200)


def _said(request: HttpRequest, count: int) -> None:
    words = ngettext("{number} Idee weitergeführt.", "{number} Ideen weitergeführt.", count).format(number=count)
    messages.success(request, f"{words} {_('Wer sie einreichte, hört davon.')}")
