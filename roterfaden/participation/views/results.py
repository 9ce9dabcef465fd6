"""The result of a process, and its open data set."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from roterfaden.contributions.duty import duty_in
from roterfaden.kit.api import open_to_all
from roterfaden.kit.paging import BadCursor
from roterfaden.participation import exports, results
from roterfaden.participation.addresses import absolute, address
from roterfaden.participation.models import Process, ProcessState
from roterfaden.participation.telling import counts_of
from roterfaden.participation.views.process import process_view


@process_view
def result(request: HttpRequest, found: Process) -> HttpResponse:
    """What came of it, what changed because of whom, how the promise was kept."""
    try:
        page = results.page_of(found, request.GET.get("ab", ""))
    except BadCursor:
        raise Http404 from None
    here = address(found, "result")
    context = {
        "process": found,
        "changes": results.changes(page.rows),
        "promise": duty_in(found.ref),
        "counts": counts_of(found, list(found.phases.all())),
        "sheets": exports.sheets_of(found) if found.state == ProcessState.CLOSED else [],
        "next": f"{here}?ab={page.next}" if page.next else "",
        "previous": f"{here}?ab={page.previous}" if page.previous else "",
        "canonical": absolute(here),
    }
    return render(request, "participation/result.html", context)


@process_view
def dataset(request: HttpRequest, found: Process) -> HttpResponseBase:
    """The open data set; only of a process that is over."""
    return open_to_all(exports.as_json(found, exports.sheets_of(_over(found))))


@process_view
def table(request: HttpRequest, found: Process) -> HttpResponseBase:
    """One table of it as CSV: `?tabelle=` names it, the first one without."""
    return open_to_all(exports.as_csv(found, sheet_of(request, _over(found))))


def sheet_of(request: HttpRequest, process: Process) -> exports.Sheet:
    """The table that the address names; 404 where there is none."""
    sheets = exports.sheets_of(process)
    wanted = request.GET.get("tabelle", "")
    found = next((sheet for sheet in sheets if not wanted or sheet.name == wanted), None)
    if found is None:
        raise Http404(_("Diese Tabelle gibt es nicht."))
    return found


def _over(process: Process) -> Process:
    if process.state != ProcessState.CLOSED:
        raise Http404(_("Die Daten stehen hier, sobald die Beteiligung abgeschlossen ist."))
    return process
