"""One case: what was said, who complains about what, what was decided before; the decision is the form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from roterfaden.kit.things import LONGEST_KEY, Ref, things
from roterfaden.moderation import actions, registry
from roterfaden.moderation.actions import Conflict, Refused
from roterfaden.moderation.actions.common import DECIDE
from roterfaden.moderation.checks.screening import label_of
from roterfaden.moderation.house import BY_REASON
from roterfaden.moderation.kinds import MEASURES, FoundBy
from roterfaden.moderation.models import Case, Decision, Hit, HouseRule
from roterfaden.moderation.office.common import number, office_view, user_of
from roterfaden.moderation.office.forms import DecisionForm
from roterfaden.moderation.registry import Target

MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Look and decide. Who comes second sees what the first one did, and nothing of what was typed is lost."""
    found = get_object_or_404(Case.objects.select_related("assigned_to"), pk=pk)
    target = registry.target(found.target)
    if request.method != "POST":
        return _page(request, found, target, DecisionForm(found, target))
    form = DecisionForm(found, target, request.POST)
    if not form.is_valid():
        return _page(request, found, target, form, 422)
    try:
        actions.decide(user_of(request), found, form.cleaned_data["version"], form.measure())
    except Refused as problem:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        return _page(request, found, target, form, 422)
    except Conflict:
        return _conflict(request, pk, form)
    messages.success(request, _("Entschieden. Innerhalb von 30 Minuten können Sie es zurücknehmen."))
    return redirect("moderation_office:queue")


def _conflict(request: HttpRequest, pk: int, typed: DecisionForm) -> HttpResponse:
    """The same input upon what is there now; deciding again is then a decision."""
    found = Case.objects.select_related("assigned_to").get(pk=pk)
    target = registry.target(found.target)
    data = request.POST.copy()
    data["version"] = str(found.version)
    form = DecisionForm(found, target, data)
    form.is_valid()
    if found.is_open:
        said = _("Inzwischen hat sich der Beitrag oder der Fall geändert. Bitte sehen Sie noch einmal hin.")
    else:
        said = _("Jemand war schneller: Der Fall ist schon entschieden. Was Sie geschrieben haben, steht noch unten.")
    return _page(request, found, target, form, 409, said)


def _page(
    request: HttpRequest, found: Case, target: Target | None, form: DecisionForm, status: int = 200, conflict: str = ""
) -> HttpResponse:
    user = user_of(request)
    reports = list(found.reports.order_by("pk")[:MOST])
    values: dict[str, Any] = {
        "case": found,
        "target": target,
        "label": registry.label_of(found.thing_kind),
        "area": things([found.area]).get(found.area),
        "form": form,
        "conflict": conflict,
        "reports": reports,
        "hits": _hits(found),
        "decisions": _decisions(found),
        "earlier": _earlier(target, found),
        "suggested": _suggested(found),
        "may": user.has_perm(DECIDE) and found.is_open,
        "barred": found.barred_key == user.pk,
        "user": user,
    }
    return render(request, "moderation/office/case.html", values, status=status)


def _hits(found: Case) -> list[tuple[str, Hit]]:
    rows = Hit.objects.filter(target_kind=found.target_kind, target_key=found.target_key).order_by("pk")
    return [(label_of(hit.rule), hit) for hit in rows[:MOST]]


def _decisions(found: Case) -> list[Decision]:
    rows = Decision.objects.about(found.target).select_related("rule", "decided_by").prefetch_related("objections")
    return list(rows.order_by("-pk")[:MOST])


def _earlier(target: Target | None, found: Case) -> int:
    """Measures against the same person that stand, about other words."""
    if target is None or target.author is None:
        return 0
    rows = Decision.objects.standing().filter(person=target.author, kind__in=MEASURES)
    return rows.exclude(target_kind=found.target_kind, target_key=found.target_key).count()


def _suggested(found: Case) -> HouseRule | None:
    """The rule that the first report points at."""
    report = found.reports.order_by("pk").first()
    key = BY_REASON.get(report.reason, "") if report else ""
    return HouseRule.objects.in_force().filter(key=key).first() if key else None


@require_POST
@office_view
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a case over, or give it back."""
    found, user = get_object_or_404(Case, pk=pk), user_of(request)
    version = number(request.POST.get("version", "")) or 0
    try:
        actions.assign(user, found, version, user if "nehmen" in request.POST else None)
    except Conflict:
        messages.error(request, _("Jemand war schneller. Bitte sehen Sie noch einmal hin."))
    return redirect("moderation_office:case", pk)


@require_POST
@office_view
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a decision of one's own."""
    decision = get_object_or_404(Decision.objects.select_related("case"), pk=pk)
    try:
        actions.undo(user_of(request), decision)
    except Refused as problem:
        messages.error(request, problem.sentence)
        return redirect("moderation_office:queue")
    except Conflict:
        messages.error(request, _("Jemand war schneller. Bitte sehen Sie noch einmal hin."))
        return redirect("moderation_office:queue")
    messages.success(request, _("Zurückgenommen. Der Fall ist wieder offen."))
    return redirect("moderation_office:case", decision.case_id)


@require_POST
@office_view
def look_into(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """A moderator saw something: open a case about it, or go to the one that is open."""
    if not user_of(request).has_perm(DECIDE) or kind not in registry.target_kinds or len(key) > LONGEST_KEY:
        raise Http404
    target = registry.target(Ref(kind, key))
    if target is None:
        raise Http404
    return redirect("moderation_office:case", actions.open_case(target, FoundBy.OFFICE, 1).pk)
