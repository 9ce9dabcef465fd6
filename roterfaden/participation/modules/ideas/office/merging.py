"""Merging, taking a merge back, and parting an idea."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.contributions.models import Contribution
from roterfaden.kit.things import keys_as_numbers
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas import actions
from roterfaden.participation.modules.ideas.likeness import similar_ideas
from roterfaden.participation.modules.ideas.office.common import idea_of, office_view
from roterfaden.participation.modules.ideas.office.forms import PartForm, ReasonForm
from roterfaden.participation.modules.ideas.querysets import ideas_of

MOST = 20


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def merge(request: HttpRequest, process: Process, pk: int) -> HttpResponse:
    """Choose the idea that takes this one in, see what will happen, and do it."""
    source = idea_of(process, pk)
    asked = request.POST if request.method == "POST" else request.GET
    target = _chosen(process, asked.get("ziel", ""), source)
    form = ReasonForm(request.POST if request.method == "POST" and target else None)
    if target is not None and form.is_bound and form.is_valid():
        actions.merge(request.user, source, target, form.cleaned_data["reason"])  # type: ignore[arg-type]
        messages.success(request, _("Zusammengeführt. Alle, die es betrifft, hören davon."))
        return redirect("ideas_office:idea", process.pk, target.pk)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    others = ideas_of(process).exclude(pk=pk).filter(title__icontains=words).order_by("-support_count", "pk")
    context = {
        "process": process,
        "row": source,
        "target": target,
        "form": form,
        "q": words,
        "found": list(others[:MOST]) if words else similar_ideas(process, f"{source.title} {source.text}", but=pk),
    }
    return render(request, "ideas/office/merge.html", context, status=422 if form.errors else 200)


def _chosen(process: Process, text: str, source: Contribution) -> Contribution | None:
    keys = keys_as_numbers([text])
    return ideas_of(process).filter(pk__in=keys).exclude(pk=source.pk).first() if keys else None


@require_POST
@office_view
def split(request: HttpRequest, process: Process, pk: int) -> HttpResponse:
    """Take a merge back."""
    actions.split(request.user, idea_of(process, pk), request.POST.get("reason", ""))  # type: ignore[arg-type]
    messages.success(request, _("Die Idee steht wieder für sich."))
    return redirect("ideas_office:idea", process.pk, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def part(request: HttpRequest, process: Process, pk: int) -> HttpResponse:
    """Write down the second wish of an idea."""
    row = idea_of(process, pk)
    form = PartForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            draft = form.draft(row.idea.category)
            new = actions.part(request.user, row, draft, form.cleaned_data["reason"])  # type: ignore[arg-type]
            messages.success(request, _("Geteilt. Wer die Idee einreichte, hört davon."))
            return redirect("ideas_office:idea", process.pk, new.pk)
        except ValidationError as error:
            form.told(error)
    context = {"process": process, "row": row, "form": form}
    return render(request, "ideas/office/part.html", context, status=422 if form.errors else 200)
