"""The council at a glance: what is next, what was decided, who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from roterfaden.council import querysets
from roterfaden.council.filters import PaperFilter, Sort
from roterfaden.council.listing import PaperListing
from roterfaden.council.models import Body, Organization, Paper
from roterfaden.council.views.organizations import group_by_kind
from roterfaden.council.views.problems import council_page, viewer

if TYPE_CHECKING:
    from roterfaden.council.models.base import Viewer

SHORT = 6


@council_page
def overview(request: HttpRequest) -> HttpResponseBase:
    """The entry page of the room."""
    user = viewer(request)
    bodies = list(Body.objects.visible_to(user).select_related("source").order_by("-is_home", "name")[:50])
    home = next((body for body in bodies if body.is_home), None)
    where = {"body": home} if home is not None else {}
    rows = querysets.organizations_by_kind(user, **where).exclude(kind=Organization.Kind.ADMINISTRATION)
    context = {
        "home": home,
        "others": [body for body in bodies if body != home],
        "meetings": list(querysets.coming_meetings(user, **where)[:SHORT]),
        "next_papers": _papers(Sort.NEXT, home, user),
        "decided": _papers(Sort.DECIDED, home, user),
        "groups": group_by_kind(rows.order_by("name", "pk")[:300]),
        "sample": any(body.source.sample_data for body in bodies),
    }
    return render(request, "council/overview.html", context)


def _papers(sort: Sort, home: Body | None, user: Viewer) -> list[Paper]:
    """The first papers of an order, of the home body where there is one."""
    return querysets.paper_rows(PaperListing(PaperFilter(sort=sort), home, None, user).page_keys(0, SHORT))
