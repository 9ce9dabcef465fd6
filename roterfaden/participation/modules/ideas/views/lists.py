"""The list of ideas: page, Atom, CSV, JSON, GeoJSON of any filter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.contributions.models import Contribution
from roterfaden.kit.paging import BadCursor
from roterfaden.kit.tables import csv_stream
from roterfaden.participation.models import Process
from roterfaden.participation.modules.ideas import listing, tables
from roterfaden.participation.modules.ideas.addresses import absolute, idea_address
from roterfaden.participation.modules.ideas.listing import CURSOR, PAGE_SIZE, Wanted, WrongFilter
from roterfaden.participation.modules.ideas.pages import address, districts_here, list_context, settings_here
from roterfaden.participation.modules.ideas.settings import IdeaSettings
from roterfaden.threads.feeds import ENTRIES, Entry, atom

View = Callable[..., HttpResponseBase]
#: Rows of one file; where there are more, `next` leads to the following part.
MOST_ROWS, BATCH = 10_000, 500
ONE_PAGE = 100
MACHINE = (".atom", ".csv", ".json", ".geojson")


def list_view(view: View) -> View:
    """Reading only, of a public process; a wrong filter is answered by 400 and the way on."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, slug: str, **kwargs: str) -> HttpResponseBase:
        process = get_object_or_404(Process.objects.visible_to().prefetch_related("phases"), slug=slug)
        found = settings_here(process)
        try:
            wanted = Wanted.read(request.GET, found, districts_here(process))
            return view(request, process, found, wanted, **kwargs)
        except BadCursor:
            problem = WrongFilter(CURSOR, request.GET.get(CURSOR, ""))
        except WrongFilter as wrong:
            problem = wrong
        if request.path.endswith(MACHINE):
            return JsonResponse({"status": 400, "parameter": problem.parameter, "value": problem.value}, status=400)
        return render(request, "ideas/problem.html", {"problem": problem, "process": process}, status=400)

    return answered


@list_view
def ideas(request: HttpRequest, process: Process, found: IdeaSettings, wanted: Wanted) -> HttpResponseBase:
    """A page of ideas."""
    context = list_context(request, process, wanted, request.GET.get(CURSOR, ""), PAGE_SIZE)
    faces = [(name, address(process, wanted, "", "export", kind)) for name, kind in FILES.items()]
    return render(request, "ideas/ideas.html", context | {"files": faces, "feed": address(process, wanted, "", "feed")})


FILES = {"CSV": "csv", "JSON": "json", "GeoJSON": "geojson"}


@list_view
def feed(request: HttpRequest, process: Process, found: IdeaSettings, wanted: Wanted) -> HttpResponseBase:
    """The same list as Atom."""
    page = listing.page_of(process, wanted, request.GET.get(CURSOR, ""), ENTRIES)
    return atom(
        _("Ideen: {process}").format(process=process.title),
        absolute(address(process, wanted)),
        absolute(address(process, wanted, "", "feed")),
        [_entry(row) for row in page.rows],
        absolute(address(process, wanted, page.next, "feed")) if page.next else "",
    )


def _entry(row: Contribution) -> Entry:
    return Entry(
        row.title, absolute(idea_address(row.pk)), row.edited_at or row.published_at or row.created_at, row.text
    )


@list_view
def export(request: HttpRequest, process: Process, found: IdeaSettings, wanted: Wanted, kind: str) -> HttpResponseBase:
    """The same list as CSV, or a page of it as JSON or GeoJSON."""
    cursor = request.GET.get(CURSOR, "")
    if kind in ("json", "geojson"):
        return _objects(process, wanted, cursor, kind)
    if kind != "csv":
        raise Http404(_("Diese Form gibt es nicht. Es gibt csv, json und geojson."))
    if cursor:  # refused here, not in the middle of the stream
        wanted.order.decode(Contribution, cursor)
    rows = (tables.idea_row(row, found) for row in _all(process, wanted, cursor))
    response = StreamingHttpResponse(csv_stream(tables.columns(), rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="ideen-{process.slug}.csv"'
    return response


def _objects(process: Process, wanted: Wanted, cursor: str, kind: str) -> JsonResponse:
    page = listing.page_of(process, wanted, cursor, ONE_PAGE)
    following = absolute(address(process, wanted, page.next, "export", kind)) if page.next else None
    told: dict[str, Any] = {"items": [tables.idea_object(row, process) for row in page.rows], "next": following}
    mime = "application/json"
    if kind == "geojson":
        features = [tables.idea_feature(row, process) for row in page.rows]
        told, mime = {"type": "FeatureCollection", "features": features, "next": following}, "application/geo+json"
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False}, content_type=mime)


def _all(process: Process, wanted: Wanted, cursor: str) -> Iterator[Contribution]:
    """Up to MOST_ROWS ideas, a batch at a time."""
    given = 0
    while given < MOST_ROWS:
        page = listing.page_of(process, wanted, cursor, BATCH)
        yield from page.rows
        given += len(page.rows)
        if not page.next:
            return
        cursor = page.next
