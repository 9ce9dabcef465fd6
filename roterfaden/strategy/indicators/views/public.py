"""Pages of indicators: list, one indicator and its faces, the method."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from roterfaden.kit.paging import BadCursor
from roterfaden.kit.tables import csv_stream
from roterfaden.strategy.indicators import faces, listing, overview, reading
from roterfaden.strategy.indicators.addresses import absolute, indicator_address
from roterfaden.strategy.indicators.listing import CURSOR, Wanted, WrongFilter
from roterfaden.strategy.models import Indicator, Plan

View = Callable[[HttpRequest, Indicator], HttpResponseBase]
#: Any site may frame it; it loads our style sheets and nothing else.
FRAME_POLICY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "img-src": ["data:"],  # the empty icon, which keeps browsers from asking for one
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}


@require_safe
def indicators(request: HttpRequest) -> HttpResponseBase:
    """The list of all indicators, or of a plan, a rating, a goal of the United Nations."""
    plans = list(Plan.objects.visible_to(request.user).defer("text", "plain_language"))
    try:
        wanted = Wanted.read(request.GET)
        plan = listing.plan_of(wanted, plans)
        rows = listing.rows_of(wanted, plan, request.user)
        page = wanted.order.page(rows, request.GET.get(CURSOR, ""), listing.PAGE)
    except BadCursor:
        return _wrong(request, WrongFilter(CURSOR, request.GET.get(CURSOR, "")))
    except WrongFilter as problem:
        return _wrong(request, problem)
    context = {
        "wanted": wanted,
        "plan": plan,
        "choices": listing.choices(wanted, plans),
        "rows": overview.list_rows(page.rows),
        "page": page,
        "total": overview.counts(rows),
    }
    return render(request, "strategy/indicators.html", context)


def _wrong(request: HttpRequest, problem: WrongFilter) -> HttpResponse:
    return render(request, "strategy/indicator_problem.html", {"problem": problem}, status=400)


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    """How progress is rated: the published method, step by step."""
    return render(request, "strategy/indicator_method.html")


def indicator_view(view: View) -> Callable[..., HttpResponseBase]:
    """Reading only; what is not public is not there."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, slug: str) -> HttpResponseBase:
        found = Indicator.objects.visible_to(request.user).filter(slug=slug).first()
        if found is None:
            raise Http404(_("Diese Kennzahl gibt es hier nicht."))
        return view(request, found)

    return answered


@indicator_view
def indicator(request: HttpRequest, found: Indicator) -> HttpResponseBase:
    """One indicator."""
    context = {
        "page": reading.page_of(found, request.user),
        "indicator": found,
        "canonical": absolute(indicator_address(found)),
        "frame": absolute(indicator_address(found, "indicator_embed")),
    }
    return render(request, "strategy/indicator.html", context)


@indicator_view
def without_slash(request: HttpRequest, found: Indicator) -> HttpResponseBase:
    """A thing's address has no slash at its end."""
    return HttpResponsePermanentRedirect(indicator_address(found))


@xframe_options_exempt
@csp(FRAME_POLICY)
@indicator_view
def embedded(request: HttpRequest, found: Indicator) -> HttpResponseBase:
    """Chart and finding for a frame: no cookie, no script, no picture."""
    page = reading.page_of(found)
    context = {"page": page, "indicator": found, "canonical": absolute(indicator_address(found))}
    response = render(request, "strategy/indicator_embed.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


@indicator_view
def table(request: HttpRequest, found: Indicator) -> HttpResponseBase:
    """All values as CSV, former ones too."""
    stream = csv_stream(faces.csv_columns(), faces.csv_rows(found))
    response = StreamingHttpResponse(stream, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.csv"'
    return response


@indicator_view
def data(request: HttpRequest, found: Indicator) -> HttpResponseBase:
    """The indicator as JSON."""
    told = faces.as_json(reading.page_of(found))
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


@indicator_view
def linked_data(request: HttpRequest, found: Indicator) -> HttpResponseBase:
    """The indicator as JSON-LD."""
    told = faces.as_linked_data(reading.page_of(found))
    return JsonResponse(told, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})


@indicator_view
def feed(request: HttpRequest, found: Indicator) -> HttpResponseBase:
    """What was entered last, as Atom."""
    return faces.feed(reading.page_of(found))
