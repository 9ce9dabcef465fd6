"""Results: page, files, and the frame of a quick poll."""

from __future__ import annotations

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from roterfaden.kit.tables import csv_stream, xlsx_stream
from roterfaden.participation.modules.survey.addresses import absolute, address
from roterfaden.participation.modules.survey.models import Survey
from roterfaden.participation.modules.survey.results.exporting import as_json, columns, rows
from roterfaden.participation.modules.survey.results.showing import shown_results, shown_texts
from roterfaden.participation.modules.survey.views.answering import about
from roterfaden.participation.modules.survey.views.common import survey_view

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEETS = ("design/css/tokens", "design/css/base", "design/css/components", "surveys/surveys")
#: Any site may frame it; it loads our style sheets and nothing else.
FRAME_POLICY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}


@require_safe
@survey_view
def results(request: HttpRequest, survey: Survey) -> HttpResponseBase:
    """Charts with tables, and the texts that the office released."""
    context = about(survey) | {"results": shown_results(survey), "corrections": list(survey.corrections.all()[:50])}
    return render(request, "surveys/results.html", context)


@require_safe
@survey_view
def texts(request: HttpRequest, survey: Survey) -> HttpResponseBase:
    """All released texts of one question, in pages."""
    found = shown_texts(survey, request.GET.get("frage", ""), request.GET.get("ab", ""))
    if found is None:
        raise Http404
    return render(request, "surveys/texts.html", about(survey) | {"found": found})


@require_safe
@survey_view
def as_csv(request: HttpRequest, survey: Survey) -> HttpResponseBase:
    """What the page shows, as CSV."""
    body = csv_stream(columns(), rows(_told(survey)))
    return _file(StreamingHttpResponse(body, content_type="text/csv; charset=utf-8"), survey, "csv")


@require_safe
@survey_view
def as_xlsx(request: HttpRequest, survey: Survey) -> HttpResponseBase:
    """The same as XLSX."""
    return _file(StreamingHttpResponse(xlsx_stream(columns(), rows(_told(survey))), content_type=XLSX), survey, "xlsx")


@require_safe
@survey_view
def as_data(request: HttpRequest, survey: Survey) -> HttpResponseBase:
    """The same as JSON."""
    return JsonResponse(as_json(_told(survey)), json_dumps_params={"ensure_ascii": False})


def _told(survey: Survey) -> Survey:
    """Files exist once there is something in them."""
    if not survey.publications.exists():
        raise Http404
    return survey


def _file(response: StreamingHttpResponse, survey: Survey, ending: str) -> StreamingHttpResponse:
    name = f"umfrage-{survey.phase.process.slug}-{survey.phase_id}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@xframe_options_exempt
@csp(FRAME_POLICY)
@require_safe
@survey_view
def frame(request: HttpRequest, survey: Survey) -> HttpResponseBase:
    """A quick poll in a frame on other sites: no cookie, no script; to vote one goes to the portal."""
    if not survey.is_poll:
        raise Http404
    context = about(survey) | {
        "results": shown_results(survey),
        "canonical": absolute(address(survey)),
        "sheets": [static(f"{name}.css") for name in SHEETS],
        "running": survey.phase.is_open() and survey.is_ready,
    }
    response = render(request, "surveys/frame.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response
