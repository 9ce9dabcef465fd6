"""Measures over the years, and by district."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.places.models import District
from roterfaden.strategy import timeline as drawing
from roterfaden.strategy.choices import Choices
from roterfaden.strategy.dashboard import figures_of
from roterfaden.strategy.filters import MeasureFilter
from roterfaden.strategy.listing import rows_of, stale_before
from roterfaden.strategy.models import Measure, Milestone
from roterfaden.strategy.views.common import page_of, strategy_page

PAGE = 25
Light = Measure.Light


@strategy_page
def timeline(request: HttpRequest) -> HttpResponseBase:
    """The measures of a filter as bars over the years, with the same as a table."""
    wanted = MeasureFilter.read(request.GET)
    choices = Choices.load(wanted)
    choices.check(wanted, request.GET)
    rows = wanted.rows(stale_before()).order_by("begun_on", "starts_on", "pk")
    page = page_of(rows, request.GET, PAGE)
    measures = list(page.object_list)
    steps = list(Milestone.objects.filter(measure__in=measures).order_by("planned_on", "pk"))
    context = {
        "wanted": wanted,
        "choices": [field for field in choices.fields(wanted) if field.parameter != "zuerst"],
        "page": page,
        "timeline": drawing.draw(measures, steps, timezone.localdate()),
        "steps": drawing.by_measure(steps),
        "today": timezone.localdate(),
    }
    return render(request, "strategy/timeline.html", context)


@strategy_page
def districts(request: HttpRequest) -> HttpResponseBase:
    """How many measures each district has, and how they stand."""
    public = Q(measures__public=True)
    counts = {f"n_{light}": Count("measures", filter=public & Q(measures__light=light)) for light in Light.values}
    rows = District.objects.defer("geometry").annotate(total=Count("measures", filter=public), **counts)
    lights = [(light, f"n_{light}") for light in Light.values]
    found = [(row, getattr(row, "total"), [(light, getattr(row, name)) for light, name in lights]) for row in rows]  # noqa: B009
    everywhere = Measure.objects.visible_to().filter(districts__isnull=True)
    context = {"rows": found, "lights": Light.values, "everywhere": everywhere.count()}
    return render(request, "strategy/districts.html", context)


@strategy_page
def district(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The measures of one district."""
    here = District.objects.defer("geometry").filter(slug=slug).first()
    if here is None:
        raise Http404(_("Diesen Stadtbezirk gibt es nicht."))
    measures = MeasureFilter(district=slug).rows(stale_before())
    page = page_of(measures.order_by("-urgency", "-pk"), request.GET, PAGE)
    context = {"district": here, "figures": figures_of(measures), "page": page, "rows": rows_of(list(page.object_list))}
    return render(request, "strategy/district.html", context)
