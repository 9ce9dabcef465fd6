"""The statement of reasons, for the one whom it concerns, behind a signed link; and the objection."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from roterfaden.moderation import actions, letters, registry, statements, tokens
from roterfaden.moderation.forms import ObjectionForm
from roterfaden.moderation.kinds import Side
from roterfaden.moderation.models import Decision
from roterfaden.moderation.originals import original_of
from roterfaden.moderation.views.shared import private


@require_http_methods(["GET", "HEAD", "POST"])
@private
def own(request: HttpRequest, token: str) -> HttpResponse:
    """What was decided and why. A second objection is told that there is one."""
    decision = tokens.decision_of(token)
    if decision is None:
        return render(request, "moderation/void.html", status=404)
    form, status = ObjectionForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.object_as_author(decision, form.cleaned_data["text"])
                return redirect(request.path)
            except actions.Refused as problem:
                form.add_error(None, problem.sentence)
    return render(request, "moderation/own.html", _values(decision, form), status=status)


def _values(decision: Decision, form: ObjectionForm) -> dict[str, Any]:
    objection = decision.objections.filter(side=Side.AUTHOR).first()
    return {
        "decision": decision,
        "parts": statements.parts(decision),
        "original": original_of(decision),
        "target": registry.target(decision.target),
        "objection": objection,
        "outcome": letters.objection_lines(objection, True) if objection and not objection.is_open else (),
        "may_object": objection is None and decision.can_be_objected(),
        "form": form,
        "language": translation.get_language(),
    }
