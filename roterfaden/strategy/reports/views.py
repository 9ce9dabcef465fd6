"""Pages of reports: all of them, one, and what moved between two."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.strategy.indicators.addresses import absolute, report_address
from roterfaden.strategy.models import Plan, Report
from roterfaden.strategy.reports import due, reading

MOST_PLANS = 200


def _public(request: HttpRequest, key: int) -> Report:
    found = Report.objects.visible_to(request.user).filter(pk=key).select_related("plan").first()
    if found is None:
        raise Http404(_("Diesen Bericht gibt es hier nicht."))
    return found


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The reports of all plans, and which ones are missing: two statements."""
    plans = Plan.objects.visible_to(request.user).defer("text", "plain_language")[:MOST_PLANS]
    of_plan: dict[int, list[Report]] = {}
    for report in Report.objects.visible_to(request.user).defer("document", "words", "words_en")[:1000]:
        of_plan.setdefault(report.plan_id, []).append(report)
    rows = []
    for plan in plans:
        found = of_plan.get(plan.pk, [])
        day = due.next_due(plan, found[0].date if found else None)
        rows.append((plan, reading.PlanReports(found, day, due.days_late(day))))
    late = sum(bool(row.late) for _plan, row in rows)
    return render(request, "strategy/reports.html", {"rows": rows, "late": late})


@require_safe
def report(request: HttpRequest, key: int) -> HttpResponse:
    """One report, as it was frozen."""
    found = _public(request, key)
    others = Report.objects.visible_to().filter(plan=found.plan).exclude(pk=found.pk).only("pk", "date", "plan_id")
    context = {
        "page": reading.page_of(found),
        "report": found,
        "plan": found.plan,
        "others": list(others.order_by("-date")[: reading.MOST]),
        "canonical": absolute(report_address(found)),
    }
    return render(request, "strategy/report.html", context)


@require_safe
def data(request: HttpRequest, key: int) -> HttpResponse:
    """The frozen document; its digest is the one in the ledger."""
    found = _public(request, key)
    told: dict[str, Any] = {
        "url": absolute(report_address(found)),
        "published": found.published_at.isoformat() if found.published_at else None,
        "words": found.words,
        "digest": found.digest,
        "document": found.document,
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@require_safe
def comparison(request: HttpRequest, key: int, other: int) -> HttpResponse:
    """What moved between two reports of a plan; the older one first."""
    one, two = _public(request, key), _public(request, other)
    if one.plan_id != two.plan_id or one.pk == two.pk:
        raise Http404(_("Diese beiden lassen sich nicht vergleichen."))
    if one.date > two.date:
        return HttpResponsePermanentRedirect(compare_address(two, one))
    context = {"page": reading.comparison_of(one, two), "plan": one.plan, "old": one, "new": two}
    return render(request, "strategy/report_comparison.html", context)


def compare_address(old: Report, new: Report) -> str:
    """The address of a comparison."""
    return reverse("reports:comparison", args=[old.pk, new.pk])
