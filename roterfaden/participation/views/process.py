"""The page of a process, and its other faces."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from roterfaden.moderation import statistics
from roterfaden.participation.addresses import absolute, address
from roterfaden.participation.document import as_jsonld
from roterfaden.participation.ical import as_calendar
from roterfaden.participation.models import Process, ProcessState
from roterfaden.participation.telling import tell

View = Callable[[HttpRequest, Process], HttpResponseBase]


def process_view(view: View) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """Reading only. What was public once and is hidden says so; all else that is not public does not exist."""

    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, slug: str) -> HttpResponseBase:
        found = public_process(slug)
        return gone(request, slug) if found is None else view(request, found)

    return answered


def public_process(slug: str) -> Process | None:
    """The process at an address, with districts and topics."""
    rows = Process.objects.visible_to().filter(slug=slug).prefetch_related("districts", "topics")
    found: Process | None = rows.first()
    return found


def gone(request: HttpRequest, slug: str) -> HttpResponse:
    """410 and the public reason where it was public once; 404 for all else."""
    rows = Process.objects.filter(slug=slug, state=ProcessState.HIDDEN, is_template=False)
    found = rows.exclude(published_at=None).first()
    if found is None:
        raise Http404
    return render(request, "participation/gone.html", {"process": found}, status=410)


@process_view
def process(request: HttpRequest, found: Process) -> HttpResponse:
    """What is asked, what can be done now, what was said, what happens with it."""
    return render(request, "participation/process.html", page_context(found, request))


def page_context(process: Process, request: HttpRequest) -> dict[str, Any]:
    """What the page shows; the preview of the back office takes it too."""
    return {
        "process": process,
        "story": tell(process, request),
        "districts": list(process.districts.all()) if process.pk else [],
        "topics": list(process.topics.all()) if process.pk else [],
        "show_results": address(process, "result") if process.is_public and process.pk else "",
        "moderation": moderation_of(process),
        "canonical": absolute(address(process)),
    }


def moderation_of(process: Process) -> dict[str, str] | None:
    """What moderation did in the process, in a sentence, and the ways to its log and its figures: three queries.
    None for what is not public: the log does not know it.
    """
    if not process.is_public or process.is_template or not process.pk:
        return None
    query = urlencode({"bereich": str(process.ref)})
    return {
        "sentence": statistics.short(process.ref),
        "log": f"{reverse('moderation:log')}?{query}",
        "figures": f"{reverse('moderation:figures')}?{query}",
    }


@process_view
def calendar(request: HttpRequest, found: Process) -> HttpResponse:
    """The phases as iCalendar."""
    return as_calendar(found)


@process_view
def data(request: HttpRequest, found: Process) -> HttpResponse:
    """The process as JSON-LD."""
    with translation.override("de"):
        return as_jsonld(request, found)
