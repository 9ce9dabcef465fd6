"""Meetings: one with its agenda, and all as a list."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from roterfaden.council import querysets
from roterfaden.council.addresses import absolute, address
from roterfaden.council.choices import Choices
from roterfaden.council.filters import PaperFilter, wrong
from roterfaden.council.meeting_page import MeetingPage
from roterfaden.council.models import Meeting
from roterfaden.council.paging import paginate
from roterfaden.council.views.machine import data_address
from roterfaden.council.views.problems import council_page, public_or_gone, viewer

WHEN = ("kommend", "vergangen")


@council_page
def meetings(request: HttpRequest) -> HttpResponseBase:
    """Coming meetings, soonest first, or past ones, latest first; of one organization if the address says so."""
    wanted = PaperFilter.read({"gremium": request.GET.get("gremium", "")})
    when = request.GET.get("zeit", "").strip() or WHEN[0]
    if when not in WHEN:
        raise wrong("zeit", when, request.GET)
    choices = Choices.load(viewer(request))
    where = {"organizations": wanted.organization} if wanted.organization else {}
    if wanted.organization and all(row.pk != wanted.organization for row in choices.organizations):
        raise wrong("organization", str(wanted.organization), request.GET)
    rows = querysets.coming_meetings if when == WHEN[0] else querysets.past_meetings
    page = paginate(rows(viewer(request), **where), request.GET)
    fields = [field for field in choices.fields(wanted) if field.name == "organization"]
    return render(request, "council/meetings.html", {"page": page, "when": when, "fields": fields, "wanted": wanted})


@council_page
def meeting(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A meeting with its agenda."""
    rows = querysets.with_meeting_parts(Meeting.objects.filter(pk=pk))
    found = public_or_gone(rows, viewer(request))
    context = {
        "page": MeetingPage(found),
        "meeting": found,
        "canonical": absolute(address(found)),
        "data_address": data_address(found),
    }
    return render(request, "council/meeting.html", context)
