"""The list of measures, and a measure's page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from roterfaden.kit.paging import count_capped
from roterfaden.strategy import exports, measure_page
from roterfaden.strategy.choices import Choices
from roterfaden.strategy.explaining import explained
from roterfaden.strategy.filters import MeasureFilter, wrong
from roterfaden.strategy.listing import rows_of, stale_before
from roterfaden.strategy.models import DateShift, Measure
from roterfaden.strategy.views.common import page_of, public_measure, strategy_page

PAGE = 25
LONGEST_CURSOR = 1000


@strategy_page
def measures(request: HttpRequest) -> HttpResponseBase:
    """The measures that the address asks for."""
    wanted, choices = _wanted(request)
    rows = wanted.rows(stale_before())
    page = wanted.order.page(rows, _cursor(request), PAGE)
    context = {
        "wanted": wanted,
        "choices": choices.fields(wanted),
        "chosen": choices.chosen(wanted),
        "page": page,
        "rows": rows_of(page.rows),
        "total": count_capped(rows),
        "exports": exports.KINDS,
        "today": timezone.localdate(),
    }
    return render(request, "strategy/measures.html", context)


@strategy_page
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same list as CSV, XLSX or JSON-LD, in bounded parts."""
    if kind not in exports.KINDS:
        raise Http404(_("Diese Form gibt es nicht. Es gibt csv, xlsx und jsonld."))
    wanted, _choices = _wanted(request)
    return exports.answer(wanted, kind, _cursor(request))


@strategy_page
def measure(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One measure."""
    found = public_measure(slug)
    page = measure_page.load(found)
    context = {"page": page, "measure": found, "answers": explained(page.verdict), "today": timezone.localdate()}
    return render(request, "strategy/measure.html", context)


@strategy_page
def measure_data(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One measure as JSON-LD."""
    return exports.linked_data(measure_page.load(public_measure(slug)))


@strategy_page
def shifts(request: HttpRequest) -> HttpResponseBase:
    """All dates that were shifted, the newest first."""
    rows = DateShift.objects.filter(measure__in=Measure.objects.visible_to())
    if plan := request.GET.get("plan", ""):
        rows = rows.filter(measure__in=MeasureFilter.read({"plan": plan}).rows(stale_before()))
    page = page_of(rows.select_related("measure", "milestone").order_by("-decided_on", "-pk"), request.GET, 50)
    return render(request, "strategy/shifts.html", {"page": page, "plan": plan})


def _wanted(request: HttpRequest) -> tuple[MeasureFilter, Choices]:
    wanted = MeasureFilter.read(request.GET)
    choices = Choices.load(wanted)
    choices.check(wanted, request.GET)
    return wanted, choices


def _cursor(request: HttpRequest) -> str:
    cursor = request.GET.get("ab", "")
    if len(cursor) > LONGEST_CURSOR:
        raise wrong("ab", "", request.GET)
    return cursor
