"""The list of ideas for organisers, one idea, its state."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from roterfaden.contributions.models import Contribution, State
from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas import story
from roterfaden.participation.modules.ideas.actions import set_status
from roterfaden.participation.modules.ideas.likeness import similar_ideas
from roterfaden.participation.modules.ideas.models import Status
from roterfaden.participation.modules.ideas.office.common import idea_of, office_view
from roterfaden.participation.modules.ideas.office.forms import ReasonForm, StatusForm

PAGE_SIZE = 50
ORDER: Keyset[Contribution] = Keyset("support_count", descending=True)


@require_safe
@office_view
def ideas(request: HttpRequest, process: Process) -> HttpResponse:
    """All ideas of a process in any state, the most supported first."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    state, status = request.GET.get("zustand", ""), request.GET.get("stand", "")
    rows = Contribution.objects.on(process.ref, "idea").select_related("idea__district")
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(text__icontains=words))
    if state in State.values:
        rows = rows.filter(state=state)
    if status in Status.values and status:
        rows = rows.filter(idea__status=status)
    try:
        page = ORDER.page(rows, request.GET.get("ab", ""), PAGE_SIZE)
    except BadCursor:
        return redirect("ideas_office:ideas", process.pk)
    context = {"process": process, "page": page, "q": words, "state": state, "status": status}
    choices = {"states": State.choices, "statuses": [choice for choice in Status.choices if choice[0]]}
    return render(request, "ideas/office/ideas.html", context | choices)


@require_safe
@office_view
def idea(request: HttpRequest, process: Process, pk: int) -> HttpResponse:
    """One idea with everything that can be done with it."""
    row = idea_of(process, pk)
    return render(request, "ideas/office/idea.html", about(process, row))


def about(process: Process, row: Contribution) -> dict[str, Any]:
    """What the page of one idea shows."""
    return {
        "process": process,
        "row": row,
        "idea": row.idea,
        "steps": story.steps_of(row),
        "members": story.members_of(row.idea),
        "similar": similar_ideas(process, f"{row.title} {row.text}", but=row.pk) if row.is_public else [],
        "status_form": StatusForm(initial={"status": row.idea.status}),
        "reason_form": ReasonForm(),
        "answer": answer_address(row),
    }


def answer_address(row: Contribution) -> str:
    """Where the office answers it; empty where that page does not exist."""
    try:
        return reverse("inbox:answer", args=[row.pk])
    except NoReverseMatch:
        return ""


@require_POST
@office_view
def status(request: HttpRequest, process: Process, pk: int) -> HttpResponse:
    """The office's word on an idea."""
    form = StatusForm(request.POST)
    if form.is_valid():
        set_status(request.user, idea_of(process, pk), Status(form.cleaned_data["status"]))  # type: ignore[arg-type]
        messages.success(request, _("Gespeichert."))
    else:
        messages.error(request, _("Diesen Stand gibt es nicht."))
    return redirect("ideas_office:idea", process.pk, pk)
