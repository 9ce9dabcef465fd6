"""Two papers side by side, word for word: versions, or a motion and its amendment."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from roterfaden.council.addresses import absolute, paper_address
from roterfaden.council.comparison import compare_papers
from roterfaden.council.views.paper import one_paper
from roterfaden.council.views.problems import council_page, viewer


@council_page
def compare(request: HttpRequest, slug: str, other: str, body: str = "") -> HttpResponseBase:
    """What became of `other` (the older one) in the paper at `slug`."""
    new, old = one_paper(viewer(request), slug, body), one_paper(viewer(request), other, body)
    if new.pk == old.pk:
        raise Http404(_("Eine Drucksache lässt sich nicht mit sich selbst vergleichen."))
    context = {
        "new": new,
        "old": old,
        "sections": compare_papers(old, new),
        "canonical": absolute(paper_address(new, "paper_compare", slug=slug, other=other)),
        "turned": paper_address(new, "paper_compare", slug=other, other=slug),
    }
    return render(request, "council/compare.html", context)
