"""Versions of plans: each at its own address for ever, and any two compared."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from roterfaden.kit.json import canonical
from roterfaden.kit.things import Ref, thing
from roterfaden.strategy.comparison import compare
from roterfaden.strategy.models import Plan, PlanVersion
from roterfaden.strategy.views.common import page_of, public_plan, strategy_page

PAGE = 50
BIGGEST = 10**9


@strategy_page
def versions(request: HttpRequest, slug: str) -> HttpResponseBase:
    """All versions with date and reason, and a form that compares two."""
    plan = public_plan(slug)
    if request.GET.get("alt") and request.GET.get("neu"):
        pair = [_number(request.GET[name]) for name in ("alt", "neu")]
        return redirect(reverse("strategy:compare", args=[plan.slug, *pair]))
    rows = plan.versions.filter(public=True).defer("document").order_by("-number")
    page = page_of(rows, request.GET, PAGE)
    return render(request, "strategy/versions.html", {"plan": plan, "page": page})


@strategy_page
def version(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """A version as it was."""
    plan = public_plan(slug)
    found = _version(plan, number)
    numbers = list(plan.versions.filter(public=True).values_list("number", flat=True))
    document = found.document
    context = {
        "plan": plan,
        "version": found,
        "document": document,
        "nodes": _headed(document),
        "measures": {row["slug"]: row["title"] for row in document["measures"]},
        "newer": min((n for n in numbers if n > number), default=None),
        "older": max((n for n in numbers if n < number), default=None),
        "paper": thing(Ref(found.paper_kind, found.paper_key)) if found.paper_kind else None,
    }
    return render(request, "strategy/version.html", context)


@strategy_page
def version_data(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The frozen document, in the spelling of which the digest is made."""
    found = _version(public_plan(slug), number)
    response = HttpResponse(canonical(found.document), content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{slug}-fassung-{number}.json"'
    response["X-Content-SHA256"] = found.digest
    return response


@strategy_page
def comparison(request: HttpRequest, slug: str, old: int, new: int) -> HttpResponseBase:
    """What became of `old` in `new`, word for word, with the reasons of all versions between."""
    plan = public_plan(slug)
    if old == new:
        raise Http404(_("Eine Fassung lässt sich nicht mit sich selbst vergleichen."))
    left, right = _version(plan, old), _version(plan, new)
    between = plan.versions.filter(public=True, number__gt=min(old, new), number__lte=max(old, new)).defer("document")
    context = {
        "plan": plan,
        "old": left,
        "new": right,
        "comparison": compare(left.document, right.document),
        "between": between.order_by("number")[:PAGE],
    }
    return render(request, "strategy/compare.html", context)


def _version(plan: Plan, number: int) -> PlanVersion:
    found = plan.versions.filter(public=True, number=number).first() if number < BIGGEST else None
    if not isinstance(found, PlanVersion):
        raise Http404(_("Diese Fassung gibt es nicht."))
    found.plan = plan
    return found


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise Http404(_("Diese Fassung gibt es nicht."))
    return int(text)


def _headed(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Nodes with the name of their level and the rank of their heading."""
    names = {depth: level["singular"] for depth, level in enumerate(document["levels"], start=1)}
    return [
        node | {"name": names.get(node["level"], ""), "heading": min(node["level"] + 2, 6)}
        for node in document["nodes"]
    ]
