"""Report something, and see later what became of it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from roterfaden.accounts import limits
from roterfaden.moderation import actions, letters, tokens
from roterfaden.moderation.actions.objecting import can_object
from roterfaden.moderation.forms import CodeForm, ObjectionForm, ReportForm
from roterfaden.moderation.models import Objection, Report
from roterfaden.moderation.receipts import digest_of, normal
from roterfaden.moderation.registry import Target
from roterfaden.moderation.views.shared import A_DAY_OF_WRONG_CODES, is_within_limits, private, public_target

form_view = require_http_methods(["GET", "HEAD", "POST"])


@form_view
@private
def report(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """The form, and the receipt after it. Nothing happens to the contribution: people look first."""
    target = public_target(kind, key)
    if request.method != "POST":
        return _form(request, target, ReportForm(target))
    form = ReportForm(target, request.POST)
    if not form.is_valid():
        return _form(request, target, form, 422)
    if form.is_trapped:
        return redirect("moderation:thanks")
    if not is_within_limits(request, target):
        form.add_error(
            None,
            _(
                "Aus Ihrem Netz wurde das heute schon gemeldet. Es wird geprüft; mehr Meldungen machen es nicht "
                "dringender. Ihr Text steht noch hier."
            ),
        )
        return _form(request, target, form, 429)
    _row, code = actions.report(target, form.claimed(get_language() or "de"))
    return redirect("moderation:receipt", code)


def _form(request: HttpRequest, target: Target, form: ReportForm, status: int = 200) -> HttpResponse:
    response = render(request, "moderation/report.html", {"target": target, "form": form}, status=status)
    if status == 429:
        response["Retry-After"] = "3600"
    return response


@form_view
@private
def look_up(request: HttpRequest) -> HttpResponse:
    """Type the code of a receipt."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if _by_code(code) is not None:
            return redirect("moderation:receipt", code)
        _count_wrong(request)
        form.add_error("code", _("Eine Meldung mit diesem Code gibt es nicht."))
    return render(request, "moderation/look_up.html", {"form": form}, status=422 if form.is_bound else 200)


@form_view
@private
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """What became of a report, by the code that its reporter alone knows."""
    found = _by_code(normal(code))
    if found is None:
        _count_wrong(request)
        raise Http404
    return _status(request, found, code)


@form_view
@private
def followed_up(request: HttpRequest, token: str) -> HttpResponse:
    """The same by the link in a mail."""
    found = tokens.report_of(token)
    if found is None:
        return render(request, "moderation/void.html", status=404)
    return _status(request, found, "")


def _by_code(code: str) -> Report | None:
    rows = Report.objects.select_related("case", "decision__rule")
    return rows.filter(digest=digest_of(code)).first() if code else None


def _count_wrong(request: HttpRequest) -> None:
    """Guessing is hopeless (100 bits), and it is stopped all the same. Raises TooMany."""
    limits.take_one("wrong code", limits.network_of(request), A_DAY_OF_WRONG_CODES)


def _status(request: HttpRequest, found: Report, code: str) -> HttpResponse:
    form, status = ObjectionForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.object_as_reporter(found, form.cleaned_data["text"])
                return redirect(request.path)
            except actions.Refused as problem:
                form.add_error(None, problem.sentence)
    values: dict[str, Any] = {
        "report": found,
        "code": normal(code),
        "new": "neu" in request.GET,
        "lines": letters.outcome_lines(found),
        "objections": [(row, letters.objection_lines(row, True)) for row in _objections(found)],
        "may_object": can_object(found) and not found.objections.exists(),
        "form": form,
    }
    return render(request, "moderation/receipt.html", values, status=status)


def _objections(found: Report) -> list[Objection]:
    return list(found.objections.order_by("pk"))


def thanks(request: HttpRequest) -> HttpResponse:
    """What a machine in the trap sees."""
    return render(request, "moderation/thanks.html")
