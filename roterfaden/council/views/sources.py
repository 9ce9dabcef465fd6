"""Where the data comes from: how fresh, how much, what is missing, and how well our own interface does."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from roterfaden.council.models import ImportRun, Source
from roterfaden.council.paging import paginate
from roterfaden.council.source_page import SourcePage, published_report
from roterfaden.council.views.problems import council_page


@council_page
def sources(request: HttpRequest) -> HttpResponseBase:
    """All sources with their last runs."""
    latest = ImportRun.objects.exclude(outcome=ImportRun.Outcome.RUNNING).order_by("-started", "-pk")
    rows = Source.objects.order_by("name", "pk").prefetch_related(Prefetch("runs", latest[:1], to_attr="latest"))
    page = paginate(rows, request.GET)
    shown = [SourcePage(source, tuple(source.latest)) for source in page.items]
    return render(request, "council/sources.html", {"page": page, "sources": shown, "report": published_report()})


@council_page
def source(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One source with all its runs."""
    found = get_object_or_404(Source, slug=slug)
    page = paginate(found.runs.order_by("-started", "-pk"), request.GET, size=20)
    last = next((run for run in page.items if run.outcome != ImportRun.Outcome.RUNNING), None)
    context = {"source": SourcePage(found, (last,) if last is not None else ()), "page": page}
    return render(request, "council/source.html", context)


@council_page
def report(request: HttpRequest) -> HttpResponseBase:
    """The report of the conformance checker on our own interface."""
    found = published_report()
    if found is None:
        raise Http404(_("Es ist noch kein Prüfbericht veröffentlicht."))
    return render(request, "council/conformance.html", {"report": found})
