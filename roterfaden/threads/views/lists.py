"""The list of threads: page, Atom, CSV, JSON of any filter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.kit.paging import BadCursor
from roterfaden.kit.tables import csv_stream
from roterfaden.threads import feeds, listing, tables
from roterfaden.threads.addresses import absolute
from roterfaden.threads.listing import CURSOR, Choices, Wanted, WrongFilter
from roterfaden.threads.models import Thread
from roterfaden.threads.views.problems import MACHINE

View = Callable[..., HttpResponseBase]
#: Rows of one file; where there are more, a Link header leads to the next part.
MOST_ROWS, BATCH = 10_000, 500


def list_view(view: View) -> View:
    """Reading only; a wrong filter is answered by 400 and the way on."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, **kwargs: str) -> HttpResponseBase:
        try:
            wanted = Wanted.read(request.GET)
            choices = Choices.load().fields(wanted)
            return view(request, wanted, choices, **kwargs)
        except BadCursor:
            problem = WrongFilter(CURSOR, request.GET.get(CURSOR, ""))
        except WrongFilter as found:
            problem = found
        if request.path.endswith(MACHINE):
            return JsonResponse({"status": 400, "parameter": problem.parameter, "value": problem.value}, status=400)
        return render(request, "threads/problem.html", {"problem": problem}, status=400)

    return answered


@list_view
def threads(request: HttpRequest, wanted: Wanted, choices: list[listing.Choice]) -> HttpResponseBase:
    """A page of threads."""
    page = listing.page_of(wanted, request.GET.get(CURSOR, ""))
    context = {
        "wanted": wanted,
        "choices": choices,
        "page": page,
        "total": listing.count(wanted),
        "next": _address("threads", wanted, page.next),
        "previous": _address("threads", wanted, page.previous),
    }
    return render(request, "threads/threads.html", context)


@list_view
def feed(request: HttpRequest, wanted: Wanted, choices: list[listing.Choice]) -> HttpResponseBase:
    """The same list as Atom."""
    page = listing.page_of(wanted, request.GET.get(CURSOR, ""), feeds.ENTRIES)
    names = ", ".join(choice.chosen for choice in choices if choice.chosen)
    title = _("Fäden: {filters}").format(filters=names) if names else _("Fäden")
    next_page = _address("threads_feed", wanted, page.next)
    return feeds.atom(
        title,
        absolute(_with(reverse("threads:threads"), wanted.query)),
        absolute(_with(reverse("threads:threads_feed"), wanted.query)),
        [feeds.thread_entry(thread) for thread in page.rows],
        absolute(next_page) if next_page else "",
    )


@list_view
def export(request: HttpRequest, wanted: Wanted, choices: list[listing.Choice], kind: str) -> HttpResponseBase:
    """The same list as CSV, or a page of it as JSON."""
    if kind == "json":
        return _json(request, wanted)
    if kind != "csv":
        raise Http404(_("Diese Form gibt es nicht. Es gibt csv und json."))
    cursor = request.GET.get(CURSOR, "")
    if cursor:  # refused here, not in the middle of the stream
        listing.ORDER.decode(Thread, cursor)
    rows = tables.thread_rows(_all(wanted, cursor))
    response = StreamingHttpResponse(csv_stream(tables.thread_columns(), rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="faeden.csv"'
    return response


def _json(request: HttpRequest, wanted: Wanted) -> JsonResponse:
    page = listing.page_of(wanted, request.GET.get(CURSOR, ""), 100)
    following = _with(f"{reverse('threads:threads_export', args=['json'])}", _query(wanted, page.next))
    told = {
        "items": [tables.thread_object(thread) for thread in page.rows],
        "next": absolute(following) if page.next else None,
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def _all(wanted: Wanted, cursor: str) -> Iterator[Thread]:
    """Up to MOST_ROWS threads, a batch at a time."""
    given = 0
    while given < MOST_ROWS:
        page = listing.page_of(wanted, cursor, BATCH)
        yield from page.rows
        given += len(page.rows)
        if not page.next:
            return
        cursor = page.next


def _address(name: str, wanted: Wanted, cursor: str) -> str:
    """The list at a cursor, or nothing where there is none."""
    return _with(reverse(f"threads:{name}"), _query(wanted, cursor)) if cursor else ""


def _query(wanted: Wanted, cursor: str) -> str:
    return "&".join(part for part in (wanted.query, urlencode({CURSOR: cursor}) if cursor else "") if part)


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
