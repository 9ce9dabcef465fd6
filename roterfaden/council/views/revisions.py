"""Silent changes: what a source altered without calling it a new version."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from roterfaden.council import feeds, querysets
from roterfaden.council.addresses import absolute, address, paper_address
from roterfaden.council.models import File
from roterfaden.council.paging import paginate
from roterfaden.council.revision_page import RevisionPage
from roterfaden.council.views.paper import one_paper
from roterfaden.council.views.problems import Gone, council_page, viewer


@council_page
def revisions(request: HttpRequest) -> HttpResponseBase:
    """All silent changes, the latest first."""
    page = paginate(querysets.public_revisions(viewer(request)), request.GET)
    return render(request, "council/revisions.html", {"page": page})


@council_page
def feed(request: HttpRequest) -> HttpResponseBase:
    """The latest ones as Atom."""
    return feeds.revisions_feed(list(querysets.public_revisions(viewer(request))[: feeds.ENTRIES]))


@council_page
def revision(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One silent change with its differences, word for word."""
    rows = querysets.shown_revisions().filter(pk=pk).select_related("paper__body", "meeting__body", "source", "run")
    found = rows.prefetch_related("meeting__organizations").first()
    shown = (found.paper or found.meeting) if found is not None else None
    if found is None or shown is None or not (shown.is_public or shown.is_gone):
        raise Http404(_("Diese Änderung ist hier nicht bekannt."))
    if shown.is_gone:
        raise Gone(shown)
    context = {"page": RevisionPage(found), "revision": found, "shown": shown, "canonical": absolute(address(found))}
    if found.oparl_type == File.oparl_type:
        context["file"] = File(pk=found.object_id)  # its page's address is all that is asked of it
    return render(request, "council/revision.html", context)


@council_page
def of_paper(request: HttpRequest, slug: str, body: str = "") -> HttpResponseBase:
    """All silent changes of one paper."""
    paper = one_paper(viewer(request), slug, body)
    page = paginate(querysets.shown_revisions().filter(paper=paper).order_by("-seen_at", "-pk"), request.GET)
    return render(
        request, "council/paper_revisions.html", {"paper": paper, "page": page, "back": paper_address(paper, slug=slug)}
    )
