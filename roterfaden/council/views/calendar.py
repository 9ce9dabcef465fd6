"""The calendar: a month as a table and as a list, and files for calendar programmes."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from roterfaden.council import querysets
from roterfaden.council.ical import MOST_MEETINGS, calendar_answer
from roterfaden.council.models import Meeting, Organization
from roterfaden.council.months import Month
from roterfaden.council.views.problems import council_page, public_or_gone, viewer

#: How far back the files of many meetings reach.
LOOK_BACK = timedelta(days=365)
MOST_IN_MONTH = 500


@council_page
def month(request: HttpRequest) -> HttpResponseBase:
    """A month: a table where it is wide, a list where it is narrow."""
    shown = Month.read(request.GET)
    following = (shown.first + timedelta(days=32)).replace(day=1)
    meetings = list(querysets.meetings_between(shown.first, following, viewer(request))[: MOST_IN_MONTH + 1])
    context = {
        "month": shown,
        "weeks": shown.weeks(meetings[:MOST_IN_MONTH]),
        "meetings": meetings[:MOST_IN_MONTH],
        "more": len(meetings) > MOST_IN_MONTH,
    }
    return render(request, "council/calendar.html", context)


@council_page
def everything(request: HttpRequest) -> HttpResponseBase:
    """Meetings of all organizations from a year ago on."""
    return calendar_answer(_near(Meeting.objects.visible_to(viewer(request))), _("Sitzungen"), "sitzungen")


@council_page
def organization_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Meetings of one organization from a year ago on."""
    found: Organization = public_or_gone(Organization.objects.filter(pk=pk), viewer(request))
    rows = Meeting.objects.visible_to(viewer(request)).filter(organizations=found)
    return calendar_answer(_near(rows), found.name or _("Sitzungen"), f"gremium-{found.pk}")


@council_page
def meeting_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One meeting."""
    found: Meeting = public_or_gone(querysets.with_meeting_parts(Meeting.objects.filter(pk=pk)), viewer(request))
    return calendar_answer([found], _("Sitzung"), f"sitzung-{found.pk}")


def _near(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    since = querysets.midnight(querysets.today() - LOOK_BACK)
    near = rows.filter(start__gte=since).order_by("start", "pk")
    return querysets.with_meeting_parts(near)[:MOST_MEETINGS]
