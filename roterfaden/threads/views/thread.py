"""A thread at its permanent address: page, Atom, JSON-LD, CSV."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roterfaden.kit.tables import csv_stream
from roterfaden.threads import feeds, reading, tables
from roterfaden.threads.addresses import absolute, address
from roterfaden.threads.models import State, Station, Thread
from roterfaden.threads.periods import Period
from roterfaden.threads.provenance import as_jsonld
from roterfaden.threads.telling import Story, tell
from roterfaden.threads.views.problems import thread_view


def story_of(thread: Thread, user: Any = None) -> Story:
    """A thread with its stations."""
    return tell(thread, reading.stations_of(thread), user)


@thread_view("thread")
def page(request: HttpRequest, thread: Thread) -> HttpResponseBase:
    """The thread as people read it; a merged one says what happened and leads on."""
    if thread.state == State.MERGED:
        context = {"thread": thread, "target": reading.final_target(thread), "changes": reading.changes_of(thread)}
        return render(request, "threads/merged.html", context)
    return render(request, "threads/thread.html", page_context(thread, reading.stations_of(thread)))


def page_context(thread: Thread, stations: list[Station], user: Any = None) -> dict[str, Any]:
    """What the page shows; the preview of the back office takes it too."""
    here = absolute(address(thread))
    saved = thread.pk is not None
    return {
        "thread": thread,
        "story": tell(thread, stations, user),
        "districts": list(thread.districts.all()) if saved else [],
        "topics": list(thread.topics.all()) if saved else [],
        "changes": reading.changes_of(thread) if saved else [],
        "related": reading.related(thread, stations) if saved else [],
        "picture": picture_of(thread),
        "canonical": here,
        "cite": cite(thread, here),
    }


def picture_of(thread: Thread) -> Any:
    """The lead image in a size for screens, or None where its file is missing."""
    if thread.image is None:
        return None
    try:
        return thread.image.get_rendition("width-1200|format-webp")
    except (OSError, ValueError):
        return None


def cite(thread: Thread, link: str) -> str:
    """How to quote the thread, with the day on which one looked."""
    return _("{owner}: {title}. Faden, Stand {state}. {address} (abgerufen am {today})").format(
        owner=settings.CITY,
        title=thread.title,
        state=Period(timezone.localtime(thread.changed_at).date()).words,
        address=link,
        today=Period(timezone.localdate()).words,
    )


@require_safe
def without_slash(request: HttpRequest, slug: str) -> HttpResponse:
    """`…/name/` leads to the address without a slash at the end."""
    return HttpResponsePermanentRedirect(request.path.rstrip("/"))


@thread_view("thread_feed")
def feed(request: HttpRequest, thread: Thread) -> HttpResponseBase:
    """The stations as Atom, the latest added first."""
    return feeds.thread_feed(story_of(thread))


@thread_view("thread_data")
def data(request: HttpRequest, thread: Thread) -> HttpResponseBase:
    """The thread as JSON-LD with PROV-O."""
    with translation.override("de"):
        return as_jsonld(request, story_of(thread))


@thread_view("thread_table")
def table(request: HttpRequest, thread: Thread) -> HttpResponseBase:
    """The stations as CSV."""
    rows = csv_stream(tables.station_columns(), tables.station_rows(story_of(thread)))
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="faden-{thread.slug}.csv"'
    return response
