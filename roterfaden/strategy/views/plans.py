"""Pages of plans and their nodes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from roterfaden.methods.lights import GRACE
from roterfaden.strategy import explaining, plan_page
from roterfaden.strategy.consultation import passages
from roterfaden.strategy.dashboard import figures_of
from roterfaden.strategy.filters import MeasureFilter, below
from roterfaden.strategy.listing import rows_of, stale_before
from roterfaden.strategy.models import Measure, Plan
from roterfaden.strategy.views.common import page_of, public_node, public_plan, strategy_page

PAGE = 25


@strategy_page
def overview(request: HttpRequest) -> HttpResponseBase:
    """What the city works on: all plans, and what hurts anywhere."""
    measures = Measure.objects.visible_to()
    context = {
        "plans": plan_page.overview_rows(),
        "figures": figures_of(measures),
        "rows": rows_of(list(measures.order_by("-urgency", "-pk")[:5])),
        "lights": plan_page.LIGHTS,
        "today": timezone.localdate(),
    }
    return render(request, "strategy/overview.html", context)


@strategy_page
def plan(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One plan: its figures, its tree."""
    found = public_plan(slug)
    page = plan_page.load(found)
    return render(request, "strategy/plan.html", {"page": page, "plan": found, "today": timezone.localdate()})


@strategy_page
def node(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """One field, goal or strategy, with all that belongs to it."""
    found = public_node(slug, code)
    keys = set(below(found.pk))
    levels = list(found.plan.levels.all())
    wanted = MeasureFilter(plan=slug, node=found.pk)
    measures = wanted.rows(stale_before())
    page = page_of(measures.order_by("-urgency", "-pk"), request.GET, PAGE)
    context = {
        "node": found,
        "plan": found.plan,
        "level": found.level,
        "above": plan_page.ancestors(found),
        "branches": plan_page.branches_of(found.plan, levels, keys - {found.pk}),
        "texts": passages(found.text, found.code),
        "figures": figures_of(measures),
        "page": page,
        "rows": rows_of(list(page.object_list)),
        "query": wanted.query,
        "today": timezone.localdate(),
    }
    return render(request, "strategy/node.html", context)


@strategy_page
@cache_control(max_age=3600)
def rule(request: HttpRequest) -> HttpResponseBase:
    """How the light of a measure comes about."""
    outcomes = explaining.outcomes()
    rows = [(question, outcomes[key]) for key, question in explaining.questions().items()]
    return render(request, "strategy/rule.html", {"rows": rows, "stale_days": _stale_days(), "grace": GRACE})


def _stale_days() -> int:
    from django.conf import settings

    return int(settings.STALE_DAYS)


__all__ = ["Plan", "node", "overview", "plan", "rule"]
