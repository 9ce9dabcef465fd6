"""The list of papers: page, feed and exports of any filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from roterfaden.council import exports, feeds
from roterfaden.council.choices import Choices, listing_for
from roterfaden.council.filters import PaperFilter
from roterfaden.council.listing import ORDER_FIELD
from roterfaden.council.paging import PAGE_SIZE, NoSuchPage, Page, page_number
from roterfaden.council.querysets import paper_rows
from roterfaden.council.views.problems import council_page, viewer

if TYPE_CHECKING:
    from roterfaden.council.listing import PaperListing
    from roterfaden.council.models import Paper


@council_page
def papers(request: HttpRequest) -> HttpResponseBase:
    """The papers that the address asks for, 25 a page."""
    wanted = PaperFilter.read(request.GET)
    choices = Choices.load(viewer(request))
    listing = listing_for(wanted, choices, request.GET, viewer(request))
    context = {
        "wanted": wanted,
        "choices": choices.fields(wanted),
        "chosen": choices.chosen(wanted),
        "page": _page(listing, wanted, page_number(request.GET)),
        "exports": exports.KINDS,
        "shown_date": ORDER_FIELD[wanted.sort],
    }
    return render(request, "council/papers.html", context)


@council_page
def feed(request: HttpRequest) -> HttpResponseBase:
    """The same list as Atom, 50 entries at a time; `ab` goes on where a part ended."""
    wanted = PaperFilter.read(request.GET)
    choices = Choices.load(viewer(request))
    listing = listing_for(wanted, choices, request.GET, viewer(request))
    return feeds.papers_feed(listing, choices.title(wanted), request.GET.get("ab", ""))


@council_page
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """The same list as CSV, XLSX or JSON, in bounded parts."""
    if kind not in exports.KINDS:
        raise Http404(_("Diese Form gibt es nicht. Es gibt csv, xlsx und json."))
    wanted = PaperFilter.read(request.GET)
    listing = listing_for(wanted, Choices.load(viewer(request)), request.GET, viewer(request))
    return exports.answer(listing, kind, request.GET.get("ab", ""))


def _page(listing: PaperListing, wanted: PaperFilter, number: int) -> Page[Paper]:
    total = listing.count()
    page: Page[Paper] = Page((), number, PAGE_SIZE, total, query=wanted.query)
    if number > page.last:
        raise NoSuchPage(page.address(page.last))
    rows = paper_rows(listing.page_keys((number - 1) * PAGE_SIZE, PAGE_SIZE))
    return Page(tuple(rows), number, PAGE_SIZE, total, query=wanted.query)
