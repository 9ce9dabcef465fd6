"""Objections: those that wait, and the second look."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from roterfaden.kit.paging import BadCursor, Keyset
from roterfaden.moderation import actions, registry, statements
from roterfaden.moderation.actions import Conflict, Refused
from roterfaden.moderation.actions.common import OBJECTIONS
from roterfaden.moderation.models import Objection, ObjectionState
from roterfaden.moderation.office.common import office_view, user_of
from roterfaden.moderation.office.forms import AnswerForm
from roterfaden.moderation.originals import original_of

SIZE = 30
DUE_FIRST: Keyset[Objection] = Keyset("due_at")
NEWEST_FIRST: Keyset[Objection] = Keyset("pk", descending=True)


@require_safe
@office_view
def objections(request: HttpRequest) -> HttpResponse:
    """What waits for a second look, the most urgent first; `alle`: the decided ones."""
    decided = request.GET.get("alle") == "1"
    rows = Objection.objects.select_related("decision__rule")
    rows = rows.exclude(state=ObjectionState.OPEN) if decided else rows.filter(state=ObjectionState.OPEN)
    try:
        page = (NEWEST_FIRST if decided else DUE_FIRST).page(rows, request.GET.get("ab", ""), SIZE)
    except BadCursor:
        page = (NEWEST_FIRST if decided else DUE_FIRST).page(rows, "", SIZE)
    values = {
        "page": page,
        "rows": [(row, statements.done_to(row.decision), statements.rule_name(row.decision)) for row in page.rows],
        "decided": decided,
        "user": user_of(request),
        "now": timezone.now(),
    }
    return render(request, "moderation/office/objections.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def objection(request: HttpRequest, pk: int) -> HttpResponse:
    """One objection; the decision is the form. Whoever decided first has no form."""
    found = get_object_or_404(
        Objection.objects.select_related("decision__rule", "decision__person", "decision__case", "report"), pk=pk
    )
    form, status = AnswerForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                upheld = form.cleaned_data["upheld"] == "ja"
                actions.decide_objection(user_of(request), found, upheld, form.cleaned_data["answer"])
            except Refused as problem:
                form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
            except Conflict:
                messages.error(request, _("Jemand war schneller: Darüber ist schon entschieden."))
                return redirect("moderation_office:objection", pk)
            else:
                messages.success(request, _("Entschieden. Beide Seiten hören davon."))
                return redirect("moderation_office:objections")
    return render(request, "moderation/office/objection.html", _values(request, found, form), status=status)


def _values(request: HttpRequest, found: Objection, form: AnswerForm) -> dict[str, Any]:
    user = user_of(request)
    return {
        "objection": found,
        "decision": found.decision,
        "parts": statements.parts(found.decision),
        "done": statements.done_to(found.decision),
        "original": original_of(found.decision),
        "target": registry.target(found.decision.target),
        "form": form,
        "is_first": found.against_key == user.pk,
        "may": user.has_perm(OBJECTIONS) and found.is_open and found.against_key != user.pk,
    }
