"""What all public pages of the room share: clear answers where a page cannot be shown, and who looks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.kit.asking import WrongFilter, is_harmless
from roterfaden.kit.paging import BadCursor
from roterfaden.strategy.filters import wrong
from roterfaden.strategy.models import Measure, Node, Plan

View = Callable[..., HttpResponseBase]


def strategy_page(view: View) -> View:
    """Reading only, and every foreseeable problem answered by a page of its own."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except WrongFilter as problem:
            return wrong_filter(request, problem)
        except BadCursor:
            return wrong_filter(request, wrong("ab", "", request.GET))

    return answered


def wrong_filter(request: HttpRequest, problem: WrongFilter) -> HttpResponse:
    """400, with the name of the filter and the way on."""
    if request.path.endswith((".json", ".csv", ".xlsx", ".jsonld")):
        value = {"status": 400, "parameter": problem.parameter, "value": problem.value}
        return JsonResponse(value, status=400, json_dumps_params={"ensure_ascii": False})
    return render(request, "strategy/problem_filter.html", {"problem": problem}, status=400)


def page_of(rows: QuerySet[Any], query: Mapping[str, str], size: int, parameter: str = "seite") -> Page[Any]:
    """A numbered page; WrongFilter for what is no number, 404 beyond the end."""
    text = query.get(parameter, "").strip() or "1"
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise wrong(parameter, text, query)
    try:
        return Paginator(rows, size).page(int(text))
    except EmptyPage:
        raise Http404(_("So weit reicht die Liste nicht.")) from None


def public_plan(slug: str) -> Plan:
    """A public plan, or 404."""
    found: Plan = _one(
        Plan.objects.visible_to().select_related("parent", "predecessor").prefetch_related("levels"), slug=slug
    )
    return found


def public_node(slug: str, code: str) -> Node:
    """A node of a public plan, or 404."""
    found: Node = _one(Node.objects.visible_to().select_related("plan", "level"), plan__slug=slug, code=code)
    return found


def public_measure(slug: str) -> Measure:
    """A public measure, or 404."""
    found: Measure = _one(Measure.objects.visible_to(), slug=slug)
    return found


def _one(rows: QuerySet[Any], **where: str) -> Any:
    found = rows.filter(**where).first() if all(is_harmless(value) for value in where.values()) else None
    if found is None:
        raise Http404(_("Das gibt es hier nicht."))
    return found
